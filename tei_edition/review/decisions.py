"""The editor's decisions on one transcript, read from a file of TOML.

Every decision is tied to the text by quotation, never by an offset. ``[[accept]]`` confirms a judgement of
the program and may amend it, ``[[reject]]`` takes one back, ``[[tag]]`` adds one; ``[[note]]`` and
``[document]`` hold what the editor has to say.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from xml.parsers import expat

from tei_edition.model.problem import Problem, Severity
from tei_edition.model.review import Change, DoubtOfMarkup, EditorialNote, Statements
from tei_edition.review.anchor import Quotation
from tei_edition.tables import TableError, check_keys
from tei_edition.tables.kinds import kinds

Action = Literal["accept", "reject", "tag"]

_QUOTATION = ("quote", "before", "after", "through", "every")
_HEADER = (
    "title", "subtitle", "status", "item-title", "time", "duration", "locale", "activity", "keywords",
)  # fmt: skip
_SECTIONS = ("document", "change", "related", "accept", "reject", "tag", "note", "certainty")


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
        return Decisions(), (Problem("RV03", Severity.ERROR, message, "Correct the file.", file=file),)


def _parsed(values: Mapping[str, Any], file: str) -> Decisions:
    check_keys(values, _SECTIONS, file)
    found = []
    for action in ("accept", "reject", "tag"):
        for row in values.get(action, []):
            found.append(_decision(action, row, f"{file}, [[{action}]]"))
    return Decisions(tuple(found), _statements(values, file))


def _decision(action: Action, row: Mapping[str, Any], where: str) -> Decision:
    known = (
        (*_QUOTATION, "kind")
        if action == "reject"
        else (*_QUOTATION, "kind", "id", "certainty", "attributes")
    )
    check_keys(row, known, where)
    kind = row.get("kind", "")
    check_keys([kind], kinds(), f"{where}, kind")
    if not any(row.get(key) for key in ("quote", "before", "after")):
        raise TableError(f"{where}: say which words are meant, with quote, before or after.")
    quotation = Quotation(
        row.get("quote", ""), row.get("before", ""), row.get("after", ""), row.get("through", "")
    )
    return Decision(
        action,
        kind,
        quotation,
        bool(row.get("every", False)),
        {k: str(v) for k, v in row.get("attributes", {}).items()},
        row.get("certainty", ""),
        row.get("id", ""),
    )


def _statements(values: Mapping[str, Any], file: str) -> Statements:
    document = values.get("document", {})
    check_keys(document, _HEADER, f"{file}, [document]")
    rows = {name: values.get(name, []) for name in ("change", "related", "note", "certainty")}
    for row in rows["change"]:
        check_keys(row, ("when", "text", "status"), f"{file}, [[change]]")
    for row in rows["related"]:
        check_keys(row, ("type", "target"), f"{file}, [[related]]")
    for row in rows["note"]:
        check_keys(row, ("id", "subtype", "targets", "text"), f"{file}, [[note]]")
        if not _is_well_formed(str(row.get("text", ""))):
            raise TableError(
                f"{file}, [[note]] {row.get('id', '')}: its text is not well-formed XML; write &amp; for &."
            )
    for row in rows["certainty"]:
        check_keys(row, ("targets", "locus", "asserted", "degree", "text"), f"{file}, [[certainty]]")
    try:
        return Statements(
            {k: str(v) for k, v in document.items() if k != "keywords"},
            tuple(document.get("keywords", ())),
            tuple((r["type"], r["target"]) for r in rows["related"]),
            tuple(Change(str(r["when"]), r["text"], r.get("status", "draft")) for r in rows["change"]),
            tuple(
                EditorialNote(r["subtype"], tuple(r["targets"]), r["text"].strip(), r.get("id", ""))
                for r in rows["note"]
            ),
            tuple(
                DoubtOfMarkup(tuple(r["targets"]), r["locus"], r["asserted"], str(r["degree"]), r["text"])
                for r in rows["certainty"]
            ),
        )
    except KeyError as missing:
        raise TableError(
            f"{file}: the key {missing} is missing in a note, change, related or certainty."
        ) from None


def _is_well_formed(phrases: str) -> bool:
    """Tell whether TEI phrases that an editor wrote can stand in a note: no entities, no declarations."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(f"<note>{phrases}</note>", True)
    except expat.ExpatError:
        return False
    return True
