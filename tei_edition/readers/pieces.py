"""Laying a cover sheet out in pieces: its paragraphs, each known by a label or by its own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers import labels as known
from tei_edition.readers.blocks import Block
from tei_edition.readers.flattened import segments
from tei_edition.readers.labels import Label, label_at, labels_within
from tei_edition.readers.sheet import Date, Field, Item, Paragraph, Title
from tei_edition.tables.citations import heading, publisher

_LONGEST_TITLE = 400
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or as much of one as one label governs."""

    span: Span
    label: Label | None = None
    """The label with which it begins; all of it if there is no value in the same paragraph."""
    flattened: bool = False
    """Whether other labels are run in within the line."""
    block: int = 0
    """Number of the block in which it stands."""

    @property
    def has_value(self) -> bool:
        """Whether a value stands behind the label in the same paragraph."""
        return self.label is None or self.label.span.end < self.span.end


def pieces(transcript: Transcript, parts: Sequence[Block], layout: str) -> Iterator[Piece]:
    """Divide blocks at the lines that begin with a label.

    Args:
        transcript: the text.
        parts: the blocks.
        layout: whose labels.
    """
    text = transcript.text
    for number, block in enumerate(parts):
        lines: list[Span] = []
        label: Label | None = None
        flattened = False
        for line in block.lines:
            found = label_at(text, line, layout)
            if found is not None:
                if lines:
                    yield Piece(Span(lines[0].start, lines[-1].end), label, flattened, number)
                within = len(list(labels_within(text, line, layout)))
                lines, label, flattened = [line], found, within > 1
            else:
                lines.append(line)
        yield Piece(Span(lines[0].start, lines[-1].end), label, flattened, number)


def field_of(
    transcript: Transcript, piece: Piece, following: Sequence[Span] = (), layout: str = "pdf"
) -> Field:
    """Make the field that a label begins.

    Args:
        transcript: the text.
        piece: the label, and what stands in the same paragraph.
        following: the paragraphs behind it that belong to it.
        layout: whose labels.
    """
    label = piece.label
    assert label is not None
    if piece.flattened:
        return Field("metadata", (piece.span,), segments=tuple(segments(transcript.text, piece.span)))
    if not piece.has_value:
        return Field(label.type, tuple(following), label)
    line_end = _line_end(transcript.text, label.span.end, piece.span.end)
    if transcript.text[label.span.end : line_end].strip():
        return Field(label.type, (piece.span, *following), label, run_in=True)
    # The label stands in a line of its own, the value in the lines below it.
    start = line_end
    while start < piece.span.end and transcript.text[start].isspace():
        start += 1
    return Field(label.type, (Span(start, piece.span.end), *following), label)


def _line_end(text: str, at: int, end: int) -> int:
    while at < end and text[at] not in "\n\r\v":
        at += 1
    return at


def unlabelled(transcript: Transcript, span: Span) -> Field | None:
    """Return the field that a paragraph without label is by its own words; None if they do not tell."""
    words = transcript.of_span(span)
    if known.is_citation(words):
        return citation(transcript, span)
    for test, type_ in (
        (known.is_credit, "credits"), (known.is_rights, "metadata"), (known.is_contents, "contents"),
        (known.is_language, "originalLanguage"),
    ):  # fmt: skip
        if test(words):
            return Field(type_, (span,))
    if all(known.is_furniture(line) for line in words.splitlines()):
        return Field("metadata", (span,))
    return None


def citation(transcript: Transcript, span: Span) -> Field:
    """Make the field of a citation without label; a summary may run on into it."""
    words = transcript.of_span(span)
    found = publisher(words)
    opening = heading(words, 0, found[0]).opening if found else 0
    summary = words[: max(0, opening)].rstrip()
    if len(summary.split()) < _FEWEST_WORDS:
        return Field("citation", (span,))
    end = span.end
    for tail in ("[Show full text]", "[show full text]"):
        if words.rstrip().endswith(tail):
            end = span.start + len(words.rstrip().removesuffix(tail).rstrip())
    parts = (
        Field("summary", (Span(span.start, span.start + len(summary)),)),
        Field("citation", (Span(span.start + opening, end),)),
    )
    return Field("metadata", (span,), segments=parts)


def head(transcript: Transcript, parts: Sequence[Piece], *, titled: bool = True) -> Iterator[Item]:
    """Read what stands before the first label: date, title, and what else the page has there.

    Args:
        transcript: the text.
        parts: the pieces.
        titled: whether a paragraph that nothing tells of may be the title.
    """
    wanted = titled
    for piece in parts:
        for span in _divided(transcript, piece.span):
            words = transcript.of_span(span)
            field = unlabelled(transcript, span)
            if known.is_date(words):
                yield Date(span)
            elif field is not None and not is_marked_title(words):
                yield field
            elif is_marked_title(words) or (wanted and len(words) <= _LONGEST_TITLE):
                wanted = False
                yield Title(span)
            else:
                yield Paragraph(span)


def is_marked_title(words: str) -> bool:
    """Tell whether a paragraph is set in bold as a whole."""
    return words.startswith("**") and words.endswith("**") and len(words) > 4


def _divided(transcript: Transcript, span: Span) -> Iterator[Span]:
    """Divide a paragraph whose first or last lines are a date, or the frame of the page."""
    from tei_edition.readers.blocks import blocks

    lines = list(blocks(transcript, span)[0].lines)
    before: list[Span] = []
    after: list[Span] = []
    frame = []
    while lines and known.is_furniture(transcript.of_span(lines[0])):
        frame.append(lines.pop(0))
    if frame:
        before.append(Span(frame[0].start, frame[-1].end))
    while len(lines) > 1 and known.is_date(transcript.of_span(lines[0])):
        before.append(lines.pop(0))
    while len(lines) > 1 and known.is_date(transcript.of_span(lines[-1])):
        after.insert(0, lines.pop())
    while len(lines) > 1 and known.is_credit(transcript.of_span(lines[-1])):
        after.insert(0, lines.pop())
    yield from before
    if lines:
        yield Span(lines[0].start, lines[-1].end)
    yield from after


def repeats_title(transcript: Transcript, words: str, items: Sequence[Item]) -> bool:
    """Tell whether words are those of the title of the page."""
    folded = level_a(words).strip("* ").casefold()
    return any(
        isinstance(i, Title) and level_a(transcript.of_span(i.span)).strip("* ").casefold() == folded
        for i in items
    )
