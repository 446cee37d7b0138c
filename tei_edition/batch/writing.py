"""Writing files whole or not at all."""

from contextlib import suppress
from pathlib import Path

from tei_edition.whole_file import PART, whole_file


def write(path: Path, content: bytes, *, parts: Path | None = None) -> None:
    """Write a file whole or not at all.

    Args:
        path: the file.
        content: what it shall hold.
        parts: the folder for the part, in the same file system; by default it is written beside its place.

    Raises:
        OSError: if it cannot be written; then there is no part of it, and what was there is there still.
    """
    with whole_file(path, parts=parts) as file:
        file.write(content)


def sweep(parts: Path) -> None:
    """Remove the parts that a run left which was killed.

    Args:
        parts: their folder; nobody else may be writing into it.
    """
    for part in parts.glob(f".*{PART}"):
        with suppress(OSError):
            part.unlink()
