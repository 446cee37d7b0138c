"""Where names and dates are looked for, and what of the document they are judged by."""

from collections.abc import Iterator

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.whitespace import trimmed

BLOCKS = (
    "paragraph", "cover-paragraph", "heading", "opener", "byline", "dateline", "closer", "item", "list-head",
    "cell", "speaker", "endnote",
)  # fmt: skip


def running_text(edition: Edition) -> tuple[Annotation, ...]:
    """Return the blocks in which names are tagged, in the order of the text.

    Of the cover sheet only the summary: names within titles are not tagged, and citation and credits have
    a recogniser of their own.
    """
    others = [a.span for a in edition.of_kind("cover-field") if a.attributes.get("type") != "summary"]
    in_cover_head = [a.span for a in edition.of_kind("cover-title")]
    covers = [a.span for a in edition.of_kind("cover")]
    result = []
    for block in edition.of_kind(*BLOCKS):
        if any(o.covers(block.span) for o in others + in_cover_head):
            continue
        if block.kind == "dateline" and any(c.covers(block.span) for c in covers):
            continue
        result.append(block)
    return tuple(result)


def fields(edition: Edition, type_: str) -> Iterator[tuple[Annotation, Span]]:
    """Iterate over the paragraphs of a field of the cover sheet, without a label run in; with the field."""
    labels = {a.span.start: a.span.end for a in edition.of_kind("label")}
    text = edition.transcript.text
    for field in edition.of_kind("cover-field"):
        if field.attributes.get("type") == type_:
            for block in edition.of_kind("cover-paragraph"):
                start, end = block.span.start, block.span.end
                words = Span(*trimmed(text, labels.get(start, start), end))
                if field.span.covers(block.span) and len(words):
                    yield field, words


def inside_any(span: Span, annotations: tuple[Annotation, ...]) -> bool:
    """Tell whether a stretch lies in one of the annotations."""
    return any(a.span.covers(span) for a in annotations)
