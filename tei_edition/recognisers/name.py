"""Names of persons, places, organisations and events in the running text, by the authority lists.

The index says where a form of a name stands and who may bear it; here it is judged who is meant. The
document decides: who is named in full in it, and who in its heading. Whoever cannot be told is tagged
without a pointer, and the editor is asked.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tei_edition.authority.index import Match
from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.ordered_spans import OrderedSpans
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import running_text
from tei_edition.recognisers.dateline_place import places
from tei_edition.recognisers.personal_name import around, parts, surnames_of
from tei_edition.recognisers.persons.asked import asked
from tei_edition.recognisers.persons.cues import Document
from tei_edition.recognisers.persons.judgement import NOBODY, Judged, judged
from tei_edition.recognisers.persons.mention import Mention, mentions
from tei_edition.recognisers.persons.told import told
from tei_edition.recognisers.persons.unlisted import unlisted
from tei_edition.recognisers.record_date import record_dates
from tei_edition.recognisers.resources import Resources
from tei_edition.recognisers.state import is_acting_state
from tei_edition.tables import table

_UNBRACKETED = re.compile(r"[^\[\]]+")
_KINDS = ("place", "organisation", "event")
_OTHERS = ("date", "time", "number", "archival-reference", "measure", "gap", "omission")
_LONGEST_COMPLETION = 80
_OPENING = ("heading", "opener", "dateline", "byline", "salutation")


@dataclass(frozen=True, slots=True)
class _View:
    """The text without square brackets, and the way back: names go on over them."""

    text: str
    starts: tuple[int, ...]
    """Where in the view the pieces begin that stood between brackets."""
    shifts: tuple[int, ...]
    """How many brackets stand before each of them."""

    @classmethod
    def of(cls, text: str) -> "_View":
        pieces, starts, shifts = [], [], []
        length = 0
        for m in _UNBRACKETED.finditer(text):
            pieces.append(m[0])
            starts.append(length)
            shifts.append(m.start() - length)
            length += len(m[0])
        return cls("".join(pieces), tuple(starts), tuple(shifts))

    def _original(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def span(self, text: str, start: int, end: int) -> Span:
        """Return the stretch of the text; a bracket that opens or closes within a name belongs to it."""
        first, last = self._original(start), self._original(end - 1) + 1
        inside = text[first:last]
        if inside.count("]") > inside.count("[") and text[first - 1 : first] == "[":
            first -= 1
        if inside.count("[") > inside.count("]") and text[last : last + 1] == "]":
            last += 1
        return Span(first, last)


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Tag and link the names in the running text."""
    text = edition.transcript.text
    found: list[Annotation] = []
    placed = matches(edition, resources)
    for span, match, _ in placed:
        entity = match.candidates[0]
        if entity.kind in _KINDS:
            values = {"ref": f"#{entity.id}"}
            acting = resources.policy.states == "organisation" and is_acting_state(text, span, entity)
            kind, rule = ("organisation", "name.state") if acting else (entity.kind, f"name.{entity.kind}")
            found.append(Annotation(span, kind, rule, values, ("", ""), "program", "high"))
    dates = [a.span for a in edition.of_kind("date")]
    found += places(edition, dates, [a.span for a in found])
    written = OrderedSpans([*dates, *(a.span for a in found if a.rule == "dateline.place")])
    placed = [p for p in placed if not written.touches(p[0])]
    listed = judged(*mentioned(edition, resources, placed))
    others = [a.span for a in (*found, *edition.of_kind(*_OTHERS))]
    more: Iterable[Judged] = unlisted(text, running_text(edition), listed, others, resources.index)
    if resources.policy.unlisted_persons == "leave":
        more = (j for j in more if j.link.entity is not None)
    named: list[Annotation] = []
    for j in (*listed, *more):
        if j.link.rule in NOBODY or _part_of_a_place(text, j.mention.span):
            continue
        named += _person(text, j)
    persons = [a for a in named if a.kind == "person"]
    forms = [p[0] for p in placed if p[1].candidates[0].kind == "person"]
    found += told(text, edition.of_kind("translation-note"), persons, forms)
    found += [a for a in named if a.kind != "person"]
    return Finding(tuple(found), asked(edition.transcript, found))


Placed = tuple[Span, Match, Annotation]
"""A form of a name that the index found: its stretch of the transcript, what it may be, and the block."""


