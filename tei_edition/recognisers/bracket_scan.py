"""Finding square brackets: with a stack, within each block, to any depth."""

from bisect import bisect_left
from dataclasses import dataclass

from tei_edition.model.span import Span


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
    at = within.start
    while at < within.end:
        c = text[at]
        if c == "[":
            open_.append(at)
        elif c == "]":
            if open_:
                start = open_.pop()
                found.append(Bracket(Span(start, at + 1), len(open_)))
            else:
                found.append(Bracket(Span(at, at + 1), 0, balanced=False))
        at += 1
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
    at = start + 1
    while at < end and text[at] not in "[]\n\r\v\f":
        at += 1
    return at
