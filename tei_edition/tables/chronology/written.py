"""Dates that name their month: the forms of one date, and what stands before, between and behind two.

A match whose brackets do not pair is none: it would tear the bracket of a longer remark apart.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.before_month import ANY_YEAR, is_other_figure
from tei_edition.tables.chronology.calendar_date import CalendarDate
from tei_edition.tables.chronology.expression import DateExpression
from tei_edition.tables.chronology.forms import BOUNDARY, forms, ordinals_in_words, relation
from tei_edition.tables.chronology.vocabulary import BLANK, DASH

_LIKE_A_NUMBER = 3


@cache
def _month() -> re.Pattern[str]:
    return re.compile(words.months())


@cache
def _ordinal_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{ordinals_in_words()}){BLANK}(?:day{BLANK})?of{BLANK}$")


def _tokens(text: str) -> list[int]:
    """Return where dates may begin: at figures, at a month, or at an ordinal in words before a month."""
    tokens = list(words.figures(text))
    for m in _month().finditer(text):
        if text[m.start() - 1 : m.start()].isalpha():
            continue
        tokens.append(m.start())
        if text[m.start() - 3 : m.start()].strip() == "of":
            ordinal = _ordinal_before().search(text, max(0, m.start() - 28), m.start())
            tokens += [ordinal.start()] if ordinal else []
    return sorted(tokens)


def written_dates(
    text: str, *, months_alone: bool = False, stops: bool = True, years: range = ANY_YEAR
) -> Iterator[DateExpression]:
    """Find the dates that name their month.

    Args:
        text: any text; line ends count as blanks.
        months_alone: whether a month that stands without day and year is a date too.
        stops: whether a full stop may stand behind the day anywhere (``on 13. February``), and not only in
            a date that opens a line and has its year.
        years: the years that figures before a month and day may be; other figures are a number.

    Yields:
        Expressions that do not overlap, from left to right. Some may be impossible (31 February).
    """
    done = 0
    for token in _tokens(text):
        if token < done or not BOUNDARY.match(text, token):
            continue
        if is_other_figure(text, token, stops=stops, years=years):
            continue
        for at in _beginnings(text, token, done):
            found = _ranges(text, at)
            if found:
                break
        else:
            continue
        done = found[-1].end
        if not months_alone and found[0].names_a_month_only:
            continue
        yield from found


def _beginnings(text: str, start: int, done: int) -> Iterator[int]:
    """Yield where a date may begin that has its first digit or letter here: also at a mark before it."""
    if start > done and text[start - 1] in '[“"':
        yield start - 1
    yield start


# ---- one date


def _one(text: str, at: int) -> DateExpression | None:
    """Return the longest date that begins at an offset."""
    begins_with_capital = text[at : at + 2].strip("[")[:1].isupper()
    found = [date for f in forms(begins_with_capital) if (date := _matched(f, text, at)) is not None]
    best = max(found, key=lambda d: d.end, default=None)
    return None if best is None else _with_relative_year(text, best)


def _matched(form: re.Pattern[str], text: str, at: int) -> DateExpression | None:
    m = form.match(text, at)
    while m is not None and (torn := unpaired(m[0])) is not None:
        m = form.match(text, at, at + torn) if torn > 0 else None
    # A bracket around all of it is not part of the date.
    if m is None or (m[0][0] == "[" and m[0].find("]") == len(m[0]) - 1):
        return None
    groups = m.groupdict()
    year = groups.get("year") or groups.get("short")
    days = _days(groups)
    if any(day > 31 for day in days[1:]) or (days and days[0] > 31 and not year):
        return None
    if (
        groups.get("ordinal")
        and m["month"] == m[0][: len(m["month"])]
        and days[0] <= _LIKE_A_NUMBER
        and not year
    ):
        return None  # "in March first reports came"
    value = CalendarDate(
        words.year_of(year) if year else None, words.month_of(m["month"]), days[0] if days else None
    )
    other = re.search(r"[0-9]+", groups.get("query") or "")
    if other:
        days.append(int(other[0]))
    if other or re.search(r"/|\b(?:or|and)\b", groups.get("days") or ""):
        days.sort()  # what is listed need not be in order
        value = replace(value, day=days[0])
    return DateExpression(
        m.start(),
        m.end(),
        value,
        replace(value, day=days[-1]) if len(days) > 1 else None,
        relation(groups.get("days") or "") if not other else "alternatives",
        abbreviated=bool(year) and sum(c.isdigit() for c in year or "") == 2,
        doubtful=bool(groups.get("query")),
        clock=_clock(groups.get("clock")),
    )


def _clock(written: str | None) -> str:
    return f"{written[:2]}:{written[2:]}" if written else ""


def _days(groups: dict[str, str | None]) -> list[int]:
    if ordinal := groups.get("ordinal"):
        return [words.named("ordinals")[ordinal.casefold()]]
    return [int(d) for d in re.findall(r"[0-9]+", groups.get("days") or "")]


def unpaired(written: str) -> int | None:
    """Return the offset of the first square bracket that has no partner; None if all have one."""
    opened: list[int] = []
    for i, c in enumerate(written):
        if c == "[":
            opened.append(i)
        elif c == "]":
            if not opened:
                return i
            opened.pop()
    return opened[0] if opened else None


@cache
def _of_relative_year() -> re.Pattern[str]:
    periods = words.one_of(words.named("relative-periods"))
    return re.compile(rf",?{BLANK}(?:of{BLANK})?(?:the{BLANK})?(?P<which>{periods}){BLANK}year(?![\w'’])")


def _with_relative_year(text: str, date: DateExpression) -> DateExpression:
    """Take in ``of this year`` and ``last year`` behind a date without a year."""
    m = _of_relative_year().match(text, date.end) if date.first.year is None else None
    if m is None:
        return date
    which = " ".join(m["which"].split())
    return replace(date, end=m.end(), years_on=words.named("relative-periods")[which])


# ---- two dates


@cache
def _between() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<range>(?:{BLANK})?{DASH}(?:{BLANK})?(?:to{BLANK})?|{BLANK}(?:to|through|until|till){BLANK})"
        rf"|(?P<or>(?:{BLANK})?/(?:{BLANK})?|{BLANK}or{BLANK})"
        rf"|(?P<and>{BLANK}and{BLANK}(?:of{BLANK})?)"
    )


def _ranges(text: str, at: int) -> list[DateExpression]:
    """Return the date at an offset, joined with the one behind it if the two are a range."""
    first = _one(text, at)
    if first is None:
        return []
    joint = _between().match(text, first.end)
    second = _one(text, joint.end()) if joint and first.last is None else None
    if joint is None or second is None or not _alike(first, second):
        return [first]
    if joint["and"]:
        if first.first.year is None and second.first.year and second.last is None and first.years_on is None:
            year = _year_before(first.first, second.first)
            return [replace(first, first=first.first.of_year(year), borrowed=True), second]
        return [first]
    last = second.last or second.first
    begin = first.first
    if begin.year is None and second.first.year is not None:
        begin = begin.of_year(_year_before(begin, second.first))
    return [
        replace(
            second,
            start=first.start,
            first=begin,
            last=last,
            relation="alternatives" if joint["or"] else "span",
            doubtful=first.doubtful or second.doubtful,
        )
    ]


def _alike(first: DateExpression, second: DateExpression) -> bool:
    """Tell whether two dates may bound a range: both have their year, or both are days, or months."""
    if first.first.year and second.first.year:
        return True
    same = (first.first.day is None) == (second.first.day is None)
    return same and (second.first.year is not None or first.first.year is None)


def _year_before(first: CalendarDate, second: CalendarDate) -> int:
    """Return the year of a date whose year is that of the date behind it, or the year before."""
    year = second.year or 0
    return year - 1 if first.of_year(year).is_after(second) else year
