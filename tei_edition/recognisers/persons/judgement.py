"""Judging mentions: whether a person is named there, and who.

A name that only one entry bears is that entry's, unless the text says otherwise; of several bearers the cues
decide. A surname that is a word, or a forename alone, must be borne out by the document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tei_edition.model.authority import Entity
from tei_edition.model.span import Span
from tei_edition.recognisers.persons.cues import MOST_WEIGHED, Document, cues, title_before, whole_title
from tei_edition.recognisers.persons.given_names import fit, is_given_name, is_initial, is_womans
from tei_edition.recognisers.persons.linking import Link, chosen
from tei_edition.recognisers.persons.mention import (
    CAPITALS,
    Mention,
    forenames_of,
    is_womans_title,
)
from tei_edition.recognisers.persons.no_name import days_and_months
from tei_edition.recognisers.persons.ordinary_words import (
    is_located,
    is_named,
    is_ordinary,
    is_place,
)
from tei_edition.recognisers.persons.title import nobility, title_words
from tei_edition.tables import table

_SHORTEST = 3
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+")
NOBODY = ("person.no-one", "person.other-given-names")
"""Rules of links by which nobody of the lists is named, so that the index found no person there."""
_NOBODY = Link(None, "low", "person.no-one", ())


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention and who is meant; nobody is named there if the link has the rule ``person.no-one``."""

    mention: Mention
    link: Link


def judged(document: Document, found: Sequence[Mention]) -> list[Judged]:
    """Judge all mentions of a document.

    Args:
        document: what is known of its persons.
        found: the mentions, in order.
    """
    return [Judged(mention, _judged(document, mention)) for mention in found]


def _judged(document: Document, mention: Mention) -> Link:
    if not mention.candidates:
        return Link(None, "low", "person.other-given-names", ("the given names are those of nobody listed",))
    if _begins_other_name(document.text, mention):
        return _NOBODY
    if mention.form == "forename":
        return _forename(document, mention)
    titled = _is_titled(document, mention)
    if is_womans_title(title_before(document, mention).rpartition(" ")[2]):
        women = tuple(e for e in mention.candidates if _is_woman(e))
        if not women:
            reason = "a woman is named, and nobody listed under this name is one"
            return Link(None, "low", "person.other-given-names", (reason,))
        if len(women) == 1:
            return _only(document, mention, women[0])
    if mention.form in ("surname", "surname-part", "variant") and not (mention.given or titled):
        word = document.text[mention.listed.start : mention.listed.end]
        introduced = any(_is_introduced(document, e) for e in mention.candidates)
        named = any(e.id in document.named for e in mention.candidates)
        if is_place(word) and (not named or is_located(document.text, mention)):
            return _NOBODY
        if is_ordinary(word) and not is_named(document.text, mention, introduced=introduced):
            return _NOBODY
    if mention.form == "variant" and _INITIALS.fullmatch(document.text, *_bounds(mention.listed)):
        here = tuple(e for e in mention.candidates if e.id in document.named)
        if len(here) != 1:
            return _NOBODY
        return Link(here[0], "medium", "person.initials-alone", ("is the only one of these initials here",))
    if len(mention.candidates) == 1:
        return _only(document, mention, mention.candidates[0])
    among = _bearers(document, mention)
    if len(among) == 1:
        return _only(document, mention, among[0])
    if len(among) > MOST_WEIGHED:
        return Link(None, "low", "person.ambiguous", (), among)
    return chosen(among, [cues(document, mention, e) for e in among])


def _is_woman(entity: Entity) -> bool:
    said = entity.description.casefold()
    return (
        is_womans_title(entity.title)
        or any(said.startswith(word) for word in ("wife", "widow", "daughter", "mother", "sister"))
        or any(is_womans(word) for n in entity.names for word in n.forename.split()[:1])
    )


def _bearers(document: Document, mention: Mention) -> tuple[Entity, ...]:
    """Leave out those whose given name it is, unless the document speaks of them: it is a surname here."""
    paired = zip(mention.candidates, mention.forms, strict=True)
    found = tuple(e for e, form in paired if form != "forename" or e.id in document.mentioned)
    if len(found) <= MOST_WEIGHED:
        return found
    here = tuple(e for e in found if e.id in document.mentioned)
    return here or found


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _only(document: Document, mention: Mention, entity: Entity) -> Link:
    weak = mention.form == "surname-part" and not mention.given and entity.id not in document.named
    if any(not is_initial(g) for g in mention.given) and mention.form in ("surname", "surname-part"):
        # A word of the text that only an initial of the list allows may be another person's name.
        weak = weak or fit(mention.given, forenames_of(entity)) == 1
    if mention.given:
        reason = "nobody else of the list has this surname and such given names"
    else:
        reason = "nobody else of the list bears this name"
    return Link(entity, "medium" if weak else "high", f"person.{mention.form}", (reason,))


