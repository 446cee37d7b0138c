"""Given names: whether a word is one, and whether those of a text fit those of an entry (TEI NDPER)."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import chain, takewhile
from typing import Literal

from tei_edition.authority.personal_name import forename_words, initial_pattern, unaccented
from tei_edition.tables import table

Fit = Literal[0, 1, 2]
"""How given names fit: not at all, by initials only or for want of others, by a word."""

_SHORTEST_BEGINNING = 3
_ALIKE = 0.75
_ALIKE_BEGINNING = 4
_ALIKE_THEN = 0.65


@cache
def _known() -> frozenset[str]:
    names = table("given_names")
    return frozenset(_key(n) for n in chain(names["forms"], *names["common"].values()))


@cache
def _stands_for() -> dict[str, frozenset[str]]:
    forms = table("given_names")["forms"].items()
    return {_key(one): frozenset(map(_key, others)) for one, others in forms}


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    return unaccented(word).casefold().strip(".'’")


def is_given_name(word: str) -> bool:
    """Tell whether a word is a widespread given name, in any case of letters."""
    return _key(word) in _known()


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial, or several that are glued: ``N.``, ``Yu.``, ``N.S.``."""
    return word[:1].isupper() and _initials().fullmatch(word) is not None


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(rf"{initial_pattern()}(?:[ ]?-?{initial_pattern()})*")


def fit(written: Sequence[str], listed: Iterable[str]) -> Fit:
    """Tell how given names in a text fit those of an entry.

    Args:
        written: the given names and initials that the text has before a surname, in their order.
        listed: the forms of the entry's given names, such as ``Nikita Sergeyevich`` and ``N. S.``.

    Returns:
        2 if a word of the text is one of the entry's or a form of it; 1 if only initials agree, or if one of
        the two has no given names; 0 if they contradict each other.
    """
    forms = [words for words in map(forename_words, listed) if words]
    # Where given names are written out, initials tell no more: A. A. is no Anatoly if A. is Andrei.
    forms = [words for words in forms if not all(map(is_initial, words))] or forms
    names = list(chain.from_iterable(forename_words(word) for word in written))
    if not names or not forms:
        return 1
    return max(_aligned(names, words) for words in forms)


def _aligned(names: Sequence[str], words: Sequence[str]) -> Fit:
    """Match names with the entry's words in order; the entry may have more of them."""
    best: Fit = 0
    at = 0
    missed = 0
    for name in names:
        for i in range(at, len(words)):
            if at == 0 and i > 0 and not is_initial(name) and not _may_be_called_by(words[i]):
                continue
            if found := same_name(name, words[i]):
                best = max(best, found)
                at = i + 1
                break
        else:
            missed += 1
    # A second name or initial that the list does not know is no contradiction; the first is.
    return best if missed == 0 or (best == 2 and missed < len(names)) else 0


def _may_be_called_by(word: str) -> bool:
    """Tell whether a second name may stand for the first: not an initial, not a patronymic."""
    return not is_initial(word) and not _key(word).endswith(
        tuple(table("given_names")["patronymics"]["endings"])
    )


def is_womans(name: str) -> bool:
    """Tell whether a given name is a woman's."""
    return _key(name) in _womens()


@cache
def _womens() -> frozenset[str]:
    return frozenset(map(_key, table("given_names")["women"]["names"]))


@lru_cache(maxsize=8192)
def same_name(one: str, other: str) -> Fit:
    """Tell whether two given names, or one and an initial, may be the same person's."""
    a, b = _key(one), _key(other)
    if not a or not b:
        return 0
    if is_initial(one) or is_initial(other) or min(len(a), len(b)) == 1:
        return 1 if a.startswith(b) or b.startswith(a) else 0
    if a == b or b in _stands_for().get(a, ()) or a in _stands_for().get(b, ()):
        return 2
    if min(len(a), len(b)) >= _SHORTEST_BEGINNING and (a.startswith(b) or b.startswith(a)):
        return 2
    a, b = a.replace("-", ""), b.replace("-", "")
    begin = sum(1 for _ in takewhile(lambda p: p[0] == p[1], zip(a, b, strict=False)))
    least = _ALIKE if begin < _ALIKE_BEGINNING else _ALIKE_THEN
    return 2 if begin and SequenceMatcher(None, a, b).ratio() >= least else 0
