"""What the cache keeps of a document, as JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from tei_edition.batch.outcome import Tally
from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.model.transcript import Place

_MOST_LISTS = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """The result of a document under certain authority lists."""

    date: str
    """The day that the TEI file bears as that of the build."""
    lists: tuple[str, ...]
    """Digests of the lists under which it is known to be the result, the last that was met first."""
    answers: str
    """Digest of what those lists answered to the questions of the document."""
    body: str
    """Digest of the questions and of the content of the files, under which both are kept."""
    files: Mapping[str, str] = field(default_factory=dict)
    """For each file, by what its name has behind the stem, the digest of its content."""
    problems: tuple[Problem, ...] = ()
    """What there is to report."""
    tally: Tally = field(default_factory=Tally)
    """What is tagged."""
    record: Any = None
    """The record of the TEI file."""

    def holding(self, listed: str) -> "Kept":
        """Return the same, known to hold under further lists."""
        others = (one for one in self.lists if one != listed)
        return replace(self, lists=(listed, *others)[:_MOST_LISTS])

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can write it."""
        return {
            "date": self.date,
            "lists": list(self.lists),
            "answers": self.answers,
            "body": self.body,
            "files": dict(self.files),
            "problems": [problem_as_json(p) for p in self.problems],
            "tally": asdict(self.tally),
            "record": self.record,
        }

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Kept":
        """Read it from JSON.

        Raises:
            KeyError, TypeError, ValueError: if it is something else.
        """
        texts = (
            row["date"],
            *row["lists"],
            row["answers"],
            row["body"],
            *row["files"],
            *row["files"].values(),
        )
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("digests are texts")
        return cls(
            row["date"],
            tuple(row["lists"]),
            row["answers"],
            row["body"],
            dict(row["files"]),
            tuple(problem_of(p) for p in row["problems"]),
            Tally(**row["tally"]),
            row["record"],
        )


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON can write it; what it does not say is left out."""
    values = {**asdict(problem), "severity": problem.severity.name.lower()}
    return {key: value for key, value in values.items() if value not in ("", None)}


def problem_of(row: Mapping[str, Any]) -> Problem:
    """Read a problem from JSON.

    Raises:
        KeyError, TypeError: if it is something else.
    """
    values = dict(row)
    place, xml = values.pop("place", None), values.pop("xml", None)
    return Problem(
        **{**values, "severity": Severity[values["severity"].upper()]},
        place=Place(**place) if place is not None else None,
        xml=XmlPlace(**xml) if xml is not None else None,
    )
