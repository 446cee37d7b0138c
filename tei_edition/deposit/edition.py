"""An edition made ready for deposit: its files gathered, checked and described."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tei_edition.deposit.citation import citation_cff
from tei_edition.deposit.contents import Gathered, Item, gather
from tei_edition.deposit.crosswalk import describe
from tei_edition.deposit.description import Description
from tei_edition.deposit.doi import with_doi
from tei_edition.deposit.preflight import Preflight, check
from tei_edition.deposit.readme import licence, readme
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import settings

_SAID_OTHERWISE: Final = frozenset({"ED01", "ED03"})
"""What is missing in ``edition.toml`` is told here field by field."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, and what stands against depositing it."""

    description: Description
    """What it is."""
    documents: tuple[Item, ...]
    """The TEI files of the documents, with the DOI if there is one."""
    others: tuple[Item, ...]
    """All other files."""
    preflight: Preflight
    """What came of validation and proof."""
    settings_file: str
    """The name of ``edition.toml``, for problems."""
    problems: tuple[Problem, ...]
    """What is missing, stale, contradictory or not proven."""

    @property
    def is_sound(self) -> bool:
        """Whether it may be deposited: every document is there, proven and valid."""
        return not any(p.severity is Severity.ERROR for p in self.problems)

    @property
    def sources(self) -> Mapping[str, bytes]:
        """The TEI files of the documents, by name."""
        return {item.name: item.content for item in self.documents}

    def payload(self) -> tuple[Item, ...]:
        """Return all its files, with reports, citation, licence and README, in the order of their paths."""
        items = [
            *self.documents,
            *self.others,
            Item(
                "provenance/validation.json",
                self.preflight.validation_report([d.path for d in self.documents]),
                "validation",
            ),
            Item("provenance/proof.json", self.preflight.proof_report(), "proof"),
            Item("CITATION.cff", citation_cff(self.description), "citation"),
        ]
        own = licence(self.description)
        if own is not None and not any(item.kind == "licence" for item in items):
            items.append(Item("LICENSE", own, "licence"))
        items.append(Item("README.md", readme(self.description, items), "readme"))
        return tuple(sorted(items, key=lambda item: item.path))


def prepare(
    build: Path, source: Path, *, date: str, doi: str | None = None, lists: Sequence[Path] = ()
) -> Edition:
    """Gather, check and describe an edition. Nothing is written.

    Args:
        build: the folder with the TEI files.
        source: the folder with transcripts, ``edition.toml``, authority lists, decisions and own tables.
        date: the day, ``YYYY-MM-DD``; the date of publication if none is stated.
        doi: the DOI of the edition, bare; it is written into copies of the TEI files. None if there is none.
        lists: authority lists from elsewhere that the build was given.
    """
    problems: list[Problem] = []
    stated, said = _settings(source / settings.FILE_NAME)
    gathered = gather(build, source, lists)
    documents = _identified(gathered, doi, problems)
    transcripts = {item.path: item.content for item in gathered.others if item.kind == "transcript"}
    preflight = check(documents, transcripts)
    file = str(source / settings.FILE_NAME)
    files = {item.name: item.content for item in documents}
    description, missing = describe(stated, files, date=date, doi=doi or "", file=file)
    refused = [replace(p, file=str(build / Path(p.file).name)) for p in preflight.errors]
    return Edition(
        description,
        tuple(documents),
        gathered.others,
        preflight,
        file,
        (*said, *gathered.problems, *problems, *refused, *missing),
    )


def _settings(file: Path) -> tuple[settings.Settings, list[Problem]]:
    try:
        text = file.read_text(encoding="utf-8") if file.is_file() else None
    except UnicodeDecodeError:
        text = "\0"
    stated, problems = settings.read(text, file=str(file))
    return stated, [p for p in problems if p.code not in _SAID_OTHERWISE]


def _identified(gathered: Gathered, doi: str | None, problems: list[Problem]) -> list[Item]:
    """Return the documents, with the DOI if there is one."""
    if not doi:
        return list(gathered.documents)
    made = []
    for item in gathered.documents:
        content = with_doi(item.content, doi)
        if content is None:
            message = (
                "There is no place for the DOI: publicationStmt lacks an authority, or stands elsewhere."
            )
            problems.append(Problem("DP15", Severity.ERROR, message, "Build the file again.", file=item.path))
        made.append(replace(item, content=content or item.content))
    return made
