"""What came of a document: small, and the same whether it was built now or kept from an earlier run."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem

State = Literal["built", "restored", "unchanged"]
"""Whether a document was encoded now; or its files were written from the cache; or nothing had to be done."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is tagged in a document."""

    tagged: Mapping[str, int] = field(default_factory=dict)
    """How many annotations there are of each kind."""
    uncertain: Mapping[str, int] = field(default_factory=dict)
    """How many of them are not certain, and nobody has decided."""
    persons: int = 0
    """How many names of persons were judged by the program or an editor."""
    linked: int = 0
    """How many of these are linked to an entry."""
    surely: int = 0
    """How many of these surely."""

    @classmethod
    def of(cls, edition: Edition) -> "Tally":
        """Count what is tagged in an edition."""
        unsure = (
            a.kind
            for a in edition.annotations
            if a.responsibility != "editor" and a.certainty in ("medium", "low")
        )
        persons = [a for a in edition.of_kind("person") if a.is_decided or a.responsibility == "program"]
        linked = [a for a in persons if a.entry]
        return cls(
            dict(sorted(Counter(a.kind for a in edition.annotations).items())),
            dict(sorted(Counter(unsure).items())),
            len(persons),
            len(linked),
            sum(a.is_decided or a.certainty == "high" for a in linked),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one transcript."""

    transcript: Path
    """The transcript."""
    written: Path | None = None
    """The TEI file; None if there is none."""
    beside: tuple[Path, ...] = ()
    """The files beside the TEI file."""
    problems: tuple[Problem, ...] = ()
    """Everything that a person should know."""
    tally: Tally = field(default_factory=Tally)
    """What is tagged in it."""
    record: Any = None
    """What the recorder says of the TEI file; None if there is no file or no recorder."""
    state: State = "built"
    """Whether anything had to be done."""
    seconds: float = 0.0
    """How long that took."""
    halts: bool = False
    """Whether the run cannot go on, because nothing more can be written."""
