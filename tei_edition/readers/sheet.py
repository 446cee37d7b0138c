"""A cover sheet in its parts, and the annotations that come of it (encoding of the digital archive's page).

TEI wants of a division: first date and heading, then paragraphs, then divisions, and nothing but divisions
behind the first. What stands in another order on the page stays in its order, and becomes a paragraph.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, trimmed
from tei_edition.readers.labels import Label
from tei_edition.tables import table
from tei_edition.tables.citations import date_value

_IDS = {"originalLanguage": "language"}
_FACTS = {"originalLanguage": "original-language", "contents": "transcript-language"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a cover sheet."""

    type: str
    """citation, summary, credits, originalLanguage, contents or metadata."""
    values: tuple[Span, ...] = ()
    """Its paragraphs; the first begins with the label if that is run in."""
    label: Label | None = None
    run_in: bool = False
    inferred: bool = False
    """Whether its type is inferred from its place, not from a label or its words."""
    unknown: bool = False
    """Whether nothing tells what it is."""
    segments: tuple["Field", ...] = ()
    """Fields that stand within the one paragraph."""

    @property
    def span(self) -> Span:
        """From the label to the last value."""
        spans = [*([self.label.span] if self.label else []), *self.values]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Date:
    """The date that the archive assigned."""

    span: Span


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the page."""

    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that are none of the fields."""

    span: Span
    segments: tuple[Field, ...] = ()
    """Fields that a conversion has flattened into this paragraph."""


Item = Date | Title | Paragraph | Field


