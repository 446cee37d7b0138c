"""The folder in which installed schemas are kept. Everything in it may be deleted at any time.

A schema lies in a folder of its own, beside a record that says where it came from and what its digest was.
The digest is computed again whenever the schema is used, so that a file that was changed is not trusted.
"""

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from tei_edition.catalogue.identifier import Identifier, identifier, meant_by, without_scheme

_RECORD = "record.json"


def cache_folder() -> Path:
    """Return the folder of this program among the user's caches; it need not exist.

    The variable ``TEI_EDITION_CACHE`` names another one; else it lies where the system keeps caches (on Linux
    by the XDG Base Directory Specification).
    """
    if chosen := os.environ.get("TEI_EDITION_CACHE"):
        return Path(chosen)
    return user_cache_path("tei_edition", appauthor=False)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Holding:
    """An installed schema."""

    identifier: Identifier
    """What it is called."""
    path: Path
    """The schema file."""
    digest: str
    """SHA-256 of the file when it was installed, in hexadecimal digits."""
    source: str
    """The address or file that it came from."""

    @property
    def is_sound(self) -> bool:
        """Whether the file is there and is still the one that was installed."""
        try:
            return digest_of(self.path.read_bytes()) == self.digest
        except OSError:
            return False


def holdings() -> tuple[Holding, ...]:
    """Return the installed schemas, by name, the newest first."""
    found = []
    with contextlib.suppress(OSError):
        for folder in _schemas().iterdir():
            named = identifier(folder.name)
            if named is not None and (holding := find(named)) is not None:
                found.append(holding)
    found.sort(key=lambda h: h.identifier.age, reverse=True)
    return tuple(sorted(found, key=lambda h: h.identifier.name))


def find(wanted: Identifier) -> Holding | None:
    """Return an installed schema; None if it is not installed, or its record cannot be read.

    Args:
        wanted: what it is called.
    """
    folder = _schemas() / str(wanted)
    try:
        record = json.loads((folder / _RECORD).read_bytes())
        file, digest, source = (record[key] for key in ("file", "sha256", "source"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not all(isinstance(value, str) for value in (file, digest, source)) or Path(file).name != file:
        return None
    return Holding(wanted, folder / file, digest, source)


def find_address(address: str) -> Holding | None:
    """Return the installed schema that an address means: the one that came from there, or the Consortium's.

    Args:
        address: an ``http`` or ``https`` address. One of the newest release means the newest installed.
    """
    installed = holdings()
    for holding in installed:
        if without_scheme(holding.source) == without_scheme(address):
            return holding
    meant = meant_by(address)
    if meant is None:
        return None
    fits = (
        h
        for h in installed
        if h.identifier.name == meant.name and meant.version in ("", h.identifier.version)
    )
    return next(fits, None)


def keep(wanted: Identifier, content: bytes, *, ending: str, source: str) -> Holding:
    """Keep a schema; one of the same name and version is replaced.

    Args:
        wanted: what it is called.
        content: the file.
        ending: how its name ends, such as ``.rng``.
        source: the address or file that it came from.

    Returns:
        The installed schema.

    Raises:
        OSError: if it cannot be written.
    """
    remove(wanted)
    holding = Holding(wanted, _schemas() / str(wanted) / f"{wanted.name}{ending}", digest_of(content), source)
    holding.path.parent.mkdir(parents=True, exist_ok=True)
    holding.path.write_bytes(content)
    record = {"file": holding.path.name, "sha256": holding.digest, "source": source}
    # The record comes last: a schema without one is not installed.
    text = json.dumps(record, ensure_ascii=True, indent=1)
    holding.path.with_name(_RECORD).write_text(f"{text}\n", encoding="ascii")
    return holding


def remove(wanted: Identifier) -> bool:
    """Remove an installed schema, and tell whether there was one.

    Raises:
        OSError: if it cannot be removed.
    """
    folder = _schemas() / str(wanted)
    if not folder.is_dir():
        return False
    shutil.rmtree(folder)
    return True


def _schemas() -> Path:
    return cache_folder() / "schemas"
