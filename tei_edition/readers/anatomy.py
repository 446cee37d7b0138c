"""The anatomy of a document: opening lines, body, closing lines, notes (TEI DSDIV, DSOC, DSHD).

Everything that is not known by its words or its place is a paragraph: a form that nobody has seen yet comes
out plain, and loses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Finding
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers import closing, endnotes, opening
from tei_edition.readers.body import body
from tei_edition.readers.pages import Piece, page_break, pieces
from tei_edition.readers.several import divided


def document(transcript: Transcript, within: Span) -> Finding:
    """Structure the documents in a stretch of a transcript: one, or several that follow one another.

    Args:
        transcript: the text.
        within: the stretch, without a cover sheet.

    Returns:
        The divisions, their blocks and page breaks.
    """
    found: list[Annotation] = []
    problems: list[Problem] = []
    parts = pieces(transcript, within)
    for part in divided(transcript, parts):
        annotations, wrong = _document(transcript, part)
        found += annotations
        problems += wrong
    return Finding(tuple(_numbered(found)), tuple(problems))


def _document(transcript: Transcript, parts: Sequence[Piece]) -> tuple[list[Annotation], list[Problem]]:
    marked = any(p.role == "page-mark" for p in parts)
    rest, notes = endnotes.take(transcript, parts)
    opened, rest = opening.take(transcript, rest)
    middle, closed, behind = closing.take(transcript, rest)
    inner = body(transcript, middle, marked=marked)
    found = [*opened, *inner.annotations, *closed]
    annotated = endnotes.encoded(transcript, notes)
    apart = bool(notes) and notes[0].role == "separator"
    if notes and not closed and not apart:
        found += annotated
    end = max(a.span.end for a in found) if found else parts[-1].span.end
    start = parts[0].span.start
    attributes = {"subtype": genre} if (genre := _genre(transcript, found)) else {}
    division = Annotation(Span(start, end), "document", "anatomy.document", attributes)
    problems = inner.problems
    after, wrong = _behind(transcript, behind, marked=marked)
    problems += wrong
    if notes and (closed or apart):
        after += _notes(annotated, parts, after)
    return [division, *found, *after], problems


def _behind(
    transcript: Transcript, parts: Sequence[Piece], *, marked: bool
) -> tuple[list[Annotation], list[Problem]]:
    """Structure what stands behind a signature: a division of its own."""
    if not parts:
        return [], []
    inner = body(transcript, parts, marked=marked)
    type_ = closing.division_type(transcript, parts[0])
    whole = Span(parts[0].span.start, parts[-1].span.end)
    division = Annotation(whole, "appendage", "anatomy.behind-signature", {"type": type_})
    return [division, *inner.annotations], inner.problems


def _notes(
    annotated: list[Annotation], parts: Sequence[Piece], after: Sequence[Annotation]
) -> list[Annotation]:
    """Put notes behind a signature into a division: a section, for the bottom of a document takes none."""
    start = min(a.span.start for a in annotated)
    whole = Span(start, parts[-1].span.end)
    return [Annotation(whole, "appendage", "anatomy.notes", {"type": "section"}), *annotated]


def _genre(transcript: Transcript, found: Sequence[Annotation]) -> str | None:
    for a in found:
        if a.kind in ("heading", "opener"):
            for line in level_a(transcript.of_span(a.span)).split("\n"):
                if genre := opening.genre_of(line):
                    return genre
    return None


def _numbered(found: Sequence[Annotation]) -> Iterator[Annotation]:
    """Number the inferred pages, if there are any: the first page begins with the first document."""
    breaks = sorted(a.span.start for a in found if _is_inferred(a))
    documents = [a for a in found if a.kind == "document"]
    if breaks and breaks[0] != documents[0].span.start:
        start = documents[0].span.start
        breaks.insert(0, start)
        found = [page_break(Span(start, start), "pages.first", "medium"), *found]
    numbers = {at: str(i + 1) for i, at in enumerate(breaks)}
    for a in found:
        yield replace(a, attributes={"n": numbers[a.span.start]}) if _is_inferred(a) else a


def _is_inferred(a: Annotation) -> bool:
    return a.kind == "page-break" and len(a.span) == 0
