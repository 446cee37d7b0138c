"""Writing files whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PART = ".part"


def write(path: Path, content: bytes, *, parts: Path | None = None) -> None:
    """Write a file whole or not at all.

    Args:
        path: the file.
        content: what it shall hold.
        parts: the folder for the part, in the same file system; by default it is written beside its place.

    Raises:
        OSError: if it cannot be written; then there is no part of it, and what was there is there still.
    """
    with open_whole(path, parts=parts) as file:
        file.write(content)


@contextmanager
def open_whole(path: Path, *, parts: Path | None = None) -> Iterator[IO[bytes]]:
    """Open a file that is to appear whole or not at all: a part is written, and then moved to its place.

    Args:
        path: the file.
        parts: the folder for the part, in the same file system; by default it is that of the file.

    Yields:
        The part, to be written into. If that fails, it is removed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=parts or path.parent, prefix=f".{path.name[:60]}.", suffix=_PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sweep(parts: Path) -> None:
    """Remove the parts that a run left which was killed.

    Args:
        parts: their folder; nobody else may be writing into it.
    """
    for part in parts.glob(f".*{_PART}"):
        with suppress(OSError):
            part.unlink()
