"""Days, months and years counted from another day: ``the day before yesterday``, ``Tuesday, the 16th``.

The expressions are found here; what they mean depends on the day from which they are counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.vocabulary import BLANK

_LONGEST = 28
_WORD = re.compile(r"\w+")
_DAY_OF_MONTH = re.compile(r"[Tt]he[ \t\n\r\v\f\u00a0]+[0-9]")
_BEHIND_NAME = re.compile(rf",?{BLANK}(?:the{BLANK})?(?:[A-Z]|\d)|s\b")
Counted = Literal["days", "months", "years", "weekday", "day-of-month"]


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date that says how it is counted."""

    start: int
    """Offset of its first character in the text that was searched."""
    end: int
    """Offset behind its last character."""
    counted: Counted
    """What is counted, or what names the day."""
    number: int = 0
    """How many days, months or years on; the day of the month; or the day of the week, from Monday."""
    other: int | None = None
    """The other day, of two of which one is meant: ``the 30th or 31st``."""
    weekday: int | None = None
    """The day of the week that is written beside a day of the month."""
    weeks: int = 0
    """How many weeks further on a day of the week is: -1 for ``Friday a week ago``."""
    months: int | None = None
    """By how many its month differs from that of the record: 0 for ``of this month``; None if not said."""
    same_month: bool = False
    """Whether the month is that of the date before: ``of the same month``."""


def relative_dates(text: str) -> Iterator[RelativeDate]:
    """Find the relative dates of a text, from left to right."""
    done = 0
    for at in _beginnings(text):
        m = _grammar().match(text, at) if at >= done else None
        found = _read(m) if m else None
        if found is not None:
            done = found.end
            yield found


def _beginnings(text: str) -> list[int]:
    """Return where an expression may begin: at the words before one of those that all of them have.

    The grammar begins with many words, and trying it at each word of a long text would take longer than
    everything else; finding a few plain words takes no time.
    """
    found: set[int] = set()
    for mark in words.listed("relative-marks"):
        at = text.find(mark)
        while at >= 0:
            low = max(0, at - _LONGEST)
            found.update(
                low + m.start() for m in _WORD.finditer(text[low : at + 1]) if _begins(text, low + m.start())
            )
            at = text.find(mark, at + 1)
    found.update(m.start() for m in _DAY_OF_MONTH.finditer(text))
    return sorted(found)


def _begins(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "-_")


@cache
def _grammar() -> re.Pattern[str]:
    days = words.one_of(form for w in words.named("relative") for form in (w, w[0].upper() + w[1:]))
    numbers = "(?i:" + "|".join([*words.named("numbers"), "a", r"\d{1,2}"]) + ")"
    periods = words.one_of(
        form for w in words.named("relative-periods") for form in (w, w[0].upper() + w[1:])
    )
    weekday, nth = words.weekdays(), r"(?:st|nd|rd|th)"
    follow = words.one_of(words.listed("after-day"))
    said = words.one_of(words.named("months-of-days"))
    of_month = rf"{BLANK}(?:of{BLANK}(?P<month>the{BLANK}same|the|that){BLANK}month|(?P<said>{said}))"
    ends = rf"(?={BLANK}(?:{follow})(?!\w)|[.,;:)\]!?]|[ \t]*[\n\r]|$)"
    return re.compile(
        rf"(?:(?P<days>{days})(?:,?{BLANK}(?P<named>{weekday})(?!\w))?"
        rf"|(?:in{BLANK})?(?P<weeks>{numbers}){BLANK}weeks?['’]s?{BLANK}time"
        rf"|(?P<past>{numbers}){BLANK}(?P<unit>days?|weeks?){BLANK}ago"
        rf"|(?P<which>{periods}){BLANK}(?P<period>year|month)"
        rf"|(?P<weekday>{weekday})(?:,?{BLANK}the{BLANK}(?P<dated>\d{{1,2}}){nth}"
        rf"|{BLANK}(?P<ago>a week ago|last week))?"
        rf"|(?P<the>[Tt]he{BLANK})(?P<day>\d{{1,2}}){nth}"
        rf"(?:{BLANK}or{BLANK}(?:the{BLANK})?(?P<other>\d{{1,2}}){nth})?(?:{of_month}|{ends})"
        r")(?![\w'’-])",
        re.ASCII,
    )


def _read(m: re.Match[str]) -> RelativeDate | None:
    span = m.start(), m.end()
    if m["days"]:
        return RelativeDate(*span, "days", words.named("relative")[_folded(m["days"])])
    if m["weeks"]:
        return RelativeDate(*span, "days", 7 * _number(m["weeks"]))
    if m["past"]:
        return RelativeDate(*span, "days", -_number(m["past"]) * (7 if m["unit"].startswith("week") else 1))
    if m["which"]:
        number = words.named("relative-periods")[_folded(m["which"])]
        return RelativeDate(*span, "years" if m["period"] == "year" else "months", number)
    if m["weekday"]:
        weekday = words.named("weekdays")[m["weekday"].casefold()]
        if m["dated"]:
            return RelativeDate(*span, "day-of-month", int(m["dated"]), weekday=weekday)
        if _is_no_day(m):
            return None
        return RelativeDate(*span, "weekday", weekday, weeks=-1 if m["ago"] else 0)
    if not 1 <= int(m["day"]) <= 31:
        return None
    month = _folded(m["month"] or "")
    if not month and not m["said"] and not _is_dated(m):
        return None
    other = int(m["other"]) if m["other"] else None
    months = words.named("months-of-days")[_folded(m["said"])] if m["said"] else None
    same = month in ("the same", "that")
    return RelativeDate(*span, "day-of-month", int(m["day"]), other, months=months, same_month=same)


def _folded(written: str) -> str:
    return " ".join(written.split()).casefold()


def _number(written: str) -> int:
    return int(written) if written.isdigit() else words.named("numbers").get(written.casefold(), 1)


def _is_no_day(m: re.Match[str]) -> bool:
    """Tell whether a day of the week is a name, or stands beside a date that says which day it is."""
    if _BEHIND_NAME.match(m.string, m.end()):
        return True
    before = m.string[max(0, m.start() - 14) : m.start()]
    return _no_weekday().search(before) is not None


@cache
def _no_weekday() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{words.one_of(words.listed('no-weekday'))}){BLANK}$")


def _is_dated(m: re.Match[str]) -> bool:
    """Tell whether ``the 12th`` is a day: a word that stands before days stands before it."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    return _before_the_day().search(before) is not None


@cache
def _before_the_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(words.listed('before-the-day'))}){BLANK}$", re.IGNORECASE)
