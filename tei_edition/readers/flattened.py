"""The reader for pages whose conversion has run all fields together into one paragraph.

The labels stand within the paragraph, each before its value; before the first stand the name of the web site,
the date and the title.
"""

import re
from collections.abc import Iterator

from tei_edition.model.edition import Finding
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.readers.blocks import Block, blocks
from tei_edition.readers.labels import Label, is_contents, is_furniture, labels_within, telling
from tei_edition.readers.sheet import Date, Field, Item, Paragraph, Sheet, Title
from tei_edition.readers.source_line import with_source_line
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_LAYOUT = "pdf"
_FARTHEST = 4
_LONGEST_VALUE = 200


def score(transcript: Transcript) -> float:
    """Tell how much a transcript looks like such a page: by the labels that stand within one line."""
    return 0.95 if _sheet_block(transcript) is not None else 0.0


def read(transcript: Transcript) -> Finding:
    """Structure the paragraph of the cover sheet, and the document behind it."""
    parts = blocks(transcript)
    at = _sheet_block(transcript)
    if at is None:
        return with_source_line(transcript, Span(0, len(transcript.text)))
    items: list[Item] = [Paragraph(b.span) for b in parts[:at]]
    paragraph = Paragraph(parts[at].span, tuple(segments(transcript.text, parts[at].span)))
    items.append(paragraph)
    titles = list(_titles(transcript.text, paragraph))
    rest = list(parts[at + 1 :])
    while len(rest) > 1 and _repeats(transcript, rest[0], titles):
        items.append(Title(rest.pop(0).span))
    sheet = Sheet(transcript, "flattened")
    found = [a for item in _phrases(transcript.text, paragraph, titles) for a in sheet.phrase(item)]
    found += sheet.annotations(items)
    body = with_source_line(transcript, Span(items[-1].span.end, len(transcript.text)))
    return Finding((*found, *body.annotations), (*sheet.problems, *body.problems))


def _sheet_block(transcript: Transcript) -> int | None:
    parts = blocks(transcript)
    for i, block in enumerate(parts[:_FARTHEST]):
        if i + 1 == len(parts):
            return None  # nothing would be left for the document
        for line in block.lines:
            found = list(labels_within(transcript.text, line, _LAYOUT))
            names = {label.name for label in found}
            if len(names) >= 2 and names & telling(_LAYOUT) and _is_sheet(transcript.text, block, found):
                return i
    return None


def _is_sheet(text: str, block: Block, found: list[Label]) -> bool:
    # Labels in lines of their own, two of them in one line by accident, are the other layout.
    return text[block.span.start : found[0].span.start].strip(BLANKS) != "" or len(found) >= 3


def segments(text: str, span: Span) -> Iterator[Field]:
    """Divide a paragraph into fields at the labels within it.

    Args:
        text: the text.
        span: the paragraph.

    Yields:
        The fields in their order; what stands before the first label is none, but for the name of the site.
    """
    found = list(labels_within(text, span, _LAYOUT))
    first = found[0].span.start if found else span.end
    for opening in table("labels")["furniture"]["flattened"]:
        m = re.compile(r"\s+".join(map(re.escape, opening.split())), re.IGNORECASE).match(
            text, span.start, first
        )
        if m:
            yield Field("metadata", (Span(*m.span()),))
            break
    for i, label in enumerate(found):
        end = found[i + 1].span.start if i + 1 < len(found) else span.end
        start, end = trimmed(text, label.span.start, end)
        yield Field(label.type, (Span(start, end),), label, run_in=True)


def _heading(text: str, paragraph: Paragraph) -> Span:
    """Return what stands between the name of the site and the first label."""
    start, end = paragraph.span.start, paragraph.span.end
    for field in paragraph.segments:
        if field.label is None:
            start = field.span.end
        else:
            end = field.span.start
            break
    return Span(*trimmed(text, start, end))


def _phrases(text: str, paragraph: Paragraph, titles: list[Span]) -> Iterator[Item]:
    span = _heading(text, paragraph)
    date = _date(text, span)
    if date is not None:
        yield Date(date)
    for title in titles:
        yield Title(title)


def _date(text: str, span: Span) -> Span | None:
    """Find the date: with it the heading begins or ends; other dates belong to the title."""
    found = list(dates(text[span.start : span.end]))
    if found and found[0].start == 0:
        return Span(span.start, span.start + found[0].end)
    if found and span.start + found[-1].end == span.end:
        return Span(span.start + found[-1].start, span.end)
    return None


def _titles(text: str, paragraph: Paragraph) -> Iterator[Span]:
    span = _heading(text, paragraph)
    date = _date(text, span)
    start, end = span.start, span.end
    if date is not None:
        start, end = (date.end, end) if date.start == start else (start, date.start)
    start, end = trimmed(text, start, end)
    if start == end or is_furniture(text[start:end]):
        return
    words = text[start:end]
    for at in (m.start() for m in re.finditer(r"\s+", words)):
        if level_a(words[:at]).casefold() == level_a(words[at:]).casefold():
            yield Span(start, start + at)
            yield Span(*trimmed(text, start + at, end))
            return
    yield Span(start, end)


def _repeats(transcript: Transcript, block: Block, titles: list[Span]) -> bool:
    words = level_a(transcript.of_span(block.span)).strip("*").casefold()
    return any(words == level_a(transcript.of_span(t)).strip("*").casefold() for t in titles) or (
        is_contents(words) and len(words) < _LONGEST_VALUE
    )
