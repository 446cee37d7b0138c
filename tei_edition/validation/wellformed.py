"""Read a TEI file that anybody may have sent: no DTD, no entities, no network, no bottomless trees.

What stops an XML parser is told in plain words (XM01, XM09, XM10, XM13), and what is too large (XM17). A
duplicate ``xml:id`` would stop it as well, long before any schema is asked; that is a slip of the editor, not
a broken file, so the parser is told not to collect ids, and they are counted afterwards (XM08).
"""

from dataclasses import dataclass

from lxml import etree

from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.tables import table
from tei_edition.validation.document import Document
from tei_edition.validation.malformed import malformed
from tei_edition.validation.place import XML_ID, path_of, place_of, short, tei
from tei_edition.xml_parser import xml_parser

_PROLOGUE = 1 << 16
_ATTRIBUTE = len(' a=""')
"""Bytes that an attribute needs at least."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file."""

    root: etree._Element | None
    """The root element; None if the file cannot be examined any further."""
    problems: tuple[Problem, ...]
    """What was wrong with it."""


def read(source: bytes) -> Reading:
    """Parse a foreign TEI file safely.

    Args:
        source: the bytes of the file.

    Returns:
        The tree, if there is one to examine; else what is wrong: XM01, XM09, XM10, XM13 or XM17.
    """
    reading = parse(source)
    return reading if reading.root is None else _checked(reading.root)


def parse(source: bytes) -> Reading:
    """Parse a foreign XML file safely, whatever its root element is.

    Args:
        source: the bytes of the file.

    Returns:
        The tree, or the problem XM01, XM09 or XM17.
    """
    limit = table("validation")["limit"]
    tags = source.count(b"<") if len(source) > limit["children"] else 0  # as many need as many bytes at least
    if len(source) > limit["bytes"] or tags > limit["tags"]:
        return _refused("XM17", f"The file is too large to be examined ({len(source):,} bytes).")
    if _has_doctype(source):
        return _refused("XM09", "The file has a document type declaration (DOCTYPE).")
    parser = xml_parser()
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        return Reading(None, (malformed(source, error, list(parser.error_log)),))
    if root.getroottree().docinfo.internalDTD is not None:
        return _refused("XM09", "The file has a document type declaration (DOCTYPE).")
    if tags > limit["children"]:
        for element in root.iter("*"):
            if len(element) > limit["children"]:
                said = f'"{short(element.tag)}" holds {len(element):,} elements, too many to be examined.'
                return Reading(None, (_problem("XM17", said, place_of(element)),))
    # Whoever has so many attributes has more bytes; most files need not even be searched for the sign.
    if len(source) > limit["borne"] * _ATTRIBUTE and source.count(b"=") > limit["borne"]:
        for element in root.iter("*"):
            if len(element.attrib) > limit["borne"]:
                said = (
                    f'"{short(element.tag)}" has {len(element.attrib):,} attributes, too many to be examined.'
                )
                return Reading(None, (_problem("XM17", said, place_of(element)),))
    return Reading(root, ())


def _has_doctype(source: bytes) -> bool:
    """Look for a DOCTYPE before the root element, without an XML parser: that would already expand it."""
    head = source[:_PROLOGUE]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:4]:
        little = head[:2] == b"\xff\xfe" or head[1:2] == b"\x00"
        head = head.decode("utf-16-le" if little else "utf-16-be", "replace").encode()
    at = 0
    while (at := head.find(b"<", at)) >= 0:
        if head.startswith(b"<!DOCTYPE", at):
            return True
        if head.startswith(b"<!--", at):
            at = head.find(b"-->", at)
        elif head.startswith(b"<?", at):
            at = head.find(b"?>", at)
        else:
            return False
        if at < 0:  # the prologue is longer than anybody's; the parser's own verdict is asked afterwards
            return False
    return False


def _checked(root: etree._Element) -> Reading:
    return Reading(root, ()) if root.tag == tei("TEI") else Reading(None, (not_tei(root),))


def not_tei(root: etree._Element) -> Problem:
    """Return the problem that a root element is not that of a TEI document.

    Args:
        root: the root element.

    Returns:
        XM13 if it only is in a wrong namespace, else XM10.
    """
    name = etree.QName(root)
    place = place_of(root)
    if name.localname == "TEI":
        where = f'the namespace "{name.namespace}"' if name.namespace else "no namespace"
        return _problem("XM13", f"The root element is called TEI, but is in {where}.", place)
    return _problem("XM10", f'The root element is "{short(root.tag)}", not TEI.', place)


def doubled_identifiers(document: Document) -> tuple[Problem, ...]:
    """Report each xml:id that occurs again (XM08).

    Args:
        document: the document.
    """
    bearing = document.bearing(XML_ID)
    if len(document.reached) == len(bearing):
        return ()
    problems: list[Problem] = []
    for element, identifier in bearing:
        first = document.reached[f"#{identifier}"]
        if first is not element:
            said = (
                f'The xml:id "{identifier}" is already that of {short(first.tag)} in line '
                f"{first.sourceline} ({path_of(first)})."
            )
            problems.append(_problem("XM08", said, place_of(element)))
    return tuple(problems)


def _refused(code: str, message: str) -> Reading:
    return Reading(None, (_problem(code, message, XmlPlace(1, "")),))


def _problem(code: str, message: str, place: XmlPlace) -> Problem:
    return Problem(code, Severity.ERROR, message, table("validation")["next_step"][code], xml=place)
