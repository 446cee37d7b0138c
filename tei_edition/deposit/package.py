"""The package: a bag with everything of an edition, as a folder and as one zip file."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tei_edition import __version__
from tei_edition.deposit.archive import write_zip
from tei_edition.deposit.bag import DECLARATION, bag_faults, write_bag
from tei_edition.deposit.contents import Item
from tei_edition.deposit.crate import METADATA, crate
from tei_edition.deposit.crate_check import crate_problems
from tei_edition.deposit.datacite import datacite, datacite_faults, datacite_json, datacite_xml
from tei_edition.deposit.description import Description
from tei_edition.deposit.dublin_core import dublin_core_xml
from tei_edition.deposit.edition import prepare
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table


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
    """Its files, in the order of their paths; tag files of the bag as well, the zip not. Empty if nothing was
    written, because of an error."""
    problems: tuple[Problem, ...]
    """What a person should know, and what stands against publication."""

    @property
    def hindrances(self) -> tuple[Problem, ...]:
        """The problems that stand against publication: everything but notes."""
        return tuple(p for p in self.problems if p.severity > Severity.NOTE)

    @property
    def is_written(self) -> bool:
        """Whether there is a package; not if a document is not proven, not valid or not there."""
        return bool(self.files)


def package(
    build: Path,
    source: Path,
    output: Path,
    *,
    date: str,
    doi: str | None = None,
    lists: Sequence[Path] = (),
) -> Package:
    """Make a package of what was built.

    Args:
        build: the folder with the TEI files.
        source: the folder with transcripts, ``edition.toml``, authority lists, decisions and own tables.
        output: the folder in which the package is put.
        date: the day of the package, ``YYYY-MM-DD``.
        doi: the DOI of the edition, bare; it is written into the packaged copies of the TEI files. None if
            there is none.
        lists: authority lists from elsewhere that the build was given.

    Returns:
        The package. Nothing is written into ``build`` or ``source``. A package of the same version that is
        there is replaced; nothing is written if there is an error.

    Raises:
        OSError: if it cannot be written.
        ModuleNotFoundError: if a library of the extra ``deposit`` is missing.
    """
    edition = prepare(build, source, date=date, doi=doi, lists=lists)
    name = f"edition-{edition.description.version or table('deposit')['unstated']['version']}"
    target = output / name
    problems = (*edition.problems, *_in_the_way(target, source))
    made = Package(target, output / f"{name}.zip", edition.description, (), problems)
    if any(p.severity is Severity.ERROR for p in problems):
        return made
    return _written(made, edition.payload(), date)


def _in_the_way(target: Path, source: Path) -> list[Problem]:
    """Tell whether the package cannot be put where it should."""
    if target.resolve().is_relative_to(source.resolve()):
        message = f"The package would be written into {source}, where the program never writes."
        return [Problem("DP23", Severity.ERROR, message, "Name another --output.", file=str(target))]
    if target.exists() and not (target / DECLARATION).is_file():
        message = "There is something of that name that is no package; nothing was written over it."
        return [
            Problem("DP23", Severity.ERROR, message, "Move it, or name another --output.", file=str(target))
        ]
    return []


def _written(made: Package, items: Sequence[Item], date: str) -> Package:
    """Write the package beside its place, hold it against the validators, and move it there."""
    description = made.description
    payload = {item.path: item.content for item in items}
    payload[METADATA] = crate(description, items, date=date)
    tags = {
        "metadata/datacite.json": datacite_json(description),
        "metadata/datacite.xml": datacite_xml(description),
        "metadata/dublin-core.xml": dublin_core_xml(description),
    }
    made.directory.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=made.directory.parent, prefix=f".{made.directory.name}."))
    try:
        folder, archive = staging / made.directory.name, staging / made.zip.name
        folder.mkdir()
        write_bag(folder, payload, tags, _bag_info(description, date))
        faults = _faults(folder, payload, description)
        if faults:
            return replace(made, problems=(*made.problems, *faults))
        write_zip(folder, archive, date=date)
        if made.directory.exists():
            made.directory.rename(staging / "before")
        folder.rename(made.directory)
        archive.replace(made.zip)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return replace(made, files=_packaged(made.directory))


def _faults(folder: Path, payload: dict[str, bytes], description: Description) -> list[Problem]:
    """Hold what was written against the rules of its formats; what fails there is the program's fault."""
    hint = "This is a fault of the program: report it to the developers."
    files = {path: (len(c), hashlib.sha256(c).hexdigest()) for path, c in payload.items()}
    found = [("DP20", "bag", words) for words in bag_faults(folder)]
    found += [("DP21", "crate", f"{p.file}: {p.message}") for p in crate_problems(payload[METADATA], files)]
    found += [("DP22", "description for DataCite", words) for words in datacite_faults(datacite(description))]
    return [
        Problem(code, Severity.ERROR, f"The {what} is not valid, so nothing was written: {words}", hint)
        for code, what, words in found
    ]


def _bag_info(description: Description, date: str) -> list[tuple[str, str]]:
    stated = [
        ("Source-Organization", description.publisher),
        ("Contact-Email", description.contact if "@" in description.contact else ""),
        ("External-Description", description.title or description.summary),
        ("External-Identifier", description.identifier),
        ("External-Identifier", f"https://doi.org/{description.doi}" if description.doi else ""),
        ("Bagging-Date", date),
        ("Bag-Software-Agent", f"tei_edition {__version__}"),
    ]
    return [(label, value) for label, value in stated if value]


def _packaged(folder: Path) -> tuple[PackagedFile, ...]:
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
        sha256 = hashlib.sha256(content).hexdigest()
        found.append(PackagedFile(path.relative_to(folder).as_posix(), len(content), md5, sha256))
    return tuple(found)
