"""Put an export in its place: whole or not at all, and never over what the program did not write."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from tei_edition.deposit.archive import write_zip
from tei_edition.whole_file import whole_file

RECORD: Final = ".tei-edition-exports.json"
"""The file that says which files of a folder the program wrote, by their digests."""


def place(output: Path, files: Mapping[str, bytes], *, date: str, zipped: bool) -> tuple[Path, ...]:
    """Write files, and move them to their places when all are complete.

    Args:
        output: the folder in which they are put.
        files: what they hold, by their paths below it.
        date: the day, ``YYYY-MM-DD``; entries of a zip file bear it.
        zipped: whether there is to be a zip file of each folder beside it.

    Returns:
        The files and folders directly in ``output`` that were written.

    Raises:
        OSError: if they cannot be written; then those that were there before are there still.
    """
    output.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=output, prefix=".tei-edition."))
    try:
        new, before = staging / "new", staging / "before"
        before.mkdir()
        for path, content in files.items():
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if zipped:
            for folder in [p for p in sorted(new.iterdir()) if p.is_dir()]:
                write_zip(folder, folder.with_suffix(".zip"), date=date)
        written, known = _digests(new), _record(output)
        # What was written before counts as ours until all is in its place.
        _write_record(output, {**known, **{p: [*known.get(p, []), d] for p, d in written.items()}})
        names = sorted(p.name for p in new.iterdir())
        _move(new, output, before, names)
        kept = {p: d for p, d in known.items() if p.partition("/")[0] not in names}
        _write_record(output, {**kept, **{p: [d] for p, d in written.items()}})
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(output / name for name in names)


def in_the_way(output: Path, names: Iterable[str]) -> Path | None:
    """Return what stands in the way of an export: something that the program did not write as it is now.

    Args:
        output: the folder.
        names: of the files and folders that are to be written directly in it.
    """
    known = _record(output)
    for name in names:
        target = output / name
        if not target.exists() and not target.is_symlink():
            continue
        found = sorted(target.rglob("*")) if target.is_dir() else [target]
        for path in [target, *found]:
            if path.is_symlink():
                return path
            if path.is_file() and _digest(path) not in known.get(path.relative_to(output).as_posix(), []):
                return path
    return None


def _move(new: Path, output: Path, before: Path, names: list[str]) -> None:
    moved: list[str] = []
    try:
        for name in names:
            if (output / name).exists():
                (output / name).rename(before / name)
            (new / name).rename(output / name)
            moved.append(name)
    except OSError:
        for name in moved:
            (output / name).rename(new / name)
        for path in before.iterdir():
            path.rename(output / path.name)
        raise


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): _digest(p) for p in files}


def _record(output: Path) -> dict[str, list[str]]:
    """Return which files the program wrote; none if its record is not there or was damaged."""
    try:
        read: Any = json.loads((output / RECORD).read_text(encoding="utf-8"))
        return {str(path): [str(d) for d in digests] for path, digests in read["written"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_record(output: Path, written: Mapping[str, list[str]]) -> None:
    with whole_file(output / RECORD) as file:
        file.write(f"{json.dumps({'written': dict(sorted(written.items()))}, indent=2)}\n".encode())
