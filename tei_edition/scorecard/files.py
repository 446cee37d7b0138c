"""The files of a collection: which are to be scored, and what lies beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tei_edition.model.problem import Problem, Severity

_ENDINGS: Final = (".xml", ".tei")


@dataclass(frozen=True, slots=True)
class Files:
    """What was found under the paths that were named."""

    named: tuple[Path, ...]
    """Files that were named themselves."""
    found: tuple[Path, ...]
    """Files of the folders that were named, and of the folders in them, by ending."""
    beside: tuple[str, ...] | None
    """The names of their other files; None if no folder was named."""
    problems: tuple[Problem, ...]
    """Paths that lead nowhere, folders without files."""


def gather(paths: Sequence[Path]) -> Files:
    """Find the files that are to be scored.

    Args:
        paths: files, and folders of them. Of a folder all files count that end in .xml or .tei, those in
            folders within it as well; what begins with a full stop is passed over.
    """
    named: list[Path] = []
    found: list[Path] = []
    beside: list[str] | None = None
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(_inside(path))
            own = [p for p in inside if p.suffix.lower() in _ENDINGS]
            found += own
            beside = [*(beside or ()), *(p.name for p in inside if p not in set(own))]
            if not own:
                message, hint = "The folder holds no TEI files.", "Name a folder with files that end in .xml."
                problems.append(Problem("IN20", Severity.ERROR, message, hint, file=str(path)))
        else:
            named.append(path)
    unique = [p for p in dict.fromkeys(found) if p not in named]
    return Files(
        tuple(dict.fromkeys(named)),
        tuple(unique),
        None if beside is None else tuple(beside),
        tuple(problems),
    )


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path
