"""What stands around a name: word boundaries, apostrophes, initials, hyphenated compounds."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from tei_edition.authority.anchor import Reading, Readings
from tei_edition.authority.folding import View
from tei_edition.tables import table

_HYPHENS = "-\u2010\u2011"
_NOTE_NUMBER = re.compile(r"[1-9][0-9]?(?![\w-])")
_TELLING = frozenset("'." + _HYPHENS)


def is_edge(text: str, at: int) -> bool:
    """Tell whether a word may begin or end at a place.

    Args:
        text: a folded text.
        at: offset in it.

    Returns:
        False between two letters, digits or the accents on them; but a number of one or two digits at the end
        of a word is the mark of a note.
    """
    if not (0 < at < len(text) and _is_word(text[at]) and _is_word(text[at - 1])):
        return True
    # The mark of a note may be glued to a word.
    return text[at - 1].isalpha() and _NOTE_NUMBER.match(text, at) is not None


def fitting(readings: Readings, view: View, text: str, first: int, last: int) -> Readings:
    """Choose the readings of a form that its surroundings allow.

    Args:
        readings: what the form may say.
        view: the folded text.
        text: the text itself, for its capitals.
        first: offset of the form in the view.
        last: offset behind it.

    Returns:
        Those that are possible: none if the form is part of a longer word.
    """
    folded = view.text
    if not (is_edge(folded, first) and is_edge(folded, last)):
        return ()
    if any(reading.capitals for reading in readings):
        start, end = view.original(first, last)
        capitals = sum(map(str.isupper, text[start:end]))
        readings = tuple(r for r in readings if r.capitals <= capitals)
    if folded[first - 1 : first] in _TELLING or folded[last : last + 1] in _TELLING:
        return tuple(r for r in readings if _fits(r, folded, first, last))
    return readings


def outside_compounds(spans: Mapping[tuple[int, int], Readings], folded: str) -> Iterator[tuple[int, int]]:
    """Leave out parts of hyphenated compounds of capitalised words that are not made of names only.

    Args:
        spans: the stretches of the folded text that are forms of names, with their readings.
        folded: the folded text.

    Returns:
        The stretches that are left: ``Rusk`` and ``Gromyko`` of ``Rusk-Gromyko``, but not ``US`` of
        ``US-Soviet`` or ``Paul`` of ``Paul-Henri``.
    """
    strong = {s for s, found in spans.items() if any(r.kind != "forename" for r in found)}
    starts, ends = {first for first, _ in strong}, {last for _, last in strong}
    for first, last in spans:
        after, before = folded[last : last + 1], folded[first - 1 : first]
        if after and after in _HYPHENS and folded[last + 1 : last + 2].isupper() and last + 1 not in starts:
            continue
        if before and before in _HYPHENS and first - 1 not in ends:
            at = first - 1
            while at > 0 and _is_word(folded[at - 1]):
                at -= 1
            if folded[at].isupper():
                continue
        yield first, last


def _is_word(char: str) -> bool:
    return char.isalnum() or (char > "\u02ff" and unicodedata.category(char) == "Mn")


def _fits(reading: Reading, folded: str, first: int, last: int) -> bool:
    after = folded[last : last + 3]
    if len(after) == 3 and after[0] == "'" and after[1:].isalpha():
        return False  # the beginning of a longer word, such as Ch'en
    if first > 1 and folded[first - 1] == "'" and folded[first - 2].isalnum():
        return False  # the end of one, such as O'Brien
    if reading.ends_in_forename and after[:1] in _HYPHENS and after[1:2].isalpha():
        return False  # Kim Il-sung is not Kim Il
    return not (reading.kind == "initials" and _is_behind_initial(folded, first))


def _is_behind_initial(folded: str, at: int) -> bool:
    """Tell whether another initial stands before, so that the initials of the form are not all."""
    if folded[at - 1 : at] != ".":
        return False
    start = at - 1
    while start > 0 and folded[start - 1].isalpha():
        start -= 1
    letters = folded[start : at - 1]
    return (len(letters) == 1 and letters.isupper()) or letters in _groups()


@cache
def _groups() -> frozenset[str]:
    return frozenset(table("name_forms")["initial_groups"])
