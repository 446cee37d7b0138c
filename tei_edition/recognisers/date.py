"""Dates and times: read off the text, or counted from the date of the record (TEI NDATTSda, CONADA).

Only unambiguous dates get a value. What is counted is marked as the program's, with its certainty.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tei_edition.model.annotation import Annotation, Certainty
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import running_text
from tei_edition.recognisers.dates import problems as report
from tei_edition.recognisers.dates import times, values
from tei_edition.recognisers.dates.conflicts import conflicts
from tei_edition.recognisers.dates.expressions import (
    Found,
    Unknown,
    expressions,
    is_rough,
    placed,
    week_of,
    weekday_before,
)
from tei_edition.recognisers.dates.sentences import Sentences
from tei_edition.recognisers.dates.values import Value
from tei_edition.recognisers.record_date import RecordDate, record_dates, stage
from tei_edition.recognisers.resources import Resources
from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.before_month import ANY_YEAR, stopped_days
from tei_edition.tables.chronology.calendar_date import CalendarDate, of_iso, shifted, weekday
from tei_edition.tables.chronology.expression import DateExpression
from tei_edition.tables.chronology.figures import FigureDate
from tei_edition.tables.chronology.relative import RelativeDate
from tei_edition.tables.chronology.written import written_dates

_DATING = ("dateline", "opener")
"""Blocks that date the document: there day and time are one expression."""
_RUNNING = ("paragraph", "item", "endnote")
"""Blocks in which words such as "yesterday", and years alone, are dates."""

_OPENING_BRACKET = re.compile(r"[ ]?\[")
_FAR = 100
"""Years from the record, from which on figures before a month and day are a number: ``Bonn 1711, May 11``."""


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find dates and times in openers, datelines, headings and running text."""
    found: list[Annotation] = []
    problems: list[Problem] = []
    records = record_dates(edition)
    known = OrderedSpans(
        a.span for a in edition.of_kind("date", "completed-date", "number", "archival-reference")
    )
    stops = _writes_stops(edition)
    brackets = OrderedSpans(a.span for a in edition.annotations if a.markers != ("", ""))
    for block in running_text(edition):
        reading = _Reading(edition, block, _in_force(records, block), stops=stops)
        here = [a for a in reading.dates() if not (known.touches(a.span) or brackets.cross(a.span))]
        spans = {(a.span.start, a.span.end) for a in here}
        problems += (p for span, p in reading.problems if (span.start, span.end) in spans)
        found += here
        found += times.times(edition, block, here)
    named = tuple(_with_ids(found, records))
    problems += conflicts(edition, named, records)
    return Finding(named, tuple(problems))


def _writes_stops(edition: Edition) -> bool:
    """Tell whether a full stop stands behind the day in a date line, or in two dates with their year."""
    dating = (edition.transcript.of_span(a.span) for a in edition.of_kind(*_DATING))
    return any(map(stopped_days, dating)) or stopped_days(edition.transcript.text) > 1


def _with_ids(found: list[Annotation], records: Sequence[RecordDate]) -> Iterator[Annotation]:
    """Give an id to the dates that the header points to: each record's, and the first of dispatch."""
    numbers = {r.span.start: i for i, r in enumerate(records) if r.span is not None}
    starts = sorted(numbers)
    dispatched = False
    for a in found:
        at = bisect_left(starts, a.span.start)
        within = starts[at] if at < len(starts) and starts[at] < a.span.end else None
        if a.kind == "date" and within is not None and a.attributes.get("type") == "record":
            i = numbers[within]
            a = replace(a, id="date-record" if i == 0 else f"date-record-{i + 1}")
        elif a.kind == "date" and a.attributes.get("type") == "dispatch" and not dispatched:
            dispatched = True
            a = replace(a, id="date-dispatch")
        yield a


def _in_force(records: Sequence[RecordDate], block: Annotation) -> RecordDate | None:
    """Return the date of the record for a block: of its own document, or of the one before."""
    at = bisect_right(records, block.span.start, key=lambda r: r.document.start)
    return records[at - 1] if at else None


