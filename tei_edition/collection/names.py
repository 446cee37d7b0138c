"""The names in a text: who and what is meant, and how often."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from tei_edition.collection.description import words_of
from tei_edition.collection.row import Named
from tei_edition.collection.stand_off import ENTRIES, entry_elements
from tei_edition.validation.place import XML_ID, tei

_KINDS: Final[Mapping[str, str]] = {
    tei("persName"): "person",
    tei("placeName"): "place",
    tei("geogName"): "place",
    tei("orgName"): "org",
    tei("rs"): "",
    tei("name"): "",
}
"""The elements of names, with the kind of entry that each means; empty where its pointer or type tells."""
_TYPES: Final = {"person": "person", "place": "place", "org": "org", "organisation": "org"}


class Names:
    """The names of one document."""

    def __init__(self, root: etree._Element) -> None:
        self._entries = {e.get(XML_ID, ""): e for e in entry_elements(root)}
        self._found: dict[str, dict[tuple[str, str], int]] = {kind: {} for kind in ENTRIES}
        for text in root.iterchildren(tei("text")):
            for kind, key in self._named(text):
                if kind in self._found:
                    self._found[kind][key] = self._found[kind].get(key, 0) + 1

    def of(self, kind: str) -> list[Named]:
        """Return those of one kind in the order of the text.

        Args:
            kind: the element of the entries: ``person``, ``place`` or ``org``.
        """
        return [
            {"id": id_, "name": self._shown(id_) or words, "times": times}
            for (id_, words), times in self._found[kind].items()
        ]

    def _named(self, text: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
        """Iterate over what is named: the kind, and the id of the entry, or else the words."""
        for element in text.iter(*_KINDS):
            ids = [p.removeprefix("#") for p in (element.get("ref") or "").split() if p.startswith("#")]
            own = _KINDS[str(element.tag)] or _TYPES.get(element.get("type") or "", "")
            for id_ in ids:
                words = "" if id_ in self._entries else words_of(element)
                yield self._kind(id_) or own, (id_, words)
            # A referring string without a pointer names nobody.
            if not ids and element.tag != tei("rs") and (words := words_of(element)):
                yield own, ("", words)

    def _kind(self, id_: str) -> str:
        entry = self._entries.get(id_)
        return "" if entry is None else str(entry.tag).removeprefix(tei(""))

    def _shown(self, id_: str) -> str:
        entry = self._entries.get(id_)
        if entry is None:
            return ""
        name = next(entry.iterchildren("*"), None)
        return "" if name is None else words_of(name)
