"""The grammar of citations: where the title, the date, the digital archive and the address stand.

Readers need it to tell where a citation begins, recognisers to divide it. It is read from the right, because
what stands at the left, the title, may hold anything: commas, dates, quotation marks, brackets.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_ADDRESS = re.compile(
    r"<(?P<marked>https?://[^<>\s]+)>"
    r"|(?P<bare>https?://[^<>\s]*[^<>\s.,;:)\]\"”’]"
    r"|(?<![\w./])digitalarchive\.(?:wilsoncenter\.org|umd\.edu)/[^<>\s]*[^<>\s.,;:)\]\"”’])"
)
MARKS_OF_ADDRESSES = ("://", "digitalarchive.")
"""Each link has one of these."""
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DASH = r"[ ]?[-–—/][ ]?"
_OPENING: Mapping[str, str] = {"”": "“", "»": "«", '"': '"', "’": "‘", "'": "'"}
_RUN_ON = ".!?)…]"


@dataclass(frozen=True, slots=True)
class Address:
    """A link to the record of a digital archive."""

    start: int
    end: int
    target: str
    marked: bool
    """Whether it stands between angle brackets."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands in a citation before the name of the digital archive."""

    opening: int
    """Where the citation begins: the quotation mark before the title, or the title."""
    title: tuple[int, int] | None
    """The title without its quotation marks and without the comma behind it."""
    date: tuple[int, int] | None
    value: Mapping[str, str]
    """Value of the date, by the names of TEI's attributes; empty if it has none."""


def addresses(text: str, start: int = 0, end: int | None = None) -> Iterator[Address]:
    """Find the links in a stretch of a text."""
    for m in _ADDRESS.finditer(text, start, len(text) if end is None else end):
        yield Address(m.start(), m.end(), m["marked"] or m["bare"], m["marked"] is not None)


@cache
def _publishers() -> re.Pattern[str]:
    names = sorted((row["name"] for row in table("publishers")["publisher"]), key=len, reverse=True)
    return re.compile("|".join(re.escape(n).replace(r"\ ", r"[ \t\n\r]+") for n in names), re.IGNORECASE)


def publisher(text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Find the last naming of a digital archive that the table of publishers has."""
    found = None
    for m in _publishers().finditer(text, start, len(text) if end is None else end):
        found = m
    return found.span() if found else None


def slug_of(name: str) -> str | None:
    """Return the short name of a digital archive, None if the table does not have it."""
    folded = level_a(name).casefold()
    return next((r["slug"] for r in table("publishers")["publisher"] if r["name"].casefold() == folded), None)


def heading(text: str, start: int, end: int) -> Heading:
    """Divide what stands before the name of the digital archive into title and date.

    Args:
        text: the text.
        start: where the citation may begin; a summary may stand before it in the same paragraph.
        end: where the name of the digital archive begins.
    """
    start, end = trimmed(text, start, end)
    stop = _back(text, start, end, BLANKS + ",")
    close = max(text.rfind(mark, start, stop) for mark in '"”»')
    if close < start and text[start : start + 1] in "‘'":
        close = max(text.rfind(mark, start + 1, stop) for mark in "'’")
    if close >= start:
        opening = _opening(text, start, close)
        low, high = trimmed(text, close + 1, stop)
        while low < high and text[low] in BLANKS + ",.":
            low += 1
        inside = _back(text, opening + 1, close, BLANKS + ",")
        title = (opening + 1, inside) if inside > opening + 1 else None
        at, value = _date(text, low, high)
        return Heading(opening, title, at, value)
    at, value = _last_date(text, start, stop)
    title_end = _back(text, start, at[0] if at else stop, BLANKS + ",")
    return Heading(start, (start, title_end) if title_end > start else None, at, value)


def _back(text: str, start: int, end: int, characters: str) -> int:
    while end > start and text[end - 1] in characters:
        end -= 1
    return end


def _opening(text: str, start: int, close: int) -> int:
    """Find the quotation mark that opens the title.

    It stands at the beginning, or, where a summary runs on into the citation, behind the end of a sentence;
    between it and the closing one, marks of the same kind come in pairs.
    """
    mark = _OPENING[text[close]]
    if mark != text[close]:
        depth = 0
        for at in range(close, start - 1, -1):
            depth += (text[at] == text[close]) - (text[at] == mark)
            if depth == 0:
                return at
        return start if text[start] == mark else start - 1
    places = [i for i in range(start, close) if text[i] == mark]
    behind = {place: len(places) - 1 - number for number, place in enumerate(places)}
    beginning = [
        i
        for i in places
        if (i == start or text[i - 1] in _RUN_ON + BLANKS) and text[i + 1] not in BLANKS + ",.;"
    ]
    run_on = [i for i in beginning if i > start and text[i - 1] in _RUN_ON]
    for candidates in ([i for i in beginning if i == start], run_on, beginning):
        for i in reversed(candidates):
            if behind[i] % 2 == 0:
                return i
    return places[0] if places else start - 1


def _date(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, Mapping[str, str]]:
    value = date_value(text[start:end])
    if value is not None:
        return (start, end), value
    return _last_date(text, start, end)


def _last_date(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, Mapping[str, str]]:
    """Find a date with which a stretch ends."""
    for m in re.finditer(rf"(?:^|[,;][ \t\n\r]*)(?P<date>[^,;]+(?:,[ \t\n\r]*{_YEAR})?)$", text[start:end]):
        value = date_value(m["date"])
        if value is not None:
            return (start + m.start("date"), start + m.end("date")), value
    found = [d for d in dates(text[start:end]) if d.end == end - start]
    if found:
        iso = found[-1].iso
        return (start + found[-1].start, end), {"when": iso} if iso else {}
    return None, {}


def date_value(words: str) -> Mapping[str, str] | None:
    """Return the value of a date that an archive assigned.

    Args:
        words: the date and nothing else.

    Returns:
        ``when``, or ``notBefore`` and ``notAfter``; empty for a date that has no value (31 June); None if the
        words are no date.
    """
    words = level_a(words)
    found = next(dates(words), None)
    if found and found.start == 0 and found.end == len(words):
        if found.iso and found.iso_last:
            return {"notBefore": found.iso, "notAfter": found.iso_last}
        return {"when": found.iso} if found.iso else {}
    if re.fullmatch(_YEAR, words):
        return {"when": words}
    if m := re.fullmatch(rf"({_YEAR}){_DASH}({_YEAR})", words):
        return {"notBefore": m[1], "notAfter": m[2]}
    return None