@dataclass(slots=True)
class _Reading:
    """A block as it is read from left to right: later dates may be counted from earlier ones."""

    edition: Edition
    block: Annotation
    record: RecordDate | None
    problems: list[tuple[Span, Problem]] = field(default_factory=list)
    stops: bool = True
    """Whether the writer puts a full stop behind the day: ``13. February``."""
    before: CalendarDate | None = None
    """The last date that was mentioned."""
    before_end: int = 0
    """Where it ended."""

    text: str = field(init=False)
    """The text of the block."""
    sentences: Sentences = field(init=False)
    """Its sentences."""
    iso: str | None = field(init=False)
    """The value of the date of the record."""

    def __post_init__(self) -> None:
        self.text = self.edition.transcript.of_span(self.block.span)
        self.sentences = Sentences(self.text)
        self.iso = self.record.iso if self.record else None

    def dates(self) -> Iterator[Annotation]:
        """Yield the dates of the block."""
        kind = self.block.kind
        near = range(int(self.iso[:4]) - _FAR, int(self.iso[:4]) + _FAR) if self.iso else ANY_YEAR
        for date in expressions(
            self.text, running=kind in _RUNNING, dating=kind in _DATING, stops=self.stops, of_years=near
        ):
            a = self._annotation(date)
            if a is not None:
                yield a

    def _annotation(self, date: Found | Unknown) -> Annotation | None:
        span = placed(self.block.span, date)
        if isinstance(date, Unknown):
            return Annotation(span, "date", "date.unknown")
        if isinstance(date, RelativeDate):
            return self._relative(date, span)
        if isinstance(date, FigureDate):
            return self._figures(date, span)
        if not date.exists:
            problem = report.impossible(self.edition, span, reversed_=date.ends_before_it_begins)
            self.problems.append((span, problem))
            return Annotation(span, "date", "date.impossible")
        if date.names_a_month_only and self.iso is None:
            return None
        which = words.which(self.text, date.start)
        until = (self.record.until if self.record else None) or self.iso
        value = values.written(date, until, ahead=self.sentences.are_ahead(date.start), which=which)
        if value.counted:
            return self._dated(date, span, value, "date.year-from-record")
        return self._dated(date, span, value, "date.written" if value.reached else "date.no-year")

    def _figures(self, date: FigureDate, span: Span) -> Annotation:
        order = self.record.orders.get(date.shape) if self.record else None
        if date.ambiguous and order is None:
            readings = [date.read("day-month"), date.read("month-day")]
            if date.year is None and self.iso:
                readings = [r.of_year(int(self.iso[:4])) for r in readings]
            said = [r.iso or r.iso_without_year or "" for r in readings]
            self.problems.append((span, report.ambiguous(self.edition, span, (said[0], said[1]))))
            return Annotation(span, "date", "date.ambiguous", self._type(date))
        read = date.read(order)
        if not read.exists:
            self.problems.append((span, report.impossible(self.edition, span)))
            return Annotation(span, "date", "date.impossible")
        expression = DateExpression(date.start, date.end, read, abbreviated=date.abbreviated)
        value = values.written(expression, self.iso, ahead=self.sentences.are_ahead(date.start))
        if date.ambiguous:
            value = replace(value, certainty="medium", counted=True)
        return self._dated(expression, span, value, "date.figures")

    def _relative(self, date: RelativeDate, span: Span) -> Annotation | None:
        if self.iso is None:
            return None
        ahead, which = self.sentences.are_ahead(date.start), words.which(self.text, date.start)
        value = self._identified(date) or self._named_again(date)
        if value is None:
            value = values.counted(date, self.iso, self.before, ahead=ahead, which=which)
        if not value.attributes:
            return None
        if self.record is not None and self.record.until and date.counted == "days":
            value = replace(value, certainty="low")  # of several days no one knows which is today
        self.before, self.before_end = value.reached or self.before, date.end
        attributes = {**value.attributes, "evidence": "internal"}
        return Annotation(span, "date", "date.relative", attributes, ("", ""), "program", value.certainty)

    def _identified(self, date: RelativeDate) -> Value | None:
        """Return the value of the date in brackets behind a day: ``Saturday [27 October]``."""
        m = _OPENING_BRACKET.match(self.text, date.end)
        said = next(written_dates(self.text[m.end() : m.end() + 40]), None) if m else None
        if said is None or said.start != 0 or said.first.day is None or not said.exists or not self.iso:
            return None
        value = values.written(said, self.iso, ahead=self.sentences.are_ahead(date.start))
        return replace(value, certainty="high", counted=True)

    def _named_again(self, date: RelativeDate) -> Value | None:
        """Return the value of a day of the week that repeats the day before it: ``tonight (Monday)``."""
        day = self.before.iso if self.before and self.before.day else None
        if day is None or date.counted != "weekday" or weekday(day) != date.number:
            return None
        again = self.text[self.before_end : date.start].strip() in ("(", ",")
        return Value({"when": day}, "high", counted=True) if again else None

    def _dated(self, date: DateExpression, span: Span, value: Value, rule: str) -> Annotation:
        self.before, self.before_end = value.reached or self.before, date.end
        attributes, certainty = dict(value.attributes), value.certainty
        text, start, end = self.text, date.start, date.end
        day = attributes.get("when", attributes.get("notBefore", attributes.get("from", "")))
        if date.clock and "when" in attributes and len(day) == 10:
            attributes["when-iso"] = f"{attributes.pop('when')}T{date.clock}"
        elif self.block.kind in _DATING and len(day) == 10:
            american = not text[start : start + 2].strip('“"[')[:1].isdigit()
            joined = times.joined(text, start, end, american=american)
            if joined is not None:
                end = joined.end
                if "when" in attributes:  # which of several days the hour is of, is not said
                    attributes = times.value_of_moment(attributes.pop("when"), joined.clock)
                certainty = certainty or ("medium" if joined.rough else None)
        if self.block.kind == "dateline" and (opening := week_of(text, start)) is not None and value.reached:
            start = opening
            attributes = _week(attributes)
            certainty = certainty or "high"
        if is_rough(text, start):
            certainty = "medium"
        start = self._with_weekday(date, value, start)
        span = Span(self.block.span.start + start, self.block.span.start + end)
        if value.counted:
            attributes["evidence"] = "internal"
        typed = self._type(date)
        a = Annotation(span, "date", rule, {**typed, **attributes})
        if self._is_record(date) and not typed:
            # Read off the heading or the closing lines: that it is the date of the record is inferred.
            certainty = "low" if certainty == "low" else "medium"
            a = replace(a, attributes={"type": "record", **attributes})
        return _by_program(a, certainty)

    def _with_weekday(self, date: DateExpression, value: Value, start: int) -> int:
        """Return where a date begins with its day of the week, and report a day that it was not."""
        found = weekday_before(self.text, start)
        day = value.attributes.get("when", value.attributes.get("when-iso", ""))[:10]
        if found is None:
            return start
        if not value.counted and len(day) == 10 and not date.doubtful and weekday(day) != found[1]:
            span = placed(self.block.span, date)
            names = [name.capitalize() for name in words.named("weekdays")]
            problem = report.wrong_weekday(self.edition, span, names[found[1]], names[weekday(day)])
            self.problems.append((span, problem))
        return found[0] if self.block.kind == "dateline" else start

    def _is_record(self, date: Found) -> bool:
        return self.record is not None and self.record.span == placed(self.block.span, date)

    def _type(self, date: Found) -> dict[str, str]:
        if self.block.kind not in _DATING:
            return {}
        reached = stage(self.text, date.start)
        if reached is not None:
            return {"type": reached} if reached else {}
        if self.block.kind == "dateline":
            return {"type": "record"}
        # A document that bears an outgoing number and, below, a date of its own was sent at the first date.
        outgoing = any(
            a.attributes.get("type") == "outgoing" and self.block.span.covers(a.span)
            for a in self.edition.of_kind("number")
        )
        later = any(d.span.start > self.block.span.end for d in self.edition.of_kind("dateline"))
        if outgoing and later:
            return {"type": "dispatch"}
        # Beside the date of the record an opener may name others: of what it refers to, of a meeting.
        other = self.record is not None and self.record.span is not None and not self._is_record(date)
        return {} if other else {"type": "record"}


def _by_program(a: Annotation, certainty: Certainty | None) -> Annotation:
    return replace(a, responsibility="program", certainty=certainty) if certainty else a


def _week(attributes: dict[str, str]) -> dict[str, str]:
    """Return the bounds of the week that begins with a day."""
    first = attributes.get("when", attributes.get("from", ""))
    if len(first) != 10:
        return attributes
    return {"notBefore": of_iso(first).iso or "", "notAfter": shifted(first, 6)}
