"""Identifiers and pointers (Q32, Q33)."""

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from tei_edition.validation.place import XML_ID, short
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument, pointers
from tei_edition.validation.quality.verdict import Verdict, tally


def resolved(document: TeiDocument) -> Verdict:
    """Q32: pointers lead somewhere."""

    def units() -> Iterator[tuple[etree._Element, str]]:
        for element in document.own_elements():
            for attribute, pointer in pointers(element):
                target = document.target(pointer)
                if target is False:
                    yield element, f'{attribute} of {short(element.tag)} is "{pointer}", which is nowhere.'
                elif target is not None:
                    yield element, ""

    return tally(units(), "There are no pointers to elements of these files.")


def unique(document: TeiDocument) -> Verdict:
    """Q33: an xml:id is given once in a file."""
    given = Counter(i for e in document.root.getroottree().iter("*") if (i := e.get(XML_ID)) is not None)
    units = (
        (e, "" if given[i] == 1 else f'Another element has the xml:id "{i}" too.')
        for e in document.own_elements()
        if (i := e.get(XML_ID)) is not None
    )
    return tally(units, "No element has an xml:id.")


CHECKS: Mapping[str, Check] = {"Q32": resolved, "Q33": unique}
"""The checks of this module, by the code of the criterion."""
