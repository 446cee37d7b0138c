"""CMIF: who wrote to whom, when and where, of all letters of an edition, for correspSearch."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from tei_edition.deposit.correspondence import Action, correspondence
from tei_edition.deposit.description import Description, Document, Identifier, Rights
from tei_edition.deposit.edition import Edition
from tei_edition.deposit.exports.target import Exported, told
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table

_TEI: Final = "http://www.tei-c.org/ns/1.0"
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_BIBL: Final = "edition"
_TYPES: Final = ("sent", "received")


def cmif(edition: Edition, address: str) -> Exported:
    """Export the correspondence of an edition.

    Args:
        edition: the edition; its documents are read for ``correspDesc``.
        address: of the file, once it is on line.

    Returns:
        ``cmif.xml``. DP83 for each document that is no letter, DP84 if none is; DP85 if the edition has a
        licence that the format does not know.
    """
    description = edition.description
    licence = _licence(description.rights)
    if licence is None:
        allowed = " or ".join(row["spdx"] for row in table("exports/cmif")["licences"].values())
        named = description.rights.licence
        return Exported(
            {},
            (told("DP85", "licence", "cmif", edition.settings_file, allowed=allowed, licence=named),),
        )
    sources = edition.sources
    letters = [(d, correspondence(sources[d.file])) for d in description.documents]
    problems: list[Problem] = [
        told("DP83", "no-letter", "cmif", document.file, Severity.NOTE)
        for document, actions in letters
        if not actions
    ]
    if len(problems) == len(letters):
        return Exported({}, (*problems, told("DP84", "no-letters", "cmif", "")))
    root = etree.Element(f"{{{_TEI}}}TEI", nsmap={None: _TEI})
    header = _add(root, "teiHeader")
    _file_description(header, description, licence, address)
    profile = _add(header, "profileDesc")
    for document, actions in letters:
        if actions:
            _letter(profile, document, actions)
    _add(_add(_add(root, "text"), "body"), "p", table("exports/cmif")["words"]["body"])
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Exported({"cmif.xml": written}, tuple(problems))


def _licence(rights: Rights) -> dict[str, str] | None:
    """Return the licence that the format knows of the edition's address."""
    named = rights.licence.partition("://")[2].removeprefix("www.")
    found = next(
        (row for address, row in table("exports/cmif")["licences"].items() if _is_of(named, address)), None
    )
    return dict(found) if found is not None else None


def _is_of(named: str, address: str) -> bool:
    return named == address or named.startswith(f"{address}/")


def _add(parent: etree._Element, name: str, text: str = "", **values: str) -> etree._Element:
    made: etree._Element = etree.SubElement(
        parent, f"{{{_TEI}}}{name}", {k: v for k, v in values.items() if v}
    )
    made.text = text or None
    return made


def _file_description(
    header: etree._Element, description: Description, licence: dict[str, str], address: str
) -> None:
    file = _add(header, "fileDesc")
    titles = _add(file, "titleStmt")
    _add(titles, "title", description.title)
    editor = _add(titles, "editor", description.creators[0].name)
    if "@" in description.contact:
        editor.text = f"{description.creators[0].name} "
        _add(editor, "email", description.contact)
    published = _add(file, "publicationStmt")
    _add(published, "publisher", description.publisher)
    _add(published, "idno", address, type="url")
    # The format asks for a moment, and a day begins at midnight.
    _add(published, "date", when=f"{description.date}T00:00:00Z")
    _add(_add(published, "availability"), "licence", licence["statement"], target=licence["target"])
    source = _add(_add(file, "sourceDesc"), "bibl", description.citation, type="online")
    source.set(_ID, _BIBL)


def _letter(profile: etree._Element, document: Document, actions: Sequence[Action]) -> None:
    """Write a letter. Who sent and who received it must be stated, if only as not known."""
    letter = _add(profile, "correspDesc", key=document.id, source=f"#{_BIBL}")
    for type_ in _TYPES:
        for action in [a for a in actions if a.type == type_] or [Action(type_)]:
            _action(letter, action)


def _action(letter: etree._Element, action: Action) -> None:
    words = table("exports/cmif")
    made = _add(letter, "correspAction", type=action.type)
    for agent in action.agents:
        name = "orgName" if agent.kind == "organisation" else "persName"
        _add(made, name, agent.name, ref=_ref(agent.identifiers, "persons"))
    if not action.agents:
        _add(made, "persName", words["words"]["unknown"])
    for place in action.places:
        _add(made, "placeName", place.name, ref=_ref(place.identifiers, "places"))
    if action.date:
        _add(made, "date", **dict(action.date))


def _ref(identifiers: Sequence[Identifier], of: str) -> str:
    schemes = table("exports/cmif")["schemes"][of]
    return next((i.uri for s in schemes for i in identifiers if i.scheme == s), "")
