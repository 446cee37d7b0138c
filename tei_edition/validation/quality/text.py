"""The text: whether it can be proven, and empty paragraphs (Q25, Q26)."""

from collections.abc import Mapping

from lxml import etree

from tei_edition.validation.place import short, tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument
from tei_edition.validation.quality.verdict import Gap, Verdict, gap, not_applicable, tally, text_of

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


def provable(document: TeiDocument) -> Verdict:
    """Q25: the text is that of which the file carries a digest."""
    if document.proof is None:
        return not_applicable("The proof was not asked for.")
    source = etree.tostring(document.root, encoding="UTF-8", xml_declaration=True, with_tail=False)
    problems = list(document.proof(source))
    if not problems:
        return Verdict(1, 1)
    near = document.near("tei:fileDesc/tei:sourceDesc", "tei:fileDesc")
    gaps: list[Gap] = [gap(problem.message, near, "") for problem in problems[:1]]
    return Verdict(0, 1, tuple(gaps))


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


CHECKS: Mapping[str, Check] = {"Q25": provable, "Q26": filled}
"""The checks of this module, by the code of the criterion."""
