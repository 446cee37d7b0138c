"""The method: practices, project and schema, changes, a second person (Q18 to Q21)."""

import re
from collections.abc import Mapping

from lxml import etree

from tei_edition.tables import table
from tei_edition.validation.place import tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.dated import has_value
from tei_edition.validation.quality.tei_document import TeiDocument, says
from tei_edition.validation.quality.verdict import EXAMPLES, Verdict, gap, parts, tally, text_of

_EDITORIAL = "tei:encodingDesc//tei:editorialDecl"
_PROSE = 25
_PROSE_COUNTS_AS = 4
_PSEUDO = re.compile(r"\bhref\s*=")


def practices(document: TeiDocument) -> Verdict:
    """Q18: which practices editorialDecl states."""
    known: Mapping[str, str] = table("quality")["practices"]
    declared = document.header(_EDITORIAL)
    stated = {n for n in known for d in declared if any(says(e) for e in d.iterchildren(tei(n)))}
    near = document.near(_EDITORIAL, "tei:encodingDesc")
    missing = [f"It is not said {said} ({name})." for name, said in known.items() if name not in stated]
    number = len(stated)
    prose = " ".join(text_of(e) for d in declared for e in d.iterchildren(tei("p"), tei("ab"), tei("list")))
    if number < _PROSE_COUNTS_AS and len(prose.split()) >= _PROSE:
        number = _PROSE_COUNTS_AS
        missing = ["The method is told in prose; no program can see which practices it covers."]
    gaps = tuple(gap(message, near, "") for message in missing[:EXAMPLES])
    return Verdict(number, len(known), gaps)


def project(document: TeiDocument) -> Verdict:
    """Q19: the project is described, and the schema named."""
    described = document.header(
        "tei:encodingDesc/tei:projectDesc", "tei:encodingDesc/tei:samplingDecl", "tei:encodingDesc/tei:p"
    )
    return parts(
        document.near("tei:encodingDesc"),
        {
            "Nothing is said of the project.": any(says(e) for e in described),
            "No schema is named.": _names_schema(document),
        },
    )


def changes(document: TeiDocument) -> Verdict:
    """Q20: changes have a date and somebody who made them."""
    recorded = document.header("tei:revisionDesc//tei:change")
    if not recorded:
        return parts(document.near("tei:revisionDesc"), {"No change is recorded (revisionDesc).": False})
    return tally(((change, _lack(change)) for change in recorded), "")


def second_person(document: TeiDocument) -> Verdict:
    """Q21: two persons have worked on the file."""
    persons: set[str] = set()
    for change in document.header("tei:revisionDesc//tei:change"):
        persons |= {p for p in (change.get("who") or "").split() if p.lstrip("#") not in document.programs}
        persons |= {text_of(e) for e in change.iterchildren(tei("name"), tei("persName")) if says(e)}
    said = "Nobody but one person has looked at the text, as far as the changes tell."
    return parts(document.near("tei:revisionDesc"), {said: len(persons) > 1})


def _lack(change: etree._Element) -> str:
    dated = has_value(change) or any(has_value(e) for e in change.iterchildren(tei("date")))
    persons = change.iterchildren(tei("name"), tei("persName"), tei("respStmt"))
    signed = bool(change.get("who") or change.get("resp")) or any(says(e) for e in persons)
    lacking = [word for word, there in (("when", dated), ("who", signed)) if not there]
    return f"The change does not say {' and '.join(lacking)}." if lacking else ""


def _names_schema(document: TeiDocument) -> bool:
    if document.header("tei:encodingDesc//tei:schemaRef", "tei:encodingDesc//tei:schemaSpec"):
        return True
    top = document.root.getroottree().getroot()
    return any(
        isinstance(before, etree._ProcessingInstruction)
        and before.target in ("xml-model", "oxygen")
        and bool(_PSEUDO.search(before.text or "") or "RNGSchema" in (before.text or ""))
        for before in top.itersiblings(preceding=True)
    )


CHECKS: Mapping[str, Check] = {
    "Q18": practices,
    "Q19": project,
    "Q20": changes,
    "Q21": second_person,
}
"""The checks of this module, by the code of the criterion."""
