"""Archives and the forms of their shelfmarks: tables with placeholders, one for each country."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from tei_edition.tables import check_keys, table
from tei_edition.tables.shelfmarks.grammar import Family, Part, Reading, levels_of

__all__ = [
    "Archive", "Family", "Found", "Part", "Reading",
    "archive_named", "archives", "families", "find_archive", "levels", "read", "tables",
]  # fmt: skip

_ARCHIVE_KEYS = {"names", "slug", "expansion", "language", "country", "settlement"}
_FAMILY_KEYS = {
    "name", "archives", "forms", "between", "needs", "prose", "example", "counter-examples"
}  # fmt: skip
_BLANKS = r"[ \t\n\r]"
_IN_PARENTHESES = rf"{_BLANKS}*\((?:[^()\n]{{2,40}})\)"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that keeps originals."""

    name: str
    """One form of its name."""
    slug: str
    """Short name for ids."""
    expansion: str
    """The name in full; empty if the table does not have it."""
    language: str
    """Language of the full name (BCP 47)."""
    country: str
    settlement: str

    @property
    def abbreviated(self) -> bool:
        """Whether the form is an abbreviation: capital letters and little else."""
        return bool(self.expansion) and not re.search(r"[a-zà-þ]{3}", self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """An archive that a text names."""

    archive: Archive
    start: int
    end: int


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of all countries, by their file names."""
    names = sorted(
        f.name.removesuffix(".toml") for f in resources.files(__name__).iterdir() if f.name.endswith(".toml")
    )
    return {name: table(f"shelfmarks/{name}") for name in names}


@cache
def archives() -> tuple[Archive, ...]:
    """Return the archives, one for each form of a name."""
    return tuple(_archives())


def _archives() -> Iterator[Archive]:
    for file, country in tables().items():
        for row in country.get("archive", ()):
            check_keys(row, _ARCHIVE_KEYS, f"shelfmarks/{file}.toml, [[archive]]")
            for name in row["names"]:
                yield Archive(
                    name,
                    row["slug"],
                    row.get("expansion", ""),
                    row.get("language", "und"),
                    row["country"],
                    row["settlement"],
                )


@cache
def families() -> tuple[Family, ...]:
    """Return the families of shelfmarks."""
    found = []
    for file, country in tables().items():
        for row in country.get("family", ()):
            check_keys(row, _FAMILY_KEYS, f"shelfmarks/{file}.toml, [[family]]")
            found.append(
                Family(
                    row["name"],
                    tuple(row["forms"]),
                    tuple(row.get("archives", ())),
                    row.get("between", {}),
                    tuple(row.get("needs", ())),
                    row.get("prose", False),
                )
            )
    return tuple(found)


def archive_named(slug: str, name: str) -> Archive | None:
    """Return the archive of a short name, if possible under the form of its name that a text has."""
    rows = [a for a in archives() if a.slug == slug]
    exact = (a for a in rows if a.name == name)
    other = (a for a in rows if name.startswith(a.name) and not a.abbreviated)
    return next(exact, None) or next(other, None) or next(iter(rows), None)


def levels() -> frozenset[str]:
    """Return the names of all levels: the values that ``idno/@type`` may have in a shelfmark."""
    return frozenset(level for f in families() for form in f.forms for level in levels_of(form))


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, Archive]]:
    by_name = {a.name: a for a in archives()}
    longest_first = sorted(by_name, key=len, reverse=True)
    names = "|".join(re.escape(n).replace(r"\ ", f"{_BLANKS}+") for n in longest_first)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w|{_BLANKS}+(?:of|for|de|di|do|der|des)\b)"), by_name


def find_archive(text: str, start: int = 0, end: int | None = None) -> Found | None:
    """Find the first archive that a text names, with its abbreviation in parentheses behind the name.

    Args:
        text: the text.
        start: where to begin.
        end: where to stop; None for the end of the text.
    """
    end = len(text) if end is None else end
    pattern, by_name = _names()
    m = pattern.search(text, start, end)
    if m is None:
        return None
    archive = by_name[re.sub(f"{_BLANKS}+", " ", m[0])]
    behind = re.compile(_IN_PARENTHESES).match(text, m.end(), end)
    if behind and len(m[0]) > 12 and any(c.isupper() for c in behind[0]):
        return Found(archive, m.start(), behind.end())
    return Found(archive, m.start(), m.end())


def read(text: str, archive: str | None = None) -> Reading | None:
    """Divide a shelfmark into its parts.

    Args:
        text: the shelfmark, without the name of the archive.
        archive: short name of the archive, if it is known. Its own family is tried first.

    Returns:
        The reading with most parts, less what it leaves unread; None if no family fits.
    """
    own = [f for f in families() if archive is not None and archive in f.archives]
    found = _best(own, text) or _best([f for f in families() if not f.archives], text)
    if found is not None:
        return found
    # Of the families of other archives only what their abbreviations tell is taken.
    other = _best([f for f in families() if f.archives and f not in own], text)
    return other if other and other.abbreviated and not other.unread else None


def _best(candidates: Sequence[Family], text: str) -> Reading | None:
    readings = [r for f in candidates if (r := f.read(text)) is not None]
    return max(readings, key=lambda r: len(r.parts) - len(r.unread), default=None)
