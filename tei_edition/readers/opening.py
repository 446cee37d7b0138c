"""Opening lines: everything before the first paragraph (TEI DSOC, DSHD)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a, trimmed
from tei_edition.readers import opening_lines as line_is
from tei_edition.readers.blocks import Block
from tei_edition.readers.pages import Piece, page_mark
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_LONGEST_TITLE = 600
_LONGEST_LINE = 200
_LONGEST_DATELINE = 90
_LONGEST_SHORT_LINE = 90
_LONGEST_OPENER_LINE = 60
_LOOK_AHEAD = 3
_MIXED = ("heading", "opener", "byline", "dateline")


def take(transcript: Transcript, parts: Sequence[Piece]) -> tuple[list[Annotation], Sequence[Piece]]:
    """Take the opening lines from the beginning of a document.

    Args:
        transcript: the text.
        parts: the pieces of the document.

    Returns:
        Annotations for the opening, and the pieces that follow.
    """
    found: list[Annotation] = []
    kept = 0
    """How many of the annotations stand before a block of opening lines, or in one."""
    parts = list(parts)
    at = behind = 0
    headed = titled = listed = False
    while at < len(parts):
        piece = parts[at]
        if piece.role == "page-mark":
            found.append(page_mark(transcript, piece.span))
        elif piece.role == "unseen" and not listed:
            _add_unseen(found, piece)
        elif piece.role != "text":
            break
        else:
            parts[at : at + 1] = _salutation_apart(transcript, piece)
            piece = parts[at]
            kind = kind_of(transcript, piece.block, headed=headed)
            if kind is None and _before_more(transcript, parts, at, headed=headed):
                kind = "opener"
            if kind == "heading" and titled:
                kind = "opener"  # under the title that an edition has put above it
            if kind is None or (listed and kind != "participants"):
                break  # only lists may follow a list
            titled = titled or (kind == "heading" and _is_titled(transcript, piece.block))
            headed, listed = headed or kind == "heading", listed or kind == "participants"
            found += _encoded(transcript, piece.block, kind)
            kept, behind = len(found), at + 1
        at += 1
    return _whole(found[:kept]), parts[behind:]


def _add_unseen(found: list[Annotation], piece: Piece) -> None:
    """Add a line of characters that nobody sees: no block of its own may stand among opening lines."""
    found.append(Annotation(piece.span, "opener", "opening.unseen"))


def _whole(found: list[Annotation]) -> list[Annotation]:
    """Join each line that nobody sees to the block of opening lines before it, if there is one."""
    result: list[Annotation] = []
    for a in found:
        before = None
        if a.rule == "opening.unseen" and result and result[-1].kind != "page-break":
            before = next((i for i in reversed(range(len(result))) if result[i].kind in _MIXED), None)
        if before is not None:
            result[before] = replace(result[before], span=Span(result[before].span.start, a.span.end))
        else:
            result.append(a)
    return result


def _salutation_apart(transcript: Transcript, piece: Piece) -> list[Piece]:
    """Divide a block whose first line is a salutation, and whose others are the text of a letter."""
    lines = piece.block.lines
    if len(lines) < 2 or not line_is.is_salutation([level_a(transcript.of_span(lines[0]))]):
        return [piece]
    if not level_a(transcript.of_span(lines[1]))[0].isupper():
        return [piece]
    return [
        Piece(Block(lines[:1], piece.block.page_break), "text"),
        Piece(Block(lines[1:]), "text"),
    ]


def _before_more(transcript: Transcript, parts: Sequence[Piece], at: int, *, headed: bool) -> bool:
    """Tell whether a short block stands among opening lines: some that are known follow shortly."""
    block = parts[at].block
    lines = [transcript.of_span(line) for line in block.lines]
    if any(len(line) > _LONGEST_SHORT_LINE for line in lines) or len(lines) > 4:
        return False
    if lines[-1].rstrip().endswith((".", "?", ";")) and not headed:
        return False
    for piece in parts[at + 1 : at + 1 + _LOOK_AHEAD]:
        if piece.role != "text":
            continue
        if kind_of(transcript, piece.block, headed=headed) not in (None, "participants"):
            return True
        if any(len(transcript.of_span(line)) > _LONGEST_SHORT_LINE for line in piece.block.lines):
            return False
    return False


def kind_of(transcript: Transcript, block: Block, *, headed: bool) -> str | None:
    """Tell which opening lines a block is; None if it may be a paragraph.

    Args:
        transcript: the text.
        block: the block.
        headed: whether a heading stands before it.
    """
    lines = [level_a(transcript.of_span(line)) for line in block.lines]
    if (
        not headed
        and len(lines) <= 2
        and line_is.is_numbered_title(lines[0])
        and len(lines[0]) <= _LONGEST_TITLE
    ):
        return "heading"
    if any(len(line) > _LONGEST_LINE for line in lines):
        return None
    first = lines[0].casefold()
    if first.startswith(tuple(table("anatomy")["byline"]["opening"])) and len(lines) <= 3:
        return "byline"
    if line_is.is_salutation(lines):
        return "salutation"
    if line_is.is_participants(lines):
        return "participants"
    if line_is.is_heading(lines) or line_is.is_remark_on_title(lines):
        return "heading"
    if _is_opener(lines) or line_is.is_letterhead(lines):
        return "opener"
    if len(lines) <= 3 and all(len(line) <= _LONGEST_DATELINE for line in lines):
        dated = [line_is.is_dateline(line) for line in lines]
        if any(dated) and (dated[-1] or line_is.is_time_behind(" " + lines[-1].removeprefix("at "))):
            return "dateline" if len(lines) == 1 else "opener"
    return None


def _is_opener(lines: Sequence[str]) -> bool:
    """Tell whether a block has lines of an opener: the first, or many; prose may have one by chance."""
    known = [line_is.is_opener_line(line) for line in lines]
    few = len(lines) <= 4 or all(len(line) <= _LONGEST_OPENER_LINE for line in lines)
    return any(known) and (known[0] or few or 3 * sum(known) >= len(lines))


def _is_titled(transcript: Transcript, block: Block) -> bool:
    return line_is.is_numbered_title(level_a(transcript.of_span(block.lines[0])))


# ---- annotations


def _encoded(transcript: Transcript, block: Block, kind: str) -> Iterator[Annotation]:
    rule = f"opening.{kind}"
    if kind == "salutation":
        yield Annotation(block.span, "opener", rule)
        yield Annotation(block.span, "salute", rule)
    elif kind == "participants":
        label = line_is.label_of_list(level_a(transcript.of_span(block.lines[0])))
        subject = label in table("anatomy")["participants"]["subject"]
        yield Annotation(block.span, "list", rule, {"type": "subject" if subject else "participants"})
        yield Annotation(block.lines[0], "list-head", rule)
        for line in block.lines[1:]:
            yield Annotation(line, "item", rule)
    elif kind == "heading":
        lines = [level_a(transcript.of_span(line)) for line in block.lines]
        below = {"type": "sub"} if line_is.is_remark_on_title(lines) else {}
        yield Annotation(block.span, kind, rule, below)
    else:
        yield Annotation(block.span, kind, rule)
        if kind == "byline":
            yield from _author(transcript, block.span)
        elif kind == "opener" and len(block.lines) > 1:
            yield from _inner_lines(transcript, block)


def _author(transcript: Transcript, byline: Span) -> Iterator[Annotation]:
    """Yield what stands behind the opening words of a byline."""
    words = "|".join(
        re.escape(w).replace(r"\ ", r"[ \t\n\r]+") for w in table("anatomy")["byline"]["opening"]
    )
    m = re.compile(words, re.IGNORECASE).match(transcript.text, byline.start, byline.end)
    start, end = trimmed(transcript.text, m.end() if m else byline.end, byline.end)
    if start < end:
        yield Annotation(Span(start, end), "author-of-document", "opening.byline")


def _inner_lines(transcript: Transcript, block: Block) -> Iterator[Annotation]:
    """Yield the lines of place and date, and of salutation, in an opener; a date alone needs no element."""
    for line in block.lines:
        words = transcript.of_span(line)
        date = next(dates(words), None)
        if date is not None and date.start > 1 and line_is.is_dateline(words):
            yield Annotation(line, "place-and-date", "opening.dateline")
    last = block.lines[-1]
    if line_is.is_salutation([level_a(transcript.of_span(last))]):
        yield Annotation(last, "salute", "opening.salutation")
