"""The grammar of dates: finding expressions of day, month and year in a text, by the table ``dates``.

Our own grammar, because general date parsers fill in from today what a text leaves out, and read a range of
days as a year. Values are checked against the calendar by the standard library.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tei_edition.tables import table

_B = r"[ \t\n\r\v\f]+"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as it is written."""

    start: int
    """Offset of its first character in the text that was searched."""
    end: int
    """Offset behind its last character."""
    year: int | None
    """Year; None if it is not written."""
    month: int
    """Month, 1 to 12."""
    day: int | None
    """Day of the month; None if it is not written."""
    abbreviated: bool = False
    """Whether the year is written with two digits."""
    last_day: int | None = None
    """Last day of a range of days within the month; None for one day."""
    doubtful: bool = False
    """Whether the day is followed by a query or by another day in brackets."""

    @property
    def exists(self) -> bool:
        """Whether there is such a day in the calendar; 29 February is allowed where no year is written."""
        first, last = self.day or 1, self.last_day or self.day or 1
        year = self.year or 2000
        return first <= last and _exists(year, self.month, first) and _exists(year, self.month, last)

    @property
    def iso_last(self) -> str | None:
        """Last day of a range as in ISO 8601; None if it is no range, or without a year."""
        if self.year is None or self.last_day is None or not self.exists:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.last_day:02d}"

    @property
    def iso(self) -> str | None:
        """Value as in ISO 8601, ``1963-02-13`` or ``1963-02``; None without a year or if impossible."""
        if self.year is None or not self.exists:
            return None
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


@cache
def _grammar() -> re.Pattern[str]:
    months = "|".join(m.capitalize() + "|" + m.upper() for m in table("dates")["months"])
    roman = "|".join(sorted(table("dates")["roman"], key=len, reverse=True))
    more = r"(?:[ ]?[-–/][ ]?|[ ]and[ ])"
    nth = "(?:st|nd|rd|th)?"
    quote = '(?:[“"](?=[0-9]{{1,2}}[”"]))?'  # as some typewriters write: "13" June
    day = rf"{quote}(?P<day{{n}}>[0-9]{{{{1,2}}}})[”\"]?{nth}(?:{more}(?P<last{{n}}>[0-9]{{{{1,2}}}}){nth})?"
    query = r"(?P<query{n}>[ ]?(?:\(\?\)|\[\?\]|\[\d{{1,2}}\]))?"
    year = r"(?P<year{n}>1[5-9]\d\d|20\d\d)(?!\d)"
    forms = (
        rf"{day.format(n=1)}(?:{_B}of)?{_B}(?P<month1>{months})(?!\w)(?:,?{_B}{year.format(n=1)})?",
        rf"(?P<month2>{months}){_B}{day.format(n=2)}(?!\d){query.format(n=2)}(?:,{_B}{year.format(n=2)})?",
        rf"(?P<month3>{months}),?{_B}{year.format(n=3)}",
        rf"{day.format(n=4)}[./ ][ ]?(?P<roman>{roman})[./ ][ ]?(?P<year4>1[89]\d\d|\d\d)(?![\d])",
    )
    return re.compile(rf"(?<![\w./])(?:{'|'.join(forms)})")


def dates(text: str) -> Iterator[DateExpression]:
    """Find the dates in a text.

    Args:
        text: any text; line ends count as blanks.

    Yields:
        Expressions that do not overlap, from left to right. Some may be impossible (31 February).
    """
    months, roman = table("dates")["months"], table("dates")["roman"]
    for m in _grammar().finditer(text):
        name = m["month1"] or m["month2"] or m["month3"]
        day = m["day1"] or m["day2"] or m["day4"]
        last = m["last1"] or m["last2"] or m["last4"]
        year = m["year1"] or m["year2"] or m["year3"] or m["year4"]
        yield DateExpression(
            m.start(),
            m.end(),
            (int(year) if len(year) == 4 else 1900 + int(year)) if year else None,
            months[name.lower()] if name else roman[m["roman"]],
            int(day) if day else None,
            abbreviated=bool(year) and len(year) == 2,
            last_day=int(last) if last else None,
            doubtful=bool(m["query2"]),
        )


def shifted(iso: str, days: int) -> str:
    """Return the day that lies some days after another.

    Args:
        iso: a day, ``1963-02-13``.
        days: number of days; negative for days before.
    """
    return (datetime.date.fromisoformat(iso) + datetime.timedelta(days=days)).isoformat()
