"""Put into words what libxml2 says of a RELAX NG schema; the last resort.

Its first entry is the innermost; those that follow mostly repeat it for each ancestor, so one is told.
"""

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.place import XML_ID, short
from tei_edition.validation.schema import Vocabulary
from tei_edition.validation.wording import complaint, excerpt, guess, quoted

_ELEMENT = re.compile(r"Did not expect element (\S+) there|Expecting element (\S+), got (\S+)")
_ATTRIBUTE = re.compile(r"Invalid attribute (\S+) for element (\S+)")
_OF_ATTRIBUTES = ("RELAXNG_ERR_INVALIDATTR", "RELAXNG_ERR_ATTRVALID")
_NAMED = re.compile(r"[Ee]lement (\S+)")


def explain_log(
    root: etree._Element, log: Iterable[etree._LogEntry], known: Vocabulary
) -> tuple[Problem, ...]:
    """Explain the elements that the schema does not know at all; if there are none, the first complaint.

    Args:
        root: the root element of the document.
        log: what the validator logged.
        known: the names that the schema declares.

    Returns:
        One problem for each unknown element (XM02); else one, XM02 to XM07 or XM11, and none if an xml:id
        occurs twice.
    """
    if unknown := _unknown(root, known):
        return unknown
    entries = list(log)
    if any(entry.type_name == "RELAXNG_ERR_DUPID" for entry in entries):
        return ()  # told already as XM08, and everything in the log may follow from it
    entries = [entry for entry in entries if entry.type_name != "RELAXNG_ERR_TYPEVAL"]
    entry = next(iter(entries), None)
    if entry is not None and entry.type_name == "RELAXNG_ERR_NOELEM":
        # said of an element whose attributes are wrong, too; then the attribute is named further down
        entry = next((e for e in entries if e.type_name in _OF_ATTRIBUTES), entry)
    if entry is None:
        return (complaint("XM11", root, "The file is not valid, but the schema does not say where."),)
    message = " ".join(entry.message.split())
    at = _element(root, entry, message)
    match entry.type_name:
        case "RELAXNG_ERR_ELEMWRONG" | "RELAXNG_ERR_ELEMNAME":
            wrong, expected = _names(message, at)
            if wrong not in known.elements:
                return (_strange(at, wrong, known),)
            if expected:
                words = f'{quoted(wrong)} is not allowed here; expected is "{expected}".'
            else:
                words = f"{quoted(wrong)} is not allowed here, or something in or before it is wrong."
            return (complaint("XM02", at, words),)
        case "RELAXNG_ERR_INVALIDATTR":
            return _attribute(root, at, message, known)
        case "RELAXNG_ERR_ATTRVALID":
            said = f"An attribute of {quoted(at.tag)} is missing, or its value is not allowed."
            return (complaint("XM05", at, said),)
        case "RELAXNG_ERR_NOELEM":
            return (complaint("XM06", at, f"{quoted(at.tag)} is not complete: an element is missing."),)
        case "RELAXNG_ERR_TEXTWRONG":
            return (complaint("XM07", at, f"{quoted(at.tag)} may not hold text of its own."),)
        case _:
            return (complaint("XM11", at, f"The file is not valid; the schema says: {message.rstrip('.')}."),)


def _unknown(root: etree._Element, known: Vocabulary) -> tuple[Problem, ...]:
    """Explain the elements of the document's own namespace whose names the schema does not have."""
    own = etree.QName(root).namespace
    if short(root.tag) not in known.elements:
        return ()  # the names of the schema stand elsewhere, or the document is of another kind
    found = (e for e in root.iter("*") if short(e.tag) not in known.elements)
    of_own = (e for e in found if etree.QName(e).namespace == own)
    return tuple(_strange(e, short(e.tag), known) for e in islice(of_own, _most() + 1))


def _most() -> int:
    most: int = table("validation")["limit"]["problems"]
    return most


def _strange(element: etree._Element, name: str, known: Vocabulary) -> Problem:
    words = f"{quoted(name)} is not an element of the schema.{guess(name, known.elements)}"
    return complaint("XM02", element, words)


def _element(root: etree._Element, entry: etree._LogEntry, message: str) -> etree._Element:
    """Find the element of an entry: by its path if that leads to one of the name, else by its line."""
    wanted = {match for match in _NAMED.findall(message)}
    try:
        found = root.xpath(entry.path) if entry.path else []
    except etree.XPathError:
        found = []
    candidates = [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []
    for element in candidates:
        if short(element.tag) in wanted:
            return element
    for element in root.iter("*"):
        if element.sourceline == entry.line and short(element.tag) in wanted:
            return element
    return candidates[0] if candidates else root


def _names(message: str, at: etree._Element) -> tuple[str, str]:
    found = _ELEMENT.search(message)
    if found is None:
        return short(at.tag), ""
    return (found[1], "") if found[1] else (found[3].rstrip("."), found[2])


def _attribute(
    root: etree._Element, element: etree._Element, message: str, known: Vocabulary
) -> tuple[Problem, ...]:
    """Explain an attribute; the log does not say whether its name or its value is wrong."""
    found = _ATTRIBUTE.search(message)
    local = found[1] if found else ""
    key = next((k for k in element.attrib if short(str(k)).removeprefix("xml:") == local), None)
    name = short(str(key)) if key is not None else local
    if name not in known.attributes:
        said = f'{quoted(element.tag)} may not have the attribute "{name}".{guess(name, known.attributes)}'
        return (complaint("XM03", element, said),)
    value = str(element.attrib[key]) if key is not None else ""
    if key == XML_ID and sum(1 for e in root.iter("*") if e.get(XML_ID) == value) > 1:
        return ()  # told already as XM08
    wanted = table("validation")["value"].get(name)
    must = f"; it must be {wanted}" if wanted else ", if it may stand there at all"
    said = f'The attribute "{name}" of {quoted(element.tag)} may not be "{excerpt(value)}"{must}.'
    return (complaint("XM04", element, said),)
