"""Tables whose cells ran into one another, and columns read across: kept line by line, and reported."""

import re
from collections.abc import Sequence

from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.recognisers.resources import Resources

_LINE_END = re.compile(r"[\n\r\v\f]+")
_NUMBER = re.compile(r"(?<![\w.,/])[\d][\d.,]*%?(?![\w/])")
_GAP = re.compile(r"\S(?:\t|[ ]{3,})\S")
_FEWEST_LINES = 3
_FEWEST_NUMBERS = 2


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Report blocks whose lines look like rows, but have no cells that could be told apart."""
    found = []
    for block in edition.of_kind("paragraph"):
        lines = [line for line in _LINE_END.split(edition.transcript.of_span(block.span)) if line.strip()]
        if looks_tabular(lines):
            found.append(
                Problem(
                    "RD11",
                    Severity.NOTE,
                    "These lines look like a table or columns, but their cells cannot be told apart; they "
                    "stand as they are.",
                    "If it is a table, put tabs between its cells in the transcript.",
                    file=edition.transcript.name,
                    place=edition.transcript.place(block.span),
                )
            )
    return Finding(problems=tuple(found))


def looks_tabular(lines: Sequence[str]) -> bool:
    """Tell whether most lines are rows: a name and two numbers at least, or stretches parted by wide gaps."""
    if len(lines) < _FEWEST_LINES:
        return False
    numbers = sum(len(_NUMBER.findall(line)) >= _FEWEST_NUMBERS and _is_short(line) for line in lines)
    gaps = sum(_GAP.search(line) is not None for line in lines)
    return max(numbers, gaps) * 3 >= len(lines) * 2


def _is_short(line: str) -> bool:
    """Tell whether a line holds little besides numbers, as a sentence does not."""
    return len(re.findall(r"[^\W\d_]{2,}", line)) <= len(_NUMBER.findall(line)) + 2
