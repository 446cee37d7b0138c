"""Who wrote a letter to whom, when and where: ``correspDesc`` of a TEI file (TEI 2.4.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tei_edition.deposit.description import Agent, Place
from tei_edition.deposit.header import DAY, Entries, entries_of, identifiers, words
from tei_edition.xml_parser import xml_parser

_LIMITS: Final = ("when", "from", "to", "notBefore", "notAfter")


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody did with a letter."""

    type: str
    """``sent`` or ``received``."""
    agents: tuple[Agent, ...] = ()
    """Who did it."""
    places: tuple[Place, ...] = ()
    """Where."""
    date: tuple[tuple[str, str], ...] = ()
    """When: attributes of ``date`` and their values, to the day."""


def correspondence(source: bytes) -> tuple[Action, ...]:
    """Read what a TEI file says of the sending and receiving of its document.

    Args:
        source: the bytes of the file.

    Returns:
        The actions; none if it is no letter, or not well-formed.
    """
    try:
        root = etree.fromstring(source, xml_parser(commented=False))
    except etree.XMLSyntaxError:
        return ()
    entries = entries_of(root)
    found = root.iterfind("{*}teiHeader/{*}profileDesc/{*}correspDesc/{*}correspAction")
    return tuple(_action(e, entries) for e in found if e.get("type") in ("sent", "received"))


def _action(element: etree._Element, entries: Entries) -> Action:
    places = (Place(words(e), identifiers(e, entries)) for e in element.iterfind("{*}placeName") if words(e))
    date = element.find("{*}date")
    return Action(
        element.get("type", ""),
        tuple(_agents(element, entries)),
        tuple(places),
        tuple(_limits(date)) if date is not None else (),
    )


def _agents(element: etree._Element, entries: Entries) -> Iterator[Agent]:
    for child in element:
        kind = etree.QName(child).localname
        name = words(child)
        if kind == "persName" and name:
            yield Agent(name, "person", "author", identifiers=identifiers(child, entries))
        elif kind == "orgName" and name:
            yield Agent(name, "organisation", "author", identifiers=identifiers(child, entries))


def _limits(date: etree._Element) -> Iterator[tuple[str, str]]:
    for name in _LIMITS:
        if found := DAY.match(date.get(name, "")):
            yield name, found[0]
