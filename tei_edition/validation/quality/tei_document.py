"""A TEI document that anybody may have made, with what the criteria ask of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import basename

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.tables.quality import words
from tei_edition.validation.place import NS, XML_ID, tei
from tei_edition.validation.quality.register import Entry
from tei_edition.validation.quality.verdict import text_of

Proof = Callable[[bytes], Iterable[Problem]]
"""The proof of losslessness: takes the bytes of a document, tells what is wrong with its text."""

Elements = list[etree._Element]


@dataclass(frozen=True)
class TeiDocument:
    """One text with its header; nothing changes it."""

    root: etree._Element
    """The element TEI."""
    others: Mapping[str, Mapping[str, Entry | None]] = field(default_factory=dict)
    """Of the other files that are looked at the elements by xml:id, by the name of the file."""
    proof: Proof | None = None
    """The proof of its text; None if nobody asks for it."""

    def header(self, *paths: str) -> Elements:
        """Return elements of the header; what it lacks, the header of the corpus around it may have.

        Args:
            paths: XPath expressions below teiHeader, with the prefix ``tei``.
        """
        for header in self.headers:
            if found := select(header, *paths):
                return found
        return []

    @cached_property
    def headers(self) -> Elements:
        """Its own header, and those of the corpora in which it stands, from within."""
        around = [self.root, *self.root.iterancestors(tei("teiCorpus"), tei("TEI"))]
        return [header for element in around for header in element.iterchildren(tei("teiHeader"))]

    @cached_property
    def at(self) -> etree._Element:
        """Where something is missed that belongs into the header."""
        return self.headers[0] if self.headers else self.root

    def near(self, *paths: str) -> etree._Element:
        """Return the first element of the header that there is, to name a place; else the header.

        Args:
            paths: XPath expressions below teiHeader, the nearest first.
        """
        return next((found[0] for path in paths if (found := self.header(path))), self.at)

    @cached_property
    def texts(self) -> Elements:
        """The elements ``text`` of this document."""
        return list(self.root.iterchildren(tei("text")))

    def text(self, *paths: str) -> Elements:
        """Return elements of the text.

        Args:
            paths: XPath expressions below ``text``, with the prefix ``tei``.
        """
        return [element for text in self.texts for element in select(text, *paths)]

    @cached_property
    def identified(self) -> Mapping[str, etree._Element]:
        """The elements of the file that have an xml:id, by that id; of two with the same the first."""
        found: dict[str, etree._Element] = {}
        for element in self.root.getroottree().iter("*"):
            if (identifier := element.get(XML_ID)) is not None:
                found.setdefault(identifier, element)
        return found

    def own_elements(self) -> Iterator[etree._Element]:
        """Iterate over its elements, without those of documents that stand within it."""
        if next(self.root.iterdescendants(tei("TEI")), None) is None:
            yield from self.root.iter("*")  # far faster, and nearly every document has none within
            return
        stack = [self.root]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(c for c in reversed(element) if isinstance(c.tag, str) and c.tag != tei("TEI"))

    def target(self, pointer: str) -> etree._Element | Entry | bool | None:
        """Follow a pointer.

        Args:
            pointer: the pointer as it is written.

        Returns:
            The element of this file; the entry of another one, or True if what is there is no entry; False
            if there is no such thing; None if the pointer leads to where nobody looks.
        """
        file, hash_, identifier = pointer.partition("#")
        if not hash_ or not identifier or "(" in identifier:
            return None
        if not file:
            return self.identified.get(identifier, False)
        if ":" in file or basename(file) not in self.others:
            return None
        known = self.others[basename(file)]
        return (known[identifier] or True) if identifier in known else False

    @cached_property
    def programs(self) -> frozenset[str]:
        """The xml:id of those among the responsible that are programs."""
        kinds = words("software")
        found = {e.get(XML_ID, "") for e in self.header(".//tei:appInfo//tei:application")}
        for element in self.header("tei:fileDesc/tei:titleStmt/*"):
            names = element.iter(tei("name"), tei("persName"), tei("orgName"), tei("resp"))
            if any((name.get("type") or name.get("role") or "").lower() in kinds for name in names):
                found |= {e.get(XML_ID, "") for e in element.iter("*")}
        return frozenset(found - {""})

    @cached_property
    def speaks_of_translation(self) -> bool:
        """Whether the header says, or its languages show, that the text is a translation."""
        if self.header(".//tei:relatedItem[@type='translationOf']"):
            return True
        if any(mentions(resp, words("translation")) for resp in self.header(".//tei:respStmt/tei:resp")):
            return True
        if self.header(".//tei:editor[@role='translator']"):
            return True
        language = self.language
        originals = [e.get("mainLang", "") for e in self.header(".//tei:sourceDesc//tei:textLang[@mainLang]")]
        return bool(language and originals) and all(_primary(o) != _primary(language) for o in originals)

    @cached_property
    def language(self) -> str:
        """The language of the text, as a tag of BCP 47; empty if it is not stated."""
        for element in (*self.texts, self.root):
            if tag := element.get("{http://www.w3.org/XML/1998/namespace}lang"):
                return tag
        stated = [e.get("ident", "") for e in self.header(".//tei:langUsage/tei:language[@ident]")]
        return stated[0] if len(stated) == 1 else ""


def select(start: etree._Element, *paths: str) -> Elements:
    """Return the elements that XPath expressions select, those of the first expression first."""
    found: Elements = []
    for path in paths:
        selected = start.xpath(path, namespaces=NS)
        if isinstance(selected, list):
            found += [e for e in selected if isinstance(e, etree._Element)]
    return found


def says(element: etree._Element) -> bool:
    """Tell whether an element has words that are no placeholder."""
    text = text_of(element).lower()
    return text.strip(" .,;:()[]") not in words("placeholder") and not any(
        phrase in text for phrase in words("placeholder-within")
    )


def mentions(element: etree._Element, listed: Iterable[str]) -> bool:
    """Tell whether the text of an element has one of some words, or their beginning, in it."""
    text = text_of(element).lower()
    return any(word in text for word in listed)


def pointers(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Iterate over the pointers of an element: the attribute, and each of its pointers."""
    for attribute in table("pointers")["attributes"]:
        if (value := element.get(attribute)) and not (
            attribute == "scheme" and element.tag == tei("rendition")
        ):
            for pointer in value.split():
                yield attribute, pointer


def is_address(value: str | None) -> bool:
    """Tell whether a value is an address on the web."""
    return (value or "").strip().lower().startswith(("http://", "https://"))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
