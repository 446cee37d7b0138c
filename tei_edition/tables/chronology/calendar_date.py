"""Days, months and years of the calendar, of which a part may be unknown."""

import calendar
import datetime
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, a month or a year; or what is known of one."""

    year: int | None = None
    """Year; None if it is not known."""
    month: int | None = None
    """Month, 1 to 12; None if it is not known."""
    day: int | None = None
    """Day of the month; None if it is not known."""

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day; 29 February is allowed where no year is known."""
        # A leap year that begins on no day in particular, and a month that has a 31st day.
        year = self.year if self.year is not None else 2000
        try:
            datetime.date(year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    @property
    def iso(self) -> str | None:
        """Value, ``1963-02-13``, ``1963-02`` or ``1963``; None without a year or if impossible."""
        if self.year is None or not self.exists or (self.day and not self.month):
            return None
        return f"{self.year:04d}" + "".join(f"-{part:02d}" for part in (self.month, self.day) if part)

    @property
    def iso_without_year(self) -> str | None:
        """Value of a day or month of an unknown year, ``--02-13``; None if impossible or without a month."""
        if self.month is None or not self.exists:
            return None
        return f"--{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def completed(self, other: "CalendarDate") -> "CalendarDate":
        """Return this date, with its unknown parts taken from another."""
        return CalendarDate(self.year or other.year, self.month or other.month, self.day or other.day)

    def of_year(self, year: int) -> "CalendarDate":
        """Return the same day or month of another year."""
        return replace(self, year=year)

    def is_after(self, other: "CalendarDate") -> bool:
        """Tell whether this date is later than another, as far as both are known."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        for a, b in zip(mine, theirs, strict=True):
            if a is None or b is None:
                return False
            if a != b:
                return a > b
        return False


def of_iso(iso: str) -> CalendarDate:
    """Return the date that a value as in ISO 8601 names; a time behind it is left out."""
    year, *rest = iso[:10].split("-")
    return CalendarDate(int(year), *map(int, rest))


def shifted(iso: str, days: int) -> str:
    """Return the day that lies some days after another.

    Args:
        iso: a day, ``1963-02-13``.
        days: number of days; negative for days before.
    """
    return (datetime.date.fromisoformat(iso) + datetime.timedelta(days=days)).isoformat()


def weekday(iso: str) -> int:
    """Return the day of the week of a day, counted from Monday, which is 0."""
    return datetime.date.fromisoformat(iso).weekday()


def distance(one: CalendarDate, other: CalendarDate) -> int:
    """Return the number of days between two days, whichever is the earlier."""
    first, second = (datetime.date(d.year or 1, d.month or 1, d.day or 1) for d in (one, other))
    return abs((second - first).days)


def month_shifted(date: CalendarDate, months: int) -> CalendarDate:
    """Return the month that lies some months after the month of a date."""
    index = (date.year or 0) * 12 + (date.month or 1) - 1 + months
    return CalendarDate(index // 12, index % 12 + 1)


def last_day(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return calendar.monthrange(year, month)[1]
