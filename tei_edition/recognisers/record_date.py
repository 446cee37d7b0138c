"""The date of the record: from the date line, else the opener, the heading or the closing lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.recognisers.dates.expressions import Unknown, expressions, placed
from tei_edition.tables import table
from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.expression import DateExpression
from tei_edition.tables.chronology.figures import FigureDate, Order, figure_dates, orders

_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class RecordDate:
    """The date of one document of a transcript."""

    document: Span
    """The stretch of the document, with what stands behind its closing lines."""
    span: Span | None
    """The date; None if the document has none."""
    iso: str | None
    """Its value, a day; of a range, the first."""
    orders: Mapping[str, Order]
    """Which figure is the month, in dates of figures alone, by their shape."""
    until: str | None = None
    """The last day, if it is a range."""


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
    settled = orders(list(figure_dates(edition.transcript.of_span(within))))
    for block in _ranked(within, document, blocks):
        text = edition.transcript.of_span(block.span)
        for date in expressions(text, running=False):
            if isinstance(date, Unknown) and block.kind == "dateline":
                return RecordDate(within, None, None, settled)
            iso = _day(date, settled)
            if iso is not None and stage(text, date.start) is None:
                last = date.iso_last if isinstance(date, DateExpression) else None
                return RecordDate(within, placed(block.span, date), iso, settled, last)
    return RecordDate(within, None, None, settled)


def _day(date: object, settled: Mapping[str, Order]) -> str | None:
    if isinstance(date, DateExpression):
        return date.iso if date.first.day else None
    if isinstance(date, FigureDate) and not (date.ambiguous and date.shape not in settled):
        return date.read(settled.get(date.shape)).iso
    return None


def _ranked(within: Span, document: Annotation, blocks: Sequence[Annotation]) -> Iterator[Annotation]:
    """Order the blocks of a document by how likely they are to bear its date."""
    first = bisect_left(blocks, within.start, key=lambda b: b.span.start)
    behind = bisect_right(blocks, within.end, key=lambda b: b.span.start)
    own = [b for b in blocks[first:behind] if within.covers(b.span)]
    for kind in _KINDS[:-1]:
        yield from (b for b in own if b.kind == kind)
    # Behind the closing lines a short line may hold place and date.
    below = (b for b in own if b.kind == "paragraph" and b.span.start >= document.span.end)
    yield from (b for b in below if len(b.span) <= _LONGEST_LINE)


def stage(text: str, start: int) -> str | None:
    """Return what a line says before a date of how far the document had come on that day.

    Returns:
        The type of the date, ``received``; an empty string for a stage that has no type (deciphered); None if
        the line says nothing of the kind.
    """
    line = text[text.rfind("\n", 0, start) + 1 : start]
    found = _stages("stages").findall(line)
    stages: Mapping[str, str] = table("dates")["stages"]
    if found:
        return stages[found[-1].casefold()]
    behind = re.compile(r"[^\n]*").match(text, start)
    other = _stages("stages-behind").search(behind[0]) if behind else None
    return str(table("dates")["stages-behind"][other[0].casefold()]) if other else None


@cache
def _stages(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(table('dates')[key])})(?!\w)", re.IGNORECASE)
