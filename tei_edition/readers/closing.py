"""Closing lines: formula, place and date, certification and signature (TEI DSOC).

Nothing but the bottom of a division may follow its closer; what stands behind it is the affair of ``bottom``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers import signature_lines as line_is
from tei_edition.readers.blocks import Block
from tei_edition.readers.pages import FURNITURE, Piece

_FARTHEST = 14


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a document."""

    before: Sequence[Piece]
    """The pieces before the closing lines: the body."""
    annotations: list[Annotation]
    """The closing lines; empty if there are none."""
    behind: Sequence[Piece]
    """What stands behind them."""


def take(transcript: Transcript, parts: Sequence[Piece]) -> Closing:
    """Take the closing lines from the end of a document.

    Args:
        transcript: the text.
        parts: the pieces behind the opening lines, without notes.
    """
    at = _signature(transcript, parts)
    if at is None:
        return Closing(parts, [], ())
    first, last = _first(transcript, parts, at), _last(transcript, parts, at)
    if not any(p.role in ("text", "separator", "unseen") for p in parts[:first]):
        return Closing(parts, [], ())  # a division has no closing lines without a body
    whole = Span(parts[first].span.start, parts[last].span.end)
    found = [Annotation(whole, "closer", "closing.closer")]
    texts = [p for p in parts[first : last + 1] if p.role == "text"]
    while texts:
        block = texts.pop(0).block
        if texts and line_is.is_name_above(transcript, block, texts[0].block):
            below = texts.pop(0)
            signed = Span(block.span.start, below.span.end)
            found.append(Annotation(signed, "signature", "closing.signature"))
        else:
            found += _lines(transcript, block)
    return Closing(parts[:first], found, parts[last + 1 :])


def _signature(transcript: Transcript, parts: Sequence[Piece]) -> int | None:
    """Find the signature: the last block that is one, with nothing but appendages behind it."""
    end = _before_appendages(transcript, parts)
    at = end - 1
    while at > 0 and at > end - _FARTHEST:
        piece = parts[at]
        if piece.role == "text":
            begins = line_is.begins_appendage(transcript, piece.block)
            if not begins and line_is.is_signature(transcript, piece.block):
                return at
            if not line_is.is_appendage(transcript, piece.block):
                return None
        elif piece.role in ("running-head", "page-number"):
            return None
        at -= 1
    return None


def _before_appendages(transcript: Transcript, parts: Sequence[Piece]) -> int:
    """Return the end of the pieces among which the signature is looked for.

    A postscript, copies or an enclosure may go over many blocks. Where the first of them stands directly
    behind a signature, what follows need not be of any sort.
    """
    for i in range(2, len(parts)):
        near = i > len(parts) - _FARTHEST
        if parts[i].role == "text" and line_is.begins_long_appendage(transcript, parts[i].block, near=near):
            at = i - 1
            while at > 0 and (parts[at].role != "text" or line_is.is_dateline(transcript, parts[at].block)):
                at -= 1
            if at > 0 and line_is.is_signature(transcript, parts[at].block):
                # Initials alone in mid-text may be anything.
                of_words = " " in transcript.of_span(parts[at].span)
                if of_words or line_is.is_formula(transcript, parts[at - 1].block):
                    return i
    return len(parts)


def _first(transcript: Transcript, parts: Sequence[Piece], at: int) -> int:
    """Return the first piece of the closing lines: formulas, dates, offices and other names stand above."""
    first = at
    while first > 1:
        i = first - 1
        if parts[i].role == "unseen" and i > 1:
            i -= 1
        above = parts[i]
        if above.role != "text":
            return first
        named = line_is.is_name_above(transcript, above.block, parts[first].block)
        if not named and not line_is.may_stand_above(transcript, above.block):
            return first
        first = i
    return first


def _last(transcript: Transcript, parts: Sequence[Piece], at: int) -> int:
    """Return the last piece of the closing lines: a date may stand below, and lines that nobody sees."""
    last = at
    while last + 1 < len(parts) and (
        parts[last + 1].role == "unseen" or _is_date_below(transcript, parts, last + 1)
    ):
        last += 1
    return last


def _is_date_below(transcript: Transcript, parts: Sequence[Piece], i: int) -> bool:
    return parts[i].role == "text" and line_is.is_dateline(transcript, parts[i].block)


def _lines(transcript: Transcript, block: Block) -> Iterator[Annotation]:
    """Say what the lines of one block of the closing are."""
    signed: list[Span] = []
    lines = list(block.lines)
    if len(lines) == 1 and (both := line_is.formula_with_name(transcript, lines[0])):
        yield Annotation(both[0], "salute", "closing.formula")
        yield Annotation(both[1], "signature", "closing.signature")
        return
    if line_is.is_dateline(transcript, block):
        yield Annotation(block.span, "place-and-date", "closing.dateline")
        return
    while lines and line_is.is_formula(transcript, Block(tuple(lines[:1]))):
        yield Annotation(lines.pop(0), "salute", "closing.formula")
    core = line_is.core(transcript, lines)
    for line in lines:
        if line in core:
            signed.append(line)
        elif line_is.is_dateline(transcript, Block((line,))):
            yield Annotation(line, "place-and-date", "closing.dateline")
    if signed and not line_is.is_unsigned(transcript, signed):
        yield Annotation(Span(signed[0].start, signed[-1].end), "signature", "closing.signature")


def signs_behind(parts: Sequence[Piece]) -> int:
    """Count the pieces at the beginning that are no text: signs and marks of the page below a signature."""
    return next((i for i, p in enumerate(parts) if p.role not in FURNITURE), len(parts))