def _is_introduced(document: Document, entity: Entity) -> bool:
    return entity.id in document.named or entity.id in document.addressed


def _is_titled(document: Document, mention: Mention) -> bool:
    first = document.text[mention.span.start : mention.listed.start].split()[:1]
    return bool(whole_title(title_before(document, mention))) or any(w in nobility() for w in first)


def _begins_other_name(text: str, mention: Mention) -> bool:
    """Tell whether a form is the given name of somebody else: ``Henry`` in ``Henry Brodie``."""
    if mention.given or mention.form not in ("surname", "surname-part", "forename", "initials", "full"):
        return False
    end, limit = mention.span.end, mention.block.span.end
    if mention.form in ("initials", "full"):
        # "James M. Ludlow" is no James whose first name is M.
        inverted = any(e.names and _ends_in_given(text, mention, e) for e in mention.candidates)
        return inverted and _surname_after().match(text, end, limit) is not None
    written = text[mention.listed.start : mention.listed.end]
    m = _surname_after().match(text, end, limit)
    belongings = table("titles")["persons"]["belongings"]
    if m is None or m[1] in title_words() or m[1] in days_and_months() or m[1] in belongings:
        return False
    return bool(m[2]) or mention.form == "forename" or is_given_name(written)


def _ends_in_given(text: str, mention: Mention, entity: Entity) -> bool:
    written = text[mention.listed.start : mention.listed.end]
    surnames = {n.surname for n in entity.names if n.surname}
    return any(written.startswith(f"{s} ") for s in surnames) and not any(
        n.text.startswith(f"{n.surname} ") for n in entity.names
    )


@cache
def _surname_after() -> re.Pattern[str]:
    particles = "|".join(map(re.escape, table("name_forms")["leading"]))
    initial = rf"([{CAPITALS}]\.[ ]*(?=[{CAPITALS}]))"
    return re.compile(rf"[ \t\u00a0]+(?:(?:{particles})[ ]){{0,2}}([{CAPITALS}][\w'’-]*\w|{initial})")


def _forename(document: Document, mention: Mention) -> Link:
    """Judge a forename alone: it must be said with ``Sir``, or borne by one person of those that count."""
    text, candidates = document.text, mention.candidates
    noble = text[mention.span.start : mention.listed.start].split()
    if noble and noble[0] in nobility():
        suiting = tuple(e for e in candidates if noble[0] in e.title.split())
        if len(suiting) == 1:
            return Link(suiting[0], "high", "person.noble", (f"is the only {noble[0]} of this forename",))
        return _NOBODY
    word = text[mention.listed.start : mention.listed.end]
    if is_place(word) or not is_named(text, mention, introduced=True):
        return _NOBODY
    named = tuple(e for e in candidates if e.id in document.named)
    if len(named) == 1:
        return Link(named[0], "medium", "person.forename", ("is the only one of this forename named here",))
    addressed = _is_addressed(document, mention)
    if is_ordinary(word) and not addressed:
        return _NOBODY
    here = named or tuple(e for e in candidates if e.id in document.mentioned)
    if len(here) == 1:
        return Link(
            here[0], "medium", "person.forename", ("is the only one of this forename spoken of here",)
        )
    if addressed and len(here or candidates) > 1:
        among = here or candidates
        return chosen(among, [cues(document, mention, e) for e in among])
    if len(candidates) == 1 and (len(word) > _SHORTEST or addressed):
        return Link(
            candidates[0],
            "low",
            "person.forename",
            ("is the only one of this forename in the list",),
            candidates,
        )
    return _NOBODY


def _is_addressed(document: Document, mention: Mention) -> bool:
    """Tell whether a letter addresses somebody so, or is signed so."""
    before = document.text[max(0, mention.span.start - 16) : mention.span.start]
    alone = document.text[mention.block.span.start : mention.block.span.end].strip(" ,.")
    written = document.text[mention.span.start : mention.span.end]
    return before.endswith(("Dear ", "dear ")) or (mention.block.kind == "closer" and alone == written)
