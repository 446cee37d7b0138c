"""Taking the identifiers that an editor marked over into an authority list in CSV."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from tei_edition.model.problem import Problem, Severity
from tei_edition.model.spreadsheet import as_written
from tei_edition.model.transcript import Place
from tei_edition.tables import table

_NEEDED = ("accept", "id", "candidate", "url")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A list with what was taken over."""

    text: str
    """The list; empty if there is an error."""
    taken: int
    """How many identifiers were taken over."""
    problems: tuple[Problem, ...]
    """Marks that could not be followed."""


def accepted(listed: str, marks: str, *, column: str, list_file: str, marks_file: str) -> Accepted:
    """Put the identifiers that are marked into a column of a list.

    Args:
        listed: the authority list in CSV. Every other cell of it stays as it is.
        marks: the list of candidates, as ``authority reconcile`` wrote it and the editor marked it.
        column: the column for the identifiers; made at the end if the list has none of that name. ``uri``
            takes the address of the candidate's page, every other column its id.
        list_file: the list as the user named it, for problems.
        marks_file: the list of candidates as the user named it.

    Returns:
        The list, or NA28 for each mark that cannot be followed, or NA29 if a file is not the CSV that is
        expected; with an error nothing is taken over.
    """
    rows, fault = _rows(listed)
    candidates, other = _rows(marks)
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if fault or "id" not in header:
        hint = "Name an authority list in CSV with a column id; convert one that is TEI first."
        return _nothing(Problem("NA29", Severity.ERROR, _no_csv("a column id", fault), hint, list_file))
    names = [cell.strip().casefold() for cell in candidates[0]] if candidates else []
    if other or any(name not in names for name in _NEEDED):
        hint = "Name a file that tei-edition authority reconcile --output wrote, saved as CSV with commas."
        needed = f"the columns {', '.join(_NEEDED)}"
        return _nothing(Problem("NA29", Severity.ERROR, _no_csv(needed, other), hint, marks_file))
    chosen, problems = _chosen(candidates, names, column, marks_file)
    made, more = _filled(rows, header, chosen, column, marks_file)
    if problems or more:
        return Accepted("", 0, (*problems, *more))
    out = io.StringIO()
    csv.writer(out, delimiter=_delimiter(listed)).writerows(made)
    return Accepted(out.getvalue(), len(chosen), ())


@dataclass(frozen=True, slots=True)
class _Choice:
    """An identifier that is marked, and the line with the mark."""

    identifier: str
    line: int


def _chosen(
    rows: list[list[str]], names: list[str], column: str, file: str
) -> tuple[dict[str, _Choice], list[Problem]]:
    """Return for each id of an entry the identifier that is marked."""
    found: dict[str, _Choice] = {}
    problems: list[Problem] = []
    for line, row in enumerate(rows[1:], start=2):
        fields = {name: as_written(cell.strip()) for name, cell in zip(names, row, strict=False)}
        mark, id_ = fields["accept"].casefold(), fields.get("id", "")
        identifier = fields.get("url" if column == "uri" else "candidate", "")
        if mark in table("reconciliation")["accept"]["no"]:
            continue
        if mark not in table("reconciliation")["accept"]["yes"]:
            problems.append(
                _unfit(f'The mark "{fields["accept"]}" is not known', "Write x, or nothing.", file, line)
            )
        elif not identifier:
            message = f"The line has no {'url' if column == 'uri' else 'candidate'} to be accepted"
            problems.append(_unfit(message, "Take the mark away, or name another --column.", file, line))
        elif id_ in found and found[id_].identifier != identifier:
            message = f'For "{id_}" line {found[id_].line} is marked as well'
            problems.append(_unfit(message, "Leave the mark at one of them.", file, line))
        else:
            found[id_] = _Choice(identifier, line)
    return found, problems


def _filled(
    rows: list[list[str]], header: list[str], chosen: Mapping[str, _Choice], column: str, file: str
) -> tuple[list[list[str]], list[Problem]]:
    """Return the rows of the list with the identifiers in their column."""
    at_id = header.index("id")
    at = header.index(column) if column in header else len(header)
    written = [[*row, *[""] * (max(at + 1, len(header)) - len(row))] if any(row) else row for row in rows]
    if at == len(header):
        written[0][at] = column
    problems: list[Problem] = []
    open_ = dict(chosen)
    for row in written[1:]:
        id_ = row[at_id].strip() if any(row) else ""
        key = next((k for k in open_ if id_ and (k == id_ or k.partition("-")[2] == id_)), None)
        if key is None:
            continue
        choice = open_.pop(key)
        if row[at].strip() and row[at].strip() != choice.identifier:
            message = f'The entry "{id_}" has "{row[at].strip()}" in the column {column} already'
            problems.append(
                _unfit(message, "Take the mark away, or empty the cell of the list.", file, choice.line)
            )
        row[at] = choice.identifier
    for id_, choice in open_.items():
        message = f'The list has no entry "{id_}"'
        problems.append(_unfit(message, "Name the list that the service was asked about.", file, choice.line))
    return written, problems


def _rows(text: str) -> tuple[list[list[str]], str]:
    """Parse CSV; return its rows, and what is wrong with it."""
    try:
        lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
        return list(csv.reader(lines, delimiter=_delimiter(text), strict=True)), ""
    except csv.Error as error:
        return [], str(error)


def _delimiter(text: str) -> str:
    """Tell what stands between the fields; spreadsheet programs of some countries write semicolons."""
    first = text.partition("\n")[0]
    return max((",", ";", "\t"), key=first.count)


def _no_csv(needed: str, fault: str) -> str:
    return f"The file is not sound CSV ({fault})." if fault else f"The file has not {needed}."


def _unfit(message: str, hint: str, file: str, line: int) -> Problem:
    return Problem(
        "NA28", Severity.ERROR, f"{message}; nothing was taken over.", hint, file, Place(line, 1, "")
    )


def _nothing(problem: Problem) -> Accepted:
    return Accepted("", 0, (problem,))
