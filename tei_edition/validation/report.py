"""Problems as lines of text for the terminal: what is wrong, where, what next."""

from collections.abc import Callable, Iterable, Sequence

from tei_edition.model.problem import Problem, Severity

_INDENT = "    "
_PLACES = 5
"""Places that are told of problems that say the same."""

Paint = Callable[[str, str], str]
"""Colours words by what they are: error, warning, note, file, place or next."""


def plain(words: str, part: str) -> str:
    """Leave words as they are."""
    return words


def report(
    problems: Iterable[Problem],
    *,
    checked: Sequence[str] = (),
    text: str = "transcript",
    paint: Paint = plain,
) -> str:
    """Render problems: by file, the most severe first, each with its code, places and next step.

    Args:
        problems: what was found.
        checked: names of all files that were looked at, to count those with nothing wrong.
        text: what the files are in which lines and columns are counted.
        paint: colours the parts of a line.

    Returns:
        Lines of text without a line end behind the last; a single line if there is no problem.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    blocks = [_file(name, found, text, paint) for name, found in by_file.items()]
    return "\n\n".join([*blocks, _summary(by_file, checked)])


def exit_status(problems: Iterable[Problem]) -> int:
    """Return the exit status of a command: 0 if there is no error, 1 otherwise; warnings do not count.

    Args:
        problems: what was found.
    """
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _file(name: str, problems: list[Problem], text: str, paint: Paint) -> str:
    named = f"{paint(name, 'file')}: " if name else ""
    lines = [f"{named}{counted(problems)}"]
    for alike in together(sorted(problems, key=lambda p: (-p.severity, _line(p), p.code))):
        lines += ["", *_alike(alike, text, paint)]
    return "\n".join(lines)


def together(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Put problems together that say the same of different places, each where the first of them stands.

    Args:
        problems: problems of one file.
    """
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.message, problem.hint), []).append(problem)
    return list(groups.values())


def _alike(problems: list[Problem], text: str, paint: Paint) -> list[str]:
    """Render problems that say the same: the sentence once, the first places, and how many more there are."""
    first, *others = problems
    said, *places = problem_lines(first, file="", text=text, paint=paint)
    following = [places.pop()] if first.hint else []
    for problem in others[: _PLACES - 1]:
        lines = problem_lines(problem, file="", text=text, paint=paint)[1:]
        places += lines[:-1] if problem.hint else lines
    if len(problems) > _PLACES:
        places.append(f"{_INDENT}{paint(f'and {len(problems) - _PLACES} more places', 'place')}")
    return [said, *places, *following]


def problem_lines(
    problem: Problem, *, file: str, text: str = "transcript", paint: Paint = plain
) -> list[str]:
    """Render one problem: its code and sentence, its places, and the next step, each in a line.

    Args:
        problem: the problem.
        file: the name of its file; empty where the reader knows which file is spoken of.
        text: what the file is, for one without name.
        paint: colours the parts of a line.
    """
    severity = problem.severity.name.lower()
    lines = [f"  {paint(f'{severity} {problem.code}', severity)}: {problem.message}"]
    if problem.place is not None:
        quotation = f': "{problem.place.quotation}"' if problem.place.quotation else ""
        where = f"{file}," if file else f"{text}:"
        said = f"{where} line {problem.place.line}, column {problem.place.column}{quotation}"
        lines.append(f"{_INDENT}{paint(said, 'place')}")
    elif problem.xml is None and file:
        lines.append(f"{_INDENT}{file}")
    if problem.xml is not None:
        column = f", column {problem.xml.column}" if problem.xml.column else ""
        path = f", {problem.xml.xpath}" if problem.xml.xpath else ""
        where = f"{file}," if file else "TEI:"
        lines.append(f"{_INDENT}{paint(f'{where} line {problem.xml.line}{column}{path}', 'place')}")
    if problem.hint:
        lines.append(f"{_INDENT}{paint('next:', 'next')} {problem.hint}")
    return lines


def _summary(by_file: dict[str, list[Problem]], checked: Sequence[str]) -> str:
    everything = [problem for found in by_file.values() for problem in found]
    names = list(dict.fromkeys([*checked, *(name for name in by_file if name)]))
    sound = sum(1 for name in names if all(p.severity < Severity.ERROR for p in by_file.get(name, [])))
    files = f"{len(names)} file{'s' * (len(names) != 1)}, {sound} without error. " if names else ""
    if not everything:
        return f"{files}No problems."
    codes = sorted({problem.code for problem in everything})
    return f"{files}{counted(everything).capitalize()}. More: tei-edition explain {codes[0]}"


def counted(problems: Sequence[Problem]) -> str:
    """Count problems by their severity: ``2 errors, 1 warning``.

    Args:
        problems: any problems; of none nothing is said.
    """
    counts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        number = sum(1 for p in problems if p.severity == severity)
        if number:
            counts.append(f"{number} {severity.name.lower()}{'s' * (number != 1)}")
    return ", ".join(counts)


def _line(problem: Problem) -> int:
    if problem.xml is not None:
        return problem.xml.line
    return problem.place.line if problem.place is not None else 0
