"""The records of the documents that a build has gone through, kept until the collection is written."""

import json
from typing import Self

from tei_edition.collection.row import Record
from tei_edition.collection.temporary_database import temporary_database

_TABLE = "CREATE TABLE record (file TEXT PRIMARY KEY, told TEXT) WITHOUT ROWID"


class Records:
    """Records by the name of the file. It is a context manager: what it keeps is gone when it ends."""

    def __init__(self) -> None:
        self._database = temporary_database(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, file: str, record: Record) -> None:
        """Keep a record.

        Args:
            file: the name of the TEI file.
            record: what ``record`` says of it.
        """
        self._database.execute("INSERT OR REPLACE INTO record VALUES (?, ?)", (file, json.dumps(record)))

    def get(self, file: str) -> Record | None:
        """Return the record of a file; None if there is none."""
        found = self._database.execute("SELECT told FROM record WHERE file = ?", (file,)).fetchone()
        return json.loads(found[0]) if found is not None else None
