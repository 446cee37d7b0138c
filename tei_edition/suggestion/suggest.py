"""Suggestions over a whole corpus: one for each name that is in no list or of which somebody must decide."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tei_edition.authority.near import Listed
from tei_edition.authority.personal_name import unaccented
from tei_edition.authority.written_name import WrittenName
from tei_edition.model.authority import Authority, EntityKind
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.recognisers.resources import Resources
from tei_edition.suggestion.groups import Group, groups
from tei_edition.suggestion.mention import Mention, Status, mentions

_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name of which an editor should decide, with all its places."""

    status: Status
    """Why it is suggested."""
    kind: EntityKind
    """What is named."""
    id: str
    """The id proposed for a new entry; empty for names that entries have already."""
    names: Group
    """Its forms, the fullest first."""
    role: str
    """The office that stands with it most often; empty if none does."""
    candidates: tuple[str, ...]
    """Ids of the entries that may be meant; for a name in no list, of those whose names are like it."""
    mentions: tuple[Mention, ...]
    """Where it stands, in the order of the documents and of their text."""

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({m.document for m in self.mentions})

    @property
    def grounds(self) -> tuple[str, ...]:
        """Why the program took it for a name, each reason once, the most frequent first."""
        counted = Counter(ground for m in self.mentions for ground in m.grounds)
        return tuple(sorted(counted, key=lambda g: (-counted[g], g)))


def suggestions(editions: Iterable[tuple[Edition, Resources]]) -> tuple[Suggestion, ...]:
    """Collect what an editor of the authority lists should look at.

    Args:
        editions: each with its names recognised and the editor's decisions applied, and the lists that hold
            for it.

    Returns:
        First the names that are in no list, then those that several entries have, then the links of which
        the program is not sure; of each sort the most frequent first. The same for any order of the editions.
    """
    found: list[Mention] = []
    lists: dict[str, Authority] = {}
    for edition, resources in editions:
        found += mentions(edition, resources)
        lists[edition.transcript.name] = resources.authority
    return collected(found, lists)


def collected(found: Iterable[Mention], lists: Mapping[str, Authority]) -> tuple[Suggestion, ...]:
    """Make suggestions of mentions, so that a large corpus need not be held as a whole.

    Args:
        found: the mentions of all documents, in any order.
        lists: for the path of each document the authority lists that hold for it.

    Returns:
        The same as ``suggestions``.
    """
    found = sorted(found, key=_place)
    made = [*_unlisted(found, lists), *_doubtful(found)]
    order: tuple[Status, ...] = ("unlisted", "several", "uncertain")
    return tuple(
        sorted(made, key=lambda s: (order.index(s.status), s.kind, -len(s.mentions), s.names, s.candidates))
    )


def _place(m: Mention) -> tuple[str, Span, str]:
    return m.document, m.span, m.kind


def _unlisted(found: list[Mention], lists: Mapping[str, Authority]) -> list[Suggestion]:
    made = []
    ids = {e.id for authority in lists.values() for e in authority.entities}
    taken = ids | {id_.partition("-")[2] for id_ in ids}
    known: dict[int, Listed] = {}
    for kind in ("person", "place", "organisation"):
        here: dict[WrittenName, list[Mention]] = {}
        for m in found:
            if m.status == "unlisted" and m.kind == kind:
                here.setdefault(m.name, []).append(m)
        for group in groups({name: len(places) for name, places in here.items()}):
            own = tuple(sorted((m for name in group for m in here[name]), key=_place))
            near: dict[str, None] = {}
            for authority in {id(a): a for a in (lists[m.document] for m in own)}.values():
                listed = known.setdefault(id(authority), Listed.of(authority))
                near.update(dict.fromkeys(listed.near(group[0]) if kind == "person" else ()))
            id_ = _free(_slug(group[0]), taken)
            made.append(Suggestion("unlisted", own[0].kind, id_, group, _role(own), tuple(near), own))
    return made


def _doubtful(found: list[Mention]) -> list[Suggestion]:
    together: dict[tuple[Status, EntityKind, tuple[str, ...], WrittenName], list[Mention]] = {}
    for m in found:
        if m.status != "unlisted":
            together.setdefault((m.status, m.kind, m.candidates, m.name), []).append(m)
    return [
        Suggestion(status, kind, "", (name,), _role(own), candidates, tuple(own))
        for (status, kind, candidates, name), own in together.items()
    ]


def _role(own: Iterable[Mention]) -> str:
    counted = Counter(m.role for m in own if m.role)
    return min(counted, key=lambda role: (-counted[role], role), default="")


def _slug(name: WrittenName) -> str:
    words = unaccented(f"{name.surname} {name.forename} {name.generation}").casefold()
    return _NO_WORD.sub("-", words).strip("-") or "unnamed"


def _free(slug: str, taken: set[str]) -> str:
    """Return an id that no entry has, and take it."""
    id_, number = slug, 1
    while id_ in taken:
        number += 1
        id_ = f"{slug}-{number}"
    taken.add(id_)
    return id_
