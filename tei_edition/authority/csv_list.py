"""Reading an authority list from CSV: one entry a line, columns by name."""

import csv
import io
from collections.abc import Sequence

from tei_edition.authority.columns import advice, column, is_known, lacking
from tei_edition.authority.identifiers import legal
from tei_edition.authority.personal_name import one_line
from tei_edition.authority.record_list import RecordList
from tei_edition.authority.record_names import SEPARATOR
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem, Severity

_DELIMITERS = (",", ";", "\t")


def read_csv(text: str, *, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Read a list of persons, places, organisations and events.

    Args:
        text: the file's characters: a header line with the names of the columns, then one entry a line. The
            header line tells whether commas, semicolons or tabs stand between the fields.
        file: the file as the user named it, for problems.

    Returns:
        The entries in the order of the list, and what is wrong with it: ED10 (column missing), ED11 (id
        twice), ED12 (no name), ED13 (id that cannot be an xml:id), ED14 (``see`` without target), ED15 (not
        CSV), ED16 (unknown column), ED17 (no id), ED18 (characters that XML forbids), ED19 (no entry), ED36
        (value that is none).
    """
    text = text.removeprefix("\ufeff")
    listed = RecordList(file)
    is_legal = legal(text) == text
    delimiter = delimiter_of(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for row in rows:
            if any(map(str.strip, row)):
                if header is None:
                    header = [column(cell) for cell in row]
                    if not _can_be_read(header, row, listed, line):
                        return (), tuple(listed.problems)
                else:
                    words = delimiter.join(row)
                    if len(row) > len(header):
                        _too_many(len(row), len(header), delimiter, listed, line, words)
                    if not is_legal:
                        row = _legal(row, listed, line, words)
                    listed.add(_fields(header, row), line, words)
            line = rows.line_num + 1
    except csv.Error as error:
        message = f"The list is not sound CSV from here on ({error})."
        hint = "Close every quotation mark, and double those within a field; the lines below were not read."
        listed.report("ED15", message, hint, line)
    entities = listed.entities()
    return entities, tuple(listed.problems)


def delimiter_of(text: str) -> str:
    """Tell what stands between the fields of a list.

    Args:
        text: the list; its first line that is not blank names the columns.

    Returns:
        Of comma, semicolon and tab the one by which the line falls into most columns that are known; the
        comma if none does.
    """
    first = text.lstrip("\r\n \t").partition("\n")[0]

    def known(delimiter: str) -> int:
        # A quotation mark need not be closed in this line; that is for the reader to report.
        return sum(is_known(column(cell.strip(' "\r'))) for cell in first.split(delimiter))

    return max(_DELIMITERS, key=known)


def _fields(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Put the fields of a line into their columns; where two mean one, the first that is filled counts."""
    fields: dict[str, str] = {}
    for name, cell in zip(header, row, strict=False):
        if cell and (value := one_line(cell)):
            if name == "variants" and name in fields:
                fields[name] += SEPARATOR + value
            else:
                fields.setdefault(name, value)
    return fields


def _can_be_read(header: Sequence[str], row: Sequence[str], listed: RecordList, line: int) -> bool:
    """Check the names of the columns."""
    missing = lacking(tuple(header))
    if missing:
        hint = "The first line must name the columns, such as id, surname, forename, display."
        listed.report("ED10", f"The list has {missing}.", hint, line, words=",".join(row))
        return False
    for name in header:
        if not is_known(name):
            message = f'The column "{name}" is not known and is not read.'
            listed.report("ED16", message, advice(name), line, Severity.NOTE)
    return True


def _too_many(found: int, columns: int, delimiter: str, listed: RecordList, line: int, words: str) -> None:
    message = f"The line has {found} fields, but the list has {columns} columns."
    named = {",": "a comma", ";": "a semicolon", "\t": "a tab"}[delimiter]
    hint = f"Put a field that contains {named} in double quotation marks; what is beyond was not read."
    listed.report("ED15", message, hint, line, words=words)


def _legal(row: Sequence[str], listed: RecordList, line: int, words: str) -> list[str]:
    cells = [legal(cell) for cell in row]
    if cells != list(row):
        message = "The line contains control characters, which no XML file can hold; they are left out."
        listed.report("ED18", message, "Remove them from the list.", line, Severity.WARNING, words)
    return cells
