"""Files that are written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PART = ".part"
"""How the name of a part ends."""


@contextmanager
def whole_file(path: Path, *, parts: Path | None = None) -> Iterator[BinaryIO]:
    """Write a part of a file first, and move it to its place when it is complete.

    Args:
        path: the file; its folder is made if need be.
        parts: the folder for the part, in the same file system; by default it is that of the file.

    Yields:
        What the content is written into. If an exception is raised meanwhile, the file that was there before
        stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=parts or path.parent, prefix=f".{path.name[:60]}.", suffix=PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
