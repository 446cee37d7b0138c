"""The index of a collection: a row for each document, as CSV for a spreadsheet and as JSON for programs."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from tei_edition.collection.row import Named, Record
from tei_edition.model.tabulation import comma_separated

COLUMNS: Final = (
    "id", "date", "not_before", "not_after", "title", "persons", "places", "organisations", "shelfmark",
    "status", "machine", "doubtful", "editor", "file", "digest",
)  # fmt: skip
_WIDEST: Final = 32_000
"""Most characters of a cell: spreadsheet programs hold 32,767, and lose or displace the rest."""


def csv_headings() -> str:
    """Return the first line of the index as CSV."""
    return comma_separated(COLUMNS, [])


def csv_row(file: str, record: Record) -> str:
    """Return the line of a document in the index as CSV.

    Args:
        file: its name.
        record: its record.
    """
    return comma_separated(COLUMNS, [_cells(file, record)]).partition("\r\n")[2]


def json_row(file: str, record: Record) -> str:
    """Return a document as a JSON object in one line.

    Args:
        file: its name.
        record: its record; its entries are not repeated.
    """
    row = {"file": file, **{key: value for key, value in record.items() if key != "entries"}}
    return json.dumps(row, ensure_ascii=False)


def _cells(file: str, record: Record) -> Mapping[str, object]:
    return {
        **record,
        **record["review"],
        "file": file,
        "persons": _named(record["persons"]),
        "places": _named(record["places"]),
        "organisations": _named(record["organisations"]),
    }


def _named(names: Iterable[Named]) -> str:
    """Write names in one cell, each with the id of its entry; what the cell cannot hold is counted."""
    shown: list[str] = []
    room = _WIDEST
    listed = list(names)
    for name in listed:
        words = f"{name['name']} ({name['id']})" if name["id"] else name["name"]
        room -= len(words) + 3
        if room < 0:
            shown.append(f"… and {len(listed) - len(shown)} more")
            break
        shown.append(words)
    return " | ".join(shown)
