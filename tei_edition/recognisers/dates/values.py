"""What a date means: its value, by the date of the record and the dates before it.

Only what is unambiguous gets a value. What is counted or completed is marked as the program's, with its
certainty, and with ``evidence`` internal, because the document itself is what it is counted from.
"""

from dataclasses import dataclass, field, replace

from tei_edition.model.annotation import Certainty
from tei_edition.tables.chronology.calendar_date import (
    CalendarDate,
    distance,
    last_day,
    month_shifted,
    of_iso,
    shifted,
    weekday,
)
from tei_edition.tables.chronology.expression import DateExpression
from tei_edition.tables.chronology.relative import RelativeDate

_SOON = 2
"""Months behind that of the record within which a month without a year may be still to come."""
_LATE_IN_YEAR = 10
"""Months before that of the record from which on a month may be one of the next year."""


_WEEK = 7


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a date."""

    attributes: dict[str, str] = field(default_factory=dict)
    """By the names of TEI's attributes; empty if the date has no value."""
    certainty: Certainty | None = None
    """How sure the program is of what it inferred; None if the text says it."""
    counted: bool = False
    """Whether the value was inferred from other dates of the document."""
    reached: CalendarDate | None = None
    """The date from which further dates may be counted; None if none was reached."""


def written(date: DateExpression, record: str | None, *, ahead: bool, which: int | None = None) -> Value:
    """Return the value of a date that names its month or year.

    Args:
        date: a possible date.
        record: the day from which is counted; None if the document has no date.
        ahead: whether the sentence speaks of what is still to come.
        which: -1 for a month behind ``last``, 1 behind ``next``, 0 behind ``this``; else None.
    """
    first, last = date.first, date.last
    if date.years_on is not None:
        if record is None:
            return _without_year(date)
        value = _of_year(date, int(record[:4]) + date.years_on)
        return replace(value, certainty="high", counted=True)
    if first.year is not None:
        certainty: Certainty | None = "high" if date.abbreviated else None
        if date.doubtful:
            certainty = "medium" if first.month and not first.day and last else "low"
        value = Value(_spanned(date, first, last), certainty, reached=last or first)
        return replace(value, certainty="high", counted=True) if date.borrowed else value
    if record is None:
        return _without_year(date)
    if which is not None and first.day is None:
        year, sure = _year_of_last_or_next(first, of_iso(record), which), True
    else:
        year, sure = _year(first, of_iso(record), ahead=ahead)
    value = _of_year(date, year)
    if not value.attributes:  # 29 February of a year that has none
        return _without_year(date)
    return replace(value, certainty="high" if sure else "medium", counted=True)


def _of_year(date: DateExpression, year: int) -> Value:
    first = date.first.of_year(year)
    last = date.last.of_year(year) if date.last else None
    return Value(_spanned(date, first, last), reached=last or first)


def _spanned(date: DateExpression, first: CalendarDate, last: CalendarDate | None) -> dict[str, str]:
    begin, end = first.iso, last.iso if last else None
    if begin is None:
        return {}
    if end is None:
        return {"when": begin}
    return (
        {"notBefore": begin, "notAfter": end}
        if date.relation == "alternatives"
        else {"from": begin, "to": end}
    )


def _without_year(date: DateExpression) -> Value:
    value = date.first.iso_without_year
    return Value({"when": value} if value and date.last is None else {})


def _year(date: CalendarDate, record: CalendarDate, *, ahead: bool) -> tuple[int, bool]:
    """Return the year of a date without one, and whether it is sure.

    The last such day that is not after the record, unless it is so near that the future may be meant.
    """
    assert record.year is not None and record.month is not None and date.month is not None
    months = date.month - record.month
    later = date.of_year(record.year).is_after(record)
    if later and months > _SOON and not ahead:
        return record.year - 1, False
    if not later and -months >= _LATE_IN_YEAR and ahead:
        return record.year + 1, False
    return record.year, not later


