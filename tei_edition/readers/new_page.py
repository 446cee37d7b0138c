"""The reader for the newer pages of the Wilson Center's web site.

Date, title and sponsor stand before the document; the summary, without a label, and all other fields behind
it. Labels may have no value.
"""

from collections.abc import Sequence
from itertools import accumulate

from tei_edition.model.edition import Finding
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers import labels as known
from tei_edition.readers.blocks import Block, blocks
from tei_edition.readers.labels import label_at, telling
from tei_edition.readers.pieces import Piece, field_of, head, pieces
from tei_edition.readers.rights import without_rights
from tei_edition.readers.sheet import Date, Field, Item, Paragraph, Sheet, Title
from tei_edition.readers.source_line import with_source_line
from tei_edition.tables import table

_LAYOUT = "web"
_FEWEST_LABELS = 3
_LONGEST_HEAD = 6


def score(transcript: Transcript) -> float:
    """Tell how much a transcript looks like such a page: by the labels behind the document."""
    parts = blocks(transcript)
    framed = (
        level_a(transcript.of_span(parts[0].lines[0])).casefold() in table("labels")["furniture"]["new-page"]
    )
    tail = _tail(transcript, parts)
    return 0.45 * framed + (0.5 if tail is not None else 0.0)


def read(transcript: Transcript) -> Finding:
    """Structure the head of the page, the document, and what stands behind it."""
    parts = blocks(transcript)
    tail = _tail(transcript, parts)
    start = tail if tail is not None else len(transcript.text)
    before = blocks(transcript, Span(0, start)) if start else ()
    front, count = _front(transcript, before)
    document = list(before[count:])
    summary = _summary(transcript, document, front) if tail is not None else None
    if summary is not None:
        document.pop()
    if not document:
        return with_source_line(transcript, Span(0, len(transcript.text)))
    first, document = _summary_before(transcript, document, front, summary)
    front += first
    end = front[-1].span.end if front else 0
    within, rights = without_rights(transcript, Span(end, document[-1].span.end))
    back: list[Item] = [
        *rights,
        *([summary] if summary else []),
        *(_fields(transcript, tail) if tail is not None else []),
    ]
    sheet = Sheet(transcript, "new-page")
    found = sheet.annotations(front)
    body = with_source_line(transcript, within)
    return Finding((*found, *body.annotations, *sheet.annotations(back)), (*sheet.problems, *body.problems))


# ---- behind the document


def _tail(transcript: Transcript, parts: Sequence[Block]) -> int | None:
    """Return where the fields behind the document begin: at the first of several labels."""
    lines = [line for block in parts for line in block.lines]
    names = [label_at(transcript.text, line, _LAYOUT) for line in lines]
    certain = [i for i, n in enumerate(names) if n is not None and n.name in telling(_LAYOUT)]
    behind = list(accumulate((n is not None for n in reversed(names)), initial=0))
    for i in certain:
        labelled = behind[len(names) - i]
        if labelled >= _FEWEST_LABELS and labelled * 6 >= len(lines) - i:
            return lines[_back_to(parts, lines, names, i)].start
    return None


def _back_to(parts: Sequence[Block], lines: Sequence[Span], names: Sequence[object], at: int) -> int:
    """Go back over labels and values that stand in the same block."""
    block = next(b for b in parts if b.span.covers(lines[at]))
    first = at
    for i in range(at - 1, -1, -1):
        if not block.span.covers(lines[i]):
            break
        if names[i] is not None:
            first = i
    return first


def _summary(transcript: Transcript, document: Sequence[Block], front: Sequence[Item]) -> Field | None:
    """Take the last paragraph before the labels for the summary, if it is prose in one line."""
    if len(document) < 2 or any(isinstance(i, Field) and i.type == "summary" for i in front):
        return None
    block = document[-1]
    words = transcript.of_span(block.span)
    if known.is_prose(words) and not words.lower().startswith(("translated by", "source:")):
        return Field("summary", (block.span,), inferred=True)
    return None


def _fields(transcript: Transcript, start: int) -> list[Item]:
    found: list[Piece] = list(
        pieces(transcript, blocks(transcript, Span(start, len(transcript.text))), _LAYOUT)
    )
    items: list[Item] = []
    at = 0
    while at < len(found):
        piece = found[at]
        at += 1
        if piece.label is None:
            items.append(Field("metadata", (piece.span,), unknown=True))
            continue
        following = []
        while at < len(found) and found[at].label is None:
            following.append(found[at].span)
            at += 1
        items.append(field_of(transcript, piece, following, _LAYOUT))
    return items


# ---- before it


def _front(transcript: Transcript, parts: Sequence[Block]) -> tuple[list[Item], int]:
    """Read date, title and sponsor. Without a date there is no telling a title from a heading."""
    items: list[Item] = []
    count = 0
    for number, block in enumerate(parts[:_LONGEST_HEAD]):
        dated = any(isinstance(i, Date) for i in items)
        titled = any(isinstance(i, Title) for i in items)
        here = list(head(transcript, [Piece(block.span, block=number)], titled=not titled))
        if any(isinstance(i, Paragraph) for i in here):
            break
        if (
            not dated
            and not any(isinstance(i, Date) for i in here)
            and any(isinstance(i, Title) for i in here)
        ):
            # A title before its date, as long as the date follows at once.
            following = parts[number + 1] if number + 1 < len(parts) else None
            framed = any(isinstance(i, Field) for i in items + here)
            if not framed and (following is None or not known.is_date(transcript.of_span(following.span))):
                break
        if titled and any(isinstance(i, Date) for i in here) and dated:
            break  # the date line of the document
        items += here
        count = number + 1
    return items, count


def _summary_before(
    transcript: Transcript, document: list[Block], front: Sequence[Item], summary: Field | None
) -> tuple[list[Item], list[Block]]:
    """Take a paragraph of prose before the opening lines for the summary, if there is none behind."""
    if summary is not None or not front or len(document) < 3:
        return [], document
    words = transcript.of_span(document[0].span)
    following = transcript.of_span(document[1].lines[0])
    if (
        known.is_prose(words)
        and len(document[0].lines) == 1
        and len(following) < 60
        and not known.is_prose(following)
    ):
        return [Field("summary", (document[0].span,), inferred=True)], document[1:]
    return [], document
