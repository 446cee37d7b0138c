"""Dates that name their month: the forms of one date, and what stands before, between and behind two.

A form may hold brackets, because editors complete dates: ``[19]56``, ``15 Dec. [1983]``, ``[November] 3``. A
match whose brackets do not pair is none: it would tear the bracket of a longer remark apart.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.calendar_date import CalendarDate
from tei_edition.tables.chronology.expression import DateExpression, Relation
from tei_edition.tables.chronology.vocabulary import BLANK, DASH, NTH

_DAY = r"\[?[0-9]{1,2}\]?(?![0-9])"
_OTHER_DAY = rf"\[?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])\]?{NTH}(?![:.][0-9]|[ ]?[ap]\.?[ ]?m\b)"
_YEAR = r"\[?\[?(?:1[5-9]|20)\]?\[?[0-9][0-9]\]?(?![0-9])"
_SHORT_YEAR = r"[\['’]?[0-9][0-9]\]?(?![0-9\w])"
_RECENT = r"[\['’]?(?:1[7-9]|[2-9][0-9])"
_JOINT = rf"(?:{BLANK})?[-–—/](?:{BLANK})?|{BLANK}(?:to|and|or|through|until|till){BLANK}"
_LIST = rf"(?:,{BLANK}{_OTHER_DAY})*,{BLANK}and{BLANK}"
# As some typewriters write: "13" June. The opening mark may be lost.
_QUOTED_DAY = rf"(?:[“\"](?=[0-9]{{1,2}}[”\"]))?{_DAY}[”\"]?{NTH}"
_DAYS = rf"(?P<days>{_QUOTED_DAY}(?:(?:{_JOINT}|{_LIST}){_OTHER_DAY})*)"
_QUERY = r"(?P<query>[ ]?(?:\(\?\)|\[\?\]|\?(?=[,\]])|\[[0-9]{1,2}\??\]))?"
_GROUP_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_GROUP_TIME = r"(?:[01][0-9]|2[0-3])[0-5][0-9]Z"
_LIKE_A_NUMBER = 3
_NO_AMOUNT = r"(?![0-9]|[:.][0-9]|,[0-9]{3}(?![0-9])|[ ]?[%°])"
_BOUNDARY = re.compile(r"(?<![\w./])(?:(?<!\w-)|(?=[^\W\d_]))|(?<=\bON/)")
"""What begins a date is not the end of a number or shelfmark; ``ON/26/27/X/62`` is of a register."""


@cache
def _forms(begins_with_month: bool) -> tuple[re.Pattern[str], ...]:
    month = rf"\[?(?P<month>{words.months()})\]?"
    full = rf"(?P<month>{words.full_months()})(?!\w)"
    compact = rf"(?P<month>{words.one_of(words.named('abbreviated-months')).upper()})"
    roman = rf"\[?(?P<month>{words.roman()})\]?(?![^\W\d_])"
    ordinals = words.one_of(words.named("ordinals"))
    year = rf"(?P<year>{_YEAR})"
    two = rf"(?P<short>{_SHORT_YEAR})"
    behind = rf"(?:(?:,?{BLANK}(?:of{BLANK})?|[-/,.]){year})"
    # Two figures are a year where nothing is counted by them.
    plain = words.one_of(words.listed("after-day"))
    opened = words.behind_opening_year()
    counted = rf"(?![:.%][0-9]|{BLANK}(?!(?:{plain})(?!\w))[a-z])"
    two_behind = rf"(?:(?:{BLANK}|[-/.,])(?={_RECENT}){two}{counted})"
    # the first of May 1963; the Fourth of July
    of_ordinal = rf"(?P<ordinal>{_ordinals()}){BLANK}(?:day{BLANK})?of{BLANK}{month}{behind}?"
    sep = rf"(?:(?:{BLANK})?[./-](?:{BLANK})?|{BLANK})"
    day_first = (
        # 13 February 1963; the 19th of May; 25-Oct-62; 22–23 February
        rf"{_DAYS}(?:\.?{BLANK}(?:day{BLANK})?(?:of{BLANK})?|[-/.]){month}(?:{behind}|{two_behind})?",
        # 27/X/62; 31.X 1962; 29. III. 57; 26/27/X/62; 26.X. [19]56
        rf"{_DAYS}{sep}{roman}{sep}(?:{year}|{two}(?![:.][0-9]))",
        # 18.XI; 5/XII
        rf"{_DAYS}[./]{roman}(?![\w/-])(?!\.\w)",
        # 1961 October 5
        rf"(?P<year>{_YEAR}),?{BLANK}{month}{BLANK}{_DAYS}{_NO_AMOUNT}",
        # 051200Z May 70: a military group of day and time
        rf"(?P<days>{_GROUP_DAY})(?P<clock>{_GROUP_TIME})[ ]?{month}(?:(?:{BLANK})?(?:{year}|{two}))?",
        # 25OCT62
        rf"(?P<days>[0-9]{{1,2}}){compact}[ ]?{two}",
        of_ordinal,
    )  # fmt: skip
    month_first = (
        # March 23, 1963; Dec 24/62; August 16–17, 1971; June 14 [15?], 1963
        rf"{month}(?:{BLANK}|(?<=\.)){_DAYS}{_NO_AMOUNT}{_QUERY}"
        rf"(?:(?:,?{BLANK}|,|\.{BLANK}(?!{_YEAR}{opened})){year}|(?:/|,{BLANK})(?P<short>['’]?[3-9][0-9])(?![\w:]|[ ][a-z]))?",
        # November twenty-seventh
        rf"{month}{BLANK}(?P<ordinal>{ordinals})(?![\w-])(?:,?{BLANK}{year})?",
        # January 1963; January, 1963; January of 1963; March [1984]
        rf"{month}(?:,?{BLANK}(?:of{BLANK})?|[-/]){year}",
        # January '63; August 61
        rf"{month}{BLANK}(?:['’]|(?=[3-9][2-9]|[4-9][0-9]))(?P<short>[0-9][0-9])(?!\w){counted}",
        # January: a month alone
        rf"{full}",
        of_ordinal,
    )  # fmt: skip
    return tuple(re.compile(form) for form in (month_first if begins_with_month else day_first))


@cache
def _month() -> re.Pattern[str]:
    return re.compile(words.months())


@cache
def _ordinals() -> str:
    return words.one_of(form for w in words.named("ordinals") for form in (w, w.capitalize(), w.title()))


@cache
def _ordinal_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_ordinals()}){BLANK}(?:day{BLANK})?of{BLANK}$")


@cache
def _year_first() -> re.Pattern[str]:
    return re.compile(rf"(?P<year>{_YEAR}),?{BLANK}\[?{words.months()}")


@cache
def _stopped() -> re.Pattern[str]:
    day_behind = rf"{BLANK}\[?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
    year_behind = rf"(?P<year>,?{BLANK}{_YEAR}(?!{words.behind_opening_year()}))"
    return re.compile(
        rf"{_DAYS}\.{BLANK}(?P<month>\[?{words.months()}\]?)(?P<day>{day_behind})?{year_behind}?"
    )


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


def stopped_days(text: str) -> int:
    """Return how many dates of a text have a full stop behind the day, and a year: ``13. February 1963``."""
    found = (_stopped().match(text, at) for at in words.figures(text) if _BOUNDARY.match(text, at))
    return sum(m["year"] is not None and _may_be_stopped(text, m) for m in found if m)


def _may_be_stopped(text: str, m: re.Match[str]) -> bool:
    """Tell whether the full stop behind figures may be that of an ordinal, and ends no sentence."""
    return (
        m["day"] is None
        and _relation(m["days"]) != "alternatives"
        and not words.is_numbered(text, m.start())
        and not words.is_numbered(text, m.start(), "messages")
    )


def _is_other_figure(text: str, at: int, *, stops: bool, since: int) -> bool:
    """Tell whether figures before a month are a number, or end the sentence before it."""
    if m := _stopped().match(text, at):
        opens_line = m["year"] is not None and text[at - 1 : at] in ("", "\n", "\r")
        return not (_may_be_stopped(text, m) and (stops or opens_line))
    if m := _year_first().match(text, at):
        return (
            words.year_of(m["year"]) < since
            or words.is_numbered(text, at)
            or words.is_numbered(text, at, "messages")
        )
    return False


def written_dates(
    text: str, *, months_alone: bool = False, stops: bool = True, since: int = 0
) -> Iterator[DateExpression]:
    """Find the dates that name their month.

    Args:
        text: any text; line ends count as blanks.
        months_alone: whether a month that stands without day and year is a date too.
        stops: whether a full stop may stand behind the day anywhere (``on 13. February``), and not only in
            a date that opens a line and has its year.
        since: the first year that figures before a month and day may be; earlier ones are a number.

    Yields:
        Expressions that do not overlap, from left to right. Some may be impossible (31 February).
    """
    done = 0
    for token in _tokens(text):
        if token < done or not _BOUNDARY.match(text, token):
            continue
        if _is_other_figure(text, token, stops=stops, since=since):
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
    begins_with_month = text[at : at + 2].strip("[")[:1].isupper()
    found = [date for f in _forms(begins_with_month) if (date := _matched(f, text, at)) is not None]
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
        _relation(groups.get("days") or "") if not other else "alternatives",
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


def _relation(joint: str) -> Relation:
    return "alternatives" if "/" in joint or re.search(r"\bor\b", joint) else "span"


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
