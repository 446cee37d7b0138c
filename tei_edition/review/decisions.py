"""The editor's decisions on one transcript, read from a file of TOML.

Every decision is tied to the text by quotation, never by an offset. ``[[accept]]`` confirms a judgement of
the program and may amend it, ``[[reject]]`` takes one back, ``[[tag]]`` adds one; ``[names]`` says in a line
each whom names mean; ``[[note]]`` and ``[document]`` hold what the editor has to say.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from xml.parsers import expat

from tei_edition.model.problem import Problem, Severity
from tei_edition.model.review import Change, DoubtOfMarkup, EditorialNote, Statements
from tei_edition.model.whitespace import level_a
from tei_edition.review.anchor import Quotation
from tei_edition.review.names import NameLine
from tei_edition.tables import TableError, check_keys, one_of, rows, section, string, strings
from tei_edition.tables.kinds import kinds

Action = Literal["accept", "reject", "tag"]

_QUOTATION = ("quote", "before", "after", "through", "every")
_OF_A_REJECTION = (*_QUOTATION, "kind")
_OF_A_DECISION = (*_QUOTATION, "kind", "id", "certainty", "attributes")
_CERTAINTIES = ("", "high", "medium", "low", "unknown")
_HEADER = (
    "title", "subtitle", "status", "item-title", "time", "duration", "locale", "activity", "keywords",
)  # fmt: skip
_SECTIONS = ("document", "change", "related", "accept", "reject", "tag", "names", "note", "certainty")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about the markup."""

    action: Action
    kind: str
    """Kind of the annotation."""
    quotation: Quotation
    every: bool
    """Whether it holds for every place that fits; otherwise there must be one."""
    attributes: Mapping[str, str]
    """Values to set; for ``tag`` all of them."""
    certainty: str
    """high, medium, low; empty for no doubt."""
    id: str
    """The xml:id that the element shall have; empty for none in particular."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that a file of decisions holds."""

    decisions: tuple[Decision, ...] = ()
    statements: Statements = field(default_factory=Statements)
    names: tuple[NameLine, ...] = ()


def read(text: str, *, file: str) -> tuple[Decisions, tuple[Problem, ...]]:
    """Read a file of decisions.

    Args:
        text: its content.
        file: its name, for problems.

    Returns:
        The decisions; none, with a problem, if the file cannot be read.
    """
    try:
        return _parsed(tomllib.loads(text), file), ()
    except (TableError, tomllib.TOMLDecodeError) as error:
        message = f"The decisions cannot be read, so none was applied: {error}"
        if "overwrite" in str(error):
            message += " The same words or key stand there twice; keep one of the two lines."
        return Decisions(), (Problem("RV03", Severity.ERROR, message, "Correct the file.", file=file),)


def _parsed(values: Mapping[str, Any], file: str) -> Decisions:
    check_keys(values, _SECTIONS, file)
    actions: tuple[Action, ...] = ("accept", "reject", "tag")
    found = []
    for action in actions:
        found += [_decision(action, row, f"{file}, [[{action}]]") for row in rows(values, action, file)]
    return Decisions(tuple(found), _statements(values, file), _names(values, file))


def _names(values: Mapping[str, Any], file: str) -> tuple[NameLine, ...]:
    lines = section(values, "names", file)
    if "" in map(level_a, lines):
        raise TableError(f"{file}, names: say which words are meant, before the sign =.")
    return tuple(NameLine(key, value) for key, value in lines.items())


def _decision(action: Action, row: Mapping[str, Any], where: str) -> Decision:
    check_keys(row, _OF_A_REJECTION if action == "reject" else _OF_A_DECISION, where)
    kind = one_of(string(row, "kind", where), kinds(), f"{where}: kind")
    quotation = Quotation(*(string(row, key, where) for key in ("quote", "before", "after", "through")))
    if not (quotation.words or quotation.before or quotation.after):
        raise TableError(f"{where}: say which words are meant, with quote, before or after.")
    every = row.get("every", False)
    if not isinstance(every, bool):
        raise TableError(f"{where}: every must be true or false, without quotation marks.")
    certainty = one_of(string(row, "certainty", where), _CERTAINTIES, f"{where}: certainty")
    return Decision(
        action, kind, quotation, every, section(row, "attributes", where), certainty, string(row, "id", where)
    )


def _statements(values: Mapping[str, Any], file: str) -> Statements:
    document = values.get("document", {})
    where = f"{file}, [document]"
    if not isinstance(document, dict):
        raise TableError(f"{where}: write [document] in a line of its own, and its keys below.")
    check_keys(document, _HEADER, where)
    return Statements(
        {key: string(document, key, where) for key in document if key != "keywords"},
        strings(document, "keywords", where),
        tuple(_related(row, f"{file}, [[related]]") for row in rows(values, "related", file)),
        tuple(_change(row, f"{file}, [[change]]") for row in rows(values, "change", file)),
        tuple(_note(row, f"{file}, [[note]]") for row in rows(values, "note", file)),
        tuple(_doubt(row, f"{file}, [[certainty]]") for row in rows(values, "certainty", file)),
    )


def _related(row: Mapping[str, Any], where: str) -> tuple[str, str]:
    check_keys(row, ("type", "target"), where)
    return string(row, "type", where, needed=True), string(row, "target", where, needed=True)


def _change(row: Mapping[str, Any], where: str) -> Change:
    check_keys(row, ("when", "text", "status"), where)
    when = row.get("when", "")
    written = when.isoformat() if isinstance(when, datetime.date) else string(row, "when", where, needed=True)
    return Change(written, string(row, "text", where, needed=True), string(row, "status", where) or "draft")


def _note(row: Mapping[str, Any], where: str) -> EditorialNote:
    check_keys(row, ("id", "subtype", "targets", "text"), where)
    text = string(row, "text", where, needed=True).strip()
    id_ = string(row, "id", where)
    if not _is_well_formed(text):
        raise TableError(f"{where} {id_}: its text is not well-formed; write &amp; for &, and &lt; for <.")
    targets = strings(row, "targets", where, needed=True)
    return EditorialNote(string(row, "subtype", where, needed=True), targets, text, id_)


def _doubt(row: Mapping[str, Any], where: str) -> DoubtOfMarkup:
    check_keys(row, ("targets", "locus", "asserted", "degree", "text"), where)
    locus, asserted, degree, text = (
        string(row, key, where, needed=True) for key in ("locus", "asserted", "degree", "text")
    )
    return DoubtOfMarkup(strings(row, "targets", where, needed=True), locus, asserted, degree, text)


def _is_well_formed(phrases: str) -> bool:
    """Tell whether TEI phrases that an editor wrote can stand in a note: no entities, no declarations."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(f"<note>{phrases}</note>", True)
    except expat.ExpatError:
        return False
    return True