class Sheet:
    """Writes the annotations of the cover sheets of one transcript; each id is given once."""

    def __init__(self, transcript: Transcript, layout: str) -> None:
        self.transcript = transcript
        self.text = transcript.text
        self.problems: list[Problem] = []
        self.rule = f"cover.{layout}"
        self.met: Counter[str] = Counter()

    def annotations(self, items: Sequence[Item]) -> tuple[Annotation, ...]:
        """Write a cover sheet.

        Args:
            items: its parts in the order of the text; none if there is no sheet.
        """
        if not items:
            return ()
        whole = Span(items[0].span.start, items[-1].span.end)
        found = [Annotation(whole, "cover", self.rule, id=self._id("cover"))]
        found += self._items(items)
        return tuple(found)

    def _id(self, name: str) -> str:
        self.met[name] += 1
        return name if self.met[name] == 1 else f"{name}-{self.met[name]}"

    def _items(self, items: Sequence[Item]) -> Iterator[Annotation]:
        top, fields = True, False
        loose: list[Item] = []
        for item in items:
            if isinstance(item, Field):
                yield from self._loose(loose)
                loose, top, fields = [], False, True
                yield from self._field(item)
            elif fields:
                loose.append(item)
            elif top and isinstance(item, Date | Title):
                yield from self._top(item)
            else:
                top = False
                yield from self._paragraph(item)
        yield from self._loose(loose)

    def _loose(self, items: Sequence[Item]) -> Iterator[Annotation]:
        """What is no field and stands behind one gets a division of its own."""
        if items:
            whole = Span(items[0].span.start, items[-1].span.end)
            yield self._division(whole, "metadata")
            for item in items:
                yield from self._paragraph(item)

    def _division(self, span: Span, type_: str, *, inferred: bool = False) -> Annotation:
        id_ = self._id(f"cover-{_IDS.get(type_, type_)}")
        if inferred:
            return Annotation(
                span, "cover-field", self.rule, {"type": type_}, ("", ""), "program", "medium", id_
            )
        return Annotation(span, "cover-field", self.rule, {"type": type_}, id=id_)

    # ---- date, title, paragraphs

    def _top(self, item: Date | Title) -> Iterator[Annotation]:
        kind = "dateline" if isinstance(item, Date) else "cover-title"
        yield Annotation(item.span, kind, self.rule)
        yield from self.phrase(item)

    def phrase(self, item: Item) -> Iterator[Annotation]:
        """Write date or title as phrases of the paragraph in which they stand."""
        span = item.span
        match item:
            case Date():
                value = date_value(self.text[span.start : span.end]) or {}
                yield Annotation(
                    span, "date", self.rule, {"type": "assigned", **value}, id=self._id("cover-date")
                )
            case Title():
                written = self.text[span.start : span.end]
                if len(written) > 4 and written.startswith("**") and written.endswith("**"):
                    bold = Annotation(span, "bold", self.rule, markers=("**", "**"))
                    yield bold
                    span = bold.interior
                yield Annotation(span, "source-title", self.rule, id=self._id("cover-title"))

    def _paragraph(self, item: Item) -> Iterator[Annotation]:
        segments = item.segments if isinstance(item, Paragraph) else ()
        if isinstance(item, Paragraph) and not segments:
            self._untold(item.span)
        yield Annotation(item.span, "cover-fields" if segments else "cover-paragraph", self.rule)
        yield from self.phrase(item)
        yield from self._segments(segments)

    # ---- fields

    def _field(self, field: Field) -> Iterator[Annotation]:
        division = self._division(field.span, field.type, inferred=field.inferred)
        yield division
        if field.inferred:
            self._inferred(field)
        elif field.unknown:
            self._untold(field.span)
        label = field.label
        if label is not None and (field.run_in or not field.values):
            # TEI wants a division to hold more than a heading: a label without value is run in.
            first = field.values[0] if field.values else label.span
            yield from self._values([first, *field.values[1:]], field)
            yield from self._run_in(label)
        else:
            if label is not None:
                yield Annotation(label.span, "cover-label", self.rule)
                yield from self._bold(label.span)
            yield from self._values(field.values, field)
        yield from self._facts(field, f"#{division.id}")

    def _values(self, values: Iterable[Span], field: Field) -> Iterator[Annotation]:
        for span in values:
            yield Annotation(span, "cover-fields" if field.segments else "cover-paragraph", self.rule)
        yield from self._segments(field.segments)

    def _run_in(self, label: Label) -> Iterator[Annotation]:
        # Behind a label stands a space in the edition; where the transcript has none there is no label.
        if self.text[label.span.end : label.span.end + 1] in ("", *BLANKS):
            yield Annotation(label.span, "label", self.rule)
            yield from self._bold(label.span)

    def _bold(self, span: Span) -> Iterator[Annotation]:
        written = self.text[span.start : span.end]
        if written.startswith("**") and written.endswith("**") and len(written) > 4:
            yield Annotation(span, "bold", self.rule, markers=("**", "**"))

    def _segments(self, segments: Sequence[Field]) -> Iterator[Annotation]:
        for field in segments:
            id_ = self._id(f"cover-{_IDS.get(field.type, field.type)}")
            yield Annotation(field.span, "cover-segment", self.rule, {"type": field.type}, id=id_)
            if field.label is not None:
                yield from self._run_in(field.label)
            yield from self._facts(field, f"#{id_}")

    def _facts(self, field: Field, source: str) -> Iterator[Annotation]:
        start, end = field.span.start, field.span.end
        if field.label is not None:
            start = field.label.span.end
        start, end = trimmed(self.text, start, end)
        if start == end:
            return
        if kind := _FACTS.get(field.type):
            yield Annotation(Span(start, end), kind, self.rule, {"source": source})
        name = field.label.name if field.label else ""
        for fact, names in table("labels")["facts"].items():
            if name in names:
                if not field.run_in and field.values:
                    end = field.values[0].end
                yield Annotation(Span(start, end), fact, self.rule, {"source": source})

    # ---- problems

    def _inferred(self, field: Field) -> None:
        self._report(
            "RD08",
            field.span,
            f"This paragraph of the cover sheet has no label; by its place it is taken for the {field.type}.",
            "If it is something else, say so in the decisions file.",
        )

    def _untold(self, span: Span) -> None:
        self._report(
            "RD09",
            span,
            "Nothing tells what this paragraph of the cover sheet is. It stands among the metadata.",
            "Look whether a label is missing, or whether it belongs to the document.",
        )

    def _report(self, code: str, span: Span, message: str, hint: str) -> None:
        name, place = self.transcript.name, self.transcript.place(span)
        self.problems.append(Problem(code, Severity.NOTE, message, hint, file=name, place=place))
