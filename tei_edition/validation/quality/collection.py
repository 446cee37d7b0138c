"""The collection: identifiers of documents and entities, schema and guidelines (Q41 to Q43)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tei_edition.model.problem import XmlPlace
from tei_edition.tables import table
from tei_edition.validation.place import XML_ID, place_of
from tei_edition.validation.quality.register import Entry, entry
from tei_edition.validation.quality.tei_document import TeiDocument, says
from tei_edition.validation.quality.verdict import EXAMPLES, Gap, Verdict, not_applicable, text_of


@dataclass(frozen=True, slots=True)
class Bearings:
    """What a document contributes to the criteria of the collection."""

    name: str
    """How the document is called in reports."""
    identifier: str
    """Its own identifier; empty if it has none."""
    place: XmlPlace
    """Where the identifier stands."""
    entries: Mapping[str, Entry]
    """The persons, places, organisations and events in it, by xml:id."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents together."""

    documents: Sequence[Bearings]
    """What each document contributes."""
    beside: Sequence[str] | None
    """Names of the other files in the folders of the collection; None if no folder was named."""


def bearings(document: TeiDocument, name: str) -> Bearings:
    """Read what a document contributes to the criteria of the collection.

    Args:
        document: the document.
        name: how it is called in reports.
    """
    numbers = document.header("tei:fileDesc/tei:publicationStmt//tei:idno")
    stated = next((e for e in numbers if says(e)), None)
    identifier = document.root.get(XML_ID) or ("" if stated is None else text_of(stated))
    at = document.root if stated is None or document.root.get(XML_ID) else stated
    entries = {i: e for x in document.own_elements() if (i := x.get(XML_ID)) and (e := entry(x)) is not None}
    return Bearings(name, identifier, place_of(at), entries)


def own_identifiers(collection: Collection) -> Verdict:
    """Q41: no two documents have one identifier."""
    named = [d for d in collection.documents if d.identifier]
    if len(named) < 2:
        return not_applicable("There are not two documents with an identifier.")
    given = Counter(d.identifier for d in named)
    shared = [d for d in named if given[d.identifier] > 1]
    said = 'The identifier "{}" is that of {} documents.'
    gaps = [Gap(said.format(d.identifier, given[d.identifier]), d.name, d.place) for d in shared[:EXAMPLES]]
    return Verdict(len(named) - len(shared), len(named), tuple(gaps))


def one_meaning(collection: Collection) -> Verdict:
    """Q42: an identifier means one entity in all documents."""
    borne: dict[str, list[tuple[Bearings, Entry]]] = {}
    for document in collection.documents:
        for identifier, known in document.entries.items():
            if known.forms:
                borne.setdefault(identifier, []).append((document, known))
    several = {identifier: found for identifier, found in sorted(borne.items()) if len(found) > 1}
    if not several:
        return not_applicable("No entry occurs in two documents.")
    gaps = []
    for identifier, found in several.items():
        first = found[0]
        other = next((f for f in found[1:] if not f[1].forms & first[1].forms), None)
        if other is not None:
            one, two = (min(known.forms) for _, known in (first, other))
            said = f'"{identifier}" is "{one}" in {first[0].name}, but "{two}" in {other[0].name}.'
            gaps.append(Gap(said, other[0].name))
    return Verdict(len(several) - len(gaps), len(several), tuple(gaps[:EXAMPLES]))


def shipped(collection: Collection) -> Verdict:
    """Q43: schema and guidelines lie beside the data."""
    if collection.beside is None:
        return not_applicable("No folder was named, only files.")
    known = table("quality")["shipped"]
    names = [PurePath(name).name.lower() for name in collection.beside]
    wanted = {
        "There is no schema in the folder.": _any(names, str.endswith, known["schema"]),
        "There is no README and there are no guidelines in the folder.": _any(
            names, str.__contains__, known["guidelines"]
        ),
    }
    missing = tuple(Gap(message) for message, there in wanted.items() if not there)
    return Verdict(len(wanted) - len(missing), len(wanted), missing)


def _any(names: Iterable[str], fits: Callable[[str, str], bool], parts: Iterable[str]) -> bool:
    listed = list(parts)
    return any(fits(name, part) for name in names for part in listed)


CHECKS: Mapping[str, Callable[[Collection], Verdict]] = {
    "Q41": own_identifiers,
    "Q42": one_meaning,
    "Q43": shipped,
}
"""The checks of this module, by the code of the criterion."""
