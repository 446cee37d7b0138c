"""The documents of SWORD version 2: the entry that is sent, and what a server answers.

SWORDv2 Profile, http://swordapp.github.io/SWORDv2-Profile/SWORDProfile.html; the entry is Atom (RFC 4287)
with the terms of Dublin Core and, for Software Heritage, of CodeMeta.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tei_edition.deposit.description import Description
from tei_edition.xml_parser import xml_parser

_ATOM: Final = "http://www.w3.org/2005/Atom"
_APP: Final = "http://www.w3.org/2007/app"
_TERMS: Final = "http://purl.org/net/sword/terms/"
_NAMES: Final = {
    None: _ATOM,
    "dcterms": "http://purl.org/dc/terms/",
    "codemeta": "https://doi.org/10.5063/SCHEMA/CODEMETA-2.0",
    "swh": "https://www.softwareheritage.org/schema/2018/deposit",
}
_FULL: Final = {prefix or "": uri for prefix, uri in _NAMES.items()}
_WHERE: Final = {"atom": _ATOM, "app": _APP, "sword": _TERMS}
ADD: Final = f"{_TERMS}add"
STATEMENT: Final = f"{_TERMS}statement"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of a service document."""

    href: str
    """Its address."""
    title: str
    """Its title."""
    packaging: tuple[str, ...]
    """The formats of packages that it takes."""


@dataclass(frozen=True, slots=True)
class Service:
    """What a service document says."""

    collections: tuple[Collection, ...]
    """The collections that the account may deposit into."""
    most_bytes: int
    """The largest file that is taken, in bytes; 0 if the server does not say."""


def parsed(text: str) -> etree._Element | None:
    """Parse what a server answered; None if it is not well-formed. Nothing beyond the text is read."""
    try:
        return etree.fromstring(text.encode(), xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


def service(text: str) -> Service | None:
    """Read a service document; None if it is none."""
    root = parsed(text)
    if root is None or root.tag != f"{{{_APP}}}service":
        return None
    size = root.findtext("sword:maxUploadSize", "", _WHERE).strip()
    found = tuple(
        Collection(
            element.get("href", ""),
            " ".join((element.findtext("atom:title", "", _WHERE)).split()),
            tuple((e.text or "").strip() for e in element.iterfind("sword:acceptPackaging", _WHERE)),
        )
        for element in root.iterfind(".//app:collection", _WHERE)
    )
    # The profile counts in kilobytes, Software Heritage in bytes; the larger reading refuses nothing wrongly.
    return Service(found, int(size) * 1024 if size.isdigit() else 0)


def links(text: str) -> dict[str, str]:
    """Return the addresses in a deposit receipt, by relation; ``deposit`` is the server's identifier."""
    root = parsed(text)
    if root is None:
        return {}
    found = {e.get("rel", ""): e.get("href", "") for e in root.iterfind("atom:link", _WHERE) if e.get("href")}
    id_ = root.findtext(f"{{{_FULL['swh']}}}deposit_id") or root.findtext("atom:id", "", _WHERE) or ""
    return {**found, "deposit": id_.strip()}


def status(text: str) -> str:
    """Return what a statement says of a deposit, in the server's word; empty if it says nothing."""
    root = parsed(text)
    if root is None:
        return ""
    said = root.findtext(f".//{{{_FULL['swh']}}}deposit_status")
    if said:
        return str(said).strip()
    for category in root.iterfind(".//atom:category", _WHERE):
        if category.get("scheme") == f"{_TERMS}state":
            return category.get("term", "").rpartition("/")[2]
    return ""


def reasons(text: str) -> str:
    """Return why a server refused something, as one line; empty if it does not say."""
    root = parsed(text)
    if root is None:
        return ""
    pieces = (
        root.findtext("atom:summary", "", _WHERE),
        root.findtext("sword:verboseDescription", "", _WHERE),
    )
    words = " ".join(" ".join(piece.split()) for piece in pieces if piece)
    return "".join(c for c in words if c.isprintable())[:300]


def listed(text: str, slug: str) -> list[str]:
    """Return the identifiers of the unfinished deposits in a list that bear our name.

    Args:
        text: the list of a collection, as Software Heritage gives it.
        slug: the name.
    """
    root = parsed(text)
    if root is None:
        return []
    swh = _FULL["swh"]
    return [
        (entry.findtext(f"{{{swh}}}id") or "").strip()
        for entry in root.iterfind("atom:entry", _WHERE)
        if (entry.findtext(f"{{{swh}}}external_id") or "").strip() == slug
        and (entry.findtext(f"{{{swh}}}status") or "").strip() == "partial"
    ]


def entry(description: Description, deposit: str, origin: str) -> bytes:
    """Return the entry of a deposit.

    Args:
        description: the edition.
        deposit: the identifier of the deposit.
        origin: the address of the edition at Software Heritage; empty for another server.
    """
    root = etree.Element(f"{{{_ATOM}}}entry", nsmap=_NAMES)
    for name, value in _fields(description, deposit):
        if value:
            _put(root, name, value)
    for agent in description.creators:
        _put(_put(root, "author"), "name", agent.name)
        author = _put(root, "codemeta:author")
        _put(author, "codemeta:name", agent.name)
        for identifier in agent.identifiers[:1]:
            _put(author, "codemeta:id", identifier.uri)
    if origin:
        created = _put(_put(root, "swh:deposit"), "swh:create_origin")
        _put(created, "swh:origin").set("url", origin)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _put(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    prefix, _, local = name.rpartition(":")
    element: etree._Element = etree.SubElement(parent, f"{{{_FULL[prefix]}}}{local}")
    element.text = "".join(c for c in text if c.isprintable() or c in "\n\t") or None
    return element


def _fields(description: Description, deposit: str) -> Iterator[tuple[str, str]]:
    said, rights = description, description.rights
    yield "title", said.title
    yield "id", deposit
    yield "updated", f"{said.date}T00:00:00Z"
    yield "summary", said.abstract
    for name, values in (
        ("title", [said.title]),
        ("creator", [a.name for a in said.creators]),
        ("contributor", [a.name for a in said.contributors]),
        ("publisher", [said.publisher]),
        ("issued", [said.date]),
        ("abstract", [said.abstract]),
        ("language", said.languages),
        ("subject", [s.term for s in said.subjects]),
        ("temporal", ["/".join(dict.fromkeys(filter(None, said.temporal)))]),
        ("spatial", [place.name for place in said.spatial]),
        ("rights", [rights.statement]),
        ("license", [rights.licence]),
        ("identifier", [said.identifier, deposit]),
        ("isVersionOf", [said.identifier]),
        ("source", _once(s.uri or s.title for s in said.sources)),
    ):
        yield from ((f"dcterms:{name}", value) for value in values)
    yield "codemeta:name", said.title
    yield "codemeta:description", said.abstract
    yield "codemeta:version", said.version
    yield "codemeta:datePublished", said.date
    yield "codemeta:identifier", said.identifier
    yield "codemeta:keywords", ",".join(s.term for s in said.subjects)


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
