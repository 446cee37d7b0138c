"""Laying a transcript out in blocks: the lines that stand between blank lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, line_breaks, trimmed

_LINE = re.compile(r"[^\n\r\v\f]+")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines without a blank line between them."""

    lines: tuple[Span, ...]
    """The lines, without blanks at their ends."""
    page_break: bool = False
    """Whether a form feed stands before it."""

    @property
    def span(self) -> Span:
        """From the first character to the last."""
        return Span(self.lines[0].start, self.lines[-1].end)


@lru_cache(maxsize=4)
def blocks(transcript: Transcript, within: Span | None = None) -> tuple[Block, ...]:
    """Divide a transcript, or a stretch of it, into blocks: each reader asks for those of the whole text.

    Args:
        transcript: the text.
        within: the stretch; None for all of it.
    """
    area = Span(0, len(transcript.text)) if within is None else within
    return tuple(_blocks(transcript.text, area))


def _blocks(text: str, area: Span) -> Iterator[Block]:
    lines: list[Span] = []
    page_break = False
    end = area.start
    for m in _LINE.finditer(text, area.start, area.end):
        start, stop = trimmed(text, m.start(), m.end())
        if start == stop:
            continue
        gap = text[end:start]
        if lines and line_breaks(gap) == 2:
            yield Block(tuple(lines), page_break)
            lines = []
        if not lines:
            page_break = "\f" in gap
        lines.append(Span(start, stop))
        end = stop
    if lines:
        yield Block(tuple(lines), page_break)


def continues(transcript: Transcript, first: Block, second: Block) -> bool:
    """Tell whether a block goes on with the sentence that the block before it left open.

    Both must hold: no terminal punctuation before, a lower-case letter after. A label or an item that
    begins in lower case would need the first to look like prose, hence the demand for a long last line.
    """
    before = transcript.of_span(first.lines[-1])
    after = transcript.of_span(second.lines[0])
    if not after[0].islower() or _TERMINAL.search(before):
        return False
    return len(before) > 40 and not before.isupper() and bool(before.strip(BLANKS))
