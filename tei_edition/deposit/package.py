"""The package: a bag with everything of an edition, as a folder and as one zip file."""

from dataclasses import dataclass
from pathlib import Path

from tei_edition.deposit.description import Description
from tei_edition.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of a package."""

    path: str
    """Its path below the folder of the package, with ``/``: ``data/tei/letter.xml``."""
    size: int
    """Bytes."""
    md5: str
    """MD5, in hexadecimal: what repositories answer with."""
    sha256: str
    """SHA-256, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Package:
    """An edition made ready to be deposited."""

    directory: Path
    """The bag, a folder ``edition-VERSION``."""
    zip: Path
    """The same in one file, beside it: ``edition-VERSION.zip``."""
    description: Description
    """What it is."""
    files: tuple[PackagedFile, ...]
    """Its files, in the order of their paths; tag files of the bag as well, the zip not."""
    problems: tuple[Problem, ...]
    """What a person should know, and what stands against publication."""

    @property
    def hindrances(self) -> tuple[Problem, ...]:
        """The problems that stand against publication: everything but notes."""
        return tuple(p for p in self.problems if p.severity > Severity.NOTE)


def package(
    build: Path,
    source: Path,
    output: Path,
    *,
    date: str,
    doi: str | None = None,
) -> Package:
    """Make a package of what was built.

    Args:
        build: the folder with the TEI files.
        source: the folder with transcripts, ``edition.toml``, authority lists, decisions and own tables.
        output: the folder in which the package is put.
        date: the day of the package, ``YYYY-MM-DD``.
        doi: the DOI of the edition, bare; it is written into the packaged copies of the TEI files. None if
            there is none.

    Returns:
        The package. Nothing is written into ``build`` or ``source``.

    Raises:
        OSError: if it cannot be written.
        ModuleNotFoundError: if a library of the extra ``deposit`` is missing.
    """
    raise NotImplementedError
