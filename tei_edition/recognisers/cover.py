"""Where the fields of a cover sheet stand, whether they are divisions or segments of one paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.whitespace import trimmed


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a field, without its label."""

    span: Span
    """The words."""
    source: str
    """Pointer to the field, for ``source`` in the header."""
    label: str = ""
    """The words of the field's label."""


def places(edition: Edition, type_: str) -> Iterator[Place]:
    """Iterate over the paragraphs of the fields of a type, in the order of the text.

    Args:
        edition: what a reader made of the transcript.
        type_: type of the field, as in ``div/@type``.
    """
    labels = tuple(edition.of_kind("label", "cover-label"))
    for field in edition.of_kind("cover-field", "cover-segment"):
        if field.attributes.get("type") != type_:
            continue
        name = next((edition.transcript.of_span(a.span) for a in labels if field.span.covers(a.span)), "")
        blocks = [field] if field.kind == "cover-segment" else list(edition.of_kind("cover-paragraph"))
        for block in blocks:
            if field.span.covers(block.span):
                words = _without_label(edition, block, labels)
                if len(words):
                    yield Place(words, f"#{field.id}", name)


def _without_label(edition: Edition, block: Annotation, labels: tuple[Annotation, ...]) -> Span:
    start = max((a.span.end for a in labels if a.span.start == block.span.start), default=block.span.start)
    return Span(*trimmed(edition.transcript.text, min(start, block.span.end), block.span.end))
