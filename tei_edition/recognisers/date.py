"""Dates and times: read off the text, or counted from the date of the record (TEI NDATTSda, CONADA).

Only unambiguous dates get a value. What is counted is marked as the program's, with its certainty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import running_text
from tei_edition.recognisers.record_date import RecordDate, record_dates
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table
from tei_edition.tables.calendar import DateExpression, dates, shifted

_TIME = re.compile(
    r"(?<![\w.:/])(?:"
    r"(?:(?<=at )|(?<=At ))(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?:[ ]?(?:hrs|hs|hours))?(?![\w/])"
    r"|(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\w:])"
    r"|(?P<twelve>1[0-2]|[1-9])(?:[.:](?P<past>[0-5]\d))?[ ](?P<half>[ap])\.[ ]?m\.)",
    re.IGNORECASE,
)
_BEFORE_TIME = re.compile(r",?[ \t\n\r]+(?:at[ \t\n\r]+)?$")


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find dates and times in openers, datelines, headings and running text."""
    found: list[Annotation] = []
    problems: list[Problem] = []
    records = record_dates(edition)
    known = [a.span for a in edition.of_kind("date", "number", "archival-reference")]
    for block in running_text(edition):
        record = _in_force(records, block)
        here = [*_written(edition, block, record, problems), *_relative(edition, block, record)]
        here = [a for a in here if not any(k.touches(a.span) for k in known)]
        found += here
        found += _times(edition, block, here)
    return Finding(tuple(_with_ids(found, records)), tuple(problems))


def _with_ids(found: list[Annotation], records: Sequence[RecordDate]) -> Iterator[Annotation]:
    """Give an id to the dates that the header points to: each record's, and the first of dispatch."""
    numbers = {r.span.start: i for i, r in enumerate(records) if r.span is not None}
    dispatched = False
    for a in found:
        if a.kind == "date" and a.span.start in numbers and a.attributes.get("type") == "record":
            i = numbers[a.span.start]
            a = replace(a, id="date-record" if i == 0 else f"date-record-{i + 1}")
        elif a.kind == "date" and a.attributes.get("type") == "dispatch" and not dispatched:
            dispatched = True
            a = replace(a, id="date-dispatch")
        yield a


def _in_force(records: Sequence[RecordDate], block: Annotation) -> RecordDate | None:
    """Return the date of the record for a block: of its own document, or of the one before."""
    before = [r for r in records if r.document.start <= block.span.start]
    return before[-1] if before else None


def _written(
    edition: Edition, block: Annotation, dated: RecordDate | None, problems: list[Problem]
) -> Iterator[Annotation]:
    kind_of_date = _type(edition, block)
    record = dated.iso if dated else None
    for date in dates(edition.transcript.of_span(block.span)):
        span = Span(block.span.start + date.start, block.span.start + date.end)
        if dated and dated.span == span and not kind_of_date and date.iso:
            # Read off the heading or the closing lines: that it is the date of the record is inferred.
            a = _with_year(span, date, {"type": "record"})
            yield replace(a, responsibility="program", certainty="medium")
            continue
        if not date.exists:
            problems.append(_impossible(edition, span))
            yield Annotation(span, "date", "date.impossible")
        elif date.iso:
            yield _with_year(span, date, kind_of_date)
        elif record:
            yield _year_from_record(span, date, record)
        elif date.last_day:
            yield Annotation(span, "date", "date.no-year")
        else:
            yield Annotation(span, "date", "date.no-year", {"when": f"--{date.month:02d}-{date.day:02d}"})


def _with_year(span: Span, date: DateExpression, kind_of_date: dict[str, str]) -> Annotation:
    if date.iso_last and date.iso:
        values = {**kind_of_date, "from": date.iso, "to": date.iso_last}
    else:
        values = {**kind_of_date, "when": date.iso or ""}
    a = Annotation(span, "date", "date.written", values)
    if date.doubtful:
        return replace(a, responsibility="program", certainty="low")
    return replace(a, responsibility="program", certainty="high") if date.abbreviated else a


def _type(edition: Edition, block: Annotation) -> dict[str, str]:
    if block.kind == "dateline":
        return {"type": "record"}
    if block.kind != "opener":
        return {}
    # A document that bears an outgoing number and, below, a date of its own was sent at the first date.
    outgoing = any(
        a.attributes.get("type") == "outgoing" and block.span.covers(a.span)
        for a in edition.of_kind("number")
    )
    later = any(d.span.start > block.span.end for d in edition.of_kind("dateline"))
    return {"type": "dispatch"} if outgoing and later else {"type": "record"}


def _year_from_record(span: Span, date: DateExpression, record: str) -> Annotation:
    year = int(record[:4])
    later = (date.month, date.day or 1) > (int(record[5:7]), int(record[8:]))
    # The last such day that is not after the record, unless it is so near that the future may be meant.
    if later and date.month - int(record[5:7]) > 2:
        year -= 1
    dated = replace(date, year=year)
    if dated.iso and dated.iso_last:
        values = {"from": dated.iso, "to": dated.iso_last, "evidence": "internal"}
    else:
        values = {"when": dated.iso, "evidence": "internal"} if dated.iso else {}
    return Annotation(
        span, "date", "date.year-from-record", values, ("", ""), "program", "medium" if later else "high"
    )


def _impossible(edition: Edition, span: Span) -> Problem:
    return Problem(
        "DA01",
        Severity.WARNING,
        "There is no such day in the calendar. The words are tagged as a date, without a value.",
        "Compare the transcript with the original; if it reads so there, add a note in the decisions file.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )


@cache
def _relative_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(table('dates')['relative'])})(?![\w'’])", re.IGNORECASE)


def _relative(edition: Edition, block: Annotation, dated: RecordDate | None) -> Iterator[Annotation]:
    record = dated.iso if dated else None
    if record is None or block.kind != "paragraph":
        return
    text = edition.transcript.text
    for m in _relative_words().finditer(text, block.span.start, block.span.end):
        when = shifted(record, table("dates")["relative"][m[0].lower()])
        values = {"when": when, "evidence": "internal"}
        span = Span(m.start(), m.end())
        yield Annotation(span, "date", "date.relative", values, ("", ""), "program", "high")


def _times(edition: Edition, block: Annotation, here: list[Annotation]) -> Iterator[Annotation]:
    text = edition.transcript.text
    days = {a.span.end: a.attributes.get("when", "") for a in here}
    for m in _TIME.finditer(text, block.span.start, block.span.end):
        clock = _clock(m)
        values = {"when": f"{clock}:00"}
        low = max(block.span.start, m.start() - 8)
        joint = _BEFORE_TIME.search(text[low : m.start()])
        day = days.get(low + joint.start(), "") if joint else ""
        if len(day) == 10:
            values["when-iso"] = f"{day}T{clock}"
        values["evidence"] = "internal"
        yield Annotation(Span(m.start(), m.end()), "time", "time.clock", values, ("", ""), "program", "high")


def _clock(m: re.Match[str]) -> str:
    if m["military"]:
        return f"{m['military'][:2]}:{m['military'][2:]}"
    if m["hour"]:
        return f"{int(m['hour']):02d}:{m['minute']}"
    hour = int(m["twelve"]) % 12 + (12 if m["half"].lower() == "p" else 0)
    return f"{hour:02d}:{m['past'] or '00'}"
