"""A parsed edition, with what every house rule asks of it: elements by name, attribute and id, and readings.

The tree is walked once, and the walk is remembered: most rules concern a few elements, and would otherwise
search the whole file for them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property

from lxml import etree

from tei_edition.model.characters import NOT_XML
from tei_edition.model.css_string import LONGEST, STRING, unquoted
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.inventory import Inventory
from tei_edition.validation.place import NS, XML_ID, place_of, tei

_BLANKS = re.compile(r"[ \t\r\n]+")
_GENERATED = re.compile(rf"(?P<string>{STRING})|attr\(\s*(?P<name>[\w:.-]+)\s*\)", re.DOTALL)
_CHARACTERS = etree.XPath("string()", smart_strings=False)
_EDITION_READINGS = frozenset({tei("corr"), tei("reg"), tei("expan")})


@dataclass(frozen=True)
class Document:
    """A TEI document that the house rules are asked of; nothing changes it."""

    root: etree._Element
    """The element TEI."""
    _within_text: dict[str, Sequence[etree._Element]] = field(default_factory=dict, init=False)
    _under: dict[str, Sequence[etree._Element]] = field(default_factory=dict, init=False)
    _values: dict[str, Set[str]] = field(default_factory=dict, init=False)
    _led_to: dict[str, Sequence[tuple[str, etree._Element]]] = field(default_factory=dict, init=False)

    @cached_property
    def inventory(self) -> Inventory:
        """What one walk of the tree finds."""
        return Inventory(self.root)

    @cached_property
    def reached(self) -> Mapping[str, etree._Element]:
        """The elements that have an xml:id, by the pointer to them, ``#p01``; of two the first."""
        found: dict[str, etree._Element] = {}
        for element, identifier in self.bearing(XML_ID):
            found.setdefault(f"#{identifier}", element)
        return found

    @cached_property
    def text(self) -> frozenset[etree._Element]:
        """The elements in ``text``, itself included."""
        texts = self.outermost_texts
        if all(map(self._is_top, texts)):
            return self._in_any_text
        return frozenset(e for text in texts if self._is_top(text) for e in self._subtree(text))

    @cached_property
    def _in_any_text(self) -> frozenset[etree._Element]:
        texts = self.outermost_texts
        if len(texts) == 1:
            return frozenset(self._subtree(texts[0]))
        return frozenset(e for text in texts for e in self._subtree(text))

    def within_text(self, name: str) -> Sequence[etree._Element]:
        """Return the elements of a name that stand below any ``text``, in the order of the file.

        Args:
            name: the name, as lxml writes it.
        """
        found = self._within_text.get(name)
        if found is None:
            named = self.inventory.named.get(name)
            if named is None:
                return ()
            outermost = self.outermost_texts if name == tei("text") else ()
            inside = self._in_any_text
            found = self._within_text[name] = [e for e in named if e in inside and e not in outermost]
        return found

    @cached_property
    def words(self) -> str:
        """All characters of the text."""
        return "".join(str(_CHARACTERS(text)) for text in self.outermost_texts)

    @cached_property
    def covers(self) -> list[etree._Element]:
        """The divisions of the text that are cover sheets of a digital archive."""
        return [div for div in self.named("div") if div.get("type") == "cover" and div in self.text]

    @property
    def has_cover(self) -> bool:
        """Whether the text holds a cover sheet of a digital archive."""
        return bool(self.covers)

    @cached_property
    def outermost_texts(self) -> list[etree._Element]:
        """The elements ``text`` that stand in no other; in a valid file there is one."""
        texts = self.named("text")
        return [e for e in texts if len(texts) == 1 or next(e.iterancestors(tei("text")), None) is None]

    @cached_property
    def _positions(self) -> Mapping[etree._Element, int]:
        return {element: position for position, element in enumerate(self.inventory.elements)}

    def _subtree(self, element: etree._Element) -> list[etree._Element]:
        """Return an element and all below it; the text is mostly the end of what was walked already."""
        if element.getparent() is self.root and next(element.itersiblings("*"), None) is None:
            return self.inventory.elements[self.inventory.elements.index(element) :]
        return list(element.iter("*"))

    def _is_top(self, element: etree._Element) -> bool:
        return element.getparent() is self.root and is_tei(self.root, "TEI")

    def named(self, *names: str) -> Sequence[etree._Element]:
        """Return the TEI elements of some names, in the order of the file.

        Args:
            names: local names.
        """
        if len(names) == 1:
            return self.inventory.named.get(tei(names[0]), ())
        found = [of for name in names if (of := self.inventory.named.get(tei(name)))]
        if len(found) < 2:
            return found[0] if found else ()
        return self.in_order(element for of in found for element in of)

    def in_order(self, elements: Iterable[etree._Element]) -> list[etree._Element]:
        """Sort elements into the order of the file.

        Args:
            elements: elements of this document.
        """
        found = list(elements)
        return sorted(found, key=self._positions.__getitem__) if len(found) > 1 else found

    def places(self, elements: Iterable[etree._Element]) -> Mapping[etree._Element, int]:
        """Return the places of elements among all of the document, counted from 0.

        Args:
            elements: elements of this document.
        """
        return {element: self._positions[element] for element in elements}

    def under(self, path: str) -> Sequence[etree._Element]:
        """Return the TEI elements that stand under certain parents, in the order of the file.

        Args:
            path: local names from the outermost parent to the element, such as ``creation/origDate``.
        """
        found = self._under.get(path)
        if found is None:
            tag, *above = _upwards(path)
            parents = self.inventory.named.get(above[0])
            if parents is None:
                return ()
            if len(parents) > 1:
                found = [e for e in self.inventory.named.get(tag, ()) if _stands_under(e, above)]
            else:  # the children of one element are fewer than all of that name
                found = [e for p in parents if _stands_under(p, above[1:]) for e in p.iterchildren(tag)]
            self._under[path] = found
        return found

    def bearing(self, attribute: str) -> Sequence[tuple[etree._Element, str]]:
        """Return the elements that bear an attribute, each with its value, in the order of the file.

        Args:
            attribute: its name, as lxml writes it.
        """
        return self.inventory.bearing.get(attribute, ())

    def values(self, attribute: str) -> Set[str]:
        """Return the different values of an attribute: those of pointers are few, however many point.

        Args:
            attribute: its name, as lxml writes it.
        """
        found = self._values.get(attribute)
        if found is None:
            found = self._values[attribute] = {value for _, value in self.bearing(attribute)}
        return found

    @cached_property
    def pointed(self) -> frozenset[str]:
        """The words of all attributes that point, such as ``#p01``."""
        borne = (name for name in table("pointers")["attributes"] if name in self.inventory.bearing)
        words = frozenset[str]().union(*map(self.values, borne))
        several = [value for value in words if " " in value]
        return words.difference(several).union(word for value in several for word in value.split(" "))

    def find(self, xpath: str, start: etree._Element | None = None) -> list[etree._Element]:
        """Return the elements that an XPath selects; the prefix ``tei`` is known.

        Args:
            xpath: an XPath 1.0 expression for elements.
            start: the element from which it is evaluated; None for the root.
        """
        found = _prepared(xpath)(self.root if start is None else start)
        return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []

    def targets(self, element: etree._Element, attribute: str) -> Iterator[tuple[str, etree._Element]]:
        """Iterate over the pointers of an attribute that lead to elements of this file.

        Pointers elsewhere and pointers that lead nowhere are left out; rule P01 reports the latter.

        Args:
            element: the element that points.
            attribute: the attribute that may hold several pointers.
        """
        yield from self.led_to(element.get(attribute) or "")

    def led_to(self, pointers: str) -> Sequence[tuple[str, etree._Element]]:
        """Return the elements of this file that pointers lead to, each with its pointer.

        Args:
            pointers: the value of an attribute that may hold several.
        """
        found = self._led_to.get(pointers)
        if found is None:
            found = self._led_to[pointers] = [
                (pointer, self.reached[pointer]) for pointer in pointers.split() if pointer in self.reached
            ]
        return found

    @cached_property
    def _renditions(self) -> Mapping[tuple[str, str], Sequence[tuple[int, str]]]:
        """Return what is declared by scope and pointer: the place among all declarations, and the words."""
        found: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for place, rendition in enumerate(self.named("rendition")):
            key = rendition.get("scope", ""), f"#{rendition.get(XML_ID)}"
            words = rendition.text or ""
            if len(words) <= LONGEST:
                found.setdefault(key, []).append((place, words))
        return found

    def generated(self, element: etree._Element, scope: str) -> str:
        """Return what the renditions that an element points to write before or after it (TEI HD57-1).

        Characters that XML cannot hold are left out, as they are where the header repeats the text.

        Args:
            element: any element.
            scope: ``before`` or ``after``.
        """
        pointers = element.get("rendition")
        if pointers is None:
            return ""
        declared = (words for p in set(pointers.split()) for words in self._renditions.get((scope, p), ()))
        written = "".join(
            element.get(piece["name"], "") if piece["name"] else unquoted(piece["string"])
            for _, content in sorted(declared)
            for piece in _GENERATED.finditer(content.partition("content:")[2])
        )
        return NOT_XML.sub("", written)

    def reading(self, element: etree._Element, *, without: tuple[str, ...] = ()) -> str:
        """Return the text of an element as the source has it: one space for a run of white space.

        The readings of the edition (corr, reg, expan in a choice) are left out, and square brackets too,
        which the source may have as characters and the edition as markup. What the rendition of an element
        generates, such as the word of "[sic]", is of the source.

        Args:
            element: any element.
            without: local names of elements that are left out as well.
        """
        skipped = {tei(name) for name in without}
        pieces: list[str] = []

        def walk(at: etree._Element) -> None:
            pieces.append(self.generated(at, "before"))
            pieces.append(at.text or "")
            for child in at:
                if isinstance(child.tag, str):
                    edition = child.tag in _EDITION_READINGS and at.tag == tei("choice")
                    if not edition and child.tag not in skipped:
                        walk(child)
                pieces.append(child.tail or "")
            pieces.append(self.generated(at, "after"))

        walk(element)
        return _BLANKS.sub(" ", "".join(pieces)).translate({ord("["): None, ord("]"): None}).strip(" ")


@cache
def _upwards(path: str) -> tuple[str, ...]:
    """Return the names of a path from the element to its outermost parent."""
    return tuple(map(tei, reversed(path.split("/"))))


def _stands_under(element: etree._Element, tags: Sequence[str]) -> bool:
    for tag in tags:
        above = element.getparent()
        if above is None or above.tag != tag:
            return False
        element = above
    return True


@cache
def _prepared(xpath: str) -> etree.XPath:
    return etree.XPath(xpath, namespaces=NS)


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
    tag = element.tag
    return any(tag == tei(name) for name in names) if len(names) > 1 else tag == tei(*names)
