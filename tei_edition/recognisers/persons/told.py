"""Persons whom the translator names: behind another form of the name, or behind a cover name (B06, B07).

``Pak Seong-cheol [Pak Song Chol]`` and ``Filippov [Stalin]`` name one person twice. What stands before the
bracket is linked to whom the bracket names, whoever else may bear it; the form that is not the usual one is
marked.
"""

from bisect import bisect_left
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
    named, forms = _Ordered(text, [p.span for p in persons]), _Ordered(text, listed)
    for note in notes:
        type_ = _TYPES.get(note.rule.removesuffix(", accepted"))
        if type_ is None:
            continue
        inside = named.first_within(note.interior)
        if inside is None or "ref" not in persons[inside].attributes:
            continue
        ref = persons[inside].attributes["ref"]
        before = named.first_before(note.span)
        if before is not None and type_ == "alternative":
            changed[before] = _linked(persons[before], ref)
            changed[inside] = _typed(persons[inside], type_)
        elif before is not None:
            changed[before] = _typed(_linked(persons[before], ref), type_)
        elif type_ == "cover":
            at = forms.first_before(note.span)
            if at is not None:
                a = Annotation(listed[at], "person", "person.cover", {"type": type_, "ref": ref})
                added.append(replace(a, responsibility="program", certainty="high", evidence=_TOLD))
    yield from (changed.get(i, p) for i, p in enumerate(persons))
    yield from added


class _Ordered:
    """Stretches that are found by where they begin and where they end; each has its number."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._spans = spans
        self._by_start = sorted((s.start, i) for i, s in enumerate(spans))
        self._by_end = sorted((s.end, i) for i, s in enumerate(spans))

    def first_within(self, whole: Span) -> int | None:
        """Return the first that lies in a stretch."""
        near = _between(self._by_start, whole.start, whole.end)
        return min((i for i in near if whole.covers(self._spans[i])), default=None)

    def first_before(self, note: Span) -> int | None:
        """Return the first that stands before a note, with nothing but blanks between."""
        at = note.start
        while at > 0 and self._text[at - 1] in BLANKS:
            at -= 1
        return min(_between(self._by_end, at, note.start), default=None)


def _between(numbered: Sequence[tuple[int, int]], low: int, high: int) -> list[int]:
    """Return the numbers of those whose offset lies between two, both included."""
    return [i for _, i in numbered[bisect_left(numbered, (low, -1)) : bisect_left(numbered, (high + 1, -1))]]


def _linked(person: Annotation, ref: str) -> Annotation:
    if person.attributes.get("ref") == ref:
        return person
    values = {**person.attributes, "ref": ref}
    return replace(person, attributes=values, rule="person.told", certainty="high", evidence=_TOLD)


def _typed(person: Annotation, type_: str) -> Annotation:
    return replace(person, attributes={"type": type_, **person.attributes})
