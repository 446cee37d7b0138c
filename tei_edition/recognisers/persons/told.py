"""Persons whom the translator names: behind another form of the name, or behind a cover name (B06, B07).

``Pak Seong-cheol [Pak Song Chol]`` and ``Filippov [Stalin]`` name one person twice. What stands before the
bracket is linked to whom the bracket names, whoever else may bear it; the form that is not the usual one is
marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS

_TYPES = {"bracket.other-form": "alternative", "bracket.cover-name": "cover"}
_TOLD = ("the translator names the person in brackets",)


def told(
    text: str, notes: Iterable[Annotation], persons: Sequence[Annotation], listed: Sequence[Span]
) -> Iterator[Annotation]:
    """Mark alternative names and cover names.

    Args:
        text: the transcript.
        notes: the translator's notes, with the rule by which their bracket was classed.
        persons: the names of persons that were found.
        listed: the stretches that are forms of listed persons' names.

    Yields:
        The names of persons, those that a bracket explains with its link and their type; and cover names
        that were not taken for names before.
    """
    changed: dict[int, Annotation] = {}
    added: list[Annotation] = []
    for note in notes:
        type_ = _TYPES.get(note.rule.removesuffix(", accepted"))
        if type_ is None:
            continue
        inside = next((i for i, p in enumerate(persons) if note.interior.covers(p.span)), None)
        if inside is None or "ref" not in persons[inside].attributes:
            continue
        ref = persons[inside].attributes["ref"]
        before = next((i for i, p in enumerate(persons) if _precedes(text, p.span, note.span)), None)
        if before is not None and type_ == "alternative":
            changed[before] = _linked(persons[before], ref)
            changed[inside] = _typed(persons[inside], type_)
        elif before is not None:
            changed[before] = _typed(_linked(persons[before], ref), type_)
        elif type_ == "cover":
            span = next((s for s in listed if _precedes(text, s, note.span)), None)
            if span is not None:
                a = Annotation(span, "person", "person.cover", {"type": type_, "ref": ref})
                added.append(replace(a, responsibility="program", certainty="high", evidence=_TOLD))
    yield from (changed.get(i, p) for i, p in enumerate(persons))
    yield from added


def _precedes(text: str, span: Span, note: Span) -> bool:
    return span.end <= note.start and not text[span.end : note.start].strip(BLANKS)


def _linked(person: Annotation, ref: str) -> Annotation:
    if person.attributes.get("ref") == ref:
        return person
    values = {**person.attributes, "ref": ref}
    return replace(person, attributes=values, rule="person.told", certainty="high", evidence=_TOLD)


def _typed(person: Annotation, type_: str) -> Annotation:
    return replace(person, attributes={"type": type_, **person.attributes})
