"""Who speaks: the person named in the speaker of each turn, or else a new entry of the edition."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import IN_TEXT, Entity, Name
from tei_edition.model.edition import Edition
from tei_edition.model.whitespace import level_a
from tei_edition.tables import table

_MARK = re.compile(r"[ ]*(?::|--|—|-|–|\.)$")
_VERB = re.compile(r"[ ]*\[[^\[\]]*\][:,]?$")


def identified(edition: Edition) -> Edition:
    """Return the edition with ``who`` on every turn.

    Args:
        edition: with its names recognised; once more when the editor's decisions are applied.

    Returns:
        Each turn points to the person of the authority lists who is named as its speaker, or to a new entry
        under the name that the document gives; these entries are the edition's strangers.
    """
    pointed = {value for a in edition.annotations if a.is_decided for value in a.attributes.values()}
    strangers = {e.id: e for e in edition.strangers if f"#{e.id}" in pointed}
    persons = [a for a in edition.of_kind("person") if "ref" in a.attributes]  # in the order of the text
    speakers = {a.span.start: a for a in edition.of_kind("speaker")}
    known: dict[str, str] = {}
    changed = []
    for a in edition.annotations:
        speaker = speakers.get(a.span.start)
        if a.kind == "speech" and not a.is_decided and speaker is not None:
            words = _bare(level_a(edition.transcript.of_span(speaker.span)))
            ref = _named(speaker, persons) or known.get(_surname(words))
            if ref is None:
                entity = _stranger(words)
                strangers[entity.id] = entity
                ref = f"#{entity.id}"
            else:
                known[_surname(words)] = ref
            a = replace(a, attributes={**a.attributes, "who": ref})
        changed.append(a)
    return replace(edition, annotations=tuple(changed), strangers=tuple(strangers.values()))


def _bare(words: str) -> str:
    """Return the name alone: without mark, brackets about it, or a verb in brackets behind it."""
    words = _MARK.sub("", words)
    if not words.startswith("["):
        words = _VERB.sub("", words)
    return _MARK.sub("", words.strip("[] "))


def _named(speaker: Annotation, persons: Sequence[Annotation]) -> str | None:
    at = bisect_left(persons, speaker.span.start, key=lambda p: p.span.start)
    while at < len(persons) and persons[at].span.start <= speaker.span.end:
        if speaker.span.covers(persons[at].span):
            return persons[at].attributes["ref"]
        at += 1
    return None


def _surname(words: str) -> str:
    bare = re.sub(r"[ ]*\(.*", "", words).split()
    return bare[-1].casefold() if bare else words.casefold()


def _stranger(words: str) -> Entity:
    titles = table("anatomy")["speakers"]["titles"]
    bare = " ".join(w for w in words.split() if w.casefold() not in titles) or words
    slug = re.sub(r"\W+", "-", bare.casefold()).strip("-") or "unnamed"
    display = bare.title() if bare.isupper() else bare
    return Entity(f"{IN_TEXT}{slug}", "person", (Name(display),))
