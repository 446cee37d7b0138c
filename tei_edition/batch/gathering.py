"""Finding the transcripts, and what holds for them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from tei_edition.authority.lists import load
from tei_edition.batch.cache import Cache
from tei_edition.batch.digest import digest
from tei_edition.batch.folder import Folder, authority_of, context_of, settings_of, stated
from tei_edition.batch.program import program_digest
from tei_edition.batch.task import TEI
from tei_edition.model.problem import Problem, Severity
from tei_edition.pipeline import Context
from tei_edition.tables.settings import Settings


@dataclass(frozen=True, slots=True)
class Part:
    """Transcripts of a batch that lie in one folder and follow one another."""

    folder: Folder
    """Their folder."""
    names: tuple[str, ...]
    """Their names."""


@dataclass(frozen=True)
class Batch:
    """The transcripts of a build, and what holds for them. Of each, only the name is kept."""

    parts: tuple[Part, ...]
    """The transcripts, in the order of the paths and their names."""
    problems: tuple[Problem, ...] = ()
    """What is wrong before any of them was read."""
    clashing: frozenset[Path] = frozenset()
    """Transcripts that are left out because their TEI files would have the names of others."""

    @cached_property
    def transcripts(self) -> tuple[Path, ...]:
        """The transcripts."""
        return tuple(part.folder.path / name for part in self.parts for name in part.names)

    @cached_property
    def contexts(self) -> tuple[Context, ...]:
        """For each transcript what holds in its folder."""
        by_folder = {part.folder: context_of(part.folder) for part in self.parts}
        return tuple(by_folder[part.folder] for part in self.parts for _ in part.names)

    @property
    def settings(self) -> tuple[Settings, ...]:
        """The settings of each folder."""
        return tuple(settings_of(folder) for folder in dict.fromkeys(part.folder for part in self.parts))

    @property
    def size(self) -> int:
        """How many transcripts are built."""
        return sum(len(part.names) for part in self.parts) - len(self.clashing)

    def narrowed(
        self,
        *,
        only: str | None = None,
        limit: int | None = None,
        share: tuple[int, int] | None = None,
    ) -> "Batch":
        """Return a batch with some of the transcripts.

        Args:
            only: a pattern (``*`` for any characters, ``?`` for one) that their names have, with or without
                the ending.
            limit: how many of these there are at most, from the first.
            share: which of how many shares of these, such as the first of three: the first, fourth, seventh …
                All shares together are all transcripts, and none is in two.
        """
        parts, left, passed = [], limit, 0
        which, of = share or (1, 1)
        for part in self.parts:
            names = [n for n in part.names if only is None or _fits(n, only)][:left]
            parts.append(Part(part.folder, tuple(names[(which - 1 - passed) % of :: of])))
            passed += len(names)
            counted = sum(part.folder.path / n not in self.clashing for n in names)
            left = None if left is None else max(0, left - counted)
        chosen = (
            {part.folder.path / name for part in parts for name in part.names} if self.clashing else set()
        )
        kept = tuple(part for part in parts if part.names)
        return replace(self, parts=kept, clashing=self.clashing & chosen)


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(Path(name).stem, pattern)


def gather(paths: Sequence[Path], *, lists: Sequence[Path], date: str, cache: Cache | None = None) -> Batch:
    """Find the transcripts, and what holds for them.

    Args:
        paths: transcripts, and folders of them; a folder's own files ``*.txt`` are its transcripts, and
            ``edition.toml``, the authority lists and ``tables/`` beside them hold for them.
        lists: further authority lists, for all.
        date: the day of the build.
        cache: knows what is wrong with lists that were read before, so that they need not be read again.
    """
    problems: list[Problem] = []
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_transcripts(path, problems)))
    folders = {p: Folder.of(p, lists, date) for p in dict.fromkeys(t.parent for t in found)}
    for folder in folders.values():
        problems += [*stated(folder), *_wrong_with_lists(folder, cache)]
    if not folders:
        problems += load(lists)[1]
    clashes = tuple(_same_stem(found))
    return Batch(
        tuple(_parts(found, folders)),
        (*problems, *clashes),
        frozenset(Path(problem.file) for problem in clashes),
    )


_NAMED = 3


def left_over(batch: Batch, paths: Sequence[Path], output: Path) -> tuple[Problem, ...]:
    """Report the TEI files to which no transcript belongs; they are left as they are.

    Args:
        batch: all transcripts of a build.
        paths: what they were gathered from; if that is no folder, most transcripts are elsewhere.
        output: the folder for the TEI files.
    """
    if not output.is_dir() or not any(path.is_dir() for path in paths):
        return ()
    stems = {Path(name).stem for part in batch.parts for name in part.names}
    files = sorted(p.name for p in output.iterdir() if p.suffix == TEI and p.stem not in stems)
    if not files:
        return ()
    more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
    one = len(files) == 1
    message = f"No transcript of this build belongs to {', '.join(files[:_NAMED])}{more}."
    hint = f"If {'it is' if one else 'they are'} no longer wanted, delete {'it' if one else 'them'}."
    return (Problem("BU05", Severity.NOTE, message, hint, str(output)),)


def _parts(found: dict[Path, None], folders: dict[Path, Folder]) -> Iterator[Part]:
    names: list[str] = []
    at: Path | None = None
    for transcript in found:
        if at is not None and transcript.parent != at:
            yield Part(folders[at], tuple(names))
            names = []
        at = transcript.parent
        names.append(transcript.name)
    if at is not None:
        yield Part(folders[at], tuple(names))


def _wrong_with_lists(folder: Folder, cache: Cache | None) -> tuple[Problem, ...]:
    """Tell what is wrong with the lists of a folder; they are read only if that is not known."""
    key = (
        digest("lists", program_digest(), folder.listed, *map(str, folder.lists)) if cache is not None else ""
    )
    wrong = cache.problems(key) if cache is not None else None
    if wrong is None:
        wrong = authority_of(folder)[1]
        if cache is not None:
            cache.keep_problems(key, wrong)
    return wrong


def _transcripts(path: Path, problems: list[Problem]) -> Iterator[Path]:
    if path.is_dir():
        with os.scandir(path) as found:  # which tells files from folders without a look at each
            names = sorted(e.name for e in found if Path(e.name).suffix.lower() == ".txt" and e.is_file())
        inside = [path / name for name in names]
        if not inside:
            message, hint = "The folder holds no transcripts.", "Put files that end in .txt into it."
            problems.append(Problem("IN06", Severity.ERROR, message, hint, file=str(path)))
        yield from inside
    elif path.is_file():
        yield path
    else:
        message, hint = "There is no such file or folder.", "Look at the spelling of the path."
        problems.append(Problem("IN05", Severity.ERROR, message, hint, file=str(path)))


def _same_stem(transcripts: dict[Path, None]) -> Iterator[Problem]:
    """Report transcripts whose TEI files would bear the same name."""
    seen: dict[str, Path] = {}
    for t in transcripts:
        if t.stem in seen:
            message = f"Its TEI file would have the name of that of {seen[t.stem]}."
            yield Problem(
                "IN07", Severity.ERROR, message, "Rename one, or build into two folders.", file=str(t)
            )
        seen.setdefault(t.stem, t)
