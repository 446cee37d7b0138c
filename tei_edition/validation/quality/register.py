"""The entries that names point to: persons, places, organisations, events."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tei_edition.validation.place import XML_ID, short, tei

ENTITIES: Final = frozenset(tei(n) for n in ("person", "personGrp", "place", "org", "event", "object", "nym"))
LISTS: Final = (
    "listPerson",
    "listPlace",
    "listOrg",
    "listEvent",
    "listObject",
    "listNym",
    "listBibl",
    "listRelation",
)
_BLOCKS: Final = ("p", "ab", "l", "u", "sp", "list", "table", "opener", "closer")
_NAMES = tuple(tei(n) for n in ("persName", "placeName", "orgName", "geogName", "name", "eventName", "label"))
_ADDRESSES = ("ref", "sameAs", "corresp", "target")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of an entity."""

    kind: str
    """The element, such as ``person``."""
    is_identified: bool
    """Whether it has an identifier, or an address on the web."""
    forms: frozenset[str]
    """The forms of its name, in small letters."""


def entry(element: etree._Element) -> Entry | None:
    """Read an entry of a list.

    Args:
        element: any element.

    Returns:
        The entry: of a person, a place and so on, or of a name with xml:id in an item of a plain list, as
        some projects keep them; None if the element is neither.
    """
    if is_listed_name(element):
        item = next(element.iterancestors(tei("item")))
        return Entry(
            short(element.tag),
            _is_identified(element) or _is_identified(item),
            frozenset({" ".join(str(element.xpath("string()")).lower().split())} - {""}),
        )
    if element.tag not in ENTITIES:
        return None
    forms = (" ".join(str(name.xpath("string()")).lower().split()) for name in element.iter(*_NAMES))
    return Entry(short(element.tag), _is_identified(element), frozenset(f for f in forms if f))


def is_listed_name(element: etree._Element) -> bool:
    """Tell whether an element is a name in an item of a plain list, to which others point by its xml:id."""
    if element.tag not in _NAMES or element.get(XML_ID) is None:
        return False
    return next(element.iterancestors(tei("item")), None) is not None


def elements_by_id(root: etree._Element) -> dict[str, Entry | None]:
    """Return what a file offers to pointers: its elements with xml:id, and those that are entries as such."""
    return {identifier: entry(e) for e in root.iter("*") if (identifier := e.get(XML_ID)) is not None}


def is_register(document: etree._Element) -> bool:
    """Tell whether a TEI document is nothing but lists, to which others point.

    Args:
        document: the element TEI.
    """
    texts = list(document.iterchildren(tei("text")))
    if not texts:
        others = [c for c in document.iterchildren("*") if c.tag != tei("teiHeader")]
        return bool(others) and all(c.tag == tei("standOff") for c in others)
    blocks = [b for text in texts for b in _outside_lists(text)]
    has_lists = any(next(text.iter(*map(tei, LISTS)), None) is not None for text in texts)
    return has_lists and not blocks


def _outside_lists(element: etree._Element) -> Iterator[etree._Element]:
    """Iterate over the paragraphs and the like of a text that stand in none of its lists."""
    lists, blocks = frozenset(map(tei, LISTS)), frozenset(map(tei, _BLOCKS))
    stack = [element]
    while stack:
        at = stack.pop()
        for child in at.iterchildren("*"):
            if child.tag in lists:
                continue
            if child.tag in blocks:
                if " ".join(str(child.xpath("string()")).split()):
                    yield child
            else:
                stack.append(child)


def _is_identified(element: etree._Element) -> bool:
    for at in (element, *element.iterchildren("*")):
        if any((at.get(a) or "").startswith(("http://", "https://")) for a in _ADDRESSES):
            return True
        if at.tag == tei("idno") and (at.text or "").strip():
            return True
    return False
