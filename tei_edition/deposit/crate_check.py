"""Is a crate complete: all that RO-Crate 1.2 requires, every file described, all that is described there?"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, unquote

from tei_edition.deposit.crate import METADATA
from tei_edition.model.problem import Problem, Severity

_CONTEXT: Final = "https://w3id.org/ro/crate/1.2/context"
_PROFILE: Final = "https://w3id.org/ro/crate/1.2"
_REQUIRED: Final = ("name", "description", "datePublished", "license")
"""Properties that the root of a crate must have (RO-Crate 1.2, Root Data Entity)."""


def crate_problems(metadata: bytes, files: Mapping[str, tuple[int, str]]) -> tuple[Problem, ...]:
    """Hold the description of a crate against its files.

    Args:
        metadata: ``ro-crate-metadata.json``.
        files: size and SHA-256 of every file of the payload, by path.

    Returns:
        DP40 (the description cannot be read, or lacks something), DP37 (a file is not described), DP38
        (what is described is not there, or is other).
    """
    try:
        return tuple(_problems(json.loads(metadata), files))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return (_faulty("The description of the crate cannot be read."),)


def _problems(read: Any, files: Mapping[str, tuple[int, str]]) -> Iterator[Problem]:
    entities = {str(e["@id"]): e for e in read["@graph"]}
    yield from _of_form(read, entities)
    for path in sorted(files):
        if path != METADATA and quote(path) not in entities:
            yield _undescribed(path)
    yield from _other(entities, files)
    for id_ in sorted(_dangling(entities)):
        yield _faulty(f'It points to "{id_}", which it does not describe.')


def _of_form(read: Mapping[str, Any], entities: Mapping[str, Any]) -> Iterator[Problem]:
    root, descriptor = entities.get("./"), entities.get(METADATA)
    if read.get("@context") != _CONTEXT:
        yield _faulty("It does not say that it is an RO-Crate 1.2 (@context).")
    if descriptor is None or descriptor.get("conformsTo") != {"@id": _PROFILE}:
        yield _faulty("It does not say that it is an RO-Crate 1.2 (conformsTo).")
    if root is None:
        yield _faulty("It does not describe the crate itself.")
        return
    for name in _REQUIRED:
        if not root.get(name):
            yield _faulty(f"It does not state {name} of the crate.")


def _other(entities: Mapping[str, Any], files: Mapping[str, tuple[int, str]]) -> Iterator[Problem]:
    """Find descriptions of files that are not there, or have another size or digest."""
    for id_, entity in entities.items():
        if "File" not in _types(entity) or ":" in id_:
            continue
        path = unquote(id_)
        found = files.get(path)
        if found is None:
            message = "The crate describes this file, but it is not there."
            yield Problem("DP38", Severity.ERROR, message, _HINT, file=path)
        elif [str(entity.get("contentSize")), entity.get("sha256")] != [str(found[0]), found[1]]:
            message = "The crate describes this file with another size or digest than it has."
            yield Problem("DP38", Severity.ERROR, message, _HINT, file=path)


def _dangling(entities: Mapping[str, Any]) -> set[str]:
    pointed = {id_ for e in entities.values() for value in e.values() for id_ in _references(value)}
    return {id_ for id_ in pointed if id_ not in entities and (id_.startswith("#") or ":" not in id_)}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(value.get("@id"), str):
        yield value["@id"]
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def _types(entity: Mapping[str, Any]) -> list[str]:
    types = entity.get("@type", [])
    return types if isinstance(types, list) else [types]


_HINT: Final = "The package was changed after it was made: get it again from whoever keeps it."


def _faulty(message: str) -> Problem:
    return Problem("DP40", Severity.ERROR, message, _HINT, file=METADATA)


def _undescribed(path: str) -> Problem:
    return Problem("DP37", Severity.ERROR, "The crate does not describe this file.", _HINT, file=path)
