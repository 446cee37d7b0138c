"""Turns of speech in minutes: who speaks stands at the beginning of a line, with a mark behind it (TEI CODR).

A word with a colon is no speaker yet. The document shows that it has turns: several lines begin so, and the
speakers recur.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.tables import table

_WORD = r"(?:[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)*|[A-ZÀ-Þ][\w'’]*(?:-[\w'’]+)*\.?|of|the|de|von)"
_INITIAL = re.compile(r"(?:[A-ZÀ-Þ]\.-?)+")
_FEWEST_TURNS = 3


@cache
def _turn() -> re.Pattern[str]:
    name = rf"{_WORD}(?:[ ]+{_WORD}){{0,6}}?(?:[ ]\([^()\n]{{1,60}}\))?"
    mark = r":|[ ]?--|[ ]?—|[ ][-–](?=[ ])|(?<=[^\W\d_]{3})\."
    return re.compile(rf"(?P<speaker>(?P<name>{name})(?P<mark>{mark}))(?=[ \t\n]|$)")


def turns(transcript: Transcript, lines: Iterable[Span]) -> Mapping[int, Span]:
    """Find the speakers of a document.

    Args:
        transcript: the text.
        lines: the lines of its body.

    Returns:
        For each line that begins with a speaker, by its offset, the speaker with the mark behind the name;
        nothing if the document has no turns.
    """
    found: list[tuple[str, str, Span]] = []
    for line in lines:
        m = _turn().match(transcript.text, line.start, line.end)
        if m and _may_speak(m["name"], m["mark"].strip()):
            found.append((_key(m["name"]), m["mark"].strip(), Span(m.start("speaker"), m.end("speaker"))))
    accepted: dict[int, Span] = {}
    for mark in {mark for _, mark, _ in found}:
        here = [(key, span) for key, m, span in found if m == mark]
        recurring = {key for key, n in Counter(key for key, _ in here).items() if n > 1}
        if len(here) < _FEWEST_TURNS or not recurring:
            continue
        # A full stop ends sentences as well: behind it only speakers that recur are believed.
        accepted.update((s.start, s) for key, s in here if mark != "." or key in recurring)
    return accepted


def _may_speak(name: str, mark: str) -> bool:
    words = name.split()
    bare = [w.casefold().rstrip(".") for w in words]
    if len(words) == 1 and bare[0] in table("anatomy")["not-speakers"]["words"]:
        return False
    if mark == ".":
        # "BREZHNEV.", "A. I. Mikoyan.": an abbreviated title before a name ends in a full stop as well.
        surname = re.sub(r"\W", "", words[-1])
        initials = any(_INITIAL.fullmatch(w) for w in words[:-1])
        return len(words) <= 4 and len(surname) > 2 and (surname.isupper() or initials)
    return not (bare[0] in table("anatomy")["not-speakers"]["words"] and not name.isupper())


def _key(name: str) -> str:
    """Return what tells a speaker from another: the last word, without a remark in parentheses."""
    return re.sub(r"[ ]*\(.*", "", name).split()[-1].casefold().rstrip(".")
