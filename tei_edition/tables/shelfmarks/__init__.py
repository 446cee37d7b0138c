"""Archives and the forms of their shelfmarks: tables with placeholders, read into patterns here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tei_edition.tables import check_keys, table

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_KEYS = {"form", "examples", "counter-examples"}


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that keeps originals."""

    name: str
    """The form under which it was found."""
    slug: str
    """Short name for ids."""
    expansion: str
    """The name in full."""
    language: str
    """Language of the full name (BCP 47)."""
    country: str
    settlement: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a shelfmark."""

    level: str
    """Level of archival description: ``fond``, ``opis``, ``box``."""
    start: int
    end: int


@cache
def tables() -> tuple[Mapping[str, Any], ...]:
    """Return the tables of all countries, in the order of their names."""
    names = sorted(
        f.name.removesuffix(".toml") for f in resources.files(__name__).iterdir() if f.name.endswith(".toml")
    )
    return tuple(table(f"shelfmarks/{name}") for name in names)


def archives() -> Iterator[Archive]:
    """Iterate over the archives, one for each form of a name."""
    for country in tables():
        for row in country["archive"]:
            for name in row["names"]:
                yield Archive(
                    name, row["slug"], row["expansion"], row["language"], row["country"], row["settlement"]
                )


@cache
def compiled(form: str) -> re.Pattern[str]:
    """Turn a form with placeholders into a pattern; letter case does not matter."""
    pieces = _PLACEHOLDER.split(form)
    pattern = ""
    for i, piece in enumerate(pieces):
        if i % 2:
            pattern += rf"(?P<{piece}>[^\s,;]+)"
        else:
            pattern += re.escape(piece).replace(r"\ ", r"[ \t\n\r]+")
    return re.compile(pattern, re.IGNORECASE)


def parse(text: str) -> tuple[Part, ...]:
    """Divide a shelfmark into its parts.

    Args:
        text: the shelfmark, without the name of the archive.

    Returns:
        The parts with offsets in ``text``; none if no form fits the whole of it.
    """
    for country in tables():
        for row in country["form"]:
            check_keys(row, _KEYS, "shelfmarks")
            m = compiled(row["form"]).fullmatch(text)
            if m:
                return tuple(Part(level, m.start(level), m.end(level)) for level in m.groupdict())
    return ()
