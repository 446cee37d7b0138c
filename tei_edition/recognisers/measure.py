"""Durations: a number, in words or figures, before a unit of time (TEI CONANU)."""

import re
from collections.abc import Iterator
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import running_text
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table


@cache
def _unit() -> re.Pattern[str]:
    units = table("dates")["durations"]
    return re.compile(rf"[ \t\n\r]({'|'.join(units)})s?(?![\w'’-])", re.IGNORECASE)


@cache
def _duration() -> re.Pattern[str]:
    numbers = table("dates")["numbers"]
    return re.compile(rf"(?<![\w.,:-])({'|'.join(numbers)}|\d{{1,3}}){_unit().pattern}", re.IGNORECASE)


@cache
def _longest_number() -> int:
    return max(map(len, table("dates")["numbers"]))


def _durations(text: str, span: Span) -> Iterator[re.Match[str]]:
    """Find durations by their units, before which few words are tried as a number."""
    done = span.start
    for unit in _unit().finditer(text, span.start, span.end):
        m = _duration().search(text, max(done, unit.start() - _longest_number()), unit.end())
        if m is not None:
            done = m.end()
            yield m


@cache
def _before_one_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(table('dates')['before-one-day']['words'])})\s+$", re.IGNORECASE)


def _is_of_a_tale(m: re.Match[str]) -> bool:
    """Tell whether ``one day`` is some day, and no length of time."""
    if m[0].casefold().split() != ["one", "day"]:
        return False
    return _before_one_day().search(m.string, max(0, m.start() - 12), m.start()) is None


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find durations in the running text."""
    numbers, units = table("dates")["numbers"], table("dates")["durations"]
    found = []
    dated = OrderedSpans(a.span for a in edition.of_kind("date", "time"))
    for block in running_text(edition):
        for m in _durations(edition.transcript.text, block.span):
            if _is_of_a_tale(m) or dated.touches(Span(*m.span())):
                continue
            quantity = str(numbers.get(m[1].lower(), m[1]))
            values = {"type": "duration", "unit": units[m[2].lower()], "quantity": quantity}
            found.append(Annotation(Span(m.start(), m.end()), "measure", "measure.duration", values))
    return Finding(tuple(found))