def matches(edition: Edition, resources: Resources) -> list[Placed]:
    """Find the forms of names that the authority lists know, in the running text.

    Args:
        edition: with its blocks laid out.
        resources: with an index of names, or without one.
    """
    if resources.index is None:
        return []
    text = edition.transcript.text
    view = _View.of(text)
    found = [(view.span(text, m.start, m.end), m) for m in resources.index.matches(view.text)]
    return list(_in_blocks(found, running_text(edition)))


def mentioned(
    edition: Edition, resources: Resources, placed: Iterable[Placed]
) -> tuple[Document, tuple[Mention, ...]]:
    """Find the mentions of persons, and what the document says of those who are named.

    Args:
        edition: with its blocks laid out.
        resources: with an index of names, or without one.
        placed: what the index found.
    """
    text = edition.transcript.text
    if resources.index is None:
        return Document(text, "", frozenset()), ()
    persons = [p for p in placed if p[1].candidates[0].kind == "person"]
    named = tuple(mentions(text, persons, resources.index.matches))
    dates = [r.iso for r in record_dates(edition) if r.iso]
    opening = [edition.transcript.of_span(a.span) for a in edition.of_kind(*_OPENING)]
    return Document.of(text, dates[0][:7] if dates else "", opening, named), named


def _in_blocks(
    matches: Iterable[tuple[Span, Match]], blocks: tuple[Annotation, ...]
) -> Iterator[tuple[Span, Match, Annotation]]:
    """Pair each match with the block in which it lies; both are in the order of the text."""
    waiting = list(reversed(blocks))
    for span, match in matches:
        while waiting and waiting[-1].span.end <= span.start:
            waiting.pop()
        if waiting and waiting[-1].span.covers(span):
            yield span, match, waiting[-1]


def _person(text: str, found: Judged) -> Iterator[Annotation]:
    mention, who = found.mention, found.link.entity
    entity = who or next(iter(mention.candidates), None)
    span, block = mention.span, mention.block
    titles = around(text, span, block)
    roles = [t.span for t in titles if t.kind == "role"]
    whole = Span(min([span.start, *(r.start for r in roles)]), max([span.end, *(r.end for r in roles)]))
    whole = _with_bracket(text, whole, block)
    if roles and block.kind == "closer" and text[span.start - 1] in "(/":
        whole = Span(whole.start, span.end + 1)
    values = {"ref": f"#{who.id}"} if who else {}
    among = tuple(e.id for e in found.link.candidates)
    link = found.link
    yield Annotation(
        whole,
        "person",
        link.rule,
        values,
        responsibility="program",
        certainty=link.certainty,
        evidence=link.evidence,
        candidates=among,
    )
    yield from titles
    part = mention.listed if mention.form == "forename" else span
    surnames = surnames_of(entity) if entity is not None else frozenset({mention.surname})
    yield from parts(text, part, surnames, mention.form, titled=bool(roles))


def _with_bracket(text: str, span: Span, block: Annotation) -> Span:
    """Begin a name where the bracket begins that completes it: ``[Cuban President Osvaldo] Dorticos``."""
    within = text[span.start : span.end]
    if within.count("]") <= within.count("["):
        return span
    opening = text.rfind("[", max(block.span.start, span.start - _LONGEST_COMPLETION), span.start)
    if opening < 0 or re.search(r"\]|[.;:!?]\s", text[opening : span.start]):
        return span
    return Span(opening, span.end)


def _part_of_a_place(text: str, span: Span) -> bool:
    """Tell whether a name is part of that of a place or thing: ``Lenin Street``, ``Order of Lenin``."""
    places = table("titles")["places"]
    following = re.match(r"[ \t\n\r]+([A-Z]\w+)(?:[ ]([A-Z]\w+))?", text[span.end : span.end + 40])
    if following and any(word in places["after"] for word in following.groups()):
        return True
    before = text[max(0, span.start - 24) : span.start]
    m = re.search(r"(?:^|[\s(])((?:[\w.]+[ ])?[\w.]+)[ ][\"“]?$", before)
    return m is not None and f" {m[1]}".endswith(_before_places())


@cache
def _before_places() -> tuple[str, ...]:
    return tuple(f" {words}" for words in table("titles")["places"]["before"])
