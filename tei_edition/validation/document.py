"""A parsed edition, with what every house rule asks of it: elements by id, pointers, plain readings."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tei_edition.model.characters import NOT_XML
from tei_edition.model.css_string import STRING, unquoted
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.place import NS, TEI, XML_ID, place_of, tei

_BLANKS = re.compile(r"[ \t\r\n]+")
_GENERATED = re.compile(rf"(?P<string>{STRING})|attr\(\s*(?P<name>[\w:.-]+)\s*\)", re.DOTALL)
_EDITION_READINGS = frozenset({tei("corr"), tei("reg"), tei("expan")})


@dataclass(frozen=True)
class Document:
    """A TEI document that the house rules are asked of; nothing changes it."""

    root: etree._Element
    """The element TEI."""

    @cached_property
    def identified(self) -> Mapping[str, etree._Element]:
        """The elements that have an xml:id, by that id; of two with the same the first."""
        found: dict[str, etree._Element] = {}
        for element in self.root.iter("*"):
            identifier = element.get(XML_ID)
            if identifier is not None:
                found.setdefault(identifier, element)
        return found

    @cached_property
    def text(self) -> frozenset[etree._Element]:
        """The elements in ``text``, itself included."""
        return frozenset(e for text in self.find("/tei:TEI/tei:text") for e in text.iter("*"))

    @cached_property
    def has_cover(self) -> bool:
        """Whether the text holds a cover sheet of a digital archive."""
        return bool(self.find("/tei:TEI/tei:text//tei:div[@type='cover']"))

    def find(self, xpath: str, start: etree._Element | None = None) -> list[etree._Element]:
        """Return the elements that an XPath selects; the prefix ``tei`` is known.

        Args:
            xpath: an XPath 1.0 expression for elements.
            start: the element from which it is evaluated; None for the root.
        """
        found = (self.root if start is None else start).xpath(xpath, namespaces=NS)
        return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []

    def targets(self, element: etree._Element, attribute: str) -> Iterator[tuple[str, etree._Element]]:
        """Iterate over the pointers of an attribute that lead to elements of this file.

        Pointers elsewhere and pointers that lead nowhere are left out; rule P01 reports the latter.

        Args:
            element: the element that points.
            attribute: the attribute that may hold several pointers.
        """
        for pointer in (element.get(attribute) or "").split():
            if pointer.startswith("#") and pointer[1:] in self.identified:
                yield pointer, self.identified[pointer[1:]]


Rule = Callable[[Document], Iterator[Problem]]
"""A house rule, or a family of them: what it is broken by."""


def breach(number: str, element: etree._Element, message: str) -> Problem:
    """Return the problem that a house rule is broken; severity and next step are those of the table.

    Args:
        number: the number of the rule, such as ``H15``.
        element: the element that is to be corrected.
        message: what is wrong with it, in one sentence.
    """
    rule = table("rules")[number]
    severity = Severity[rule["severity"].upper()]
    return Problem(number, severity, message, rule.get("hint", ""), xml=place_of(element))


def is_tei(element: etree._Element, *names: str) -> bool:
    """Tell whether an element is a TEI element of one of some names.

    Args:
        element: any element.
        names: local names.
    """
    return any(element.tag == f"{{{TEI}}}{name}" for name in names)


def generated(element: etree._Element, scope: str) -> str:
    """Return what the renditions that an element points to write before or after it (TEI HD57-1).

    Characters that XML cannot hold are left out, as they are where the header repeats the text.
    """
    pointers = element.get("rendition", "").split()
    if not pointers:
        return ""
    declared = element.getroottree().iterfind(f".//{tei('rendition')}[@scope='{scope}']")
    words = [r.text or "" for r in declared if f"#{r.get(XML_ID)}" in pointers]
    written = "".join(
        element.get(piece["name"], "") if piece["name"] else unquoted(piece["string"])
        for content in words
        for piece in _GENERATED.finditer(content.partition("content:")[2])
    )
    return NOT_XML.sub("", written)


def reading(element: etree._Element, *, without: tuple[str, ...] = ()) -> str:
    """Return the text of an element as the source has it: one space for a run of white space.

    The readings of the edition (corr, reg, expan in a choice) are left out, and square brackets too, which
    the source may have as characters and the edition as markup. What the rendition of an element generates,
    such as the word of "[sic]", is of the source.

    Args:
        element: any element.
        without: local names of elements that are left out as well.
    """
    skipped = {tei(name) for name in without}
    pieces: list[str] = []

    def walk(at: etree._Element) -> None:
        pieces.append(generated(at, "before"))
        pieces.append(at.text or "")
        for child in at:
            if isinstance(child.tag, str):
                edition = child.tag in _EDITION_READINGS and at.tag == tei("choice")
                if not edition and child.tag not in skipped:
                    walk(child)
            pieces.append(child.tail or "")
        pieces.append(generated(at, "after"))

    walk(element)
    return _BLANKS.sub(" ", "".join(pieces)).translate({ord("["): None, ord("]"): None}).strip(" ")
