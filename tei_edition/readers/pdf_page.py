"""The reader for pages of the Wilson Center Digital Archive that went through PDF.

A cover sheet stands before the document: a date, the title (often between double asterisks), then fields,
each with a label in a line of its own or before its value. Labels may be missing, doubled, in any order.
"""

from collections.abc import Sequence
from dataclasses import replace

from tei_edition.model.edition import Finding
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers import labels as known
from tei_edition.readers.blocks import Block, blocks
from tei_edition.readers.labels import telling
from tei_edition.readers.pieces import Piece, field_of, head, is_marked_title, pieces, unlabelled
from tei_edition.readers.rights import without_rights
from tei_edition.readers.sheet import Field, Item, Sheet
from tei_edition.readers.source_line import with_source_line
from tei_edition.tables import table

_LAYOUT = "pdf"
_FARTHEST_LABEL = 6
_LONGEST_HEAD = 12
_MOST_BEFORE = 1500
_ONE_PARAGRAPH = frozenset({"citation", "originalLanguage", "contents", "credits", "metadata"})


def score(transcript: Transcript) -> float:
    """Tell how much a transcript looks like such a page: the share of the labels that are found."""
    parts = blocks(transcript)[:40]
    found = list(pieces(transcript, parts, _LAYOUT))
    if _first(transcript, found) is None:
        return 0.0
    names = {p.label.name for p in found if p.label is not None} & telling(_LAYOUT)
    cited = any(known.is_citation(transcript.of_span(b.span)) for b in parts[:_LONGEST_HEAD])
    if "citation" not in names and not cited and len(names) < 2:
        return 0.0
    return min(0.9, 0.4 + 0.1 * len(names) + 0.2 * cited)


def read(transcript: Transcript) -> Finding:
    """Structure the cover sheet, and the document behind it."""
    parts = blocks(transcript)
    items, end = cover(transcript, parts)
    if not transcript.text[end:].strip() or not items:
        return with_source_line(transcript, Span(0, len(transcript.text)))
    within, rights = without_rights(transcript, Span(end, len(transcript.text)))
    sheet = Sheet(transcript, _LAYOUT)
    found = sheet.annotations(items)
    body = with_source_line(transcript, within)
    return Finding((*found, *body.annotations, *sheet.annotations(rights)), (*sheet.problems, *body.problems))


def cover(transcript: Transcript, parts: Sequence[Block]) -> tuple[list[Item], int]:
    """Read the cover sheet.

    Args:
        transcript: the text.
        parts: its blocks.

    Returns:
        The parts of the sheet, and the offset at which it ends.
    """
    found = list(pieces(transcript, parts, _LAYOUT))
    first = _first(transcript, found)
    if first is None:
        return [], 0
    items: list[Item] = list(head(transcript, found[:first]))
    at, end = first, found[first].span.start
    while at < len(found):
        taken = _next(transcript, found, at, items)
        if not taken:
            break
        fields, at, end = taken
        items += fields
        if end < found[at - 1].span.end:
            break  # the document begins in the lines below a value
    return items, end


def _first(transcript: Transcript, found: Sequence[Piece]) -> int | None:
    """Return the first piece of the fields: one with a label, or the citation."""
    for i, piece in enumerate(found[:_LONGEST_HEAD]):
        if piece.span.start - found[0].span.start > _MOST_BEFORE:
            return None
        if piece.label is not None or (
            not is_marked_title(transcript.of_span(piece.span))
            and known.is_citation(transcript.of_span(piece.span))
        ):
            return i
    return None


def _next(
    transcript: Transcript, found: Sequence[Piece], at: int, items: Sequence[Item]
) -> tuple[list[Item], int, int] | None:
    """Read the field that begins at a piece; nothing if none does."""
    piece = found[at]
    if piece.label is None:
        field = unlabelled(transcript, piece.span)
        if field is not None:
            return _with_addresses(transcript, found, at, field)
        return _last_lines(transcript, piece, at, items)
    labelled = next(
        (i for i in range(at + 1, min(at + 1 + _FARTHEST_LABEL, len(found))) if found[i].label), None
    )
    value_at = at + 1
    if labelled is None:
        return _last_field(transcript, found, at)
    between = list(found[value_at:labelled])
    if piece.label.type not in _ONE_PARAGRAPH and not piece.flattened:
        return [field_of(transcript, piece, [p.span for p in between])], labelled, _end(piece, between)
    own = 0 if piece.has_value else 1
    while own < len(between) and piece.label.type == "citation" and _belongs(transcript, between[own]):
        own += 1
    fields: list[Item] = [field_of(transcript, piece, [p.span for p in between[:own]])]
    loose = between[own:]
    met = {f.type for f in (*items, *fields) if isinstance(f, Field)}
    while loose:
        field = unlabelled(transcript, loose[0].span)
        if field is None and "summary" not in met and known.is_prose(transcript.of_span(loose[0].span)):
            field = Field("summary", (loose[0].span,), inferred=True)
            met.add("summary")
        fields.append(field or Field("metadata", (loose[0].span,), unknown=True))
        loose.pop(0)
    return fields, labelled, _end(piece, between)


