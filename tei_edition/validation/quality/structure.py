"""Structure: empty paragraphs, how documents begin, which page it is (Q26 to Q28)."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from tei_edition.validation.place import short, tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument, select
from tei_edition.validation.quality.verdict import Verdict, tally, text_of

_BLOCKS = (
    ".//*[self::tei:p or self::tei:ab or self::tei:head or self::tei:item or self::tei:l or self::tei:cell]"
)
_FILLING = (
    "gap",
    "graphic",
    "figure",
    "media",
    "formula",
    "space",
    "pb",
    "ptr",
    "metamark",
    "gb",
    "milestone",
)
_DIVISIONS = "tei:div | tei:div0 | tei:div1 | tei:group/tei:text/tei:body"
_PASSED_OVER: Final = frozenset(
    map(
        tei,
        ("pb", "lb", "cb", "gb", "milestone", "fw", "anchor", "metamark", "note", "index", "figure", "gap"),
    )
)
_BEGINNINGS: Final = frozenset(
    map(
        tei,
        (
            "head", "opener", "dateline", "byline", "salute", "docTitle", "docAuthor", "docDate",
            "argument", "epigraph", "titlePage", "sp", "u", "lg", "l", "stage", "signed", "address",
            "castList", "div", "div1", "div2", "front", "group",
        ),
    )
)  # fmt: skip


def filled(document: TeiDocument) -> Verdict:
    """Q26: paragraphs and the like hold something."""
    filling = tuple(tei(name) for name in _FILLING)
    units = []
    for block in document.text(_BLOCKS):
        there = bool(text_of(block)) or next(block.iter(*filling), None) is not None
        if block.tag == tei("cell") and not there:
            continue  # an empty cell is a value
        units.append((block, "" if there else f"This {short(block.tag)} is empty."))
    return tally(units, "The text has no paragraphs.")


def beginnings(document: TeiDocument) -> Verdict:
    """Q27: a document begins with a heading, a date line or the like."""
    divisions = [d for body in document.text(".//tei:body") for d in _outermost(body) if not _is_apparatus(d)]
    said = "It begins with a mere paragraph."
    units = ((d, "" if _begins(d) else said) for d in divisions)
    return tally(units, "The text has no body.")


def pages(document: TeiDocument) -> Verdict:
    """Q28: page breaks have a number or a picture."""
    breaks = document.text(".//tei:pb")
    units = ((b, "" if b.get("n") or b.get("facs") else "The page has no number.") for b in breaks)
    return tally(units, "There are no page breaks.")


def _outermost(body: etree._Element) -> list[etree._Element]:
    return select(body, _DIVISIONS) or [body]


def _is_apparatus(division: etree._Element) -> bool:
    """Tell whether most words of a division stand in notes."""
    noted = sum(len(text_of(n).split()) for n in select(division, ".//tei:note[not(ancestor::tei:note)]"))
    return noted > len(text_of(division).split()) / 2


def _begins(division: etree._Element) -> bool:
    for child in division.iterchildren("*"):
        if child.tag not in _PASSED_OVER:
            return child.tag in _BEGINNINGS
    return False


CHECKS: Mapping[str, Check] = {"Q26": filled, "Q27": beginnings, "Q28": pages}
"""The checks of this module, by the code of the criterion."""
