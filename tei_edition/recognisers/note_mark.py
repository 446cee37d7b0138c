"""Marks of notes that stand behind a word without brackets: a figure or an asterisk (TEI CONONO).

A mark is believed only if the text has a note with its number.
"""

from collections.abc import Mapping, Sequence

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.note_marks import CLOSING, bare_marks
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import BLOCKS
from tei_edition.recognisers.resources import Resources


def numbers(edition: Edition) -> Mapping[str, str]:
    """Return the numbers of the notes of an edition, and the pointer to each."""
    return {a.attributes["n"]: f"#{a.id}" for a in edition.of_kind("endnote") if a.id}


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find the marks of the notes whose labels have no brackets."""
    labels = [a for a in edition.of_kind("note-label") if not any(a.markers)]
    known = numbers(edition)
    if not any(edition.transcript.of_span(label.span) in known for label in labels):
        return Finding()
    marks = _marks(edition)
    found: list[Annotation] = []
    for label in labels:
        number = edition.transcript.of_span(label.span)
        if number in known:
            values = {"target": known[number]}
            found += (Annotation(s, "note-mark", "note-mark.bare", values) for s in marks.get(number, ()))
    return Finding(tuple(found))


def _marks(edition: Edition) -> Mapping[str, Sequence[Span]]:
    """Find what may be marks of notes, by what is written there."""
    text = edition.transcript.text
    marks: dict[str, list[Span]] = {}
    for block in edition.of_kind(*BLOCKS):
        if block.kind == "endnote":
            continue
        for mark in bare_marks(text, block.span.start, block.span.end):
            if text[mark.start - 1] not in CLOSING:
                marks.setdefault(text[mark.start : mark.end], []).append(mark)
    return marks
