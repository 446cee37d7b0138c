"""Finding square brackets: with a stack, within each block, to any depth."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from tei_edition.model.span import Span

_BRACKET = re.compile(r"[\[\]]")
_END_OF_STRAY = re.compile(r"[\[\]\n\r\v\f]")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets, or a stray."""

    span: Span
    """The stretch with its brackets; for a stray, what is left unresolved."""
    depth: int
    """0 for an outermost pair."""
    balanced: bool = True
    """False for a stray."""


def scan(text: str, within: Span) -> list[Bracket]:
    """Find the brackets of a block.

    Args:
        text: the transcript.
        within: the block.

    Returns:
        Pairs and strays in the order in which they begin. A stray that opens goes to the end of its line
        or to the next bracket; a stray that closes is the character alone.
    """
    found: list[Bracket] = []
    open_: list[int] = []
    for m in _BRACKET.finditer(text, within.start, within.end):
        at = m.start()
        if m[0] == "[":
            open_.append(at)
        elif open_:
            start = open_.pop()
            found.append(Bracket(Span(start, at + 1), len(open_)))
        else:
            found.append(Bracket(Span(at, at + 1), 0, balanced=False))
    lost = len(open_)
    for start in open_:
        found.append(Bracket(Span(start, _end_of_stray(text, start, within.end)), 0, balanced=False))
    if lost:
        # Pairs inside a stray were counted one level too deep.
        first = open_[0]
        found = [
            Bracket(b.span, _outer(b, open_), b.balanced) if b.balanced and b.span.start > first else b
            for b in found
        ]
    return sorted(found, key=lambda b: (b.span.start, -b.span.end))


def _outer(b: Bracket, strays: list[int]) -> int:
    return b.depth - bisect_left(strays, b.span.start)


def _end_of_stray(text: str, start: int, end: int) -> int:
    m = _END_OF_STRAY.search(text, start + 1, end)
    return m.start() if m else end
