"""Turns of speech in minutes: who speaks stands at the beginning of a line, with a mark behind it (TEI CODR).

A word with a colon is no speaker yet. The document shows that it has turns: several lines begin so, and the
speakers recur, or are among its participants.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers.pages import Piece
from tei_edition.tables import table

_INITIALS = r"(?:[A-ZÀ-Þ]\.-?)+"
_WORD = r"(?:[A-ZÀ-Þ][\w'’]*(?:-[\w'’]+)*\.?|of|the|de|von)"
_INITIAL = re.compile(_INITIALS)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w'’]{2,}(?:-[\w'’]+)*")
_FEWEST_TURNS = 3
_FEWEST_ACCEPTED = 2
_MARKS_OF_SENTENCES = (".", "-", "–")
"""Marks that stand behind other words as well."""


class _Found(NamedTuple):
    key: str
    mark: str
    span: Span


@cache
def _turn() -> re.Pattern[str]:
    piece = rf"(?:{_INITIALS}[ ]*{_WORD}|{_INITIALS}|{_WORD})"
    name = rf"{piece}(?:[ ]+{piece}){{0,6}}?(?:[ ]\d{{1,2}})?(?:[ ]\([^()\n]{{1,60}}\))?"
    mark = r":|[ ]?--|[ ]?—|[ ][-–](?=[ ])|(?<=[^\W\d_]{3})\."
    verbs = "|".join(table("anatomy")["speakers"]["verbs"])
    return re.compile(
        rf"(?P<speaker>(?P<name>{name})(?P<mark>{mark})"
        rf"|\[(?P<inner>{name})(?::\]|\]:)"
        rf"|(?P<who>{name})[ ]\[(?:{verbs})[:,]?\][:,]?)(?=[ \t\n]|$)"
    )


def participants(
    transcript: Transcript, opened: Iterable[Annotation], parts: Sequence[Piece]
) -> frozenset[str]:
    """Collect the surnames of those who take part in a talk, as the document lists them.

    Args:
        transcript: the text.
        opened: the opening lines.
        parts: the pieces that follow.

    Returns:
        The capitalised words of lists of participants, and of paragraphs that begin with their label, in
        small letters.
    """
    labels = tuple(table("anatomy")["participants"]["labels"])
    items = [transcript.of_span(a.span) for a in opened if a.kind == "item"]
    texts = (transcript.of_span(p.span) for p in parts if p.role == "text")
    for text in texts:
        head, colon, _ = text[:40].lstrip("[").partition(":")
        if colon and head.rstrip("]").casefold() in labels:
            items.append(text[len(head) :])
    return frozenset(w.casefold() for item in items for w in _CAPITALISED.findall(item))


def turns(
    transcript: Transcript, lines: Iterable[Span], among: frozenset[str] = frozenset()
) -> Mapping[int, Span]:
    """Find the speakers of a document.

    Args:
        transcript: the text.
        lines: the lines of its body.
        among: the surnames of the participants, in small letters.

    Returns:
        For each line that begins with a speaker, by its offset, the speaker with the mark behind the name;
        nothing if the document has no turns.
    """
    found = [one for line in lines if (one := _candidate(transcript, line, among)) is not None]
    keys = Counter(one.key for one in found)
    known = {key for key, n in keys.items() if n > 1} | (among & set(keys))
    if len(found) < _FEWEST_TURNS or not known:
        return {}
    accepted: dict[int, Span] = {}
    for mark in {one.mark for one in found}:
        here = [one for one in found if one.mark == mark]
        # Where a mark is that of this document, whoever speaks but once is believed as well.
        usual = len(here) >= _FEWEST_TURNS and any(one.key in known for one in here)
        believed = usual and mark not in _MARKS_OF_SENTENCES
        accepted.update((one.span.start, one.span) for one in here if believed or one.key in known)
    return accepted if len(accepted) >= _FEWEST_ACCEPTED else {}


def _candidate(transcript: Transcript, line: Span, among: frozenset[str]) -> _Found | None:
    m = _turn().match(transcript.text, line.start, line.end)
    if m is None:
        return None
    name = m["name"] or m["inner"] or m["who"]
    mark = (m["mark"] or "[]").strip()
    if not _may_speak(name, mark, among):
        return None
    return _Found(_key(name), mark, Span(m.start("speaker"), m.end("speaker")))


def _may_speak(name: str, mark: str, among: frozenset[str]) -> bool:
    words = name.split()
    others = table("anatomy")["not-speakers"]["words"]
    first = words[0].casefold().rstrip(".")
    if len(words) == 1 and first in others:
        return False
    if mark == ".":
        # "BREZHNEV.", "A. I. Mikoyan.": an abbreviated title before a name ends in a full stop as well.
        surname = re.sub(r"\W", "", words[-1])
        initials = any(_INITIAL.match(w) for w in words)
        listed = _key(name) in among
        return len(words) <= 4 and len(surname) > 2 and (surname.isupper() or initials or listed)
    return not (first in others and not name.isupper())


def _key(name: str) -> str:
    """Return what tells a speaker from another: the last word, without a remark in parentheses."""
    bare = re.sub(r"[ ]*\(.*", "", name)
    last = bare.split()[-1] if not re.search(r"[ ]\d+$", bare) else level_a(bare)
    return _INITIAL.sub("", last).casefold().rstrip(".") or last.casefold()
