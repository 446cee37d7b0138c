"""What came of validating some files: what every report is written from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tei_edition import __version__
from tei_edition.model.problem import Problem, Severity

TOOL = "tei-edition"
VERSION = __version__


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What came of one file."""

    name: str
    """The file, as the user named it; empty for what is about no file."""
    problems: tuple[Problem, ...]
    """Its problems, the most severe first, and in the order of the file."""

    @property
    def sound(self) -> bool:
        """Whether there is no error; warnings do not count."""
        return all(p.severity < Severity.ERROR for p in self.problems)

    def count(self, severity: Severity) -> int:
        """Return the number of its problems of a severity."""
        return sum(1 for p in self.problems if p.severity is severity)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of validating some files."""

    files: tuple[FileOutcome, ...]
    """The files in the order in which they were named, each once."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The text of the TEI files, by name, as far as it can be read: for reports that quote it."""
    transcripts: Mapping[str, str] = field(default_factory=dict)
    """The text in which lines of the transcript are counted, by the name of the TEI file."""

    def count(self, severity: Severity) -> int:
        """Return the number of problems of a severity."""
        return sum(file.count(severity) for file in self.files)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all problems, each once, in their order."""
        return tuple(sorted({p.code for file in self.files for p in file.problems}))


def outcome(
    problems: tuple[Problem, ...],
    checked: tuple[str, ...],
    *,
    sources: Mapping[str, str] | None = None,
    transcripts: Mapping[str, str] | None = None,
) -> Outcome:
    """Group problems by file.

    Args:
        problems: what was found.
        checked: names of all files that were looked at.
        sources: the text of the TEI files, by name.
        transcripts: the text of their transcripts, by the name of the TEI file.
    """
    by_file: dict[str, list[Problem]] = {name: [] for name in checked}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    files = (FileOutcome(name, tuple(sorted(found, key=_rank))) for name, found in by_file.items())
    return Outcome(tuple(files), sources or {}, transcripts or {})


def _rank(problem: Problem) -> tuple[int, int, int, str]:
    line, column = (problem.xml.line, problem.xml.column) if problem.xml is not None else (0, 0)
    return -problem.severity, line, column, problem.code
