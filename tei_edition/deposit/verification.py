"""Verify a package by itself: digests, crate, validity, and the proof that each text is its transcript's."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tei_edition.deposit.bag import ALGORITHMS, PAYLOAD, read_manifest
from tei_edition.deposit.contents import Item, kind_of
from tei_edition.deposit.crate import METADATA
from tei_edition.deposit.crate_check import crate_problems
from tei_edition.deposit.opening import opened
from tei_edition.deposit.preflight import check
from tei_edition.model.problem import Problem, Severity
from tei_edition.validation.schema import PROJECT, SchemaSet, schema_folder

_AGAIN: Final = "Get the package again from whoever keeps it; do not use this one."
_SCHEMA: Final = "data/schema/tei_edition.rng"


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying a package."""

    problems: tuple[Problem, ...]
    """What is wrong, by the paths in the package; nothing if all holds."""
    files: int = 0
    """Files whose digests were computed."""
    documents: tuple[str, ...] = ()
    """The TEI files that were validated and proven."""


def verify_package(path: Path) -> Verified:
    """Verify a package, with nothing but what is in it.

    Args:
        path: the folder, or the zip file.

    Returns:
        What is wrong: DP30 to DP41, and what validation and proof find. Nothing found in a package raises an
        exception.
    """
    with opened(path) as package:
        if package.folder is None:
            return Verified(package.problems)
        folder = package.folder
        names = sorted(
            p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and not p.is_symlink()
        )
        of = {name: _File.of(folder / name) for name in names}
        problems = [*package.problems, *_digests(folder, of)]
        payload = {
            n.removeprefix(PAYLOAD): (f.size, f.digests["sha256"])
            for n, f in of.items()
            if n.startswith(PAYLOAD)
        }
        told = {p.file for p in problems}
        metadata = f"{PAYLOAD}{METADATA}"
        if metadata in of:
            found = crate_problems((folder / metadata).read_bytes(), payload)
            problems += (p for p in _in_payload(found) if p.file not in told)
        elif metadata not in told:
            problems.append(_missing(metadata))
        documents = [item for name in names if (item := _document(folder, name)) is not None]
        transcripts = {
            n.removeprefix(PAYLOAD): (folder / n).read_bytes()
            for n in names
            if n.startswith(f"{PAYLOAD}source/") and n.endswith(".txt")
        }
        schemas, remarks = _schemas(folder, of)
        found = check(documents, transcripts, schemas).problems
        problems += (p for p in _in_payload(found) if p.severity is Severity.ERROR)
        if not documents and not any(n.startswith("data/tei/") for n in told):
            problems.append(_missing("data/tei"))
        checked = tuple(f"{PAYLOAD}{item.path}" for item in documents)
        return Verified((*problems, *remarks), len(of), checked)


@dataclass(frozen=True, slots=True)
class _File:
    """What is compared of a file."""

    size: int
    digests: Mapping[str, str]

    @classmethod
    def of(cls, path: Path) -> "_File":
        size, hashes = 0, [hashlib.new(name) for name in ALGORITHMS]
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                size += len(piece)
                for each in hashes:
                    each.update(piece)
        return cls(size, {name: each.hexdigest() for name, each in zip(ALGORITHMS, hashes, strict=True)})


def _digests(folder: Path, of: Mapping[str, _File]) -> Iterator[Problem]:
    """Compare every file with the manifests: changed, missing, added."""
    told: set[str] = set()
    listed: dict[str, set[str]] = {}
    for algorithm in ALGORITHMS:
        for kind in ("tagmanifest", "manifest"):
            name = f"{kind}-{algorithm}.txt"
            if name not in of:
                yield _missing(name)
                continue
            stated = read_manifest((folder / name).read_text(encoding="utf-8", errors="replace"))
            listed.setdefault(kind, set()).update(stated)
            for path, digest in stated.items():
                if path in told:
                    continue
                if path not in of:
                    told.add(path)
                    yield _missing(path)
                elif of[path].digests[algorithm] != digest:
                    told.add(path)
                    yield _changed(path, by=name)
    for path in of:
        if path.startswith(PAYLOAD) and path not in listed.get("manifest", of):
            yield _added(path, Severity.ERROR)
        elif not path.startswith(("tagmanifest-", PAYLOAD)) and path not in listed.get("tagmanifest", of):
            yield _added(path, Severity.WARNING)


def _missing(path: str) -> Problem:
    return Problem("DP32", Severity.ERROR, "The file is missing.", _AGAIN, file=path)


def _changed(path: str, *, by: str) -> Problem:
    if path.startswith("manifest-"):
        message = f"The list of digests was changed since the package was made (by {by})."
        return Problem("DP34", Severity.ERROR, message, _AGAIN, file=path)
    message = f"The file was changed since the package was made (by {by})."
    return Problem("DP31", Severity.ERROR, message, _AGAIN, file=path)


def _added(path: str, severity: Severity) -> Problem:
    message = "The file was added after the package was made; no digest vouches for it."
    hint = "Delete it, and verify again." if severity is Severity.WARNING else _AGAIN
    return Problem("DP33", severity, message, hint, file=path)


def _document(folder: Path, name: str) -> Item | None:
    """Return a file as a document, if it is one or should be."""
    if not (name.startswith(f"{PAYLOAD}tei/") and name.endswith(".xml")):
        return None
    content = (folder / name).read_bytes()
    kind = kind_of(content)
    return Item(name.removeprefix(PAYLOAD), content, "document") if kind in ("document", None) else None


def _in_payload(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    for problem in problems:
        yield replace(problem, file=f"{PAYLOAD}{problem.file}")


def _schemas(folder: Path, of: Mapping[str, _File]) -> tuple[SchemaSet, tuple[Problem, ...]]:
    """Return the schema to validate against: the program's own, unless the package was made with another."""
    own = schema_folder() / Path(_SCHEMA).name
    if _SCHEMA not in of or of[_SCHEMA].digests["sha256"] == hashlib.sha256(own.read_bytes()).hexdigest():
        return PROJECT, ()
    message = "The package was made with another version of the schema; its files were held against that one."
    problem = Problem("DP41", Severity.NOTE, message, "", file=_SCHEMA)
    return SchemaSet(rng=folder / _SCHEMA), (problem,)
