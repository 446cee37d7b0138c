"""Which expressions of a block are dates, for a number, a name and a quantity look alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tei_edition.model.span import Span
from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.before_month import ANY_YEAR
from tei_edition.tables.chronology.expression import DateExpression
from tei_edition.tables.chronology.figures import FigureDate, figure_dates
from tei_edition.tables.chronology.relative import RelativeDate, relative_dates
from tei_edition.tables.chronology.vocabulary import BLANK
from tei_edition.tables.chronology.written import written_dates
from tei_edition.tables.chronology.years import decades, seasons, years

_BEHIND_VERB = re.compile(rf"{BLANK}(?:[A-Z][a-z]+{BLANK}[A-Z]|be\b|I\b)")
_ENDS_LINE = re.compile(r"[ .\])\n]*")
_ROMAN = re.compile(r"[./][IVX]+$")

Found = DateExpression | FigureDate | RelativeDate


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that say that a date is not known."""

    start: int
    end: int


def expressions(
    text: str, *, running: bool, dating: bool = False, stops: bool = True, of_years: range = ANY_YEAR
) -> Iterator[Found | Unknown]:
    """Find what is a date in a block.

    Args:
        text: the text of the block.
        running: whether it is a paragraph, in which words such as ``yesterday`` and years alone are dates.
        dating: whether it is a date line, which may end with a year.
        stops: whether a full stop may stand behind the day of any date.
        of_years: the years that figures before a month and day may be.

    Yields:
        Expressions that do not overlap, from left to right.
    """
    written = written_dates(text, months_alone=True, stops=stops or dating, years=of_years)
    found: list[Found | Unknown] = [d for d in written if _is_date(text, d)]
    found += figure_dates(text)
    found += _unknown(text)
    found += seasons(text)
    if dating:
        found += (y for y in years(text) if _ENDS_LINE.fullmatch(text, y.end))
    if running:
        found += relative_dates(text)
        found += years(text)
        found += decades(text)
    done = -1
    for date in sorted(found, key=lambda d: (d.start, -d.end)):
        if date.start >= done:
            done = date.end
            yield date


def _is_date(text: str, date: DateExpression) -> bool:
    if words.is_part_of_name(text, date.end):
        return False
    if date.first.day is not None:
        if not text[date.start].isdigit():
            return True
        # "Protocol 12/IV" is a number; "telegram 12 April" is not.
        roman = date.first.year is None and _ROMAN.search(text, date.start, date.end) is not None
        return not words.is_numbered(text, date.start, "words" if roman else "numbers")
    return date.first.year is not None or date.years_on is not None or _is_month(text, date)


@cache
def _before_month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(words.listed('before-date'))})(?:{BLANK}|-)$", re.IGNORECASE)


def _is_month(text: str, date: DateExpression) -> bool:
    """Tell whether a month that stands alone is a date, and no verb and no part of a name."""
    if _before_month().search(text, max(0, date.start - 16), date.start):
        return not (_is_verb(text, date) or text[date.end : date.end + 1] == "-")
    month = text[date.start : date.end].casefold()
    if month in words.listed("ambiguous-months"):
        return False
    before, after = text[max(0, date.start - 30) : date.start], text[date.end : date.end + 3]
    in_name = re.search(r"[A-Z]\w*[ ]$", before) or re.match(r"[ ][A-Z]|['’-]\w", after)
    return in_name is None


def _is_verb(text: str, date: DateExpression) -> bool:
    """Tell whether ``March`` or ``May`` is written so because it begins a sentence or a title."""
    alone = text[date.start : date.end].casefold() in words.listed("ambiguous-months")
    return alone and _BEHIND_VERB.match(text, date.end) is not None


@cache
def _unknown_words() -> re.Pattern[str]:
    unknown = words.one_of(words.listed("unknown"))
    return re.compile(rf"(?<![\w-])(?:{unknown})(?=[\].,:;)]|[ \t]*[\n\r\[]|$)", re.IGNORECASE)


def _unknown(text: str) -> Iterator[Unknown]:
    """Find words for an unknown date where a date would stand: in a line of their own, or behind a place."""
    folded = text.casefold()
    if not any(word in folded for word in words.listed("unknown")):
        return
    for m in _unknown_words().finditer(text):
        line = text[text.rfind("\n", 0, m.start()) + 1 : m.start()].strip("[( ")
        if not line or (line.endswith(",") and len(line) <= 40) or line.endswith((",]", ", [")):
            yield Unknown(m.start(), m.end())


def weekday_before(text: str, start: int) -> tuple[int, int] | None:
    """Return where a day of the week begins that stands before a date, and which it is; None if none does."""
    m = _weekday_before().search(text, max(0, start - 16), start)
    return (m.start("day"), words.named("weekdays")[m["day"].casefold()]) if m else None


@cache
def _weekday_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<day>{words.weekdays()})(?:,?{BLANK}|,)$")


def week_of(text: str, start: int) -> int | None:
    """Return where ``week of`` begins, before the day with which the week begins; None if there is none."""
    m = _week_of().search(text, max(0, start - 24), start)
    return m.start() if m else None


@cache
def _week_of() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(words.listed('week-of'))}){BLANK}$", re.IGNORECASE)


def is_rough(text: str, start: int, name: str = "words") -> bool:
    """Tell whether a word before a date or time says that it is about then.

    Args:
        text: the text of the block.
        start: where the date or time begins.
        name: the list of words in ``rough`` of the table: ``words`` for days, ``hours`` for hours.
    """
    return _rough(name).search(text, max(0, start - 20), start) is not None


@cache
def _rough(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(words.listed('rough', name))}){BLANK}$", re.IGNORECASE)


def placed(block: Span, date: Found | Unknown) -> Span:
    """Return the stretch of the transcript of an expression in a block."""
    return Span(block.start + date.start, block.start + date.end)
