"""Years, decades and seasons: ``in 1956``, ``1949-1953``, ``the 1950s``, ``the fifties``, ``spring 1963``.

Four figures are a year only where something says so: a number, a sum and a time are written alike.
"""

import re
from collections.abc import Iterator
from functools import cache

from tei_edition.tables import table
from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.calendar_date import CalendarDate
from tei_edition.tables.chronology.expression import DateExpression
from tei_edition.tables.chronology.vocabulary import BLANK

_BEHIND = r"(?![\w%°$£€’'/]|[.,:-]\d|-[^\W\d_])"
_YEAR = re.compile(
    r"(?P<first>1[5-9]\d\d|20[0-4]\d)"
    r"(?:(?P<range>[ ]?[-–—/][ ]?|[ ](?:to|through)[ ])(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\d]))?" + _BEHIND,
    re.ASCII,
)
_INSIDE = re.compile(r"[\w.,:/$£€№#+×=§-]")
_MIDDLE = re.compile(r"(?<!\w)(?:mid|pre|post)-$")
_LAST_WORDS = re.compile(r"(?:(?P<word>[^\W\d_]+)[ \t\n\r\u00a0-]+|(?P<mark>[(\[,;–—-])[ ]?)$")
_ENDS_LINE = re.compile(r"[ \t]*(?:[.,;)\]][\s\]]|[\n\r)\]]|$)")


def years(text: str) -> Iterator[DateExpression]:
    """Find years that stand alone, and ranges of years.

    Args:
        text: running text.

    Yields:
        Expressions from left to right.
    """
    for at in words.figures(text):
        m = _YEAR.match(text, at)
        if m is None or (
            _INSIDE.search(text, max(0, at - 1), at) and not _MIDDLE.search(text, max(0, at - 5), at)
        ):
            continue
        first = int(m["first"])
        last = _last(first, m["last"]) if m["last"] else None
        if m["last"] and last is None:
            continue
        if not _is_year(text, m, first, last):
            continue
        yield DateExpression(
            m.start(),
            m.end(),
            CalendarDate(first),
            CalendarDate(last) if last else None,
            "alternatives" if "/" in (m["range"] or "") else "span",
        )


def _last(first: int, written: str) -> int | None:
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    return last if first < last <= first + 150 else None


def _is_year(text: str, m: re.Match[str], first: int, last: int | None) -> bool:
    if (
        words.is_numbered(text, m.start())
        or words.is_counted(text, m.end())
        or words.is_of_a_book(text, m.end())
    ):
        return False
    before = _LAST_WORDS.search(text, max(0, m.start() - 24), m.start())
    word = (before["word"] or "").casefold() if before else ""
    if first % 100 == 0 and word in words.listed("before-hour"):
        return False
    if word in words.listed("before-date", "years"):
        return True
    if last is not None and before and before["mark"] == "(" and text[m.end() : m.end() + 1] == ")":
        return True  # the years of a life
    if first < 1900 or words.is_part_of_name(text, m.end()):
        return False
    if last is not None and (1900 <= last <= 2049):
        return not word or word in words.listed("before-date")
    if word == "at":  # an hour, more likely
        return False
    if before and before["mark"]:
        return bool(_ENDS_LINE.match(text, m.end())) and not _is_count(text, m.start())
    if word in words.listed("before-date"):
        return True
    # At the beginning of a sentence or line.
    opens = re.search(r"(?:[.!?:;]\"?[ ]|^|[\n\r\"“'‘])$", text[max(0, m.start() - 3) : m.start()])
    return opens is not None and _behind_opening_year().match(text, m.end()) is not None


@cache
def _behind_opening_year() -> re.Pattern[str]:
    return re.compile(words.behind_opening_year())


def _is_count(text: str, start: int) -> bool:
    """Tell whether a figure behind a comma is one of a list of numbers."""
    return re.search(r"\d[,;]?[ ]?[,;–—-][ ]?$", text[max(0, start - 8) : start]) is not None


_DECADE = re.compile(r"(?:(?P<figures>1[5-9][0-9]0|20[0-4]0)|(?P<short>[2-9]0))['’]?s(?!\w)")
_BEFORE_DECADE = re.compile(r"(?:\b[Tt]he|\bearly|\blate)[ ](?:nineteen[- ])?['’]?$|\bmid-$")


@cache
def _decade_in_words() -> re.Pattern[str]:
    return re.compile(words.one_of(form for w in words.named("decades") for form in (w, w.capitalize())))


def decades(text: str) -> Iterator[DateExpression]:
    """Find decades; they are those of the twentieth century unless a text says otherwise."""
    found = [m for at in words.figures(text) if (m := _DECADE.match(text, at))]
    if "ties" in text:
        found += _decade_in_words().finditer(text)
    for m in sorted(found, key=lambda m: m.start()):
        figures = m.re is _DECADE and m["figures"]
        if not figures and not _BEFORE_DECADE.search(text, max(0, m.start() - 16), m.start()):
            continue
        if (
            figures
            and _INSIDE.search(text, max(0, m.start() - 1), m.start())
            and text[m.start() - 4 : m.start()] != "mid-"
        ):
            continue
        first = int(figures) if figures else _decade_named(m)
        yield DateExpression(m.start(), m.end(), CalendarDate(first), CalendarDate(first + 9), "alternatives")


def _decade_named(m: re.Match[str]) -> int:
    return 1900 + int(m["short"]) if m.re is _DECADE else words.named("decades")[m[0].casefold()]


@cache
def _season() -> re.Pattern[str]:
    names = words.one_of(form for s in words.named("seasons") for form in (s, s.capitalize()))
    return re.compile(
        rf"(?P<season>{names}),?{BLANK}(?:of{BLANK})?(?:the{BLANK}year{BLANK})?"
        rf"(?P<year>(?:1[89]|20)\d\d)(?:[-–/](?P<last>\d\d(?:\d\d)?))?" + _BEHIND,
        re.ASCII,
    )


def seasons(text: str) -> Iterator[DateExpression]:
    """Find seasons with their year. A winter belongs to two years, if both are written; else to either."""
    months: dict[str, list[int]] = table("dates")["seasons"]
    for m in _season().finditer(text):
        if re.match(r"[\w-]", text[m.start() - 1 : m.start()]):
            continue
        first, last = months[m["season"].casefold()]
        year = int(m["year"])
        if first > last:
            begin, end = CalendarDate(year if m["last"] else year - 1, first), CalendarDate(year + 1, last)
        else:
            begin, end = CalendarDate(year, first), CalendarDate(year, last)
        yield DateExpression(m.start(), m.end(), begin, end, "alternatives", doubtful=True)
