"""Files of a draft: uploaded one by one, and compared by us, since the server ignores wrong checksums."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tei_edition.deposit.connection import Answer, Connection
from tei_edition.deposit.failure import DepositFailure, Unclear, error
from tei_edition.deposit.package import Package
from tei_edition.deposit.receipt import Upload, measured
from tei_edition.model.problem import Problem
from tei_edition.tables import table

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to be uploaded."""

    upload: Upload
    """What it shall be at the repository."""
    path: Path
    """Where it lies."""


def sources(package: Package) -> tuple[Source, ...]:
    """Choose what is uploaded: the whole package as one zip, and what people want to read without unpacking.

    Args:
        package: the package.

    Raises:
        OSError: if the zip cannot be read.
    """
    known = table("inveniordm")
    loose = [f for f in package.files if f.path in known["loose"]]
    tei = [f for f in package.files if f.path.startswith(known["tei"])]
    if len(tei) <= known["tei-at-most"]:
        loose += tei
    whole = Source(measured(package.zip), package.zip)
    chosen = {whole.upload.key: whole}
    for file in loose:
        key = Path(file.path).name
        chosen.setdefault(key, Source(Upload(key, file.size, file.md5), package.directory / file.path))
    return tuple(chosen.values())[: known["files-at-most"]]


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """The files of one draft."""

    connection: Connection
    """The connection."""
    url: str
    """Address of the list of files, as the server named it."""
    refused: Callable[[Answer], DepositFailure]
    """Returns the failure for a bad answer."""

    def synchronise(self, wanted: Sequence[Source], done: Callable[[Upload], object]) -> None:
        """Make the files of the draft the wanted ones, and no others.

        Args:
            wanted: the files.
            done: is called with each file that the server has, and has intact.

        Raises:
            DepositFailure: DP68, if the server has other bytes than were sent, again and again; or what
            stops it.
        """
        keys = {source.upload.key for source in wanted}
        there = self.entries()
        for key, entry in there.items():
            if key not in keys:
                self._delete(key, entry)
        for source in wanted:
            self._upload(source, there.get(source.upload.key))
            done(source.upload)
        different = differences(self.entries(), [source.upload for source in wanted])
        if different:
            raise DepositFailure(differs(different, self.connection.address))

    def entries(self) -> Mapping[str, Json]:
        """Return what the server says of its files, by name."""
        answer = self.connection.ask("GET", self.url, repeatable=True)
        if not answer.good:
            raise self.refused(answer)
        return by_key(answer)

    def _upload(self, source: Source, there: Json | None) -> None:
        """Upload a file unless it is there; one that is there and differs is deleted first.

        A file that was committed must never be written to: the server says yes, and drops it.
        """
        upload = source.upload
        tries = 0

        def is_there() -> bool | None:
            entry = self.entries().get(upload.key) if tries else there
            if entry is not None and _is(entry, upload):
                return True
            if tries >= self.connection.manners.attempts // 2 and entry is not None and _is_complete(entry):
                raise DepositFailure(differs([upload.key], self.connection.address))
            if entry is not None:
                self._delete(upload.key, entry)
            return None

        def send() -> None:
            nonlocal tries
            tries += 1
            entry = self._announced(upload.key)
            if entry is None:
                return
            kind = {"Content-Type": "application/octet-stream"}
            links = entry.get("links", {})
            content = links.get("content", f"{self._of(upload.key)}/content")
            self._good(self.connection.ask("PUT", content, content=source.path, headers=kind))
            self._good(self.connection.ask("POST", links.get("commit", f"{self._of(upload.key)}/commit")))

        self.connection.settle(is_there, send, f"upload of {upload.key}")

    def _announced(self, key: str) -> Json | None:
        """Announce a file, and return its entry; None if the server has one of that name after all."""
        answer = self.connection.ask("POST", self.url, json=[{"key": key}])
        if answer.status == 400 and key in self.entries():
            return None
        self._good(answer)
        return by_key(answer).get(key, {})

    def _delete(self, key: str, entry: Json) -> None:
        url = entry.get("links", {}).get("self", self._of(key))
        answer = self.connection.ask("DELETE", url, repeatable=True)
        if answer.status != 404:
            self._good(answer)

    def _good(self, answer: Answer) -> None:
        if answer.status == 404:
            # The entry was dropped meanwhile, as it is if a connection is cut. It is announced again.
            raise Unclear("the repository has forgotten the file")
        if not answer.good:
            raise self.refused(answer)

    def _of(self, key: str) -> str:
        return f"{self.url}/{quote(key, safe='')}"


def by_key(answer: Answer) -> dict[str, Json]:
    """Return the entries of a list of files, by name."""
    content = answer.json()
    entries = content.get("entries", []) if isinstance(content, dict) else []
    return {e["key"]: e for e in entries if isinstance(e, dict) and isinstance(e.get("key"), str)}


def differences(entries: Mapping[str, Json], wanted: Sequence[Upload]) -> list[str]:
    """Return the names of files that are missing, superfluous, or not what was sent.

    Args:
        entries: what the server has.
        wanted: what it should have.
    """
    by_name = {upload.key: upload for upload in wanted}
    return sorted(
        key
        for key in {*entries, *by_name}
        if key not in entries or key not in by_name or not _is(entries[key], by_name[key])
    )


def differs(keys: Sequence[str], address: str) -> Problem:
    """Return the problem of files that are not what was sent."""
    return error(
        "DP68",
        f"The repository has other bytes than were sent, or other files: {', '.join(keys[:5])}.",
        "Run the command again; if it happens once more, something on the way changes files (a "
        "proxy, a virus scanner). "
        "Nothing was published.",
        address,
    )


def _is_complete(entry: Json) -> bool:
    return bool(entry.get("status", "completed") == "completed" and entry.get("checksum"))


def _is(entry: Json, upload: Upload) -> bool:
    return (
        _is_complete(entry)
        and entry.get("checksum") == f"md5:{upload.md5}"
        and entry.get("size", upload.size) == upload.size
    )
