"""Admission: which annotations can be encoded at all, whatever else is said of the text.

An annotation may come from anywhere: a recogniser, a decision of the editor, a program of somebody else.
What does not agree with the transcript, or would not be XML, is set aside and reported before it is woven,
so that the stages behind need not doubt it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.characters import is_ncname
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS
from tei_edition.tables.kinds import kinds

_ATTRIBUTE = re.compile(r"(?:xml:)?[A-Za-z_][A-Za-z0-9_.-]*")
_LINE_END = re.compile(r"[\n\r\v\f]")
_QUOTED = 200


def admit(edition: Edition) -> Edition:
    """Return the edition without the annotations that cannot be encoded, and with a problem for each."""
    kept: list[Annotation] = []
    problems: list[Problem] = []
    for a in edition.annotations:
        faults = list(_faults(edition.transcript.text, a))
        if faults:
            problems.append(set_aside(edition.transcript, a, faults[0]))
        elif a.id is not None and not is_ncname(a.id):
            problems.append(unnamed(edition.transcript, a, "is no name that XML allows"))
            kept.append(replace(a, id=None))
        else:
            kept.append(a)
    if not problems:
        return edition
    return replace(edition, annotations=tuple(kept), problems=edition.problems + tuple(problems))


def _faults(text: str, a: Annotation) -> Iterator[str]:
    before, after = a.markers
    kind = kinds()[a.kind]
    words = text[a.span.start : a.span.end]
    if a.span.end > len(text):
        yield "it goes beyond the end of the text"
    if len(before) + len(after) > len(words) or not (words.startswith(before) and words.endswith(after)):
        yield "its delimiters do not stand at its ends"
    if (before or after) and any((m and not m.strip(BLANKS)) or _LINE_END.search(m) for m in a.markers):
        yield "its delimiters are not words in one line"
    if kind.layer == "point" and len(before) + len(after) < len(words):
        yield "a point holds no characters but its delimiters"
    for name in kind.needs:
        if name not in a.attributes:
            yield f"it lacks the attribute {name}"
    for name in a.attributes:
        if not _ATTRIBUTE.fullmatch(name):
            yield f'"{name}" is no name of an attribute'


def set_aside(transcript: Transcript, a: Annotation, why: str) -> Problem:
    """Return the problem that an annotation is not encoded, and why."""
    return Problem(
        code="WV03",
        severity=Severity.NOTE,
        message=f"The {a.kind} was not encoded here: {why}.",
        hint="The text stands as it is. Decide in the decisions file what shall be encoded.",
        place=transcript.place(_quotable(transcript, a.span)),
    )


def unnamed(transcript: Transcript, a: Annotation, why: str) -> Problem:
    """Return the problem that an annotation does not get the xml:id it should have, and why."""
    return Problem(
        code="WV07",
        severity=Severity.WARNING,
        message=f'The {a.kind} has not the xml:id "{a.id}": it {why}.',
        hint="Choose another id in the decisions file, and correct what points to it.",
        place=transcript.place(_quotable(transcript, a.span)),
    )


def _quotable(transcript: Transcript, span: Span) -> Span:
    # The place quotes some words only; that many long spans are not read as a whole keeps the sweep linear.
    end = min(span.end, len(transcript.text))
    start = min(span.start, end)
    return Span(start, min(end, start + _QUOTED))
