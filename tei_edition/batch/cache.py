"""The cache: results of earlier runs, on disk, to be deleted, copied and shared at any time.

An entry is a file whose name is the digest of that on which its content depends; a body is one whose name
is the digest of its content. Both are written whole or not at all and proven when they are read: what is
damaged, foreign or of another layout is not there. They hold JSON and plain bytes; nothing is executed.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tei_edition.batch.digest import digest_of_content
from tei_edition.batch.kept import Kept, problem_as_json, problem_of
from tei_edition.batch.writing import write
from tei_edition.model.problem import Problem

_LAYOUT = b"tei-edition cache 1\n"
_DIGEST = hashlib.sha256().digest_size
_LARGEST = 1 << 30
"""Bytes; no entry is larger, whatever a file may claim."""
_MOST_RESULTS = 4
_LEVEL = 1
_UNFIT = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error)
"""What reading a file raises that is no entry."""


@dataclass(frozen=True, slots=True)
class Body:
    """What is needed only if the files of a document are missing, or its authority lists have changed."""

    asked: Sequence[Sequence[Any]] | None
    """The questions that the document put to the lists; None if it depends on them as a whole."""
    files: Mapping[str, bytes]
    """The content of its files, by what their names have behind the stem."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results. Where it cannot be written, nothing is kept, and nothing else is wrong."""

    folder: Path
    """The folder; it is made when the first result is kept."""
    is_read: bool = True
    """Whether results are looked up; if not, new ones take the place of those that are there."""

    def results(self, key: str) -> tuple[Kept, ...]:
        """Return the results that are kept for a document.

        Args:
            key: digest of everything on which they depend, except for the authority lists.
        """
        try:
            return tuple(Kept.of(row) for row in self._entry(key)["results"])
        except _UNFIT:
            return ()

    def keep_results(self, key: str, results: Sequence[Kept]) -> None:
        """Keep the results for a document, the last that was met first; the oldest of many are dropped."""
        gone = {kept.body for kept in self.results(key)} - {kept.body for kept in results[:_MOST_RESULTS]}
        self._keep(key, {"results": [kept.as_json() for kept in results[:_MOST_RESULTS]]})
        for name in gone:
            with suppress(OSError):
                self._path("bodies", name).unlink()

    def problems(self, key: str) -> tuple[Problem, ...] | None:
        """Return what was found wrong with authority lists; None if that is not known."""
        try:
            return tuple(problem_of(row) for row in self._entry(key)["problems"])
        except _UNFIT:
            return None

    def keep_problems(self, key: str, problems: Sequence[Problem]) -> None:
        """Keep what was found wrong with authority lists."""
        self._keep(key, {"problems": [problem_as_json(p) for p in problems]})

    def body(self, name: str) -> Body | None:
        """Return a body by its digest; None if it is not there or damaged."""
        try:
            packed = self._path("bodies", name).read_bytes()
            if digest_of_content(packed) != name:
                return None
            head, _, content = _unpacked(packed).partition(b"\n")
            told, at, files = json.loads(head), 0, {}
            for suffix, size in told["files"]:
                files[str(suffix)] = content[at : at + size]
                at += size
            return Body(told["asked"], files)
        except _UNFIT:
            return None

    def keep_body(self, body: Body) -> str:
        """Keep a body and return its digest."""
        sizes = [(suffix, len(content)) for suffix, content in body.files.items()]
        head = json.dumps({"asked": body.asked, "files": sizes}, separators=(",", ":")).encode("ascii")
        packed = zlib.compress(b"\n".join([head, b"".join(body.files.values())]), _LEVEL)
        name = digest_of_content(packed)
        path = self._path("bodies", name)
        with suppress(OSError):
            if not path.is_file() or path.stat().st_size != len(packed):
                write(path, packed)
        return name

    def _entry(self, key: str) -> Mapping[str, Any]:
        if not self.is_read:
            raise ValueError("nothing is looked up")
        raw = self._path("entries", key).read_bytes()
        proof, packed = raw[len(_LAYOUT) : len(_LAYOUT) + _DIGEST], raw[len(_LAYOUT) + _DIGEST :]
        if not raw.startswith(_LAYOUT) or hashlib.sha256(packed).digest() != proof:
            raise ValueError("no entry, or a damaged one")
        told = json.loads(_unpacked(packed))
        if told["key"] != key:
            raise ValueError("the entry of another document")
        return told  # type: ignore[no-any-return]

    def _keep(self, key: str, told: Mapping[str, Any]) -> None:
        packed = zlib.compress(
            json.dumps({"key": key, **told}, separators=(",", ":")).encode("ascii"), _LEVEL
        )
        with suppress(OSError):
            write(self._path("entries", key), _LAYOUT + hashlib.sha256(packed).digest() + packed)

    def _path(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / name


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(packed, _LARGEST)
    if not unpacker.eof:
        raise ValueError("longer than any entry, or cut off")
    return content
