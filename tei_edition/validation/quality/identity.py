"""Identity and citation: title, publisher, identifier, state, paragraphs that can be cited (Q01 to Q06)."""

import re
from collections.abc import Mapping

from lxml import etree

from tei_edition.validation.place import XML_ID, short
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.dated import has_value
from tei_edition.validation.quality.tei_document import TeiDocument, is_address, says
from tei_edition.validation.quality.verdict import Verdict, parts, tally, text_of

_PUBLICATION = "tei:fileDesc/tei:publicationStmt"
_PERSISTENT = re.compile(
    r"^(doi:|hdl:|urn:|ark:|10\.\d{4,}/|\d{5}(\.[\w.]+)?/|\d+/[\w-]{6,}$)", re.IGNORECASE
)
_ISO = re.compile(r"^\d{4}(-\d\d){0,2}(T[\d:.]+)?(Z|[+-]\d\d:\d\d)?$")
"""A date in machine-readable form that stands in the text of its element, as some projects have it."""
_SCHEMES = frozenset({"doi", "handle", "hdl", "urn", "ark", "purl"})


def title(document: TeiDocument) -> Verdict:
    """Q01: the title is no placeholder."""
    titles = document.header("tei:fileDesc/tei:titleStmt/tei:title")
    if any(says(t) for t in titles):
        return Verdict(1, 1)
    said = f'The title is "{text_of(titles[0])}".' if titles else "There is no title."
    return parts(document.near("tei:fileDesc/tei:titleStmt/tei:title", "tei:fileDesc"), {said: False})


def publisher(document: TeiDocument) -> Verdict:
    """Q02: somebody is named who publishes the file."""
    kinds = ("publisher", "authority", "distributor")
    named = document.header(*(f"{_PUBLICATION}//tei:{kind}" for kind in kinds))
    if any(says(element) for element in named):
        return Verdict(1, 1)
    said = (
        f'The {short(named[0].tag)} is "{text_of(named[0])}".'
        if named
        else "publicationStmt names no publisher, authority or distributor."
    )
    near = named[0] if named else document.near(_PUBLICATION, "tei:fileDesc")
    return parts(near, {said: False})


def identifier(document: TeiDocument) -> Verdict:
    """Q03: the document has an identifier."""
    there = any(says(idno) for idno in _identifiers(document)) or bool(document.root.get(XML_ID))
    return parts(
        document.near(_PUBLICATION, "tei:fileDesc"),
        {"There is no idno in publicationStmt, and TEI has no xml:id.": there},
    )


def address(document: TeiDocument) -> Verdict:
    """Q04: an identifier is persistent, or an address."""
    there = any(_is_persistent(idno) for idno in _identifiers(document))
    return parts(
        document.near(f"{_PUBLICATION}//tei:idno", _PUBLICATION),
        {"No idno in publicationStmt is a DOI, handle, URN, ARK or web address.": there},
    )


def state(document: TeiDocument) -> Verdict:
    """Q05: it can be told which state of the file is the later one."""
    dated = document.header(
        f"{_PUBLICATION}/tei:date",
        "tei:fileDesc/tei:editionStmt//tei:date",
        "tei:revisionDesc//tei:change",
    )
    numbered = document.header("tei:fileDesc/tei:editionStmt/tei:edition[@n]")
    return parts(
        document.near(f"{_PUBLICATION}/tei:date", _PUBLICATION, "tei:fileDesc"),
        {
            "Neither publication, edition nor changes have a date in machine-readable form.": bool(numbered)
            or any(has_value(element) or _ISO.match(text_of(element)) for element in dated)
        },
    )


def paragraphs(document: TeiDocument) -> Verdict:
    """Q06: paragraphs and verses have an identifier or a number."""
    blocks = document.text(
        ".//*[self::tei:p or self::tei:ab or self::tei:lg or self::tei:u][not(ancestor::tei:note)]"
    )
    units = (
        (b, "" if b.get(XML_ID) or b.get("n") else f"This {short(b.tag)} has no xml:id.") for b in blocks
    )
    return tally(units, "The text has no paragraphs.")


def _identifiers(document: TeiDocument) -> list[etree._Element]:
    return document.header(f"{_PUBLICATION}//tei:idno")


def _is_persistent(idno: etree._Element) -> bool:
    text = text_of(idno)
    if not says(idno):
        return False
    return is_address(text) or bool(_PERSISTENT.match(text)) or (idno.get("type") or "").lower() in _SCHEMES


CHECKS: Mapping[str, Check] = {
    "Q01": title,
    "Q02": publisher,
    "Q03": identifier,
    "Q04": address,
    "Q05": state,
    "Q06": paragraphs,
}
"""The checks of this module, by the code of the criterion."""
