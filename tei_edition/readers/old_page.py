"""The reader for the older pages of the Wilson Center's web site.

The frame of the page stands in the text ("CITATION SHARE DOWNLOAD", "VIEW DOCUMENT IN"). The summary stands
before the citation and often runs on into it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tei_edition.model.edition import Finding
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers import labels as known
from tei_edition.readers.blocks import Block, blocks
from tei_edition.readers.pieces import Piece, field_of, head, pieces, repeats_title
from tei_edition.readers.rights import without_rights
from tei_edition.readers.sheet import Field, Item, Paragraph, Sheet, Title
from tei_edition.readers.source_line import with_source_line
from tei_edition.tables import table

_FARTHEST = 20


def score(transcript: Transcript) -> float:
    """Tell how much a transcript looks like such a page: by the frame of the page and the citation."""
    parts = _parts(transcript)[:_FARTHEST]
    if not _frames(transcript, parts):
        return 0.0
    return 0.92 if any(known.is_citation(transcript.of_span(b.span)) for b in parts) else 0.5


def _parts(transcript: Transcript) -> list[Block]:
    """Lay the page out in blocks; lines of its frame, and the date, are blocks of their own."""
    found: list[Block] = []
    for number, block in enumerate(blocks(transcript)):
        lines = [(line, known.is_furniture(transcript.of_span(line))) for line in block.lines]
        if number >= _FARTHEST or not any(frame for _, frame in lines):
            found.append(block)
            continue
        for frame, group in groupby(lines, key=lambda pair: pair[1]):
            these = [line for line, _ in group]
            found += [Block(tuple(these))] if frame else _dated(transcript, these)
    return found


def _dated(transcript: Transcript, lines: list[Span]) -> list[Block]:
    found = []
    for _, group in groupby(lines, key=lambda line: known.is_date(transcript.of_span(line))):
        found.append(Block(tuple(group)))
    return found


def _frames(transcript: Transcript, parts: Sequence[Block]) -> list[int]:
    """Return the blocks that are, or begin with, words that only such a page has."""
    words = table("labels")["furniture"]["old-page"]
    return [
        i
        for i, b in enumerate(parts)
        if level_a(transcript.of_span(b.lines[0])).casefold().strip("[] ").startswith(tuple(words))
    ]


def read(transcript: Transcript) -> Finding:
    """Structure the page, and the document behind it."""
    parts = _parts(transcript)
    last = _last(transcript, parts)
    if last is None or last + 1 >= len(parts):
        return with_source_line(transcript, Span(0, len(transcript.text)))
    items = _items(transcript, parts[: last + 1])
    within, rights = without_rights(transcript, Span(items[-1].span.end, len(transcript.text)))
    sheet = Sheet(transcript, "old-page")
    found = sheet.annotations(items)
    body = with_source_line(transcript, within)
    return Finding((*found, *body.annotations, *sheet.annotations(rights)), (*sheet.problems, *body.problems))


def _last(transcript: Transcript, parts: Sequence[Block]) -> int | None:
    """Return the last block of the page's head: citation, frame, or a labelled field between them."""
    last = None
    for i, block in enumerate(parts[:_FARTHEST]):
        words = transcript.of_span(block.span)
        frame = all(known.is_furniture(line) for line in words.splitlines())
        if frame or known.is_citation(words) or i in _frames(transcript, parts[: i + 1]):
            last = i
    return last


def _items(transcript: Transcript, parts: Sequence[Block]) -> list[Item]:
    items: list[Item] = []
    found = list(pieces(transcript, parts, "pdf"))
    at = 0
    while at < len(found):
        piece = found[at]
        at += 1
        if piece.label is None or known.is_furniture(transcript.of_span(piece.span)):
            items += _told(transcript, piece, items)
            continue
        following = []
        if not piece.has_value and at < len(found) and found[at].label is None:
            words = transcript.of_span(found[at].span)
            if not known.is_furniture(words) and not known.is_citation(words):
                following.append(found[at].span)
                at += 1
        items.append(field_of(transcript, piece, following))
    return items


def _told(transcript: Transcript, piece: Piece, before: Sequence[Item]) -> Iterator[Item]:
    """Tell fields apart that have no label: the summary is prose, the title is not."""
    for item in head(transcript, [piece], titled=False):
        if not isinstance(item, Paragraph):
            yield item
            continue
        words = transcript.of_span(item.span)
        summarised = any(isinstance(i, Field) and i.type == "summary" for i in before)
        titled = any(isinstance(i, Title) for i in before)
        if known.is_prose(words) and not summarised:
            yield Field("summary", (item.span,), inferred=True)
        elif not titled or repeats_title(transcript, words, before):
            yield Title(item.span)
        else:
            yield Field("metadata", (item.span,), unknown=True)
