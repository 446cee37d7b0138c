"""Responsibility: who did what, the translator, whose an intervention is (Q07 to Q09)."""

from collections.abc import Iterator, Mapping

from lxml import etree

from tei_edition.tables.quality import words
from tei_edition.validation.place import short, tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument, mentions, says
from tei_edition.validation.quality.verdict import Verdict, not_applicable, parts, tally, text_of

_TITLE = "tei:fileDesc/tei:titleStmt"
_NAMES = ("name", "persName", "orgName", "rs", "ref")
_TRANSLATOR = ("trl", "translator")


def named(document: TeiDocument) -> Verdict:
    """Q07: each task has somebody with a name."""
    statements = document.header(f"{_TITLE}/*[self::tei:respStmt or self::tei:editor or self::tei:principal]")
    if not statements:
        said = "titleStmt names no editor, and nobody who transcribed or encoded the text."
        return parts(document.near(_TITLE, "tei:fileDesc"), {said: False})
    statements += document.header(f"{_TITLE}/tei:author")
    return tally(((s, _lack(s)) for s in statements), "")


def translator(document: TeiDocument) -> Verdict:
    """Q08: of a translation the translator is named."""
    if not document.speaks_of_translation:
        return not_applicable("Nothing shows that the text is a translation.")
    persons = document.header(".//tei:editor[@role]") + document.header(".//tei:respStmt")
    there = any(_is_translator(person) and not _lack(person) for person in persons)
    said = "The text is a translation, but nobody in the header is its translator by name."
    return parts(document.near(_TITLE), {said: there})


def attributed(document: TeiDocument) -> Verdict:
    """Q09: interventions say whose they are."""
    found = document.text(
        ".//*[self::tei:supplied or self::tei:surplus or self::tei:corr or self::tei:reg"
        " or (self::tei:expan and parent::tei:choice)]"
    )
    units = (
        (e, "" if _is_attributed(e) else f"This {short(e.tag)} does not say whose it is.") for e in found
    )
    return tally(units, "The text has no interventions.")


def _lack(statement: etree._Element) -> str:
    """Return what a statement of responsibility lacks; empty if nothing."""
    if statement.tag != tei("respStmt"):
        return "" if says(statement) else f'The {short(statement.tag)} is "{text_of(statement)}".'
    persons = [e for name in _NAMES for e in statement.iterchildren(tei(name))]
    if not any(says(person) for person in persons):
        task = next((text_of(resp) for resp in statement.iterchildren(tei("resp"))), "")
        return f'Nobody is named for the task "{task}".' if task else "Nobody is named."
    if not any(text_of(resp) or resp.get("ref") for resp in statement.iterchildren(tei("resp"))):
        return "It is not said what this person did."
    return ""


def _is_translator(statement: etree._Element) -> bool:
    roles = [statement.get("role") or ""]
    for resp in statement.iterchildren(tei("resp")):
        roles.append((resp.get("ref") or resp.get("key") or "").rsplit("/", 1)[-1])
        if mentions(resp, words("translation")):
            return True
    return any(role.lower() in _TRANSLATOR for role in roles)


def _is_attributed(element: etree._Element) -> bool:
    def lineage() -> Iterator[etree._Element]:
        yield element
        parent = element.getparent()
        if parent is not None and parent.tag in (tei("choice"), tei("subst"), tei("app"), tei("note")):
            yield parent

    return any(e.get("resp") or e.get("source") for e in lineage())


CHECKS: Mapping[str, Check] = {"Q07": named, "Q08": translator, "Q09": attributed}
"""The checks of this module, by the code of the criterion."""
