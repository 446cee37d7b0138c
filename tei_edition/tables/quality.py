"""The criteria of the quality gate, and the questions that only a person can answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from tei_edition.tables import TableError, check_keys, one_of, string, strings, table

LEVELS: Final = ("document", "collection")
_FILE = "quality.toml"
_WORDS = ("code", "group", "level", "title", "explanation", "checked", "gain", "wrong", "right")
_WEIGHTS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something by which an edition is judged, and which a program can check."""

    code: str
    """Its code, such as ``Q10``."""
    group: str
    """Key of the group that it belongs to."""
    level: str
    """``document``, or ``collection`` for what concerns all documents together."""
    title: str
    """What is fulfilled, in a few words."""
    explanation: str
    """Why it matters."""
    checked: str
    """How it is checked, and when it does not apply."""
    gain: str
    """What to do to gain it."""
    wrong: str
    """An example that does not fulfil it."""
    right: str
    """An example that does."""
    weight: int
    """How much it counts, from 1 to 4."""
    source: tuple[str, ...]
    """The published criteria that it comes from, with the section where there is one."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something by which an edition is judged, and which only a person can answer."""

    group: str
    """Key of the group that it belongs to."""
    question: str
    """The question."""
    source: tuple[str, ...]
    """The published criteria that it comes from."""


@cache
def criteria() -> Mapping[str, Criterion]:
    """Return the criteria by code, in the order of the table.

    Raises:
        TableError: if a row is incomplete, has an unknown key, or a code occurs twice.
    """
    found: dict[str, Criterion] = {}
    for row in table("quality")["criterion"]:
        code = string(row, "code", _FILE, needed=True)
        where = f"{_FILE}, {code}"
        check_keys(row, (*_WORDS, "weight", "source"), where)
        words = {key: string(row, key, where, needed=True).strip() for key in _WORDS}
        one_of(words["group"], groups(), f"{where}: group")
        one_of(words["level"], LEVELS, f"{where}: level")
        if code in found:
            raise TableError(f"{where}: the code is given twice.")
        if row.get("weight") not in _WEIGHTS:
            raise TableError(f"{where}: weight must be a number from 1 to 4.")
        found[code] = Criterion(**words, weight=row["weight"], source=_source(row, where))
    return MappingProxyType(found)


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions for persons, in the order of the table.

    Raises:
        TableError: if a row is incomplete or has an unknown key.
    """
    found = []
    for row in table("quality")["question"]:
        check_keys(row, ("group", "question", "source"), _FILE)
        group = one_of(string(row, "group", _FILE, needed=True), groups(), f"{_FILE}: group")
        asked = string(row, "question", _FILE, needed=True)
        found.append(Question(group, asked, _source(row, f"{_FILE}, {asked}")))
    return tuple(found)


def groups() -> Mapping[str, str]:
    """Return the names of the groups by key, in their order."""
    named: Mapping[str, str] = table("quality")["group"]
    return named


def columns() -> Mapping[str, str]:
    """Return the groups as short headings of columns, by key, in their order."""
    named: Mapping[str, str] = table("quality")["column"]
    return named


def sources(cited: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
    """Return the published criteria that are cited, in full, by the short name.

    Args:
        cited: what criteria and questions have as their source.
    """
    used = {name.split()[0].removesuffix("-TC") for names in cited for name in names}
    return {key: title for key, title in table("quality")["source"].items() if key in used}


def words(key: str) -> tuple[str, ...]:
    """Return a list of the words by which the checks know something.

    Args:
        key: the name of the list, such as ``placeholder``.
    """
    return tuple(table("quality")["words"][key])


def _source(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    named = strings(row, "source", where, needed=True)
    for name in named:
        one_of(name.split()[0].removesuffix("-TC"), table("quality")["source"], f"{where}: source")
    return named
