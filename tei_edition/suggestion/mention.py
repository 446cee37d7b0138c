"""The places of an edition where a name is in no list, or where it is doubtful who is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tei_edition.authority.index import Match
from tei_edition.authority.written_name import WrittenName, is_title, written_name
from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import EntityKind
from tei_edition.model.edition import Edition
from tei_edition.model.keyword_in_context import keyword_in_context
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.recognisers.areas import inside_any, running_text
from tei_edition.recognisers.reasons import reasons, words_of
from tei_edition.recognisers.resources import Resources

Status = Literal["unlisted", "several", "uncertain"]
"""In no list; several entries may be meant; linked, but the program is not sure."""

_KINDS: tuple[EntityKind, ...] = ("person", "place", "organisation")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*)[ ]+$")
_WORD_BEHIND = re.compile(r"[ ]+([^\W\d_])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its place."""

    status: Status
    """Why it is listed."""
    kind: EntityKind
    """What is named."""
    span: Span
    """The stretch of the annotation, titles included."""
    quotation: str
    """Its words, blanks folded."""
    name: WrittenName
    """The name without titles."""
    role: str
    """The office that stands with the name; empty if there is none."""
    candidates: tuple[str, ...]
    """Ids of the entries that may be meant, the most probable first."""
    grounds: tuple[str, ...]
    """Why the program takes it for a name, or for this one's name, in plain words."""
    document: str
    """Path of the transcript."""
    line: int
    """Line, from 1."""
    column: int
    """Column in characters, from 1."""
    context: str
    """The words between « and », with some on both sides."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known of why an annotation was made."""

    candidates: tuple[str, ...]
    """Ids of the entries whose names have the form, the one that is linked first."""
    cues: tuple[str, ...]
    """The signs that spoke for it, in plain words."""


def grounds(a: Annotation, words: str, resources: Resources) -> Grounds:
    """Tell whom an annotation of a name may mean, and on what signs it was made.

    This is the one place that asks: candidates are those that were weighed, or else those that the index has
    for the whole name.

    Args:
        a: the annotation.
        words: the name in it, without titles.
        resources: the authority lists.
    """
    found = a.candidates or tuple(_of_index(a.kind, words, resources))
    return Grounds(tuple(dict.fromkeys([a.entry, *found] if a.entry else found)), reasons(a))


def _of_index(kind: str, words: str, resources: Resources) -> Iterator[str]:
    words = words.replace("[", "").replace("]", "")
    matches = resources.index.matches(words) if resources.index is not None else ()
    return (e.id for m in matches if _is_whole(words, m) for e in m.candidates if e.kind == kind)


def _is_whole(words: str, match: Match) -> bool:
    """Tell whether no word of the name stands beside a match: ``Castro`` is not all of ``Anna Castro``."""
    before, after = _WORD_BEFORE.search(words[: match.start]), _WORD_BEHIND.match(words[match.end :])
    leads = before is not None and before[1][0].isupper() and not is_title(before[1])
    return not leads and not (after is not None and after[1][0].isupper())


def mentions(edition: Edition, resources: Resources) -> tuple[Mention, ...]:
    """List the unlisted and the doubtful names of an edition, in the order of the text.

    Args:
        edition: with its names recognised, and the editor's decisions applied.
        resources: the authority lists that hold for it.

    Returns:
        Names in the running text: without a pointer to an entry, or with one of which the program is not
        sure; what the editor has settled is not among them. Speakers who are in no list are.
    """
    blocks = running_text(edition)
    parts = tuple(edition.of_kind("role", "surname"))
    found = []
    for a in edition.of_kind(*_KINDS):
        if ("ref" in a.attributes and not _is_unsure(a)) or not inside_any(a.span, blocks):
            continue
        inside = tuple(p for p in parts if a.span.covers(p.span))
        titles = [p.span for p in inside if p.kind == "role"]
        words = _without(edition.transcript.text, a.span, titles)
        said = grounds(a, words, resources)
        status = _status(a, said)
        if status is not None:
            found.append(_mention(a, words, status, said, edition, inside))
    known = [a.span for a in edition.of_kind("person")]
    found += [m for m in _strangers(edition) if not any(m.span.covers(s) for s in known)]
    return tuple(sorted(found, key=lambda m: (m.span, m.kind)))


def _status(a: Annotation, said: Grounds) -> Status | None:
    if "ref" not in a.attributes:
        if not said.candidates:
            return "unlisted"
        return "several" if a.responsibility == "program" else None
    return "uncertain"


def _is_unsure(a: Annotation) -> bool:
    return a.responsibility == "program" and a.certainty in ("medium", "low")


def _mention(
    a: Annotation, words: str, status: Status, said: Grounds, edition: Edition, inside: tuple[Annotation, ...]
) -> Mention:
    """Make the mention of an annotation, with the parts of the name that lie in it."""
    said_of = {p.kind: level_a(edition.transcript.of_span(p.span)) for p in inside if not _is_honorific(p)}
    name = written_name(words, said_of.get("surname", "")) if a.kind == "person" else WrittenName(words)
    kind = next(k for k in _KINDS if k == a.kind)
    return _placed(status, kind, a.span, name, said_of.get("role", ""), said, edition)


def _is_honorific(part: Annotation) -> bool:
    return part.kind == "role" and part.attributes.get("type") != "office"


def _strangers(edition: Edition) -> Iterator[Mention]:
    """Yield the speakers for whom the edition has entries of its own."""
    own = {f"#{e.id}": e for e in edition.strangers}
    speakers = {a.span.start: a for a in edition.of_kind("speaker")}
    for a in edition.of_kind("speech"):
        entity = own.get(a.attributes.get("who", ""))
        if entity is not None and a.span.start in speakers:
            said = Grounds((), (words_of("speaker"),))
            name = written_name(entity.names[0].text)
            yield _placed("unlisted", "person", speakers[a.span.start].span, name, "", said, edition)


def _placed(
    status: Status,
    kind: EntityKind,
    span: Span,
    name: WrittenName,
    role: str,
    said: Grounds,
    edition: Edition,
) -> Mention:
    transcript = edition.transcript
    place = transcript.place(span)
    words = level_a(transcript.of_span(span))
    return Mention(
        status,
        kind,
        span,
        words,
        name,
        role,
        said.candidates,
        said.cues,
        transcript.name,
        place.line,
        place.column,
        keyword_in_context(transcript.text, span),
    )


def _without(text: str, span: Span, parts: list[Span]) -> str:
    """Return the words of a stretch without those of some parts of it, blanks folded."""
    kept, at = [], span.start
    for part in sorted(parts):
        kept.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    return level_a(" ".join([*kept, text[at : span.end]]))
