"""Tables: lines with the same number of cells, divided by tabs or by wide gaps (TEI FTTAB)."""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import trimmed

_CELL = re.compile(r"[^ \t]+(?:[ ]{1,2}[^ \t]+)*")
_WIDEST_CELL = 40


def table_of(transcript: Transcript, span: Span) -> list[Annotation] | None:
    """Return a table if every line has the same number of cells, two lines and two cells at least.

    Args:
        transcript: the text.
        span: a block. Its cells are divided by tabs; or by three blanks or more, if all of them are short.
    """
    text = transcript.of_span(span)
    lines = [m for m in re.finditer(r"[^\n\r\v\f]+", text)]
    if len(lines) < 2:
        return None
    return _by_tabs(transcript, span, lines) if "\t" in lines[0][0] else _by_gaps(span, lines)


def _by_gaps(span: Span, lines: list[re.Match[str]]) -> list[Annotation] | None:
    rows = [list(_CELL.finditer(line[0])) for line in lines]
    cols = len(rows[0])
    if cols < 2 or any(len(row) != cols or any(len(m[0]) > _WIDEST_CELL for m in row) for row in rows):
        return None
    found = [Annotation(span, "table", "body.table", {"rows": str(len(rows)), "cols": str(cols)})]
    for line, row in zip(lines, rows, strict=True):
        start = span.start + line.start()
        spans = [Span(start + m.start(), start + m.end()) for m in row]
        found.append(Annotation(Span(spans[0].start, spans[-1].end), "row", "body.table", {"role": "data"}))
        found += [Annotation(s, "cell", "body.table") for s in spans]
    return found


def _by_tabs(transcript: Transcript, span: Span, lines: list[re.Match[str]]) -> list[Annotation] | None:
    if len({line[0].strip("\t").count("\t") for line in lines}) != 1:
        return None
    cols = lines[0][0].strip("\t").count("\t") + 1
    found = [Annotation(span, "table", "body.table", {"rows": str(len(lines)), "cols": str(cols)})]
    for line in lines:
        cells = [m for m in re.finditer(r"[^\t]+", line[0]) if m[0].strip()]
        if len(cells) != cols:
            return None
        start = span.start + line.start()
        spans = [Span(*trimmed(transcript.text, start + m.start(), start + m.end())) for m in cells]
        found.append(Annotation(Span(spans[0].start, spans[-1].end), "row", "body.table", {"role": "data"}))
        found += [Annotation(s, "cell", "body.table") for s in spans]
    return found
