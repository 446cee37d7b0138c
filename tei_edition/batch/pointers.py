"""The ids that a document asks the authority lists for, gathered from what it has become."""

import re
from collections.abc import Iterable, Iterator

from tei_edition.batch.questions import POINTER
from tei_edition.model.edition import Edition
from tei_edition.review.decisions import Decisions
from tei_edition.tables import table

_ID = re.compile(r' xml:id="([^"]+)"')
_OF_DOCUMENT = "doc-"
"""What the id of a document begins with if its name alone is taken."""


def ids_asked_for(edition: Edition, decisions: Decisions, tei: bytes) -> tuple[str, ...]:
    """Return the ids that may be looked up in the lists while a document is encoded.

    Args:
        edition: the document with its annotations.
        decisions: the decisions on it.
        tei: its TEI file.

    Returns:
        What annotations point to and weigh, what the editor writes for ids, what the file points to, and the
        ids in it, which no entry may have (those that are counted, such as ``p01``, no entry can have, for
        the ids of entries have prefixes); sorted, each once.
    """
    woven = tei.decode("utf-8")
    found = {*POINTER.findall(woven), *_of_elements(woven), *_said(edition), *_decided(decisions)}
    found.discard("")
    return tuple(sorted(found))


def _of_elements(woven: str) -> Iterator[str]:
    for id_ in _ID.findall(woven):
        yield id_
        while id_.startswith(_OF_DOCUMENT):
            id_ = id_.removeprefix(_OF_DOCUMENT)
            yield id_


def _said(edition: Edition) -> Iterator[str]:
    yield from (e.id for e in edition.strangers)
    for a in edition.annotations:
        yield from a.candidates
        yield a.id or ""
        yield from (word.removeprefix("#") for v in a.attributes.values() for word in v.split())


def _decided(decisions: Decisions) -> Iterator[str]:
    for line in decisions.names:
        value = line.value.strip().removeprefix("#")
        yield value
        yield from (prefix + value for prefix in _prefixes())


def _prefixes() -> Iterable[str]:
    return (prefix for entry in table("entries").values() for prefix in entry.get("prefixes", ()))
