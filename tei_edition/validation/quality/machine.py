"""The work of machines: which program, how sure, and what a person has reviewed (Q38 to Q40)."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from lxml import etree

from tei_edition.validation.place import XML_ID, short, tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument
from tei_edition.validation.quality.verdict import Verdict, not_applicable, parts, tally

_NONE = "Nothing shows that a program made statements."


def named(document: TeiDocument) -> Verdict:
    """Q38: the program has a name and a version."""
    applications = document.header(".//tei:appInfo//tei:application")
    if not applications and not document.programs:
        return not_applicable("Nothing shows that a program had a part in it.")
    return parts(
        document.near(".//tei:appInfo", "tei:encodingDesc"),
        {
            "No program is named in appInfo.": any(a.get("ident") for a in applications),
            "The program has no version.": any(a.get("version") for a in applications),
        },
    )


def sure(document: TeiDocument) -> Verdict:
    """Q39: statements of a program say how sure they are."""
    units = (
        (e, "" if e.get("cert") else f"This {short(e.tag)} of the program does not say how sure it is.")
        for e in document.own_elements()
        if _is_by(e, document.programs)
    )
    return tally(units, _NONE)


def reviewed(document: TeiDocument) -> Verdict:
    """Q40: statements of a program have been taken over by a person."""
    machine, human = statements(document)
    responsible = {e.get(XML_ID) for e in document.header("tei:fileDesc/tei:titleStmt/*")}
    if not machine and not (document.programs & responsible):
        return not_applicable(_NONE)
    taken = set(human)
    said = "Nobody has reviewed this {} of the program."
    units = [(e, "" if e in taken else said.format(short(e.tag))) for e in machine]
    units += [(e, "") for e in human if not _is_by(e, document.programs)]
    return tally(units, _NONE)


class Statements(NamedTuple):
    """The statements of a document that bear the name of who made them."""

    machine: list[etree._Element]
    """Those of a program; some of them a person may have taken over."""
    human: list[etree._Element]
    """Those of persons who work on the file, among the kinds of elements that the program uses."""


def statements(document: TeiDocument) -> Statements:
    """Tell the statements of programs from those that persons made or took over; notes are none.

    Args:
        document: the document.
    """
    stated = [e for e in document.own_elements() if e.get("resp") and e.tag != tei("note")]
    machine = [e for e in stated if _is_by(e, document.programs)]
    kinds = {e.tag for e in machine}
    is_human = partial(_is_by, responsible=_reviewers(document))
    human = [e for e in stated if is_human(e) and (not kinds or e.tag in kinds)]
    return Statements(machine, human)


def _reviewers(document: TeiDocument) -> frozenset[str]:
    """Return the xml:id of the persons who work on the file."""
    found = {e.get(XML_ID) or "" for e in document.header("tei:fileDesc/tei:titleStmt/tei:editor")}
    for change in document.header("tei:revisionDesc//tei:change"):
        found |= {pointer.removeprefix("#") for pointer in (change.get("who") or "").split()}
    return frozenset(found - document.programs - {""})


def _is_by(element: etree._Element, responsible: frozenset[str]) -> bool:
    return any(pointer.removeprefix("#") in responsible for pointer in (element.get("resp") or "").split())


CHECKS: Mapping[str, Check] = {"Q38": named, "Q39": sure, "Q40": reviewed}
"""The checks of this module, by the code of the criterion."""
