"""What goes into a package: the files of an edition, each with what it is."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tei_edition.authority.lists import ENDINGS
from tei_edition.batch import DECISIONS, TABLES
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.tables.settings import FILE_NAME
from tei_edition.validation.schema import schema_folder
from tei_edition.weaver.place import TranscriptFile, transcript_file
from tei_edition.xml_parser import xml_parser

_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_SCHEMA_ENDINGS: Final = (".rng", ".rnc", ".sch", ".xsd", ".odd")
_LICENCES: Final = ("LICENSE", "LICENCE", "LICENSE.md", "LICENCE.md")
_TRANSCRIPT: Final = ".txt"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a package."""

    path: str
    """Its path in the payload, with ``/``."""
    content: bytes
    """What it holds."""
    kind: str
    """What it is: a key of ``kinds`` in the table ``deposit``."""

    @property
    def name(self) -> str:
        """The name without folders."""
        return self.path.rpartition("/")[2]

    @property
    def format(self) -> Mapping[str, str]:
        """What format it has, ``media`` and ``pronom``; empty if nobody knows."""
        words = table("deposit")
        ending = self.name.rpartition(".")[2].lower() if "." in self.name else ""
        kind: Mapping[str, str] = words["kinds"][self.kind]
        found: Mapping[str, str] = kind if "media" in kind else words["endings"].get(ending, {})
        return found


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of an edition."""

    documents: tuple[Item, ...]
    """The TEI files of the documents."""
    others: tuple[Item, ...]
    """All others."""
    problems: tuple[Problem, ...]
    """What is missing, stale or left out."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All files, in the order of their paths."""
        return tuple(sorted((*self.documents, *self.others), key=lambda item: item.path))


def gather(build: Path, source: Path, lists: Sequence[Path] = ()) -> Gathered:
    """Gather the files of an edition.

    Args:
        build: the folder with the TEI files. What is hidden, and what is no TEI, is passed over.
        source: the folder with the transcripts and what lies beside them.
        lists: authority lists from elsewhere.

    Returns:
        The files; and the problems DP10 (no documents), DP12 (no TEI file of a transcript), DP13 (a TEI file
        is not of the transcript as it is now), DP14 (a TEI file of no transcript), DP16 (not well-formed).
    """
    problems: list[Problem] = []
    transcripts = {p.name: p.read_bytes() for p in _files(source) if p.suffix.lower() == _TRANSCRIPT}
    documents: list[Item] = []
    others: list[Item] = []
    of: dict[str, str] = {}
    for path in _files(build):
        if path.suffix.lower() != ".xml":
            continue
        content = path.read_bytes()
        kind = kind_of(content)
        if kind == "document":
            stated = transcript_file(content)
            problem = _unfit(path, stated, transcripts, of)
            if problem is not None:
                problems.append(problem)
            if problem is None or problem.code == "DP13":
                documents.append(Item(f"tei/{path.name}", content, kind))
        elif kind:
            others.append(Item(f"tei/{path.name}", content, kind))
        elif kind is None:
            message, hint = "The file is not well-formed; it was left out.", "Build again, or remove it."
            problems.append(Problem("DP16", Severity.WARNING, message, hint, file=str(path)))
    problems += _without_tei(source, transcripts, of)
    if not documents:
        message = "There is no TEI file of a transcript, so that there is nothing to package."
        hint = f"Encode the transcripts first: tei-edition build {source} --output {build}"
        problems = [Problem("DP10", Severity.ERROR, message, hint, file=str(build))]
    others += [Item(f"source/{name}", content, "transcript") for name, content in transcripts.items()]
    others += _beside(source)
    others += [Item(f"authority/{p.name}", p.read_bytes(), "list") for p in lists]
    others += [
        Item(f"schema/{p.name}", p.read_bytes(), "schema")
        for p in _files(schema_folder())
        if p.suffix in _SCHEMA_ENDINGS
    ]
    return Gathered(tuple(documents), tuple(others), tuple(problems))


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder in the order of their names; none that is hidden, and no links."""
    if not folder.is_dir():
        return []
    return sorted(
        p for p in folder.iterdir() if p.is_file() and not p.is_symlink() and not p.name.startswith(".")
    )


def kind_of(content: bytes) -> str | None:
    """Tell what an XML file is.

    Args:
        content: its bytes.

    Returns:
        ``document``, ``corpus`` or ``register``; empty if it is no TEI, None if it is not well-formed.
    """
    try:
        root = etree.fromstring(content, xml_parser(commented=False))
    except etree.XMLSyntaxError:
        return None
    if root.tag == f"{_TEI}teiCorpus":
        return "corpus"
    if root.tag != f"{_TEI}TEI":
        return ""
    return "document" if transcript_file(content) is not None else "register"


def _unfit(
    path: Path, stated: TranscriptFile | None, transcripts: Mapping[str, bytes], of: dict[str, str]
) -> Problem | None:
    """Tell why a TEI file is not that of a transcript as it is now, and note of which it is."""
    if stated is None or stated.name not in transcripts:
        named = f" {stated.name}" if stated is not None else ""
        message = f"Its transcript{named} is not in the folder of the transcripts; the file was left out."
        hint = "Put the transcript back, or remove the TEI file."
        return Problem("DP14", Severity.WARNING, message, hint, file=str(path))
    of[stated.name] = path.name
    if hashlib.sha256(transcripts[stated.name]).hexdigest() != stated.sha256:
        message = f"The transcript {stated.name} has changed since the TEI file was made."
        return Problem("DP13", Severity.ERROR, message, "Build again.", file=str(path))
    return None


def _without_tei(source: Path, transcripts: Iterable[str], of: Mapping[str, str]) -> Iterator[Problem]:
    for name in transcripts:
        if name not in of:
            message = "There is no TEI file of this transcript."
            hint = "Build it, and look at what the build reports; or move the transcript out of the folder."
            yield Problem("DP12", Severity.ERROR, message, hint, file=str(source / name))


def _beside(source: Path) -> Iterator[Item]:
    """Return what lies beside the transcripts: settings, lists, decisions, tables, the licence."""
    for path in _files(source):
        if path.name == FILE_NAME:
            yield Item(f"source/{path.name}", path.read_bytes(), "settings")
        elif path.suffix.lower() in ENDINGS:
            yield Item(f"source/{path.name}", path.read_bytes(), "list")
        elif path.name in _LICENCES:
            yield Item(path.name, path.read_bytes(), "licence")
    for folder, kind in ((DECISIONS, "decisions"), (TABLES, "table")):
        for path in _files(source / folder):
            if path.suffix.lower() == ".toml":
                yield Item(f"source/{folder}/{path.name}", path.read_bytes(), kind)
