"""Marks of notes that stand behind a word without brackets: a figure or an asterisk (TEI CONONO).

A mark is believed only if the text has a note with its number.
"""

import re
from collections.abc import Mapping

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
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
    found = []
    for label in labels:
        number = edition.transcript.of_span(label.span)
        if number not in known:
            continue
        mark = re.compile(rf"(?<=[^\W\d_][^\W\d_.,])(?:(?<=[\"”’)])|(?<=\w)){re.escape(number)}(?![\w.])")
        for block in edition.of_kind(*BLOCKS):
            if block.kind == "endnote":
                continue
            for m in mark.finditer(edition.transcript.text, block.span.start, block.span.end):
                values = {"target": known[number]}
                found.append(Annotation(Span(m.start(), m.end()), "note-mark", "note-mark.bare", values))
    return Finding(tuple(found))
