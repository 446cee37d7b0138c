"""``tables/abbreviations.toml``: what abbreviations stand for, of the program and of an edition."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import TableError, check_keys, one_of, rows, string, strings, table

FILE_NAME = "abbreviations.toml"
_TYPES = ("acronym", "contraction", "suspension", "title")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_KEYS = ("written", "expansion", "language", "type", "unless", "examples", "counter-examples")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A row of the table."""

    written: str
    """The form, as it stands in a text."""
    expansion: str
    """What it stands for."""
    language: str = ""
    """Tag of the language of the expansion (BCP 47); empty for English."""
    type: str = "acronym"
    """What sort of abbreviation it is, as ``abbr/@type`` has it."""
    unless: tuple[str, ...] = ()
    """Words that show, anywhere in a document, that something else is meant."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations that are expanded, and those that are not."""

    rows: tuple[Abbreviation, ...] = ()
    not_expanded: frozenset[str] = frozenset()

    def with_own(self, own: "Abbreviations") -> "Abbreviations":
        """Return the abbreviations with those of an edition, which go before."""
        stated = {row.written for row in own.rows}
        kept = tuple(r for r in self.rows if r.written not in stated | own.not_expanded)
        return Abbreviations(own.rows + kept, (self.not_expanded - stated) | own.not_expanded)


@cache
def of_program() -> Abbreviations:
    """Return the abbreviations that the program knows."""
    values = table("abbreviations")
    own = {key: values[key] for key in ("abbreviation", "not-expanded")}
    return _parsed(own, FILE_NAME)


def read(text: str | None, *, file: str) -> tuple[Abbreviations, tuple[Problem, ...]]:
    """Read the abbreviations of an edition, and add them to those of the program.

    Args:
        text: what the table of the edition holds; None if there is none.
        file: the name of the file, for problems.

    Returns:
        The abbreviations; and a problem (ED05) if the table cannot be read, when only those of the program
        hold.
    """
    if text is None:
        return of_program(), ()
    try:
        return of_program().with_own(_parsed(tomllib.loads(text), file)), ()
    except (TableError, tomllib.TOMLDecodeError) as error:
        message = f"The table of abbreviations cannot be read: {error}"
        return of_program(), (Problem("ED05", Severity.ERROR, message, "Correct it.", file=file),)


def _parsed(values: Mapping[str, Any], file: str) -> Abbreviations:
    check_keys(values, ("abbreviation", "not-expanded"), file)
    found = tuple(_row(row, f"{file}, abbreviation") for row in rows(values, "abbreviation", file))
    return Abbreviations(found, frozenset(strings(values, "not-expanded", file)))


def _row(row: Mapping[str, Any], where: str) -> Abbreviation:
    check_keys(row, _KEYS, where)
    type_ = one_of(string(row, "type", where) or "acronym", _TYPES, f"{where}: type")
    language = string(row, "language", where).strip()
    if language and not _LANGUAGE.fullmatch(language):
        raise TableError(f'{where}: language is "{language}", but must be a tag such as "de" or "ru-Latn".')
    return Abbreviation(
        string(row, "written", where, needed=True).strip(),
        string(row, "expansion", where, needed=True).strip(),
        language,
        type_,
        strings(row, "unless", where),
    )
