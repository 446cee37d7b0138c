"""How many problems of one file are told: the most severe, and that there are more (XM18).

Nobody reads a hundred thousand messages; a file that has as many has one fault of another kind, and what is
told first is enough to find it.
"""

from collections.abc import Iterable

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table

_CODE = "XM18"


def stopped(most: int) -> Problem:
    """Return the problem that says that the rest of a file was not examined.

    Args:
        most: how many faults were found until then.
    """
    return _problem(f"The grammar refuses more than {most:,} things in this file; the rest was not examined.")


def is_stopped(problems: Iterable[Problem]) -> bool:
    """Tell whether problems are not all that there are.

    Args:
        problems: what was found in a file.
    """
    return any(problem.code == _CODE for problem in problems)


def bounded(problems: Iterable[Problem]) -> list[Problem]:
    """Keep the most severe problems of a file, of equal ones those that come first, in the order given.

    Args:
        problems: what was found.

    Returns:
        As many as the table of limits allows; if there are more, or the examination was stopped, a last one
        says so.
    """
    most = table("validation")["limit"]["problems"]
    every = list(problems)
    found = [problem for problem in every if problem.code != _CODE]
    ends = [problem for problem in every if problem.code == _CODE][:1]
    if len(found) <= most:
        return [*found, *ends]
    kept = sorted(range(len(found)), key=lambda i: -found[i].severity)[:most]
    if not ends:
        more = len(found) - most
        are = "is 1 more problem" if more == 1 else f"are {more:,} more problems"
        ends = [_problem(f"There {are} in this file; the most severe are told.")]
    return [*(found[i] for i in sorted(kept)), *ends]


def _problem(message: str) -> Problem:
    return Problem(_CODE, Severity.NOTE, message, table("validation")["next_step"][_CODE])
