"""Closing lines: formula and signature, and what stands behind them (TEI DSOC, DSAE).

Nothing but the bottom of a division may follow its closer, so that copies, attachments and registry marks
are divisions of their own.
"""

import re
from collections.abc import Sequence
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers.blocks import Block
from tei_edition.readers.pages import Piece
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_FARTHEST = 14
_LONGEST_LINE = 90
_LONGEST_AFTER = 220
_NAME_IN_MARKS = re.compile(r"[(/][ ]*(?:[^\W\d_]\.?[ ]*)*[A-ZÀ-Þ][\w'’-]+(?:[ ][A-ZÀ-Þ][\w'’-]+)*[ ]*[)/]$")
_NOTE_MARKS = re.compile(r"(?:\[(?:\^\w+|\d{1,3}|\*+)\])+\.?$")
_INITIALS = re.compile(r"\w{1,4}(?:/\w{1,4})+")
_TOKEN = re.compile(r"\[[^\]]*\]|[^\s,]+")


def take(
    transcript: Transcript, parts: Sequence[Piece]
) -> tuple[Sequence[Piece], list[Annotation], Sequence[Piece]]:
    """Take the closing lines from the end of a document.

    Args:
        transcript: the text.
        parts: the pieces behind the opening lines, without notes.

    Returns:
        The pieces before the closing lines; the annotations for these, with the signs directly behind
        them; and what stands behind.
    """
    at = _signature(transcript, parts)
    if at is None:
        return parts, [], ()
    first = at
    while first > 1 and parts[first - 1].role == "text" and _is_formula(transcript, parts[first - 1].block):
        first -= 1
    block = Span(parts[first].span.start, parts[at].span.end)
    found = [Annotation(block, "closer", "closing.closer")]
    found += [Annotation(p.span, "salute", "closing.formula") for p in parts[first:at]]
    lines = list(parts[at].block.lines)
    while len(lines) > 1 and _is_formula(transcript, Block((lines[0],))):
        found.append(Annotation(lines.pop(0), "salute", "closing.formula"))
    signed = Span(lines[0].start, lines[-1].end)
    found.append(Annotation(signed, "signature", "closing.signature"))
    behind = at + 1
    while behind < len(parts) and parts[behind].role == "sign":
        sign = Annotation(
            parts[behind].span, "unidentified-sign", "pages.sign", responsibility="program", certainty="low"
        )
        found.append(sign)
        behind += 1
    return parts[:first], found, parts[behind:]


def _signature(transcript: Transcript, parts: Sequence[Piece]) -> int | None:
    """Find the signature: the last block that is one, with nothing but appendages behind it."""
    at = len(parts) - 1
    while at > 0 and at > len(parts) - _FARTHEST:
        piece = parts[at]
        if piece.role == "text":
            if is_signature(transcript, piece.block) and not _begins_appendage(transcript, piece.block):
                return at
            if not _is_appendage(transcript, piece.block):
                return None
        elif piece.role == "running-head":
            return None
        at -= 1
    return None


def is_signature(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block is a signature: a name, with office, date, formula or brackets about it."""
    spans = list(block.lines)
    while len(spans) > 1 and _is_formula(transcript, Block((spans[0],))):
        spans.pop(0)
    lines = [_NOTE_MARKS.sub("", level_a(transcript.of_span(line))) for line in spans]
    if (
        len(lines) > 5
        or any(len(line) > _LONGEST_LINE for line in lines)
        or _is_formula(transcript, Block(tuple(spans)))
    ):
        return False
    last = lines[-1]
    if _NAME_IN_MARKS.search(last):
        return True
    row = table("anatomy")["signature"]
    if lines[0].casefold().startswith(tuple(row["opening"])):
        return True
    bracket = re.search(r"\[([^\]]*)\]", last)
    if bracket and bracket[1].casefold().rstrip(":").strip() in row["brackets"]:
        return True
    above = all(_may_stand_above(line) for line in lines[:-1])
    return len(lines) <= 3 and _is_name(_without_date(last)) and above


def _without_date(line: str) -> str:
    date = next(dates(line), None)
    return line[date.end :].strip(" ,.") if date is not None and date.start == 0 else line


def _is_name(line: str) -> bool:
    """Tell whether a line is made of names, initials and ranks only."""
    if line.endswith((".", ":", ";", "?", "!")) and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", line):
        return False
    tokens = [t for t in _TOKEN.findall(line) if not t.startswith("[")]
    row = table("anatomy")["signature"]
    if not 1 <= len(tokens) <= 6:
        return False
    if any(c.isdigit() for t in tokens for c in t):
        return False
    small = row["particles"] + row["ranks"]
    return all(t[0].isupper() or t[0] in '([/“"' or t.casefold() in small for t in tokens)


def _may_stand_above(line: str) -> bool:
    return not line.endswith((".", "?", "!")) or len(line) < 30


def _is_formula(transcript: Transcript, block: Block) -> bool:
    line = _NOTE_MARKS.sub("", level_a(transcript.of_span(block.span)))
    opening = tuple(table("anatomy")["complimentary-close"]["opening"])
    return len(block.lines) <= 2 and len(line) <= 80 and line.casefold().startswith(opening)


@cache
def _after() -> tuple[str, ...]:
    return tuple(table("anatomy")["after-signature"]["opening"])


def _begins_appendage(transcript: Transcript, block: Block) -> bool:
    return level_a(transcript.of_span(block.lines[0])).casefold().startswith(_after())


def _is_appendage(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block is of the sort that stands behind a signature."""
    lines = [level_a(transcript.of_span(line)) for line in block.lines]
    first = lines[0].casefold()
    if first.startswith(_after()):
        return True
    if len(lines) <= 3 and all(_INITIALS.search(line) and len(line) < 20 for line in lines):
        return True
    if len(lines) == 1 and len(first) < 60 and any(d.day for d in dates(lines[0])):
        return not _is_name(_without_date(lines[0]))
    return lines[0].startswith("[") and lines[-1].endswith("]") and sum(map(len, lines)) <= _LONGEST_AFTER


def division_type(transcript: Transcript, piece: Piece) -> str:
    """Tell what sort of division begins with a piece behind a signature."""
    first = level_a(transcript.of_span(piece.block.lines[0])).casefold()
    row = table("anatomy")["after-signature"]
    if first.startswith(tuple(row["distribution"])):
        return "distribution"
    if first.startswith(tuple(row["enclosure"])):
        return "enclosure"
    return "section"