def _year_of_last_or_next(date: CalendarDate, record: CalendarDate, which: int) -> int:
    """Return the year of ``last December``, before the month of the record, or of ``next December``."""
    assert record.year is not None and record.month is not None and date.month is not None
    passed = date.month < record.month
    if which == 0:
        return record.year
    if which < 0:
        return record.year if passed else record.year - 1
    return record.year if date.month > record.month else record.year + 1


# ---- counted from a day


def counted(
    date: RelativeDate, record: str, before: CalendarDate | None, *, ahead: bool, which: int | None = None
) -> Value:
    """Return the value of a date that is counted from another.

    Args:
        date: the expression.
        record: the day from which is counted.
        before: the last date that was mentioned in the same paragraph, if there is one.
        ahead: whether the sentence speaks of what is still to come.
        which: -1 for a day of the week behind ``last``, 1 behind ``next``, 0 behind ``this``; else None.
    """
    day = of_iso(record)
    if date.counted == "days":
        near = abs(date.number) <= 2
        return _day(shifted(record, date.number), "high" if near else "medium")
    if date.counted == "years":
        return _period(CalendarDate((day.year or 0) + date.number))
    if date.counted == "months":
        return _period(month_shifted(day, date.number))
    if date.counted == "weekday":
        if which == 0:  # weeks begin on Monday
            return _day(shifted(record, date.number - weekday(record)), "medium")
        return _weekday(date, record, ahead=which == 1 or (ahead and which is None))
    return _day_of_month(date, record, before, ahead=ahead)


def _day(iso: str, certainty: Certainty) -> Value:
    return Value({"when": iso}, certainty, counted=True, reached=of_iso(iso))


def _period(date: CalendarDate) -> Value:
    return Value({"when": date.iso or ""}, "high", counted=True)


def _weekday(date: RelativeDate, record: str, *, ahead: bool) -> Value:
    """Return the last such day before the record, or the next one behind it.

    On a Friday, "Friday" is not "today": it may be a week ago or a week hence.
    """
    if date.weeks:
        back = (weekday(shifted(record, 7 * date.weeks)) - date.number) % 7
        return _day(shifted(record, 7 * date.weeks - back), "low")
    if ahead:
        return _day(shifted(record, (date.number - weekday(record) - 1) % 7 + 1), "low")
    back = (weekday(record) - date.number - 1) % 7 + 1
    return _day(shifted(record, -back), "low" if back == _WEEK else "medium")


def _day_of_month(date: RelativeDate, record: str, before: CalendarDate | None, *, ahead: bool) -> Value:
    days = [date.number] if date.other is None else [date.number, date.other]
    base = of_iso(record)
    if date.months is not None:
        months = [month_shifted(base, date.months)]
    elif before is not None and before.month and before.year and date.weekday is None:
        months = [CalendarDate(before.year, before.month)]
    elif date.same_month:
        return Value()
    else:
        months = [month_shifted(base, n) for n in (-1, 0, 1)]
    possible = [m for m in months if _has(m, days, date.weekday)]
    passed = [m for m in possible if not replace(m, day=days[0]).is_after(base)]
    coming = [m for m in possible if m not in passed]
    if len(months) == 1:
        chosen = possible
    elif date.weekday is not None:
        chosen = sorted(possible, key=lambda m: distance(replace(m, day=days[0]), base))[:1]
    else:
        chosen = (coming[:1] or passed[-1:]) if ahead else passed[-1:]
    if not chosen:
        return Value()
    first, last = (replace(chosen[0], day=d) for d in (days[0], days[-1]))
    if date.other is None:
        values = {"when": first.iso or ""}
    else:
        values = {"notBefore": first.iso or "", "notAfter": last.iso or ""}
    return Value(values, "medium", counted=True, reached=last)


def _has(month: CalendarDate, days: list[int], day_of_week: int | None) -> bool:
    if any(d > last_day(month.year or 0, month.month or 1) for d in days):
        return False
    iso = replace(month, day=days[0]).iso
    return iso is not None and (day_of_week is None or weekday(iso) == day_of_week)
