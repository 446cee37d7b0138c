"""Dates in figures alone: ``13.02.1963``, ``10/14/50``, ``2012-03-06``, ``24.10``.

Which figure is the month can be seen if the other is none. Otherwise other dates of the same shape in the
document decide, for a writer keeps to one order; and if they do not, nobody does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.calendar_date import CalendarDate

Order = Literal["day-month", "month-day"]

_FULL = re.compile(
    r"(?:(?P<year>(?:1[89]|20)\d\d)(?P<dash>[-.])(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"|(?P<a>\d{1,2})(?P<mark>[./-])(?P<gap>[ ]?)(?P<b>\d{1,2})(?P=mark)(?P=gap)"
    r"(?P<years>\[?(?:1[89]|20)\]?\[?\d\d\]?|\[?\d\d\]?))(?![\w/]|[.:,-]\d|-\w)",
    re.ASCII,
)
_INSIDE = re.compile(r"[\w./№#$:-]")
_SHORT = re.compile(
    r"(?<![\w./№#$:,-])(?P<a>\d{1,2})\.(?P<b>\d{1,2})(?![\w/%°]|[.:,-]\d|[ ]?%|-\w)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class FigureDate:
    """A date in figures."""

    start: int
    """Offset of its first character in the text that was searched."""
    end: int
    """Offset behind its last character."""
    figures: tuple[int, int]
    """The two figures that are day and month."""
    year: int | None
    """Year; None if it is not written."""
    shape: str
    """What dates of one writer have in common: the mark between the figures."""
    order: Order | None
    """The order that the figures themselves show; None if they do not, or if it makes no difference."""
    abbreviated: bool = False
    """Whether the year is written with two digits."""

    @property
    def ambiguous(self) -> bool:
        """Whether either figure may be the month."""
        return self.order is None and self.figures[0] != self.figures[1]

    def read(self, order: Order | None) -> CalendarDate:
        """Return the date, read in an order; it may be impossible."""
        a, b = self.figures
        day, month = (b, a) if (self.order or order) == "month-day" else (a, b)
        return CalendarDate(self.year, month, day)


@cache
def _dated() -> re.Pattern[str]:
    """What stands before figures with hyphens that are a date; ``NIE 11-4-60`` is of an estimate."""
    before = words.one_of(words.listed("before-figures"))
    return re.compile(rf"(?:^|[\n\r\[(]|(?<![^\W_])(?:{before}))[ ]?$")


def figure_dates(text: str) -> Iterator[FigureDate]:
    """Find the dates in figures that have a year, and those without one that something shows to be dates."""
    done = 0
    for at in words.figures(text):
        if at < done or _INSIDE.search(text, max(0, at - 1), at):
            continue
        full, short = _FULL.match(text, at), _SHORT.match(text, at)
        m = full or short
        if full and full["mark"] == "-" and not _dated().search(text, max(0, at - 12), at):
            continue
        if m is None or words.is_numbered(text, at, "numbers" if full else "words"):
            continue
        found = _full(full) if full else _short(text, m)
        if found is not None and m[0].count("[") == m[0].count("]"):
            done = found.end
            yield found


def _full(m: re.Match[str]) -> FigureDate | None:
    if m["year"]:
        month, day = int(m["month"]), int(m["day"])
        if not 0 < month <= 12 or not 0 < day <= 31:
            return None
        known: Order = "month-day"
        return FigureDate(m.start(), m.end(), (month, day), int(m["year"]), "year", known)
    figures = int(m["a"]), int(m["b"])
    if not _may_be_date(*figures):
        return None
    year = words.year_of(m["years"])
    two = sum(c.isdigit() for c in m["years"]) == 2
    return FigureDate(m.start(), m.end(), figures, year, m["mark"], _order(*figures), two)


def _short(text: str, m: re.Match[str]) -> FigureDate | None:
    figures = int(m["a"]), int(m["b"])
    if not _may_be_date(*figures) or not _shown_to_be_date(text, m):
        return None
    return FigureDate(m.start(), m.end(), figures, None, ".", _order(*figures))


def _may_be_date(a: int, b: int) -> bool:
    return 0 < min(a, b) <= 12 and max(a, b) <= 31


def _order(a: int, b: int) -> Order | None:
    if a > 12:
        return "day-month"
    return "month-day" if b > 12 else None


@cache
def _clock_behind() -> re.Pattern[str]:
    return re.compile(r",?[ ](?:at[ ])?(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)", re.ASCII)


@cache
def _day_behind() -> re.Pattern[str]:
    return re.compile(
        rf"[ ]\[(?:\d{{1,2}}[ ](?:{words.months()})|(?:{words.months()})[ ]\d{{1,2}}(?!\d))", re.ASCII
    )


def _shown_to_be_date(text: str, m: re.Match[str]) -> bool:
    """Tell whether two figures are a date: a time or the date in words stands behind, or ``on`` before."""
    if _clock_behind().match(text, m.end()) or _day_behind().match(text, m.end()):
        return True
    before = re.search(r"(?<!\w)(?:[Oo]n|dated)[ ]$", text[max(0, m.start() - 8) : m.start()])
    return before is not None and max(int(m["a"]), int(m["b"])) > 12 and not words.is_counted(text, m.end())


def orders(found: Sequence[FigureDate]) -> Mapping[str, Order]:
    """Return the order that the dates of each shape show, where all of them show the same."""
    seen: dict[str, Counter[Order]] = {}
    for date in found:
        if date.order is not None:
            seen.setdefault(date.shape, Counter())[date.order] += 1
    return {shape: next(iter(count)) for shape, count in seen.items() if len(count) == 1}
