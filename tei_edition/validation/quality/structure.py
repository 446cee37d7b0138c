"""Structure: how documents begin, and which page it is (Q27, Q28)."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from tei_edition.validation.place import tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument, select
from tei_edition.validation.quality.verdict import Verdict, tally, text_of

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


CHECKS: Mapping[str, Check] = {"Q27": beginnings, "Q28": pages}
"""The checks of this module, by the code of the criterion."""
