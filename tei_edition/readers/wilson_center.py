"""The reader for pages of the Wilson Center Digital Archive that went through PDF.

A cover sheet stands before the document: a date, the title between double asterisks, then fields, each
with a label in a line of its own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Finding
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, level_a
from tei_edition.readers.anatomy import document
from tei_edition.readers.blocks import Block, blocks
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_LABEL = re.compile(r"([^\W\d_][^:\n]{2,30}):?[ \t]*")
_FARTHEST_LABEL = 6


@dataclass(frozen=True, slots=True)
class _Field:
    label: Span
    type: str
    values: tuple[Block, ...]
    run_in: bool


def score(transcript: Transcript) -> float:
    """Tell how much a transcript looks like such a page: the share of the labels that are found."""
    parts = blocks(transcript)
    labels = [t for b in parts[:40] if (t := _label(transcript, b)) is not None]
    if table("labels")["required"]["wilson-center"] not in [t for _, t, _ in labels]:
        return 0.0
    return min(1.0, len(labels) / len(table("labels")["wilson-center"]))


def read(transcript: Transcript) -> Finding:
    """Structure the cover sheet, and the document behind it."""
    parts = blocks(transcript)
    first = next(i for i, b in enumerate(parts) if _label(transcript, b))
    fields, after = _fields(transcript, parts, first)
    if after == len(parts):
        return document(transcript, Span(0, len(transcript.text)))
    cover_end = parts[after - 1].span.end
    whole = Span(parts[0].span.start, cover_end)
    found = [Annotation(whole, "cover", "wilson-center.cover", id="cover")]
    found += _head(transcript, parts[:first])
    met: Counter[str] = Counter()
    for field in fields:
        met[field.type] += 1
        found += _encoded(field, met[field.type])
    rest = document(transcript, Span(cover_end, len(transcript.text)))
    return Finding((*found, *rest.annotations), rest.problems)


def _label(transcript: Transcript, block: Block) -> tuple[Span, str, bool] | None:
    """Return the label with which a block begins, its type, and whether the value is run in."""
    line = block.lines[0]
    m = _LABEL.match(transcript.text, line.start, line.end)
    if m is None:
        return None
    known = {name.casefold(): type_ for name, type_ in table("labels")["wilson-center"].items()}
    type_ = known.get(level_a(m[1]).casefold())
    label = transcript.text[line.start : m.end()].rstrip(BLANKS)
    if type_ is None or (m.end() < line.end and not label.endswith(":")):
        return None
    run_in = m.end() < block.span.end
    return Span(line.start, line.start + len(label)), str(type_), run_in


def _fields(transcript: Transcript, parts: Sequence[Block], first: int) -> tuple[list[_Field], int]:
    one_block = table("labels")["one-block"]["fields"]
    fields: list[_Field] = []
    at = first
    while at < len(parts) and (found := _label(transcript, parts[at])) is not None:
        label, type_, run_in = found
        at += 1
        following = next(
            (i for i in range(at, min(at + _FARTHEST_LABEL, len(parts))) if _label(transcript, parts[i])),
            None,
        )
        if following is not None:
            end = following
        elif run_in:
            end = at
        else:
            end = min(at + 1, len(parts))
        if type_ in one_block and not run_in:
            end = min(end, at + 1)
        values = (parts[at - 1],) * run_in + tuple(parts[at:end])
        fields.append(_Field(label, type_, values, run_in))
        at = end
    return fields, at


def _head(transcript: Transcript, parts: Sequence[Block]) -> list[Annotation]:
    """Date and title. Whatever else stands there is a paragraph, and nothing but paragraphs may follow."""
    found: list[Annotation] = []
    paragraphs = False
    for block in parts:
        text, span = transcript.of_span(block.span), block.span
        date = next(dates(text), None)
        if not paragraphs and date and date.start == 0 and date.end == len(text):
            found.append(Annotation(span, "dateline", "wilson-center.date"))
            values = {"type": "assigned"} | ({"when": date.iso} if date.iso else {})
            found.append(Annotation(span, "date", "wilson-center.date", values, id="cover-date"))
        elif not paragraphs and text.startswith("**") and text.endswith("**") and len(text) > 4:
            found.append(Annotation(span, "cover-title", "wilson-center.title"))
            bold = Annotation(span, "bold", "wilson-center.title", markers=("**", "**"))
            found += [
                bold,
                Annotation(bold.interior, "source-title", "wilson-center.title", id="cover-title"),
            ]
        else:
            paragraphs = True
            found.append(Annotation(span, "cover-paragraph", "wilson-center.paragraph"))
    return found


def _encoded(field: _Field, times: int) -> list[Annotation]:
    rule = "wilson-center.field"
    last = field.values[-1].span.end if field.values else field.label.end
    division = Span(field.label.start, last)
    name = {"originalLanguage": "language"}.get(field.type, field.type)
    id_ = f"cover-{name}" + (f"-{times}" if times > 1 else "")  # a sheet may have a field twice
    found = [Annotation(division, "cover-field", rule, {"type": field.type}, id=id_)]
    if field.run_in or not field.values:
        # TEI wants a division to hold more than a heading: a label without value is run in.
        first = field.values[0].span if field.values else field.label
        found.append(Annotation(first, "cover-paragraph", rule))
        found.append(Annotation(field.label, "label", rule))
    else:
        found.append(Annotation(field.label, "cover-label", rule))
    for block in field.values[field.run_in :]:
        found.append(Annotation(block.span, "cover-paragraph", rule))
    value = Span(field.values[0].span.start, last) if field.values and not field.run_in else None
    if field.run_in:
        value = Span(field.label.end, last)
    if value is not None:
        fact = {"originalLanguage": "original-language", "contents": "transcript-language"}.get(field.type)
        if fact:
            found.append(Annotation(value, fact, rule, {"source": f"#{id_}"}))
    return found
