"""A date as it is written."""

from dataclasses import dataclass
from typing import Literal

from tei_edition.tables.chronology.calendar_date import CalendarDate

Relation = Literal["span", "alternatives"]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as it is written: where it stands, and what it says."""

    start: int
    """Offset of its first character in the text that was searched."""
    end: int
    """Offset behind its last character."""
    first: CalendarDate
    """The date, or the first of two."""
    last: CalendarDate | None = None
    """The last date of a range; None for one date."""
    relation: Relation = "span"
    """Whether two dates bound a stretch of time (6–7 January), or one of them is meant (16/17, 26 [27])."""
    abbreviated: bool = False
    """Whether the year is written with two digits."""
    doubtful: bool = False
    """Whether the day is followed by a query or by another day in brackets."""
    borrowed: bool = False
    """Whether the year is that of the date behind it: ``15 January and 20 February 1957``."""
    clock: str = ""
    """The time that is written in one with the day, ``12:00Z``; empty if there is none."""
    years_on: int | None = None
    """What is to be added to the year of the record: -1 for ``June last year``; None if that is not said."""

    @property
    def day(self) -> int | None:
        """Day of the month of the first date; None if it is not written."""
        return self.first.day

    @property
    def names_a_month_only(self) -> bool:
        """Whether neither day nor year are written."""
        return self.first.day is None and self.first.year is None and self.years_on is None

    @property
    def ends_before_it_begins(self) -> bool:
        """Whether it is a range of which the end is the earlier."""
        return self.last is not None and self.first.is_after(self.last)

    @property
    def exists(self) -> bool:
        """Whether the calendar has such days, in this order."""
        return (
            self.first.exists and (self.last is None or self.last.exists) and not self.ends_before_it_begins
        )

    @property
    def iso(self) -> str | None:
        """Value as in ISO 8601, ``1963-02-13`` or ``1963-02``; None without a year or if impossible."""
        return self.first.iso if self.exists else None

    @property
    def iso_last(self) -> str | None:
        """Last date of a range as in ISO 8601; None if it is no range, or without a year."""
        return self.last.iso if self.last is not None and self.exists else None
