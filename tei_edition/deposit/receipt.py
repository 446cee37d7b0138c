"""What came of a deposit."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tei_edition.model.problem import Problem

State = Literal["draft", "in review", "published", "in progress", "deposited"]
"""How far a deposit is: a ``draft`` or deposit ``in progress`` can still be changed; the others cannot."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it is deposited."""

    key: str
    """Its name at the repository."""
    size: int
    """Bytes."""
    md5: str
    """MD5, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a repository has taken."""

    state: State
    """How far it is."""
    record: str
    """The repository's own identifier."""
    page: str = ""
    """Address of a page for people; empty if there is none."""
    doi: str = ""
    """The DOI, reserved or registered; empty if the repository gives none."""
    version: str = ""
    """The version of the edition."""
    uploads: tuple[Upload, ...] = ()
    """The files, compared with those at the repository where it tells their checksums."""
    problems: tuple[Problem, ...] = ()
    """What is worth knowing."""


def measured(path: Path) -> Upload:
    """Return a file as it is deposited under its own name.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
        return Upload(path.name, file.tell(), digest.hexdigest())
