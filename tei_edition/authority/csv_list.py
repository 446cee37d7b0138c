"""Reading a list of persons from CSV: one person a line, columns by name."""

import csv
import difflib
import io
from collections.abc import Mapping, Sequence

from tei_edition.authority.csv_person import names_of, tei_of, title_of
from tei_edition.authority.entry import prefixed
from tei_edition.authority.identifiers import is_ncname, legal, safe_ncname
from tei_edition.authority.personal_name import one_line
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.transcript import Place

COLUMNS = (
    "id",
    "surname",
    "forename",
    "title",
    "gen",
    "display",
    "role",
    "description",
    "variants",
    "alias",
    "see",
)
"""The columns that are read; ``id`` and ``surname`` must be there."""


def read_csv(text: str, *, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Read a list of persons.

    Args:
        text: the file's characters: a header line with the names of the columns, then one person a line.
        file: the file as the user named it, for problems.

    Returns:
        The persons in the order of the list, and what is wrong with it: ED10 (column missing), ED11 (id
        twice), ED12 (no name), ED13 (id that cannot be an xml:id), ED14 (``see`` without target), ED15 (not
        CSV), ED16 (unknown column), ED17 (no id), ED18 (characters that XML forbids), ED19 (no entry).
    """
    reading = _Reading(file)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns: list[str] | None = None
    line = 1
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                if columns is None:
                    columns = [cell.strip().casefold() for cell in row]
                    if not reading.header(columns):
                        return (), tuple(reading.problems)
                else:
                    reading.row(columns, row, line)
            line = rows.line_num + 1
    except csv.Error as error:
        reading.report(
            "ED15",
            f"The list is not sound CSV from here on ({error}).",
            "Close every quotation mark, and double those within a field; the lines below were not read.",
            line,
        )
    if columns is None or not (reading.entities or reading.problems):
        reading.report(
            "ED19", "The list has no entries.", "Check that this is the right file.", 1, Severity.WARNING
        )
    return reading.result()


class _Reading:
    """One reading of a list: what was found so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entities: dict[str, Mapping[str, str]] = {}
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        self.ids: dict[str, str] = {}

    def report(
        self,
        code: str,
        message: str,
        hint: str,
        line: int,
        severity: Severity = Severity.ERROR,
        words: str = "",
    ) -> None:
        """Note a problem at a line of the list."""
        self.problems.append(
            Problem(code, severity, message, hint, self.file, place=Place(line, 1, one_line(words)[:60]))
        )

    def header(self, columns: Sequence[str]) -> bool:
        """Check the names of the columns; tell whether the list can be read."""
        missing = [c for c in ("id", "surname") if c not in columns]
        if missing:
            one = ";" in "".join(columns) or "\t" in "".join(columns)
            hint = (
                "The fields seem to be separated by semicolons or tabs; save the list with commas."
                if one
                else f"The first line must name the columns, such as {', '.join(COLUMNS[:3])}, display."
            )
            words = ",".join(columns)
            self.report(
                "ED10", f"The list has no column {' and no column '.join(missing)}.", hint, 1, words=words
            )
        for column in columns if not missing else ():
            if column not in COLUMNS:
                near = difflib.get_close_matches(column, COLUMNS, n=1)
                hint = f'Did you mean "{near[0]}"?' if near else f"Known are: {', '.join(COLUMNS)}."
                self.report(
                    "ED16", f'The column "{column}" is not known and is not read.', hint, 1, Severity.NOTE
                )
        return not missing

    def row(self, columns: Sequence[str], row: Sequence[str], line: int) -> None:
        """Read one person."""
        words = ",".join(row)
        if len(row) > len(columns):
            self.report(
                "ED15",
                f"The line has {len(row)} fields, but the list has {len(columns)} columns.",
                "Put a field that contains a comma in double quotation marks; what is beyond was not read.",
                line,
                words=words,
            )
        if any(legal(cell) != cell for cell in row):
            message = "The line contains control characters, which no XML file can hold; they are left out."
            self.report("ED18", message, "Remove them from the list.", line, Severity.WARNING, words)
        fields = {c: one_line(legal(cell)) for c, cell in zip(columns, row, strict=False)}
        given = fields["id"]
        if not given:
            self.report(
                "ED17", "The line has no id and is left out.", "Give every entry an id.", line, words=words
            )
            return
        id_ = self._id(given, line)
        if id_ in self.entities:
            self.report(
                "ED11",
                f'The id "{given}" stands in line {self.lines[id_]} already; this line is left out.',
                "Give every entry an id of its own, or join the two lines.",
                line,
                words=words,
            )
            return
        if not names_of(fields):
            message = f'The entry "{given}" has no name and is left out.'
            self.report("ED12", message, "Fill in surname or display.", line, Severity.WARNING, words)
            return
        self.lines[id_] = line
        self.ids[given] = id_
        self.entities[id_] = fields

    def _id(self, given: str, line: int) -> str:
        id_ = prefixed(given, "person")
        if is_ncname(id_):
            return id_
        safe = safe_ncname(id_)
        self.report(
            "ED13",
            f'"{given}" cannot be part of an xml:id; the edition has "{safe}" instead.',
            "Use letters, digits, hyphens, full stops and underscores only.",
            line,
            Severity.WARNING,
            given,
        )
        return safe

    def result(self) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        """Resolve the references between entries and return what was read."""
        found = []
        for id_, fields in self.entities.items():
            see = fields.get("see", "")
            target = self.ids.get(see, see if see in self.entities else "")
            if see and not target:
                self.report(
                    "ED14",
                    f'The entry refers to "{see}", which is not in the list.',
                    "Correct the column see, or leave it empty.",
                    self.lines[id_],
                    Severity.WARNING,
                    fields["surname"] or fields.get("display", ""),
                )
            names = names_of(fields)
            role = fields.get("role", "") or fields.get("description", "")
            tei = tei_of(id_, fields, names[0], same_as=target)
            found.append(Entity(id_, "person", names, role, same_as=target, tei=tei, title=title_of(fields)))
        return tuple(found), tuple(self.problems)
