"""A folder of transcripts: what holds for all documents in it, and how that is known again.

The folder itself is a small description that can be sent to another process. What it describes (settings,
authority lists, indexes) is read when it is first needed, and kept for the next document.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import ENDINGS, load
from tei_edition.batch.digest import digest, digest_of_file
from tei_edition.model.authority import Authority
from tei_edition.model.problem import Problem, Severity
from tei_edition.pipeline import Context
from tei_edition.recognisers.resources import Resources, term_index
from tei_edition.tables import abbreviations, bracket_formulas, settings

DECISIONS = "decisions"
NAMES = ".names.csv"
"""What the name of a register of names has behind the stem."""
TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Folder:
    """What holds for all documents of a folder."""

    path: Path
    """The folder."""
    lists: tuple[Path, ...]
    """The authority lists that hold for it, in order of precedence."""
    date: str
    """The day of the build, ``YYYY-MM-DD``."""
    settled: str
    """Digest of settings and tables."""
    listed: str
    """Digest of the authority lists."""

    @classmethod
    def of(cls, path: Path, lists: Sequence[Path], date: str) -> "Folder":
        """Describe a folder.

        Args:
            path: the folder.
            lists: further authority lists, behind those that lie in it.
            date: the day of the build.
        """
        own = sorted(p for p in path.iterdir() if _is_list(p))
        all_ = (*own, *(p for p in lists if p not in own))
        settled = digest(*(digest_of_file(path / name) for name in _SETTLED))
        listed = digest(*(part for p in all_ for part in (p.suffix.lower(), digest_of_file(p))))
        return cls(path, all_, date, settled, listed)


_SETTLED = (
    settings.FILE_NAME,
    f"{TABLES}/{bracket_formulas.FILE_NAME}",
    f"{TABLES}/{abbreviations.FILE_NAME}",
)
"""The files of a folder, besides the authority lists, on which its documents depend."""


def authority_of(folder: Folder) -> tuple[Authority, tuple[Problem, ...]]:
    """Load the authority lists of a folder, and tell what is wrong with them."""
    return _loaded(folder.lists, folder.listed)


@lru_cache(maxsize=2)  # a large list takes seconds, and is asked for problems first and for its entries next
def _loaded(lists: tuple[Path, ...], listed: str) -> tuple[Authority, tuple[Problem, ...]]:
    return load(lists)


def settings_of(folder: Folder) -> settings.Settings:
    """Read the settings of a folder."""
    return _settings(folder)[0]


def stated(folder: Folder) -> tuple[Problem, ...]:
    """Tell what is wrong with the settings and tables of a folder."""
    return _settings(folder)[3]


@lru_cache(maxsize=1)  # documents come folder by folder
def context_of(folder: Folder) -> Context:
    """Read what holds for the documents of a folder, and make the indexes of its lists."""
    authority, _ = authority_of(folder)
    of_edition, formulas, known, _ = _settings(folder)
    index, terms = NameIndex.of(authority), term_index(authority)
    resources = Resources(authority, index, formulas, terms, known, of_edition.policy)
    return Context(of_edition, folder.date, resources)


@lru_cache(maxsize=1)
def is_as_described(folder: Folder) -> bool:
    """Tell whether the files of a folder are still those of its description, now that they have been read.

    If an editor saves a list while a build runs, nothing is kept under a digest that is no longer its own.
    """
    context_of(folder)
    now = Folder.of(folder.path, folder.lists, folder.date)
    return (now.lists, now.settled, now.listed) == (folder.lists, folder.settled, folder.listed)


_Settings = tuple[
    settings.Settings,
    tuple[bracket_formulas.BracketFormula, ...],
    abbreviations.Abbreviations,
    tuple[Problem, ...],
]


def _settings(folder: Folder) -> _Settings:
    problems: list[Problem] = []
    file, tables = folder.path / settings.FILE_NAME, folder.path / TABLES
    of_brackets, of_abbreviations = tables / bracket_formulas.FILE_NAME, tables / abbreviations.FILE_NAME
    stated, missing = settings.read(text_of(file, problems), file=str(file))
    formulas, faulty = bracket_formulas.read(text_of(of_brackets, problems), file=str(of_brackets))
    known, unread = abbreviations.read(text_of(of_abbreviations, problems), file=str(of_abbreviations))
    return stated, formulas, known, (*problems, *missing, *faulty, *unread)


def _is_list(path: Path) -> bool:
    """Tell whether a file beside the transcripts is an authority list.

    A file under the name of a transcript belongs to it, whatever it may be: a register of names is no list.
    """
    if path.suffix.lower() not in ENDINGS or not path.is_file():
        return False
    stem = path.name.removesuffix(NAMES) if path.name.endswith(NAMES) else path.stem
    return not path.with_name(f"{stem}.txt").is_file()


def text_of(path: Path, problems: list[Problem]) -> str | None:
    """Read a file of the editor's, if there is one.

    Args:
        path: the file.
        problems: IN05 is added if it cannot be read.
    """
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The file cannot be read: {error}."
        problems.append(Problem("IN05", Severity.ERROR, message, "Save it as UTF-8.", file=str(path)))
        return None
