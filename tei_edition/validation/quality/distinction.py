"""Editorial matter told apart: brackets, reasons, signs left undecided (Q22 to Q24)."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from tei_edition.tables import table
from tei_edition.validation.place import short, tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument
from tei_edition.validation.quality.verdict import (
    EXAMPLES,
    Gap,
    Verdict,
    gap,
    not_applicable,
    tally,
)

_EDITORIAL = (
    ".//*[self::tei:supplied or self::tei:gap or self::tei:unclear or self::tei:surplus or self::tei:sic"
    " or self::tei:corr or self::tei:ex or self::tei:damage or self::tei:space"
    " or (self::tei:note and (@resp or @place='inline'))]"
)
_NOT_SEARCHED: Final = frozenset(
    map(tei, ("note", "orig", "formula", "code", "eg", "g", "idno", "ref", "ptr"))
)
_SETTLED: Final = frozenset(map(tei, ("unclear", "gap", "metamark", "g", "sic", "supplied", "fw", "choice")))
_AROUND = 25


def brackets(document: TeiDocument) -> Verdict:
    """Q22: editorial matter is in elements, and not in brackets."""
    encoded = len(document.text(_EDITORIAL))
    typed, gaps = 0, list[Gap]()
    for element, words in _pieces(document, _NOT_SEARCHED):
        number = max(words.count("["), words.count("]"))
        typed += number
        if number and len(gaps) < EXAMPLES:
            at = min(i for i in (words.find("["), words.find("]")) if i >= 0)
            gaps.append(gap("A square bracket is typed in the text.", element, _around(words, at)))
    if not encoded + typed:
        return not_applicable("There are no brackets and no editorial matter.")
    return Verdict(encoded, encoded + typed, tuple(gaps))


def reasons(document: TeiDocument) -> Verdict:
    """Q23: gaps and additions say why."""
    found = document.text(
        ".//*[self::tei:gap or self::tei:supplied or self::tei:unclear or self::tei:surplus]"
    )
    units = (
        (e, "" if e.get("reason") or e.get("agent") else f"This {short(e.tag)} does not say why.")
        for e in found
    )
    return tally(units, "There are no gaps and no words supplied.")


def undecided(document: TeiDocument) -> Verdict:
    """Q24: signs that say that something is not settled are encoded."""
    marks = table("quality")["marks"]["undecided"]
    settled, open_, gaps = 0, 0, list[Gap]()
    for element, words in _pieces(document, frozenset()):
        number = sum(words.count(mark) for mark in marks)
        if not number:
            continue
        if any(e.tag in _SETTLED for e in (element, *element.iterancestors())):
            settled += number
            continue
        open_ += number
        if len(gaps) < EXAMPLES:
            at = min(i for mark in marks if (i := words.find(mark)) >= 0)
            gaps.append(gap("A sign says that something is not settled.", element, _around(words, at)))
    if not settled + open_:
        return not_applicable("There are no such signs.")
    return Verdict(settled, settled + open_, tuple(gaps))


def _pieces(document: TeiDocument, without: frozenset[str]) -> Iterator[tuple[etree._Element, str]]:
    """Iterate over the pieces of the text, each with the element that it stands in."""
    stack = list(reversed(document.texts))
    while stack:
        element = stack.pop()
        if element.text:
            yield element, element.text
        for child in element:
            if child.tail:
                yield element, child.tail
        stack.extend(c for c in reversed(element) if isinstance(c.tag, str) and c.tag not in without)


def _around(words: str, at: int) -> str:
    return words[max(0, at - _AROUND) : at + _AROUND]


CHECKS: Mapping[str, Check] = {"Q22": brackets, "Q23": reasons, "Q24": undecided}
"""The checks of this module, by the code of the criterion."""
