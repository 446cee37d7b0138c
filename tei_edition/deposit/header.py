"""What the header of a TEI file says of its document, read by the paths of the table ``crosswalk``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree

from tei_edition.authority.schemes import bare, fault, of_idno, schemes
from tei_edition.deposit.description import Agent, Document, Identifier, Kind, Place, Source
from tei_edition.tables import table
from tei_edition.weaver.place import transcript_file
from tei_edition.xml_parser import xml_parser

_TEI: Final = "http://www.tei-c.org/ns/1.0"
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d-])")
"""Year, month and day as far as they are known; what has no year cannot be put in order."""
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
Entries = dict[str, etree._Element]
"""The entries of the lists in ``standOff``, by their ids."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a TEI file says of its document."""

    document: Document
    """The document."""
    sources: tuple[Source, ...]
    """What it is derived from."""
    contributors: tuple[Agent, ...]
    """Those whom it credits, the edition's own persons and the program aside."""
    series: str
    """Title of the edition that it says to belong to; empty if it does not."""
    terms: tuple[str, ...]
    """What it is about."""
    places: tuple[Place, ...]
    """Where it was written."""
    method: tuple[str, ...]
    """The paragraphs on the method."""
    authority: str
    """Who publishes it; empty if that is not known."""
    rights: tuple[str, str]
    """Status of its availability, and address of the licence; empty if there is none."""


def facts(source: bytes, *, file: str) -> Facts | None:
    """Read the header of a TEI file.

    Args:
        source: the bytes of the file.
        file: its name.

    Returns:
        What it says; None if it is not well-formed.
    """
    try:
        root = etree.fromstring(source, xml_parser(commented=False))
    except etree.XMLSyntaxError:
        return None
    entries = entries_of(root)
    stated = transcript_file(source)
    document = Document(
        root.get(_ID) or file.rsplit(".", 1)[0],
        _first(root, "title"),
        _date(_one(root, "date")),
        file,
        _first(root, "subtitle"),
        root.get(_LANG, ""),
        tuple(_agent(e, "author", entries) for e in _all(root, "author")),
        stated.name if stated is not None else "",
    )
    return Facts(
        document,
        tuple(_sources(root, document, entries)),
        tuple(_credited(root, entries)),
        "; ".join(words(e) for e in _all(root, "series")),
        tuple(dict.fromkeys(words(e) for e in _all(root, "term"))),
        tuple(_place(e, entries) for e in _all(root, "place")),
        tuple(words(e) for e in _all(root, "method")),
        _first(root, "authority"),
        _rights(root),
    )


def entries_of(root: etree._Element) -> Entries:
    """Return what the lists in ``standOff`` have, by ids.

    Args:
        root: the root of a TEI file.
    """
    return {id_: e for e in root.iterfind(".//{*}standOff//*") if (id_ := e.get(_ID))}


def words(element: etree._Element) -> str:
    """Return the text of an element, blanks folded; of an abbreviation the expansion, then the short form.

    Args:
        element: an element of the header.
    """
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    children = list(element)
    if etree.QName(element).localname == "choice" and len(children) > 1:
        written, meant = words(children[0]), words(children[1])
        is_short = etree.QName(children[0]).localname == "abbr"
        yield f"{meant} ({written})" if is_short else written
        return
    for child in children:
        yield from _pieces(child)
        yield child.tail or ""


@cache
def _path(key: str) -> etree.XPath:
    return etree.XPath(table("crosswalk")["paths"][key], namespaces={"t": _TEI})


def _all(element: etree._Element, key: str) -> list[etree._Element]:
    found = _path(key)(element)
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _one(element: etree._Element, key: str) -> etree._Element | None:
    return next(iter(_all(element, key)), None)


def _first(element: etree._Element, key: str) -> str:
    found = _one(element, key)
    said = words(found) if found is not None else ""
    return "" if said in table("crosswalk")["unknown"]["words"] else said


def _date(element: etree._Element | None) -> str:
    if element is None:
        return ""
    values = (element.get(key, "") for key in ("when", "notBefore", "from", "notAfter", "to"))
    return next((found[0] for value in values if (found := DAY.match(value))), "")


