"""Large XML Schemas as they were compiled, kept in the user's cache: building one takes up to a minute.

The name of such a file is a digest of all files of the schema and of the versions of what compiled it; when
one of them changes, another file is written. The folder may be deleted at any time.
"""

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from tei_edition.catalogue.folder import cache_folder

T = TypeVar("T")
_FORMAT = 1
_SMALL = 256_000


def compiled(files: Iterable[Path], kind: type[T], make: Callable[[], T], *, versions: str) -> T:
    """Return what a schema is compiled to, from the cache if it is there.

    Args:
        files: all files of the schema, itself first.
        kind: what it is compiled to.
        make: compiles it.
        versions: names and versions of the libraries that compile it.

    Returns:
        The compiled schema; a small one (less than 256 kB of source) is compiled each time.

    Raises:
        OSError: if a file of the schema cannot be read; that the cache cannot be used is no error.
    """
    sources = [path.read_bytes() for path in files]
    if sum(map(len, sources)) < _SMALL:
        return make()
    key = hashlib.sha256(f"{_FORMAT} {versions} {sys.version}".encode())
    for source in sources:
        key.update(hashlib.sha256(source).digest())
    folder = cache_folder() / "compiled"
    file = folder / f"{key.hexdigest()}.pickle"
    # A pickle is a program. This one was written by this user, in a folder that is his alone.
    with contextlib.suppress(Exception):
        if _is_ours(file):
            kept = pickle.loads(file.read_bytes())
            if isinstance(kept, kind):
                return kept
    schema = make()
    with contextlib.suppress(Exception):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = folder / f"{file.stem}.{os.getpid()}"
        unfinished.write_bytes(pickle.dumps(schema, protocol=pickle.HIGHEST_PROTOCOL))
        unfinished.replace(file)
    return schema


def _is_ours(file: Path) -> bool:
    """Tell whether a file is this user's, and nobody else may have written it."""
    if not hasattr(os, "getuid"):
        return True
    return all(
        state.st_uid == os.getuid() and not state.st_mode & 0o022
        for state in (file.stat(), file.parent.stat())
    )
