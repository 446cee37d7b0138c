"""Abbreviations spelled out: initials agree, or a list knows the abbreviation (B04; TEI PHAB)."""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.recognisers.brackets.context import Context, bare, listed
from tei_edition.tables import table

_ABBREVIATION = re.compile(
    r"(?<![\w.])(?P<short>(?:[^\W\d_]{1,3}[ ])?[^\W\d_][\w/&-]{0,7}|(?:[^\W\d_]\.){2,5})[ \t\n\r]+$"
)
_FEWEST_CAPITALS = 2


def expansion(c: Context) -> list[Annotation] | None:
    """B04: the words for which the letters before it stand."""
    m = _ABBREVIATION.search(c.before)
    if m is None:
        return None
    # The last word first; letters that stand apart, "HV A", only if the last alone will not do.
    starts = (c.before.rfind(" ", 0, m.end("short")) + 1, m.start("short"))
    for start in dict.fromkeys(max(s, m.start("short")) for s in starts):
        if stands_for(c.before[start : m.end("short")], c.content):
            at = c.back(start, m.end("short"))
            id_ = f"ab-{at.start}"
            return [
                c.remark("expansion", subtype="expansion"),
                Annotation(at, "abbreviation", "bracket.expansion", id=id_),
                Annotation(c.interior, "expansion", "bracket.expansion", {"corresp": f"#{id_}"}),
            ]
    return None


def stands_for(short: str, long: str) -> bool:
    """Tell whether an abbreviation stands for some words.

    Args:
        short: such as ``CPSU``, ``RYaN``, ``HV A``; at least two capitals.
        long: the words; what follows in parentheses does not count.
    """
    capitals = "".join(ch for ch in short if ch.isupper())
    if len(capitals) < _FEWEST_CAPITALS or len(capitals) * 2 < sum(ch.isalpha() for ch in short):
        return False
    words = [w for w in re.findall(r"[^\W\d_][\w'’]*", long.split("(")[0])]
    known = table("brackets")["abbreviations"].get(short, ())
    if any(long.casefold().removeprefix("the ").startswith(k.casefold()) for k in known):
        return True
    folded = [bare(w) for w in words]
    return len(folded) > 1 and _spelt(bare(capitals), folded)


def _spelt(letters: str, words: list[str]) -> bool:
    """Tell whether letters are the initials of words, in their order; small words may be passed over.

    A long word may give a second letter, as compounds do: ``HVA``, Hauptverwaltung Aufklärung.
    """
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if word in listed("small-words") and _spelt(letters, rest):
        return True
    if not letters or not word.startswith(letters[0]):
        return False
    if _spelt(letters[1:], rest):
        return True
    return len(letters) > 1 and len(word) > 9 and letters[1] in word[3:] and _spelt(letters[2:], rest)