def identifiers(element: etree._Element, entries: Entries) -> tuple[Identifier, ...]:
    """Return the identifiers that the list in ``standOff`` has for what an element points to.

    Args:
        element: a name with ``ref``, or with one in it.
        entries: the entries of the lists.
    """
    pointer = element.get("ref") or next((r for e in element if (r := e.get("ref"))), "")
    entry = entries.get(pointer.removeprefix("#"))
    if entry is None:
        return ()
    found = (of_idno(e.get("type", ""), words(e)) for e in entry.iterfind("{*}idno"))
    return tuple(i for f in found if f is not None and (i := identifier(*f)) is not None)


def identifier(scheme: str, written: str) -> Identifier | None:
    """Read an identifier of a person, a body or a place.

    Args:
        scheme: key of the scheme.
        written: the identifier, bare or as a URI.

    Returns:
        The identifier; None if it cannot be one of its scheme.
    """
    prefix = str(table("crosswalk")["schemes"][scheme]["uri"])
    known = schemes().get(scheme)
    value = bare(known, written) if known is not None else written.strip().removeprefix(prefix)
    if not value or (known is not None and fault(scheme, value)):
        return None
    return Identifier(scheme, value, prefix + value)


def _agent(element: etree._Element, role: str, entries: Entries) -> Agent:
    named = element.find("{*}orgName")
    return Agent(
        words(element),
        "organisation" if named is not None else "person",
        role,
        identifiers=identifiers(element, entries),
    )


def _credited(root: etree._Element, entries: Entries) -> Iterator[Agent]:
    crosswalk = table("crosswalk")
    for statement in _all(root, "responsibility"):
        id_ = statement.get(_ID, "")
        if id_ in crosswalk["own-statements"]["ids"]:
            continue
        relator = next((r for e in statement.iterfind("{*}resp") if (r := e.get("ref"))), "")
        role = _role(relator.rpartition("/")[2], id_)
        for who in (*statement.iterfind("{*}persName"), *statement.iterfind("{*}orgName")):
            name, is_body = words(who), etree.QName(who).localname == "orgName"
            if name and name not in crosswalk["unknown"]["words"]:
                kind: Kind = "organisation" if is_body else "person"
                yield Agent(name, kind, role, identifiers=identifiers(who, entries))


def _role(relator: str, id_: str) -> str:
    roles = table("crosswalk")["roles"]
    by_relator = next((role for role, said in roles.items() if relator in said["marc"]), "")
    stem = id_.removeprefix("resp-").rstrip("-0123456789")
    return by_relator or (stem if stem in roles else "other")


def _sources(root: etree._Element, document: Document, entries: Entries) -> Iterator[Source]:
    for e in _all(root, "digital"):
        title = _first(e, "digital-title") or document.title
        publisher, address = _first(e, "digital-publisher"), _first(e, "digital-address")
        yield Source("digital", title, publisher=publisher, uri=address, documents=(document.id,))
    for e in _all(root, "original"):
        authors = tuple(_agent(a, "author", entries) for a in _all(e, "original-author"))
        language = _path("original-language")(e)
        repository, shelfmark = _first(e, "repository"), _first(e, "shelfmark")
        title = _first(e, "original-title")
        if title or repository or shelfmark:
            yield Source(
                "original",
                title or shelfmark or repository,
                creators=authors or document.authors,
                repository=repository,
                shelfmark=shelfmark,
                language=str(language[0]) if isinstance(language, list) and language else "",
                date=_date(_one(e, "original-date")),
                documents=(document.id,),
            )


def _rights(root: etree._Element) -> tuple[str, str]:
    stated = _one(root, "availability")
    if stated is None:
        return "unknown", ""
    licence = stated.find("{*}licence")
    return stated.get("status", "unknown"), licence.get("target", "") if licence is not None else ""


def _place(element: etree._Element, entries: Entries) -> Place:
    return Place(words(element), identifiers(element, entries))
