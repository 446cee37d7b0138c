"""The bag as one zip file: the same files give the same bytes."""

import datetime
import zipfile
from pathlib import Path
from typing import Final

_FIRST_YEAR: Final = 1980
_UNIX: Final = 3
_REGULAR_FILE: Final = 0o100644


def write_zip(folder: Path, target: Path, *, date: str) -> None:
    """Write a folder into a zip file, under its own name.

    Args:
        folder: the bag.
        target: the zip file.
        date: the time of every entry, ``YYYY-MM-DD``. Zip knows none before 1980.

    Raises:
        OSError: if it cannot be written.
    """
    day = datetime.date.fromisoformat(date)
    time = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    target.chmod(0o644)
