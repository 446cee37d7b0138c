"""Marks of notes that stand behind a word without brackets: figures and asterisks."""

import re
from collections.abc import Iterator

from tei_edition.model.span import Span

CLOSING = '"”’)'
"""What may stand between the word and the mark."""

_MARK = re.compile(rf"(?<=[^\W\d_]{{2}})[{CLOSING}]?(\d+|\*+)")
_GOES_ON = re.compile(r"[\w.]")


def bare_marks(text: str, start: int, end: int) -> Iterator[Span]:
    """Find what may be a mark of a note: whether there is such a note, must be told otherwise.

    Args:
        text: the text.
        start: where to begin.
        end: where to end; what stands behind it does not count.

    Yields:
        Figures and asterisks behind two letters. Of several asterisks the first may be the mark, and others
        follow it: these overlap.
    """
    for m in _MARK.finditer(text, start, end):
        low, high = m.span(1)
        if text[low] == "*":
            yield from (Span(low, at) for at in range(low + 1, high))
        if not _GOES_ON.match(text, high, end):
            yield Span(low, high)
