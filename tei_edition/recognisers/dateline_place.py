"""Places in date lines: what stands there before the date is where the document was written (TEI DSOC).

A place of the authority lists is found like any name; here the others are tagged, without a pointer.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.recognisers.persons.mention import CAPITALS
from tei_edition.tables import table

_WORD = rf"[{CAPITALS}][\w’'-]*\.?"
_PLACE = re.compile(rf"\[?({_WORD}(?:[ ](?:{_WORD}|de|del|la|am|an|der|on|upon))*)\]?")
_SEPARATOR = re.compile(r"[ ]?,?\]?,?[ \t]*")
_MOST_PLACES = 3
_SHORTEST = 3


def places(edition: Edition, dates: Collection[Span], known: Collection[Span]) -> Iterator[Annotation]:
    """Tag the places at the head of date lines.

    Args:
        edition: with its blocks laid out.
        dates: the stretches of dates.
        known: the stretches that are tagged as a name already.

    Yields:
        An annotation for each place: city, and what it lies in.
    """
    text = edition.transcript.text
    days, names = OrderedSpans(dates), OrderedSpans(known)
    for line in edition.of_kind("dateline"):
        at = line.span.start
        end = min([d.start for d in days.touching(line.span)], default=line.span.end)
        for _ in range(_MOST_PLACES):
            m = _PLACE.match(text, at, end)
            if m is None or len(m[1]) < _SHORTEST or _is_no_place(m[1]):
                break
            if m.end() < end and text[m.end()] not in " ,.\t\n":
                break  # "ON/26/27/X/62"
            span = Span(m.start(1), m.start(1) + len(m[1].rstrip(".")))
            if not names.touches(span):
                yield Annotation(
                    span, "place", "dateline.place", responsibility="program", certainty="medium"
                )
            separator = _SEPARATOR.match(text, m.end(), end)
            at = separator.end() if separator else m.end()
            if separator is None or "," not in separator[0]:
                break


def _is_no_place(words: str) -> bool:
    return not _no_places().isdisjoint(re.findall(r"\w+", words.casefold()))


@cache
def _no_places() -> frozenset[str]:
    words = [*table("dates")["months"], *table("titles")["weekdays"]["names"]]
    return frozenset([*words, *table("titles")["places"]["none_in_datelines"]])