def _with_addresses(
    transcript: Transcript, found: Sequence[Piece], at: int, field: Field
) -> tuple[list[Item], int, int]:
    """Add to a citation the address that stands in a paragraph of its own."""
    following: list[Span] = []
    while field.type == "citation" and at + 1 + len(following) < len(found):
        span = found[at + 1 + len(following)].span
        if not known.is_address(transcript.of_span(span)):
            break
        following.append(span)
    field = replace(field, values=(*field.values, *following))
    return [field], at + 1 + len(following), field.span.end


def _belongs(transcript: Transcript, piece: Piece) -> bool:
    return known.is_address(transcript.of_span(piece.span))


def _end(piece: Piece, following: Sequence[Piece]) -> int:
    return following[-1].span.end if following else piece.span.end


def _last_field(
    transcript: Transcript, found: Sequence[Piece], at: int
) -> tuple[list[Item], int, int] | None:
    """Read a field behind which stands no other label: its value is short, the document follows."""
    piece = found[at]
    assert piece.label is not None
    if piece.flattened:
        return [field_of(transcript, piece)], at + 1, piece.span.end
    if piece.has_value:
        span = _lines_of_value(transcript, piece.span, piece)
        following = _addresses_behind(transcript, found, at + 1, piece)
        shortened = Piece(span, piece.label, block=piece.block)
        field = field_of(transcript, shortened, following)
        return [field], at + 1 + len(following), following[-1].end if following else span.end
    if at + 1 == len(found):
        return [field_of(transcript, piece)], at + 1, piece.span.end
    value = _lines_of_value(transcript, found[at + 1].span, piece)
    if piece.label.type in ("contents", "originalLanguage") and not _plausible(transcript, value, piece):
        return [field_of(transcript, piece)], at + 1, piece.span.end
    values = [value, *_addresses_behind(transcript, found, at + 2, piece)]
    return [field_of(transcript, piece, values)], at + 1 + len(values), values[-1].end


def _addresses_behind(transcript: Transcript, found: Sequence[Piece], at: int, piece: Piece) -> list[Span]:
    following = []
    if piece.label is not None and piece.label.type == "citation":
        while at < len(found) and _belongs(transcript, found[at]):
            following.append(found[at].span)
            at += 1
    return following


def _plausible(transcript: Transcript, value: Span, piece: Piece) -> bool:
    """Tell whether a value may be one of its label: short, and no line of an opening."""
    words = transcript.of_span(value)
    assert piece.label is not None
    if piece.label.type == "contents":
        return len(words) <= 60 and not words.isupper()
    languages = table("languages")["language"]
    return (len(words) <= 60 and any(name in words for name in languages)) or len(words.split()) == 1


def _lines_of_value(transcript: Transcript, span: Span, piece: Piece) -> Span:
    """Cut a value where, without a blank line between, the document begins."""
    assert piece.label is not None
    if piece.label.type not in ("contents", "originalLanguage"):
        return span
    lines = blocks(transcript, span)[0].lines
    end, met = lines[0].end, False
    for line in lines:
        words = transcript.text[
            max(line.start, piece.label.span.end) if line is lines[0] else line.start : line.end
        ]
        is_value = (
            known.is_contents(words) if piece.label.type == "contents" else known.is_language(words.strip())
        )
        if not words.strip() and not met:
            end = line.end
        elif is_value:
            end, met = line.end, True
        else:
            if not met and len(lines) <= 2 and line is not lines[-1]:
                end = line.end
            elif not met and line is lines[-1]:
                end = line.end if len(lines) <= 2 else end
            break
    return Span(span.start, end)


def _last_lines(
    transcript: Transcript, piece: Piece, at: int, items: Sequence[Item]
) -> tuple[list[Item], int, int] | None:
    """Take the values of Contents whose label is missing from the lines before the document."""
    lines = blocks(transcript, piece.span)[0].lines
    taken = []
    for line in lines:
        if not known.is_contents(transcript.of_span(line)):
            break
        taken.append(line)
    if not taken or any(isinstance(i, Field) and i.type == "contents" and i.values for i in items):
        return None
    span = Span(taken[0].start, taken[-1].end)
    return [Field("contents", (span,))], at + 1, span.end
