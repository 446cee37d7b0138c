"""The entries that a document took from the lists: as it has them, ready to be put together with others."""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tei_edition.collection.row import Entry
from tei_edition.model.authority import IN_TEXT
from tei_edition.tables import table
from tei_edition.validation.place import TEI, XML_ID, tei

ENTRIES: Final = ("person", "org", "place", "event", "bibl", "biblStruct")
"""The elements that are entries; a term is a ``label`` with the ``item`` behind it."""
LISTS: Final = ("listPerson", "listOrg", "listPlace", "listEvent", "listBibl", "list")
"""The lists in which they stand, in their order."""

_LIST_TAGS: Final = frozenset(map(tei, LISTS))
_DECLARED: Final = f' xmlns="{TEI}"'
_TAG: Final = re.compile(r"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(r' ([\w:.-]+)="([^"]*)"')


def entry_elements(root: etree._Element) -> Iterator[etree._Element]:
    """Iterate over the entries of a document that have an xml:id: entities and the labels of terms."""
    tags = [tei(name) for name in ENTRIES]
    for list_ in root.iterfind("{*}standOff/*"):
        if list_.tag in _LIST_TAGS:
            wanted = [tei("label")] if list_.tag == tei("list") else tags
            yield from (e for e in list_.iterchildren(*wanted) if e.get(XML_ID))


def entries_of(root: etree._Element) -> list[Entry]:
    """Return the entries of a document, in its order.

    Args:
        root: the element TEI.

    Returns:
        Persons, organisations, places, events, works and terms of its ``standOff``. A person whom no list
        has is left out: the same id means another one in another document.
    """
    elements = [e for e in entry_elements(root) if not e.get(XML_ID, "").startswith(IN_TEXT)]
    inside = {e.get(XML_ID, "") for e in elements}
    found = []
    for element in elements:
        list_ = element.getparent()
        if list_ is None:
            continue
        written = _written(element)
        outside = _outside(written, inside)
        plain = with_pointers(written, dict.fromkeys(outside, ""))
        entry: Entry = {
            "id": element.get(XML_ID, ""),
            "list": str(list_.tag).removeprefix(tei("")),
            "type": list_.get("type") or "",
            "tei": written,
            "outside": outside,
            "same": hashlib.sha256(plain.encode()).hexdigest()[:16],
        }
        found.append(entry)
    return found


def with_pointers(written: str, instead: dict[str, str]) -> str:
    """Return an entry with other pointers.

    Args:
        written: the entry in TEI.
        instead: for each id to which it points what the pointer is to be; an empty one is left out, with
            the attribute if nothing remains of it.
    """

    def attribute(m: re.Match[str]) -> str:
        if m[1] not in table("pointers")["attributes"]:
            return m[0]
        pointers = [instead.get(p[1:], p) if p.startswith("#") else p for p in m[2].split()]
        kept = " ".join(p for p in pointers if p)
        return f' {m[1]}="{kept}"' if kept else ""

    if not instead:
        return written
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), written)


def _outside(written: str, inside: set[str]) -> list[str]:
    found = {
        pointer[1:]
        for tag in _TAG.findall(written)
        for name, value in _ATTRIBUTE.findall(tag)
        if name in table("pointers")["attributes"]
        for pointer in value.split()
        if pointer.startswith("#") and pointer[1:] not in inside
    }
    return sorted(found)


def _written(element: etree._Element) -> str:
    """Return an entry as it stands; a term with its explanation."""
    parts = [element]
    if element.tag == tei("label"):
        item = next(element.itersiblings("*"), None)
        parts += [item] if item is not None and item.tag == tei("item") else []
    return "".join(
        etree.tostring(part, encoding="unicode", with_tail=False).replace(_DECLARED, "", 1) for part in parts
    )
