"""Whether two written names may be forms of one: spellings of the surname, and forenames that go together."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from tei_edition.authority.personal_name import is_initial, unaccented
from tei_edition.authority.written_name import WrittenName
from tei_edition.tables import table

_NO_LETTER = re.compile(r"[\W\d_]+")
_DOUBLED = re.compile(r"(.)\1+")


def surname_key(surname: str) -> str:
    """Return what spellings of one surname in different transliterations have in common.

    Args:
        surname: such as ``Khrushchev``, ``Hruščev`` or ``Chruschtschew``.

    Returns:
        Small letters without accents, blanks and signs; one letter for each sound of the table, and none
        doubled. Empty if the surname has no letter.
    """
    plain = _NO_LETTER.sub("", unaccented(surname).casefold())
    key = _spellings().sub(lambda m: str(table("spellings")["spellings"][m[0]]), plain)
    for ending, other in table("spellings")["endings"].items():
        if key.endswith(ending) and len(key) > len(ending) + 1:
            key = key.removesuffix(ending) + other
            break
    return _DOUBLED.sub(r"\1", key) or plain


def romanised_key(name: str) -> str:
    """Return what romanisations of one Chinese name have in common.

    Args:
        name: a whole name with the family name first, such as ``Chou En-lai`` or ``Zhou Enlai``.

    Returns:
        Small letters, one for each group of sounds that the systems of romanisation write differently.
    """
    plain = _NO_LETTER.sub("", unaccented(name).casefold())
    return _romanised().sub(lambda m: _sounds()[m[0]], plain)


@cache
def _sounds() -> dict[str, str]:
    return {w: str(row["as"]) for row in table("spellings")["romanised"] for w in row["written"]}


@cache
def _romanised() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_sounds(), key=lambda s: (-len(s), s))))


class Keys:
    """The keys of surnames, ready to be asked for those that are like another."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._by_letter: dict[str, list[str]] = {}
        for key in dict.fromkeys(keys):
            self.add(key)

    def add(self, key: str) -> None:
        """Add a key that is not among them yet."""
        self._by_letter.setdefault(key[:1], []).append(key)

    def like(self, key: str) -> tuple[str, ...]:
        """Find the keys that differ in so few letters that one may be a slip or another transliteration.

        Args:
            key: a key of a surname.

        Returns:
            The keys, the nearest first, without the key itself and those that begin with another letter.
        """
        # Loaded only when a name is asked for that no list has as it is written.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = _may_differ(key)
        if not allowed:
            return ()
        here = self._by_letter.get(key[:1], [])
        found = process.extract(key, here, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        near = [(n, k) for k, n, _ in found if 0 < n <= _may_differ(k) and not _of_two_sexes(k, key)]
        return tuple(k for _, k in sorted(near))


def go_together(one: WrittenName, other: WrittenName) -> bool:
    """Tell whether forenames and generation of two names may be of one person.

    ``N. S.`` goes with ``Nikita`` and ``Nikita Sergeyevich``, not with ``N. A.``; no forename goes with any.
    """
    if one.generation and other.generation and one.generation.strip(".") != other.generation.strip("."):
        return False
    return all(_is_short_for(a, b) for a, b in zip(one.forenames, other.forenames, strict=False))


def _is_short_for(one: str, other: str) -> bool:
    a, b = (unaccented(w).casefold() for w in (one, other))
    if is_initial(one) or is_initial(other):
        return _initial(a, b) or _initial(b, a)
    return surname_key(one) == surname_key(other)


def _initial(short: str, long: str) -> bool:
    return short.endswith(".") and long.startswith(short.rstrip("."))


def _may_differ(key: str) -> int:
    return sum(len(key) >= length for length in table("spellings")["likeness"]["from"])


def _of_two_sexes(one: str, other: str) -> bool:
    endings: Iterable[str] = table("spellings")["feminine"]["endings"]
    return any(one == other + e or other == one + e for e in endings)


@cache
def _spellings() -> re.Pattern[str]:
    rows: Mapping[str, str] = table("spellings")["spellings"]
    return re.compile("|".join(sorted(rows, key=lambda s: (-len(s), s))))
