"""Figures before a month that are no part of a date: the number of a telegram, the end of a sentence."""

import re
from functools import cache

from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.forms import BOUNDARY, DAYS, YEAR, relation
from tei_edition.tables.chronology.vocabulary import BLANK

ANY_YEAR = range(10_000)
"""Where no date of a record says which years are near."""


@cache
def _year_first() -> re.Pattern[str]:
    return re.compile(rf"(?P<year>{YEAR}),?{BLANK}\[?{words.months()}")


@cache
def _stopped() -> re.Pattern[str]:
    day_behind = rf"{BLANK}\[?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
    year_behind = rf"(?P<year>,?{BLANK}{YEAR}(?!{words.behind_opening_year()}))"
    return re.compile(
        rf"{DAYS}\.{BLANK}(?P<month>\[?{words.months()}\]?)(?P<day>{day_behind})?{year_behind}?"
    )


def stopped_days(text: str) -> int:
    """Return how many dates of a text have a full stop behind the day, and a year: ``13. February 1963``."""
    found = (_stopped().match(text, at) for at in words.figures(text) if BOUNDARY.match(text, at))
    return sum(m["year"] is not None and _may_be_stopped(text, m) for m in found if m)


def _may_be_stopped(text: str, m: re.Match[str]) -> bool:
    """Tell whether the full stop behind figures may be that of an ordinal, and ends no sentence."""
    return (
        m["day"] is None
        and relation(m["days"]) != "alternatives"
        and not words.is_numbered(text, m.start())
        and not words.is_numbered(text, m.start(), "messages")
    )


def is_other_figure(text: str, at: int, *, stops: bool, years: range) -> bool:
    """Tell whether figures before a month are a number, or end the sentence before it.

    Args:
        text: any text.
        at: where the figures begin.
        stops: whether a full stop may stand behind the day anywhere.
        years: the years that figures before a month and day may be.
    """
    if m := _stopped().match(text, at):
        opens_line = m["year"] is not None and text[at - 1 : at] in ("", "\n", "\r")
        return not (_may_be_stopped(text, m) and (stops or opens_line))
    if m := _year_first().match(text, at):
        return (
            words.year_of(m["year"]) not in years
            or words.is_numbered(text, at)
            or words.is_numbered(text, at, "messages")
        )
    return False
