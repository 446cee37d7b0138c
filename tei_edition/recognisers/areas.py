"""Where names and dates are looked for, and what of the document they are judged by."""

from collections.abc import Iterator
from dataclasses import replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span

BLOCKS = (
    "paragraph", "cover-paragraph", "heading", "opener", "byline", "dateline", "closer", "item", "list-head",
    "cell", "speaker", "endnote",
)  # fmt: skip


def running_text(edition: Edition) -> tuple[Annotation, ...]:
    """Return the blocks in which names are tagged, in the order of the text.

    Of the cover sheet only the summary, which may be a segment of a paragraph: names within titles are not
    tagged, and citation and credits have a recogniser of their own.
    """
    fields = (a for a in edition.of_kind("cover-field") if a.attributes.get("type") != "summary")
    others = OrderedSpans(a.span for a in (*fields, *edition.of_kind("cover-title", "source-title")))
    covers = OrderedSpans(a.span for a in edition.of_kind("cover"))
    result = [
        block
        for block in edition.of_kind(*BLOCKS)
        if not (others.covers(block.span) or (block.kind == "dateline" and covers.covers(block.span)))
    ]
    result += [replace(p, kind="cover-paragraph") for p in _segments(edition)]
    return tuple(sorted(result, key=lambda a: a.span.start))


def _segments(edition: Edition) -> Iterator[Annotation]:
    return (a for a in edition.of_kind("cover-segment") if a.attributes.get("type") == "summary")


def inside_any(span: Span, annotations: tuple[Annotation, ...]) -> bool:
    """Tell whether a stretch lies in one of the annotations."""
    return any(a.span.covers(span) for a in annotations)
