"""The date of the record: from the date line, else the opener, the heading or the closing lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.tables.calendar import dates

_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class RecordDate:
    """The date of one document of a transcript."""

    document: Span
    """The stretch of the document, with what stands behind its closing lines."""
    span: Span | None
    """The date; None if the document has none."""
    iso: str | None
    """Its value, a day."""


def record_dates(edition: Edition) -> tuple[RecordDate, ...]:
    """Return the date of the record for each document, in their order.

    A day is wanted: months and years do not date a record to which other dates are related.
    """
    documents = list(edition.of_kind("document"))
    covers = [a.span for a in edition.of_kind("cover")]
    blocks = [b for b in edition.of_kind(*_KINDS) if not any(c.covers(b.span) for c in covers)]
    ends = [d.span.start for d in documents[1:]] + [len(edition.transcript.text)]
    return tuple(
        _dated(edition, Span(d.span.start, end), d, blocks) for d, end in zip(documents, ends, strict=True)
    )


_KINDS = ("dateline", "opener", "heading", "closer", "paragraph")


def _dated(edition: Edition, within: Span, document: Annotation, blocks: Sequence[Annotation]) -> RecordDate:
    for block in _ranked(within, document, blocks):
        for date in dates(edition.transcript.of_span(block.span)):
            if date.iso and date.day:
                start = block.span.start
                return RecordDate(within, Span(start + date.start, start + date.end), date.iso)
    return RecordDate(within, None, None)


def _ranked(within: Span, document: Annotation, blocks: Sequence[Annotation]) -> Iterator[Annotation]:
    """Order the blocks of a document by how likely they are to bear its date."""
    own = [b for b in blocks if within.covers(b.span)]
    for kind in _KINDS[:-1]:
        yield from (b for b in own if b.kind == kind)
    # Behind the closing lines a short line may hold place and date.
    behind = (b for b in own if b.kind == "paragraph" and b.span.start >= document.span.end)
    yield from (b for b in behind if len(b.span) <= _LONGEST_LINE)
