"""Open a package that nobody vouches for: a folder, or a zip file that is unpacked with caution."""

import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from tei_edition.deposit.bag import DECLARATION
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table

_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f\\:]")
_PIECE: Final = 1 << 20
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    OSError, ValueError, LookupError,
)  # fmt: skip
"""What the library raises at archives that are damaged, or made to confuse it."""
_ENCRYPTED: Final = 0x1
_SYMBOLIC_LINK: Final = 0o120000
_TYPE: Final = 0o170000


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that can be read."""

    folder: Path | None
    """The bag; None if there is none."""
    problems: tuple[Problem, ...]
    """What is wrong with the archive or the folder."""


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a package; what a zip file was unpacked to is gone when the context is left.

    Args:
        path: the folder, or the zip file.

    Yields:
        The bag; and the problems DP30 (no package, or it cannot be read), DP35 (a name that leads out of the
        folder, a link, a name given twice), DP36 (larger than a package may be).
    """
    if path.is_dir():
        yield Opened(*_bag_in(path, str(path)))
        return
    staging = Path(tempfile.mkdtemp(prefix="tei-edition-"))
    try:
        problem = _unpack(path, staging)
        yield Opened(None, (problem,)) if problem is not None else Opened(*_bag_in(staging, str(path)))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _bag_in(folder: Path, file: str) -> tuple[Path | None, tuple[Problem, ...]]:
    """Return the bag that a folder is, or that is the only folder in it."""
    if not (folder / DECLARATION).is_file():
        inside = [p for p in folder.iterdir() if (p / DECLARATION).is_file()]
        if len(inside) != 1:
            message = "This is no package: there is no bagit.txt in it."
            hint = "Name the folder edition-VERSION itself, or its zip file."
            return None, (Problem("DP30", Severity.ERROR, message, hint, file=file),)
        folder = inside[0]
    links = [p for p in sorted(folder.rglob("*")) if p.is_symlink()]
    return folder, tuple(_unsafe(p.relative_to(folder).as_posix(), "is a link") for p in links)


def _unpack(path: Path, staging: Path) -> Problem | None:
    """Unpack a zip file; nothing is written outside the folder, and not more than the limits allow."""
    limits = table("deposit")["limits"]
    left = int(limits["bytes"])
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > limits["files"]:
                return _too_large(path, f"has {len(entries):,} files")
            seen: set[str] = set()
            for entry in entries:
                wrong = _wrong(entry, seen)
                if wrong:
                    return _unsafe(entry.filename, wrong)
                seen.add(entry.filename.casefold())
            for entry in entries:
                if entry.is_dir():
                    continue
                target = staging / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                written = _copied(archive, entry, target, min(left, int(limits["bytes-of-a-file"])))
                if written is None:
                    return _too_large(path, f"has more in {entry.filename} than a file may have")
                left -= written
    except _UNREADABLE as error:
        message = f"The zip file cannot be read: {error}."
        hint = "It was damaged or cut off: get it again from whoever keeps it."
        return Problem("DP30", Severity.ERROR, message, hint, file=str(path))
    return None


def _copied(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, most: int) -> int | None:
    """Unpack one file, and return its size; None as soon as it proves larger than allowed.

    What the archive says of its size is not believed.
    """
    size = 0
    with archive.open(entry) as packed, target.open("wb") as file:
        while piece := packed.read(_PIECE):
            size += len(piece)
            if size > most:
                return None
            file.write(piece)
    return size


def _wrong(entry: zipfile.ZipInfo, seen: set[str]) -> str:
    """Tell what is wrong with an entry's name; empty if nothing is."""
    path = PurePosixPath(entry.filename)
    if _FORBIDDEN.search(entry.filename) or path.is_absolute() or ".." in path.parts or not path.parts:
        return "leads out of the folder"
    if entry.filename.casefold() in seen:
        return "is there twice"
    if (entry.external_attr >> 16) & _TYPE == _SYMBOLIC_LINK:
        return "is a link"
    return "is encrypted" if entry.flag_bits & _ENCRYPTED else ""


def _unsafe(name: str, wrong: str) -> Problem:
    shown = name.encode("unicode_escape").decode("ascii")[:200]
    message = f'"{shown}" {wrong}; a package made by tei-edition has no such file.'
    hint = "Do not unpack it with other programs, and get the package again from whoever keeps it."
    return Problem("DP35", Severity.ERROR, message, hint, file=shown)


def _too_large(path: Path, words: str) -> Problem:
    message = f"The zip file {words}; it was not unpacked further."
    hint = "If you trust it, unpack it yourself and verify the folder."
    return Problem("DP36", Severity.ERROR, message, hint, file=str(path))
