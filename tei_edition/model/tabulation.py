"""Rows of a listing as an aligned table for the terminal, as CSV for a spreadsheet, and as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from tei_edition.model.spreadsheet import as_text

WIDEST = 44
"""Most characters of a cell in a table for the terminal."""


def aligned(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return lines in which the columns stand below one another; the last column is as long as it is.

    Args:
        headings: what stands above the columns.
        rows: the cells, as many in each row as there are headings.
    """
    cells = [headings, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings) - 1)]
    return [
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in cells
    ]


def shortened(cell: str, width: int = WIDEST) -> str:
    """Return a cell that is not wider than it may be.

    Args:
        cell: its text.
        width: most characters, the sign of omission included.
    """
    return cell if len(cell) <= width else f"{cell[: width - 1]}…"


def comma_separated(columns: Sequence[str], records: Iterable[Mapping[str, object]]) -> str:
    """Return CSV (RFC 4180) with a line of headings; no cell acts as a formula in a spreadsheet.

    Args:
        columns: the names of the columns, in order.
        records: for each row the value of every column.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([as_text(str(record[name])) for name in columns] for record in records)
    return out.getvalue()


def json_array(records: Iterable[Mapping[str, object]]) -> str:
    """Return a JSON array (RFC 8259), an object a record."""
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"
