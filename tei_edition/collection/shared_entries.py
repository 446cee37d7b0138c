"""The entries of all documents together, each once; sorted on disk, since there may be any number of them."""

from collections.abc import Iterator
from typing import NamedTuple, Self

from tei_edition.collection.row import Entry
from tei_edition.collection.stand_off import LISTS, with_pointers
from tei_edition.collection.temporary_database import temporary_database

_TABLE = """
CREATE TABLE entry (
    id TEXT, same TEXT, list INTEGER, type TEXT, tei TEXT, outside INTEGER,
    file TEXT, position INTEGER, documents INTEGER,
    PRIMARY KEY (id, same)
) WITHOUT ROWID
"""
# Of those that say the same, the first one that says most of where it is from.
_ADD = """
INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (id, same) DO UPDATE SET
    documents = documents + 1,
    tei = CASE WHEN excluded.outside > outside THEN excluded.tei ELSE tei END,
    outside = max(outside, excluded.outside)
"""
# Of those that say different things, what most documents say; of two as many, the first.
_CHOSEN = """
SELECT list, type, tei FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY documents DESC, position) AS rank FROM entry
) WHERE rank = 1 ORDER BY list, type, id
"""
_CONFLICTS = """
SELECT id, file, documents FROM entry
WHERE id IN (SELECT id FROM entry GROUP BY id HAVING count(*) > 1)
ORDER BY id, documents DESC, position
"""


class Listed(NamedTuple):
    """An entry as it stands in the list."""

    list: str
    """The element in which it stands, such as ``listPerson``."""
    type: str
    """The type of that list; empty if there is none."""
    tei: str
    """The entry in TEI, without declaration of the namespace."""


class Variant(NamedTuple):
    """One of several things that are said of an entry."""

    file: str
    """The first document that says it."""
    documents: int
    """How many say it."""


class SharedEntries:
    """The entries of all documents. It is a context manager: what it keeps on disk is gone when it ends."""

    def __init__(self) -> None:
        self._database = temporary_database(_TABLE)
        self._position = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, entries: list[Entry], *, file: str, address: str) -> None:
        """Add the entries of a document.

        Args:
            entries: its entries.
            file: its name.
            address: its address as seen from the list, for pointers to what only the document has.
        """
        self._position += 1
        named = file.encode("utf-8", "replace").decode()  # a name on disk need not be Unicode
        rows = []
        for entry in entries:
            instead = {id_: f"{address}#{id_}" for id_ in entry["outside"]}
            rows.append(
                (
                    entry["id"], entry["same"], LISTS.index(entry["list"]), entry["type"],
                    with_pointers(entry["tei"], instead), len(instead), named, self._position,
                )
            )  # fmt: skip
        self._database.execute("BEGIN")
        self._database.executemany(_ADD, rows)
        self._database.execute("COMMIT")

    def chosen(self) -> Iterator[Listed]:
        """Iterate over the entries by list, type of the list and id; each once.

        Where documents say different things of one, it is what most of them say, else what the first says.
        """
        for number, type_, tei in self._database.execute(_CHOSEN):
            yield Listed(LISTS[number], type_, tei)

    def conflicts(self) -> Iterator[tuple[str, list[Variant]]]:
        """Iterate over the entries of which documents say different things; what is chosen comes first."""
        variants: list[Variant] = []
        last = ""
        for id_, file, documents in self._database.execute(_CONFLICTS):
            if id_ != last and variants:
                yield last, variants
                variants = []
            last = id_
            variants.append(Variant(file, documents))
        if variants:
            yield last, variants
