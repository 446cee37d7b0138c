"""Times of the day as they are written: ``0200``, ``11.30 A. M.``, ``3:15–4:20 p.m.``, ``noon``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tei_edition.tables import table
from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.vocabulary import BLANK

_HALF = r"(?P<half{n}>[ap])\.?[ ]?m\b\.?"
_FIGURES = (
    r"(?P<hour{n}>2[0-3]|[01]?[0-9])(?:[:.](?P<minute{n}>[0-5][0-9]))?(?![0-9])(?P<oclock{n}>[ ]o['’]clock)?"
)
_MILITARY = r"(?P<military{n}>(?:[01][0-9]|2[0-3])[0-5][0-9])"
_NAMED = r"(?:12[ ])?(?P<named{n}>noon|midnight)\b"
_NAME = re.compile(r"[nN]oon\b|[mM]idnight\b")
_INSIDE = re.compile(r"[\w.:/,$£€-]")
_TO = rf"(?P<to>[ ]?[-–—][ ]?|{BLANK}(?:to|and|until|till){BLANK})"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day as it is written."""

    start: int
    """Offset of its first character in the text that was searched."""
    end: int
    """Offset behind its last character."""
    first: str
    """The time, or the first of two, ``13:45``."""
    last: str | None = None
    """The last of two times; None for one."""
    zone: str = ""
    """Difference from Greenwich, ``Z`` or ``-05:00``; empty if none is written or it is not certain."""
    military: bool = False
    """Whether it is four figures without anything that says that they are a time."""
    several: bool = False
    """Whether two times are written with ``and``: they bound no stretch unless ``between`` stands before."""

    @property
    def minutes(self) -> int | None:
        """Minutes from the first time to the last, over midnight if need be; None for one time."""
        if self.last is None or self.several:
            return None
        return (_minute_of_day(self.last) - _minute_of_day(self.first)) % (24 * 60)


def _minute_of_day(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


@cache
def _time() -> re.Pattern[str]:
    zones = words.one_of(table("dates")["zones"])
    last_words = words.one_of(table("dates")["zones-at-the-end"])
    # Four figures are a time with the hours or a zone behind them, or where it is clear that one is meant.
    one = rf"(?:{_NAMED}|{_MILITARY}|{_FIGURES}(?:[ ]?{_HALF})?)"
    hours = r"(?P<hours>[ ]?(?:hours\b|(?:hrs|hs|h)\b\.?))"
    zone = rf"(?P<zone>,?(?:{BLANK})?[(\[]?(?:(?:{zones})(?!\w)|(?:{last_words})(?![ ]?\w))[)\]]?)"
    part = rf"(?P<part>{BLANK}(?:{words.one_of(table('dates')['parts-of-day'])})(?!\w))"
    return re.compile(
        rf"(?:{one.format(n=1)}(?:{_TO}{one.format(n=2)})?)(?:{hours}|{part})?"
        rf"(?![\w%°/]|[:.,-][0-9]|(?<=[0-9])-\w){zone}?"
        rf"|(?P<zulu>(?:[01][0-9]|2[0-3])[0-5][0-9])Z\b",
        re.IGNORECASE,
    )


def clocks(text: str) -> Iterator[Clock]:
    """Find the times of the day.

    Args:
        text: any text.

    Yields:
        Times from left to right. Four figures alone are among them, as ``military``: whether they are a time
        must be told from what stands before.
    """
    done = 0
    named = _NAME.finditer(text) if "oon" in text or "idnight" in text else ()
    for at in sorted([*words.figures(text), *(m.start() for m in named)]):
        if at < done or _INSIDE.search(text, max(0, at - 1), at):
            continue
        found = clock_at(text, at)
        if found is not None:
            done = found.end
            yield found


def clock_at(text: str, at: int) -> Clock | None:
    """Return the time that begins at an offset, even if it is four figures alone; None if there is none."""
    m = _time().match(text, at)
    if m is None:
        return None
    if m["zulu"]:
        return Clock(m.start(), m.end(), f"{m['zulu'][:2]}:{m['zulu'][2:]}", zone="Z")
    return _clock(m)


def _clock(m: re.Match[str]) -> Clock | None:
    figures = (m["military1"] or m["hour1"]) and not m["minute1"] and not m["half1"]
    if m["hours"] and m["hour1"] and not m["minute1"]:
        return None  # "10 hours" is a length of time
    says_so = bool(m["hours"] or m["zone"] or m["half2"] or m["named2"] or m["part"])
    if figures and not says_so and not m["military1"]:
        return None
    half = m["half2"] or _half_by_part(m)
    last = _one(m, 2, half)
    first = _one(m, 1, m["half1"] or (half if _before(m) or m["hour2"] is None else None))
    if first and last and first > last and _before(m):
        first = _one(m, 1, "a")  # "11–1 p.m." begins before noon
    if first is None or ((m["hour2"] or m["military2"]) and last is None):
        return None
    # "11.30" without more is an hour only where the context says so.
    bare = bool(figures or _dotted(m)) and not says_so
    several = last is not None and "and" in (m["to"] or "").lower()
    return Clock(m.start(), m.end(), first, last, _zone(m["zone"]), bare, several)


def _half_by_part(m: re.Match[str]) -> str | None:
    parts: dict[str, str] = table("dates")["parts-of-day"]
    return parts[" ".join(m["part"].split()).casefold()] if m["part"] else None


def _dotted(m: re.Match[str]) -> bool:
    written = m[0][: m.end("minute1") - m.start()] if m["minute1"] else ""
    return "." in written and not m["half1"]


def _before(m: re.Match[str]) -> bool:
    """Tell whether the first of two times has its half of the day from the second, as in ``3–4 p.m.``."""
    return m["hour1"] is not None and m["hour2"] is not None and not m["half1"]


def _one(m: re.Match[str], n: int, half: str | None) -> str | None:
    if m[f"named{n}"]:
        return "12:00" if m[f"named{n}"].lower() == "noon" else "00:00"
    if figures := m[f"military{n}"]:
        return f"{figures[:2]}:{figures[2:]}"
    if m[f"hour{n}"] is None:
        return None
    hour, minute = int(m[f"hour{n}"]), m[f"minute{n}"] or "00"
    # "13:30 p.m." says the same twice.
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"{hour:02d}:{minute}"


def _zone(written: str | None) -> str:
    word = " ".join((written or "").strip(" ,()[]\t\r\n").split())
    zones: dict[str, str] = table("dates")["zones"]
    return zones.get(word, zones.get(word.upper(), ""))
