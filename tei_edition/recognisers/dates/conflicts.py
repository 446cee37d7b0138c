"""Dates of a document that contradict one another.

Weeks may pass between a conversation, its record, the dispatch and the receipt: that is reported only where
the order is impossible. But the title that an archive gave and the date under which it lists a document ought
to name a day that the document bears.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.recognisers.dates.problems import contradiction
from tei_edition.recognisers.record_date import RecordDate
from tei_edition.tables import table
from tei_edition.tables.calendar import dates
from tei_edition.tables.chronology.calendar_date import shifted

_DAY = 10
_QUOTES = '“"„«'
_AT_THE_END = re.compile(r"[\s'\"”’)\]*.,]*")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date that has a place and a value."""

    span: Span
    first: str
    last: str

    def meets(self, other: "_Dated") -> bool:
        return self.first <= other.last and other.first <= self.last


def conflicts(
    edition: Edition, found: Sequence[Annotation], records: Sequence[RecordDate]
) -> Iterator[Problem]:
    """Report dates of the cover sheet and of the documents that cannot both be right.

    Args:
        edition: the edition, with the dates of the cover sheet.
        found: the dates of the documents.
        records: the date of the record of each document.
    """
    stamps = OrderedSpans(s.span for s in edition.of_kind("stamp", "registration", "appendage"))
    for record, own in zip(records, _by_document(found, records), strict=True):
        yield from _in_order(edition, own)
        yield from _of_one_role(edition, own, record, stamps)
        yield from _heading(edition, own, record)
    if len(records) == 1 and records[0].iso:
        yield from _cover(edition, found, records[0])


def _by_document(
    found: Sequence[Annotation], records: Sequence[RecordDate]
) -> Sequence[Sequence[Annotation]]:
    """Divide the dates of a transcript among its documents."""
    own: list[list[Annotation]] = [[] for _ in records]
    for a in found:
        at = bisect_right(records, a.span.start, key=lambda r: r.document.start) - 1
        if at >= 0 and records[at].document.covers(a.span):
            own[at].append(a)
    return own


def _dated(a: Annotation) -> _Dated | None:
    values = a.attributes
    first = (
        values.get("when") or values.get("when-iso") or values.get("from") or values.get("notBefore") or ""
    )
    last = values.get("to") or values.get("notAfter") or first
    if len(first) < _DAY or len(last) < _DAY or first.startswith("--"):
        return None
    return _Dated(a.span, first[:_DAY], last[:_DAY])


def _typed(found: Sequence[Annotation], *types: str) -> list[_Dated]:
    return [d for a in found if a.attributes.get("type") in types and (d := _dated(a)) is not None]


def _words(edition: Edition, date: _Dated) -> str:
    place = edition.transcript.place(date.span)
    return f"“{' '.join(edition.transcript.of_span(date.span).split())}” (line {place.line})"


def _in_order(edition: Edition, own: Sequence[Annotation]) -> Iterator[Problem]:
    """Report what was received before it was written; a day may be lost on the way round the earth."""
    written = _typed(own, "record", "dispatch")
    if not written:
        return
    earliest = min(written, key=lambda d: d.first)
    for received in _typed(own, "received"):
        if received.last < shifted(earliest.first, -1):
            message = (
                f"The document was received on {_words(edition, received)}, "
                f"before it was written, {_words(edition, earliest)}."
            )
            yield contradiction(edition, received.span, message)


def _of_one_role(
    edition: Edition, own: Sequence[Annotation], record: RecordDate, stamps: OrderedSpans
) -> Iterator[Problem]:
    """Report two dates that both claim to be that of the record, above and below its text.

    Several days are those of a meeting, and a date line in quotation marks is of another document.
    """
    claims = [d for d in _typed(own, "record") if edition.transcript.text[d.span.start - 1] not in _QUOTES]
    closers = OrderedSpans(c.span for c in edition.within(record.document, "closer"))
    claims += [
        d
        for a in own
        if closers.covers(a.span)
        and not stamps.covers(a.span)
        and "type" not in a.attributes
        and (d := _dated(a)) is not None
    ]
    paragraphs = [p.span.start for p in edition.within(record.document, "paragraph")]
    first = next((c for c in claims if record.span is not None and c.span.covers(record.span)), None)
    if first is None:
        return
    for other in claims:
        between = sorted((first.span.end, other.span.start))
        above = bisect_left(paragraphs, between[0]) == bisect_left(paragraphs, between[1])
        below = closers.covers(other.span)
        beside = other.span.start - first.span.end < len(" and on the ")
        if (
            (above or below)
            and other.first == other.last
            and not beside
            and other.span != first.span
            and not other.meets(first)
        ):
            message = f"The document bears two dates, {_words(edition, first)} and {_words(edition, other)}."
            yield contradiction(edition, other.span, message)


def _heading(edition: Edition, own: Sequence[Annotation], record: RecordDate) -> Iterator[Problem]:
    """Report a record that is dated before the talk that it records."""
    document = next(edition.within(record.document, "document"), None)
    if (
        document is None
        or document.attributes.get("subtype") not in table("dates")["records-of-talks"]["genres"]
    ):
        return
    headings = OrderedSpans(h.span for h in edition.within(record.document, "heading"))
    written = next(iter(_typed(own, "record")), None)
    for a in own:
        talk = _dated(a) if headings.covers(a.span) and "type" not in a.attributes else None
        if talk is not None and written is not None and talk.first > written.last:
            message = (
                f"The record is dated {_words(edition, written)}, "
                f"before the day in its heading, {_words(edition, talk)}."
            )
            yield contradiction(edition, talk.span, message)


# ---- the cover sheet


def _cover(edition: Edition, found: Sequence[Annotation], record: RecordDate) -> Iterator[Problem]:
    """Report a title or an assigned date that names a day which the document does not bear."""
    own = _typed(found, "record", "dispatch", "received")
    written = next((d for d in own if record.span is not None and d.span.covers(record.span)), None)
    if written is None:
        return
    titles = list(_in_titles(edition))
    for title in titles[:1]:
        if not any(title.meets(d) for d in own):
            said, own_day = _words(edition, title), _words(edition, written)
            message = f"The title gives the day {said}, the document itself {own_day}."
            yield contradiction(edition, title.span, message)
    for assigned in _typed(list(edition.of_kind("date")), "assigned")[:1]:
        if not any(assigned.meets(d) for d in (*own, *titles)):
            message = (
                f"The archive dates the document {_words(edition, assigned)}, "
                f"the document itself bears {_words(edition, written)}."
            )
            yield contradiction(edition, assigned.span, message)


def _in_titles(edition: Edition) -> Iterator[_Dated]:
    """Yield the days with which titles end, for a title may speak of other days before."""
    for title in edition.of_kind("cover-title"):
        words = edition.transcript.of_span(title.span)
        last = next((d for d in reversed(list(dates(words))) if d.iso and d.day), None)
        if last is None or not _AT_THE_END.fullmatch(words[last.end :]):
            continue
        if words[: last.start].rstrip().endswith(",") or last.start == 0:
            span = Span(title.span.start + last.start, title.span.start + last.end)
            yield _Dated(span, last.iso or "", last.iso_last or last.iso or "")
