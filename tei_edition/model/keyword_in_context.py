"""A keyword in context: words between « and », with some on both sides."""

from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a

OPEN, CLOSE = "«", "»"
"""What stands before and behind the words that are meant."""

_WIDTH = 40


def keyword_in_context(text: str, span: Span) -> str:
    """Return the words of a stretch between « and », with some whole words on both sides, blanks folded.

    Args:
        text: the transcript.
        span: the stretch.
    """
    start, end = max(0, span.start - _WIDTH), span.end + _WIDTH
    before, after = text[start : span.start], text[span.end : end]
    if start > 0:
        before = before[next((i for i, c in enumerate(before) if c in BLANKS), 0) :]
    if end < len(text):
        after = after[: max((i for i, c in enumerate(after) if c in BLANKS), default=len(after))]
    words = level_a(text[span.start : span.end])
    return level_a(f"{before}{OPEN}{words}{CLOSE}{after}")
