"""An edition: a transcript, what is said about it, and what is still in doubt."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem
from tei_edition.model.review import Statements
from tei_edition.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader or recogniser has to say: annotations and problems."""

    annotations: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A transcript with its annotations and problems. Stages return a new one; none changes it."""

    transcript: Transcript
    annotations: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()
    statements: Statements = field(default_factory=Statements)
    strangers: tuple[Entity, ...] = ()
    """Persons whom the document names and no authority list has, where the markup must point to them."""

    def with_finding(self, finding: Finding) -> "Edition":
        """Return an edition that says in addition what was found."""
        return replace(
            self,
            annotations=self.annotations + finding.annotations,
            problems=self.problems + finding.problems,
        )

    def of_kind(self, *kinds: str) -> Iterator[Annotation]:
        """Iterate over the annotations of some kinds, in the order of the text."""
        found = (a for a in self.annotations if a.kind in kinds)
        return iter(sorted(found, key=lambda a: (a.span.start, -a.span.end)))

    def json_lines(self) -> Iterable[str]:
        """Write the edition as JSON Lines that a person can read: one annotation or problem a line."""
        for a in sorted(self.annotations, key=lambda a: (a.span.start, -a.span.end, a.kind)):
            yield json.dumps(
                {
                    "kind": a.kind,
                    "start": a.span.start,
                    "end": a.span.end,
                    "text": self.transcript.of_span(a.span),
                    "rule": a.rule,
                    "attributes": dict(a.attributes),
                    "markers": a.markers,
                    "responsibility": a.responsibility,
                    "certainty": a.certainty,
                },
                ensure_ascii=False,
            )
        for p in self.problems:
            yield json.dumps(
                {
                    "problem": p.code,
                    "severity": p.severity.name.lower(),
                    "message": p.message,
                    "hint": p.hint,
                    "line": p.place.line if p.place else None,
                    "column": p.place.column if p.place else None,
                },
                ensure_ascii=False,
            )
