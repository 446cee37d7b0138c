"""The source line: where the original is, said at the end or at the head of the document itself.

Bulletins, collections and bare transcripts have no cover sheet, but a line ``[Source: …]`` of the publisher.
In square brackets it is a note of the archive; in parentheses it is a paragraph like others.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Finding
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers.anatomy import document
from tei_edition.readers.blocks import Block, blocks
from tei_edition.tables import table

_RULE = "source-line"


def score(transcript: Transcript) -> float:
    """Tell whether a transcript without cover sheet has a source line."""
    return 0.2 if _source_lines(transcript, blocks(transcript)) else 0.0


def read(transcript: Transcript) -> Finding:
    """Structure the whole transcript as one document with its source line."""
    return with_source_line(transcript, Span(0, len(transcript.text)))


def with_source_line(transcript: Transcript, within: Span) -> Finding:
    """Structure a document, and set its source line apart.

    Args:
        transcript: the text.
        within: the stretch that is the document, without its cover sheet.

    Returns:
        What the anatomy of the document gives, with the source line as a note in the division.
    """
    parts = blocks(transcript, within)
    lines = _source_lines(transcript, parts)
    if not lines or all(any(span.covers(part.span) for span in lines) for part in parts):
        return document(transcript, within)
    first, last = parts[0].span, parts[-1].span
    notes = [_note(span, i) for i, span in enumerate(lines)]
    start, end = within.start, within.end
    while lines and lines[-1].end == last.end:
        end = lines.pop().start
        last = blocks(transcript, Span(start, end))[-1].span
    while lines and lines[0].start == first.start:
        start = lines.pop(0).end
        first = blocks(transcript, Span(start, end))[0].span
    finding = document(transcript, Span(start, end))
    edges = [a.span for a in (*notes, *finding.annotations) if a.kind in ("source-note", "document")]
    whole = Span(min(s.start for s in edges), max(s.end for s in edges))
    return Finding((*_widened(finding.annotations, whole, notes), *notes), finding.problems)


def _note(span: Span, serial: int) -> Annotation:
    id_ = "source-note" + (f"-{serial + 1}" if serial else "")
    return Annotation(span, "source-note", _RULE, {}, ("[", "]"), "archive", None, id_)


def _widened(
    annotations: Sequence[Annotation], whole: Span, notes: Sequence[Annotation]
) -> Sequence[Annotation]:
    """Make the outermost divisions hold the notes, and take out what else was said of these."""
    divisions = [a for a in annotations if a.kind == "document"]
    first = min(divisions, key=lambda a: a.span.start, default=None)
    last = max(divisions, key=lambda a: a.span.end, default=None)
    noted = OrderedSpans(n.span for n in notes)
    result = []
    for a in annotations:
        if a.kind != "document" and noted.touches(a.span) and noted.covers(a.span):
            continue
        if a is first:
            a = replace(a, span=Span(whole.start, a.span.end))
        if a.kind == "document" and last is not None and a.span.end == last.span.end:
            a = replace(a, span=Span(a.span.start, whole.end))
        result.append(a)
    return result


def _source_lines(transcript: Transcript, parts: Sequence[Block]) -> list[Span]:
    """Find the source lines in square brackets: blocks, or the last lines of a block."""
    found = []
    for block in parts:
        end = block.span.end
        for line in block.lines if block is parts[-1] else block.lines[:1]:
            span = Span(line.start, end)
            if _opening().match(transcript.text, line.start, end) and _whole(transcript.of_span(span)):
                found.append(span)
                break
    return found


@cache
def _opening() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, table("labels")["source-line"]["labels"]))
    return re.compile(rf"\[(?:{labels}):", re.IGNORECASE)


def _whole(written: str) -> bool:
    """Tell whether the bracket that opens closes at the end."""
    depth = 0
    for i, c in enumerate(written):
        depth += (c == "[") - (c == "]")
        if depth == 0:
            return i == len(written) - 1
    return False
