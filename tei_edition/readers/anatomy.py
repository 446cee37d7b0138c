"""The anatomy of a document: opening lines, body, closing lines, notes (TEI DSDIV, DSOC, DSHD).

Everything that is not known by its words or its place is a paragraph: a form that nobody has seen yet comes
out plain, and loses nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Finding
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_b
from tei_edition.readers import bottom, closing, endnotes, opening
from tei_edition.readers.body import Body, body
from tei_edition.readers.opening_lines import genre_of
from tei_edition.readers.pages import Piece, between_marks, page_break, pieces, written_marks
from tei_edition.readers.residue import residue
from tei_edition.readers.several import divided
from tei_edition.readers.turns import participants

_RUNNING = (
    "paragraph",
    "heading",
    "opener",
    "byline",
    "dateline",
    "closer",
    "item",
    "endnote",
    "cell",
    "speaker",
)
"""Blocks of running text."""


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
    marks = written_marks(transcript, within)
    for part in divided(transcript, parts):
        annotations, wrong = _document(transcript, part, marked=bool(marks))
        found += annotations
        problems += wrong
    found += residue(transcript, [a for a in found if a.kind in _RUNNING])
    return Finding(tuple(_numbered(transcript, found, marks)), tuple(problems))


def _document(
    transcript: Transcript, parts: Sequence[Piece], kind: str = "document", *, marked: bool
) -> tuple[list[Annotation], list[Problem]]:
    """Structure one document, or an enclosure that is like one, with what stands behind its closing lines."""
    problems: list[Problem] = []
    rest, notes = endnotes.take(transcript, parts)
    opened, rest = opening.take(transcript, rest)
    listed = participants(transcript, opened, rest)

    def layout(pieces: Sequence[Piece]) -> Body:
        inner = body(transcript, pieces, marked=marked, participants=listed)
        problems.extend(inner.problems)
        return inner

    end_of = closing.take(transcript, rest)
    found = [*opened, *layout(end_of.before).annotations, *end_of.annotations]
    behind = end_of.behind
    if end_of.annotations:
        below = closing.signs_behind(behind)
        found += layout(behind[:below]).annotations
        written, behind = bottom.postscript(transcript, behind[below:], layout)
        found += written
    annotated = endnotes.encoded(transcript, notes)
    apart = bool(notes) and notes[0].role == "separator"
    if notes and not end_of.annotations and not apart:
        found += annotated
    end = max(a.span.end for a in found) if found else parts[-1].span.end
    start = parts[0].span.start
    attributes = {"subtype": genre} if (genre := _genre(transcript, found)) else {}
    if kind != "document":
        attributes = {"type": kind, **attributes}
    name = "document" if kind == "document" else "appendage"
    division = Annotation(Span(start, end), name, f"anatomy.{kind}", attributes)
    after: list[Annotation] = []
    for type_, pieces_ in bottom.divisions(transcript, behind):
        written, wrong = _behind(transcript, type_, pieces_, layout, marked=marked)
        after += written
        problems += wrong
    if notes and (end_of.annotations or apart):
        after += _notes(annotated, parts, after)
    return [division, *found, *after], problems


def _behind(
    transcript: Transcript, type_: str, parts: Sequence[Piece], layout: bottom.Layout, *, marked: bool
) -> tuple[list[Annotation], list[Problem]]:
    """Structure a division behind a signature."""
    if type_ == "enclosure" and bottom.is_enclosed_text(transcript, parts):
        return _document(transcript, parts, "enclosure", marked=marked)
    whole = Span(parts[0].span.start, parts[-1].span.end)
    division = Annotation(whole, "appendage", "anatomy.behind-signature", {"type": type_})
    if type_ == "distribution":
        return [division, *bottom.distribution(transcript, parts, layout)], []
    return [division, *layout(parts).annotations], []


def _notes(
    annotated: list[Annotation], parts: Sequence[Piece], after: Sequence[Annotation]
) -> list[Annotation]:
    """Put notes behind a signature into a division: a section, for the bottom of a document takes none."""
    start = min(a.span.start for a in annotated)
    whole = Span(start, parts[-1].span.end)
    return [Annotation(whole, "appendage", "anatomy.notes", {"type": "section"}), *annotated]


def _genre(transcript: Transcript, found: Sequence[Annotation]) -> str | None:
    """Tell the genre: by words of heading or opener; else a salutation and a signature make a letter."""
    for kind in ("heading", "opener"):
        for a in found:
            lines = level_b(transcript.of_span(a.span)).split("\n") if a.kind == kind else ()
            for line in lines:
                if genre := genre_of(line):
                    return genre
    rules = {a.rule for a in found}
    letter = "opening.salutation" in rules and ({"closing.signature", "closing.formula"} & rules)
    return "letter" if letter else None


def _numbered(
    transcript: Transcript, found: Sequence[Annotation], marks: Mapping[int, str]
) -> Iterator[Annotation]:
    """Number the inferred pages, if there are any: the first page begins with the first document.

    Where pages are marked, a form feed has the number that is free between two marks; if none is, it goes
    with the mark beside it.
    """
    breaks = sorted(a.span.start for a in found if _is_inferred(a))
    documents = [a for a in found if a.kind == "document"]
    start = documents[0].span.start
    # A document that begins with a turn or a table has no place for a page break before it.
    taken = any(a.kind in ("speech", "table") and a.span.start == start for a in found)
    if breaks and not marks and breaks[0] != start and not taken:
        breaks.insert(0, start)
        found = [page_break(Span(start, start), "pages.first", "medium"), *found]
    numbers = (
        between_marks(breaks, marks) if marks else {at: str(i + 1 + taken) for i, at in enumerate(breaks)}
    )
    for a in found:
        if not _is_inferred(a):
            yield a
        elif a.span.start in numbers:
            yield replace(a, attributes={"n": numbers[a.span.start]})


def _is_inferred(a: Annotation) -> bool:
    return a.kind == "page-break" and len(a.span) == 0
