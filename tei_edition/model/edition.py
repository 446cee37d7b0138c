"""An edition: a transcript, what is said about it, and what is still in doubt."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem
from tei_edition.model.review import Statements
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript

_Row = tuple[int, int, int, Annotation]
"""Where an annotation begins, where it ends, negative, and its number: their order is that of the text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader or recogniser has to say: annotations and problems."""

    annotations: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
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
        rows = self._by_kind.get(kinds[0], []) if len(kinds) == 1 else self._of_kinds(frozenset(kinds))
        return (a for _, _, _, a in rows)

    def within(self, span: Span, *kinds: str) -> Iterator[Annotation]:
        """Iterate over the annotations of some kinds that lie in a stretch, in the order of the text.

        Args:
            span: the stretch; equal edges count as inside.
            kinds: the kinds.
        """
        found: list[_Row] = []
        for kind in dict.fromkeys(kinds):
            rows = self._by_kind.get(kind, [])
            at = bisect_left(rows, (span.start,))
            while at < len(rows) and rows[at][0] <= span.end:
                if span.covers(rows[at][3].span):
                    found.append(rows[at])
                at += 1
        return (a for _, _, _, a in sorted(found))

    def _of_kinds(self, kinds: frozenset[str]) -> list[_Row]:
        return sorted(chain.from_iterable(self._by_kind.get(kind, ()) for kind in kinds))

    @cached_property
    def _by_kind(self) -> dict[str, list[_Row]]:
        """The annotations of each kind in the order of the text: nearly every stage asks for some."""
        rows: dict[str, list[_Row]] = {}
        for number, a in enumerate(self.annotations):
            rows.setdefault(a.kind, []).append((a.span.start, -a.span.end, number, a))
        for of_kind in rows.values():
            of_kind.sort()
        return rows

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
