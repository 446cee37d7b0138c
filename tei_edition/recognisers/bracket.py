"""Square brackets: each is found, put into its context, and classed by the cascade.

A bracket of which nothing is certain stays as it stands, marked as unresolved, and is reported once, with
whatever brackets it holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tei_edition.model.annotation import Annotation, Responsibility
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import BLOCKS, inside_any
from tei_edition.recognisers.bracket_scan import Bracket, scan
from tei_edition.recognisers.brackets.cascade import classify
from tei_edition.recognisers.brackets.context import Context
from tei_edition.recognisers.brackets.document import Document
from tei_edition.recognisers.resources import Resources
from tei_edition.tables.kinds import kinds

_DEEPEST = 2
_OTHER_BLOCKS = ("cover-title", "cover-label", "cover-fields", "separator", "running-head")
_EXPLAINS = ("identification", "expansion")
_QUOTED = ("original-term", "sic")
_LITERAL = frozenset({"unresolved-bracket", "artefact", "omission"})


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Classify every square bracket of the transcript."""
    return _Recogniser(edition, Document.of(edition, resources)).run()


@dataclass(slots=True)
class _Recogniser:
    edition: Edition
    document: Document
    found: list[Annotation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    terms: int = 0
    never_closed: bool = False

    def run(self) -> Finding:
        labelled = {a.span.start for a in self.edition.of_kind("note-label")}
        labelled |= {a.span.start for a in self.edition.of_kind("endnote") if a.markers[0].startswith("[")}
        for block in _blocks(self.edition):
            on_cover = inside_any(block.span, self.document.covers)
            by: Responsibility = "archive" if on_cover else self.document.by
            open_: list[_Open] = []
            for bracket in scan(self.document.text, block.span):
                while open_ and not open_[-1].span.covers(bracket.span):
                    open_.pop()
                if bracket.span.start in labelled:
                    continue
                if open_ and not open_[-1].held.covers(bracket.span):
                    continue  # it stands as it is, and is reported, with the one around it
                annotations = self._judge(bracket, block, by, open_[-1] if open_ else None)
                self.found += annotations
                open_.append(_Open.of(bracket.span, annotations))
        return Finding(tuple(self.found), tuple(self.problems))

    def _judge(
        self, bracket: Bracket, block: Annotation, by: Responsibility, around: "_Open | None"
    ) -> list[Annotation]:
        if not bracket.balanced:
            return self._unbalanced(bracket)
        if bracket.depth < _DEEPEST:
            within, inside = (around.held, around.kind) if around else (block.span, None)
            context = Context(self.document, block, bracket.span, within, by, inside, self.terms + 1)
            annotations = classify(context)
            if annotations is not None and context.holds_no_note:
                annotations = _without_note(annotations)
            if annotations is not None:
                self.terms += any(a.kind == "original-term" for a in annotations)
                return annotations
        self._report(bracket, "The bracket could not be classified")
        return [_literal(bracket.span, "bracket.unresolved")]

    def _unbalanced(self, bracket: Bracket) -> list[Annotation]:
        opens = self.document.text[bracket.span.start] == "["
        # A bracket over the end of a paragraph is reported where it begins, and not again where it ends.
        if opens or not self.never_closed:
            self._report(bracket, "The bracket has no partner")
        self.never_closed = opens
        return [_literal(bracket.span, "bracket.unbalanced")]

    def _report(self, bracket: Bracket, what: str) -> None:
        self.problems.append(
            Problem(
                "BR01",
                Severity.WARNING,
                f"{what}; its characters stand in the edition as they are.",
                'Say in the decisions file what it is, for instance kind = "supplied".',
                file=self.edition.transcript.name,
                place=self.edition.transcript.place(bracket.span),
            )
        )


@dataclass(frozen=True, slots=True)
class _Open:
    """A bracket in which others may stand."""

    span: Span
    kind: str
    held: Span
    """Where others may stand in it; empty if they stand as characters."""

    @classmethod
    def of(cls, span: Span, annotations: list[Annotation]) -> "_Open":
        own = [a for a in annotations if a.span == span] or annotations[:1]
        innermost = min(own, key=lambda a: (len(a.interior), a.kind not in _LITERAL))
        held = Span(span.end, span.end) if innermost.kind in _LITERAL else innermost.interior
        return cls(span, own[0].kind, held)


def _without_note(annotations: list[Annotation]) -> list[Annotation] | None:
    """Return the words of a note within a note as supplied; nothing where the original is quoted."""
    main = annotations[0]
    if not any(kinds()[a.kind].element == "note" for a in annotations):
        return annotations
    if main.kind not in ("translation-note", "archive-note") or any(a.kind in _QUOTED for a in annotations):
        return None
    certainty = main.certainty if main.attributes.get("subtype") in _EXPLAINS else "low"
    return [
        replace(main, kind="supplied", attributes={"reason": "explanation"}, certainty=certainty, id=None)
    ]


def _blocks(edition: Edition) -> Iterator[Annotation]:
    yield from edition.of_kind(*BLOCKS, *_OTHER_BLOCKS)


def _literal(span: Span, rule: str) -> Annotation:
    return Annotation(span, "unresolved-bracket", rule, {}, ("", ""), "program", "low")
