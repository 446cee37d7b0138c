"""The Reconciliation Service API of the W3C's Entity Reconciliation Community Group, versions 0.1 and 0.2.

A service has a manifest, which tells what it is, and answers batches of queries. All that it says is looked
at before it is believed; what does not fit is a ``ProtocolError``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote


class ProtocolError(Exception):
    """What a service says does not fit the protocol; the message says in what."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself."""

    name: str
    """What the service is called."""
    view: str
    """Address of the page of an entity, with ``{{id}}`` for its id; empty if there is none."""
    batch: int
    """How many queries it takes at once; 0 if it does not say."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of one entry."""

    text: str
    """The name."""
    type: str = ""
    """Id of the type of entity that is wanted, in the service's own terms; empty for any."""
    limit: int = 5
    """How many candidates are wanted at most."""

    def written(self) -> dict[str, object]:
        """Return the query as the protocol writes it."""
        return {"query": self.text, **({"type": self.type} if self.type else {}), "limit": self.limit}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a service proposes."""

    id: str
    """Its id in the service's own terms."""
    name: str
    """Its name."""
    description: str
    """What tells it from others of its name; many services give none."""
    score: float
    """How well it fits; every service has a scale of its own."""
    match: bool
    """Whether the service thinks it certain."""
    types: tuple[str, ...]
    """Of which types it is, by name if the service gives names."""


def read_json(raw: bytes) -> Any:
    """Parse what a service sent.

    Raises:
        ProtocolError: if it is not JSON.
    """
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the answer is not JSON") from error


def read_manifest(value: Any) -> Manifest:
    """Read a manifest.

    Args:
        value: parsed JSON.

    Raises:
        ProtocolError: if it is none: it must have a name, and name its space of identifiers.
    """
    if not isinstance(value, dict):
        raise ProtocolError("the manifest is not a JSON object")
    for key in ("name", "identifierSpace"):
        if not isinstance(value.get(key), str):
            raise ProtocolError(f"the manifest does not state its {key}")
    view = value.get("view")
    template = view.get("url", "") if isinstance(view, dict) else ""
    batch = value.get("batchSize", 0)
    return Manifest(
        _line(value["name"]),
        _line(template) if isinstance(template, str) and "{{id}}" in template else "",
        batch if isinstance(batch, int) and batch > 0 else 0,
    )


def read_answers(value: Any, asked: Sequence[str]) -> Mapping[str, Any]:
    """Take the answer to a batch apart.

    Args:
        value: parsed JSON.
        asked: the keys of the queries.

    Returns:
        For each key that was answered the list of results, unread.

    Raises:
        ProtocolError: if it is no answer to a batch at all.
    """
    if not isinstance(value, dict):
        raise ProtocolError("the answer to a batch of queries is not a JSON object")
    if value.get("status") == "error" and not any(key in value for key in asked):
        raise ProtocolError(
            f"the service reports an error: {_line(str(value.get('message', 'no reason given')))}"
        )
    return {
        key: value[key]["result"]
        for key in asked
        if isinstance(value.get(key), dict) and "result" in value[key]
    }


def read_candidates(result: Any) -> tuple[Candidate, ...]:
    """Read the candidates for one query.

    Args:
        result: what stands under ``result``, parsed.

    Returns:
        The candidates, that with the highest score first.

    Raises:
        ProtocolError: if something that the protocol demands is missing or of another sort.
    """
    if not isinstance(result, list):
        raise ProtocolError("result is not a list")
    found = [_candidate(entry) for entry in result]
    return tuple(sorted(found, key=lambda c: (-c.score, not c.match)))


def page_of(manifest: Manifest, id_: str) -> str:
    """Return the address of the page of an entity; empty if the service has none."""
    if manifest.view:
        return manifest.view.replace("{{id}}", quote(id_, safe=""))
    return id_ if id_.startswith(("https://", "http://")) else ""


def _candidate(entry: Any) -> Candidate:
    if not isinstance(entry, dict):
        raise ProtocolError("a candidate is not a JSON object")
    for key in ("id", "name"):
        if not isinstance(entry.get(key), str) or not _line(entry[key]):
            raise ProtocolError(f"a candidate has no {key}")
    score = entry.get("score", 0)
    try:
        number = float(score)
    except (TypeError, ValueError) as error:
        raise ProtocolError(f"the score of {_line(entry['id'])} is no number") from error
    if number != number or number in (float("inf"), float("-inf")):
        raise ProtocolError(f"the score of {_line(entry['id'])} is no number")
    description = entry.get("description")
    types = entry.get("type", [])
    return Candidate(
        _line(entry["id"]),
        _line(entry["name"]),
        _line(description) if isinstance(description, str) else "",
        number,
        entry.get("match") is True,
        tuple(filter(None, map(_type, types))) if isinstance(types, list) else (),
    )


def _type(entry: Any) -> str:
    """Return the name of a type: version 0.1 allows its bare id."""
    if isinstance(entry, dict):
        entry = entry.get("name") or entry.get("id")
    return _line(entry) if isinstance(entry, str) else ""


def _line(text: str) -> str:
    """Return a text as one line without what could steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
