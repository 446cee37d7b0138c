"""Reading a list of terms from CSV: one abbreviation or term a line, with what it stands for."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.authority.entry import prefixed
from tei_edition.authority.identifiers import legal, safe_ncname
from tei_edition.authority.personal_name import one_line
from tei_edition.model.authority import Entity, Name
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.transcript import Place

COLUMNS = ("id", "term", "expansion", "variants")
"""The columns that are read; the first three must be there."""


def is_list_of_terms(text: str) -> bool:
    """Tell by its header line whether a list in CSV is one of terms.

    Args:
        text: the file's characters.
    """
    header = text.removeprefix("\ufeff").lstrip("\r\n").split("\n", 1)[0]
    columns = {cell.strip(' \r"').casefold() for cell in header.split(",")}
    return {"term", "expansion"} <= columns


def term(id_: str, forms: Sequence[str], expansion: str) -> Entity:
    """Make the entry of a term.

    Args:
        id_: the id in the list.
        forms: how it is written, the commonest form first.
        expansion: what it stands for.
    """
    return Entity(prefixed(safe_ncname(id_), "term"), "term", tuple(Name(f) for f in forms), expansion)


def read_terms(text: str, *, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Read a list of terms.

    Args:
        text: the file's characters: a header line with the names of the columns, then one term a line.
        file: the file as the user named it, for problems.

    Returns:
        The terms in the order of the list, and what is wrong with it: ED10 (no column for the id), ED11 (id
        twice), ED12 (no term, or no expansion), ED15 (not CSV), ED17 (no id), ED19 (no entry).
    """
    found: dict[str, Entity] = {}
    problems: list[Problem] = []

    def report(code: str, severity: Severity, line: int, message: str, hint: str) -> None:
        problems.append(Problem(code, severity, message, hint, file, place=Place(line, 1, "")))

    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
    if "id" not in rows.fieldnames:
        report("ED10", Severity.ERROR, 1, "The list has no column id.", "Name the columns id,term,expansion.")
        return (), tuple(problems)
    try:
        for row in rows:
            cells = {c: one_line(legal(v)) for c, v in row.items() if c in COLUMNS and isinstance(v, str)}
            id_, forms = cells.get("id", ""), _forms(cells)
            if not id_:
                report(
                    "ED17", Severity.ERROR, rows.line_num, "The line has no id.", "Give every entry an id."
                )
            elif id_ in found:
                message = f'The id "{id_}" stands in the list already; this line is left out.'
                report("ED11", Severity.ERROR, rows.line_num, message, "Give every entry an id of its own.")
            elif not (forms and cells.get("expansion")):
                lacks = "expansion" if forms else "term"
                message = f'The entry "{id_}" has no {lacks} and is left out.'
                report("ED12", Severity.WARNING, rows.line_num, message, f"Fill in the column {lacks}.")
            else:
                made = term(id_, forms, cells.get("expansion", ""))
                found[id_] = replace(made, file=file, line=rows.line_num)
    except csv.Error as error:
        message = f"The list is not sound CSV from here on ({error})."
        hint = "Close every quotation mark, and double those within a field; the lines below were not read."
        report("ED15", Severity.ERROR, rows.reader.line_num, message, hint)
    if not (found or problems):
        report("ED19", Severity.WARNING, 1, "The list has no entries.", "Check that this is the right file.")
    return tuple(found.values()), tuple(problems)


def _forms(cells: dict[str, str]) -> list[str]:
    forms = [cells.get("term", ""), *cells.get("variants", "").split("|")]
    return [form.strip() for form in forms if form.strip()]
