"""Finding a quotation in a transcript: the way in which decisions survive changes elsewhere in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS

_RUN = re.compile(r"[ \t\n\r\v\f]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the transcript with their surroundings. Any run of blanks equals any other."""

    words: str
    """The words; may be empty for a place between two words."""
    before: str = ""
    """Words directly before them, as far as they are needed to tell the place."""
    after: str = ""
    """Words directly behind them."""
    through: str = ""
    """For a long stretch, its last words; ``words`` are then its first."""


def find(text: str, quotation: Quotation) -> Iterator[Span]:
    """Find the stretches that a quotation may mean.

    Args:
        text: the transcript.
        quotation: words and surroundings.

    Yields:
        The stretches, from left to right.
    """
    words = _pattern(quotation.words)
    if quotation.through:
        words += r".*?" + _pattern(quotation.through)
    found: dict[Span, None] = {}
    before, after = _side(quotation.before, end=True), _side(quotation.after, end=False)
    for m in re.finditer(f"{before}(?P<words>{words}){after}", text, re.DOTALL):
        start, end = m.span("words")
        if not quotation.words:
            # A place between two words is the beginning of the second.
            while end < len(text) and text[end] in BLANKS:
                end += 1
            start = end
        found[Span(start, end)] = None
    yield from found


def _side(words: str, *, end: bool) -> str:
    if not words:
        return ""
    blanks = r"[ \t\n\r\v\f]*"
    inner = _pattern(words.strip(BLANKS))
    return f"{inner}{blanks}" if end else f"(?={blanks}{inner})"


def _pattern(words: str) -> str:
    return r"[ \t\n\r\v\f]+".join(re.escape(part) for part in _RUN.split(words))
