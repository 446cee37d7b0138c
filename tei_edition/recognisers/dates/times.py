"""Times of the day: beside a day in a date line they are part of the date, elsewhere they stand alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tei_edition.model.annotation import Annotation, Certainty
from tei_edition.model.edition import Edition
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.recognisers.dates.expressions import is_rough
from tei_edition.tables.chronology import vocabulary as words
from tei_edition.tables.chronology.clock import Clock, clock_at, clocks
from tei_edition.tables.chronology.vocabulary import BLANK

_BEFORE_TIME = re.compile(r"(?:[,;]?[ \t\n\r]+|\.[ \t]*[\n\r]+)(?:at[ \t\n\r]+)?$")
_BESIDE = 6
_BETWEEN = re.compile(r"[Bb]etween[ \t\n\r]+$")
_YEARS = re.compile(r"19\d\d|20[0-2]\d")


@dataclass(frozen=True, slots=True)
class Joined:
    """A time that belongs to the date before it."""

    end: int
    """Where the two end together."""
    clock: Clock
    rough: bool
    """Whether the time is roughly so."""


@cache
def _joint() -> re.Pattern[str]:
    between = words.one_of(words.listed("before-time"))
    return re.compile(
        rf"(?P<mark>\]?(?:,|;|\.|[ ]?[-–—]+|\]?)(?:{BLANK})?)(?P<word>(?:{between}){BLANK})?(?=[\dnNmM])"
    )


def joined(text: str, start: int, end: int, *, american: bool) -> Joined | None:
    """Return the time that makes one expression with a date, as in ``October 18, 1961, 8 p.m.``.

    Where the day stands before the month, a comma parts the two, and each is an expression of its own.

    Args:
        text: the text of the block.
        start: where the date begins.
        end: where it ends.
        american: whether the date is written with the month first.
    """
    m = _joint().match(text, end)
    if m is None or "\n" in m[0] or not (american or not m["mark"].startswith((",", ";"))):
        return None
    clock = clock_at(text, m.end())
    if clock is None or text[start : m.end()].count("[") < text[start : m.end()].count("]"):
        return None
    rough = is_rough(text, m.end(), "hours") or "00:00" in (clock.first, clock.last)
    return Joined(clock.end, clock, rough)


def value_of_moment(day: str, clock: Clock) -> dict[str, str]:
    """Return the value of a day with a time: minutes, as in ISO 8601, since no one has stated seconds.

    Of a day with several times the value is the day.
    """
    if clock.several:
        return {"when": day}
    values = {"when-iso": f"{day}T{clock.first}{clock.zone}"}
    return values | _duration(clock)


def _duration(clock: Clock) -> dict[str, str]:
    if not clock.minutes:
        return {}
    hours, minutes = divmod(clock.minutes, 60)
    return {"dur": "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")}


def times(edition: Edition, block: Annotation, here: Sequence[Annotation]) -> Iterator[Annotation]:
    """Yield the times of a block that belong to no date.

    Args:
        edition: the edition.
        block: the block.
        here: the dates that were found in it.
    """
    text, offset = edition.transcript.of_span(block.span), block.span.start
    days = {a.span.end - offset: a.attributes for a in here}
    dated = OrderedSpans(a.span for a in here)
    for clock in clocks(text):
        span = Span(offset + clock.start, offset + clock.end)
        if dated.touches(span) or not _is_time(text, clock, offset, dated):
            continue
        values = _values(
            clock, between=_BETWEEN.search(text, max(0, clock.start - 12), clock.start) is not None
        )
        if not values:
            continue
        joint = _BEFORE_TIME.search(text, max(0, clock.start - 8), clock.start)
        day = days.get(joint.start(), {}).get("when", "") if joint else ""
        if len(day) == 10 and clock.last is None:
            values["when-iso"] = f"{day}T{clock.first}{clock.zone}"
        values["evidence"] = "internal"
        certainty: Certainty = "medium" if is_rough(text, clock.start) else "high"
        yield Annotation(span, "time", "time.clock", values, ("", ""), "program", certainty)


def _values(clock: Clock, *, between: bool) -> dict[str, str]:
    zone = clock.zone
    if clock.several:
        bounds = {"notBefore": f"{clock.first}:00{zone}", "notAfter": f"{clock.last}:00{zone}"}
        return bounds if between else {}
    if clock.last is None:
        return {"when": f"{clock.first}:00{zone}"}
    if clock.last < clock.first:  # over midnight
        return {"when": f"{clock.first}:00{zone}", **_duration(clock)}
    return {"from": f"{clock.first}:00{zone}", "to": f"{clock.last}:00{zone}"}


@cache
def _before_figures() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:at|around|about)[ \t\n\r]+$", re.IGNORECASE)


def _is_time(text: str, clock: Clock, offset: int, dated: OrderedSpans) -> bool:
    """Tell whether figures are a time; such as may be a year need a day beside them."""
    if not clock.military:
        return True
    if not _before_figures().search(text, max(0, clock.start - 10), clock.start):
        return False
    if words.is_counted(text, clock.end):
        return False
    if not _YEARS.fullmatch(text, clock.start, clock.end):
        return True
    start, end = offset + clock.start, offset + clock.end
    return dated.touches(Span(max(0, start - _BESIDE - 1), end + _BESIDE + 1))
