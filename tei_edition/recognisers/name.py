"""Names of persons, places, organisations and events in the running text, by the authority lists.

The index says where a form of a name stands and who may bear it; here it is judged who is meant. The
document decides: who is named in full in it, and who in its heading. Whoever cannot be told is tagged
without a pointer, and the editor is asked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei_edition.authority.index import Match
from tei_edition.model.annotation import Annotation, Certainty
from tei_edition.model.authority import Entity
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.recognisers.areas import running_text
from tei_edition.recognisers.personal_name import around, parts
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table

_KINDS = {"place": "place", "organisation": "organisation", "event": "event"}
_FULL_FORMS = ("full", "initials", "variant")


@dataclass(frozen=True, slots=True)
class _View:
    """The text without square brackets, and the way back: names go on over them."""

    text: str
    offsets: list[int]

    @classmethod
    def of(cls, text: str) -> "_View":
        if "[" not in text and "]" not in text:
            return cls(text, [])
        kept = [i for i, c in enumerate(text) if c not in "[]"]
        return cls("".join(text[i] for i in kept), kept)

    def span(self, text: str, start: int, end: int) -> Span:
        """Return the stretch of the text; a bracket that opens or closes within a name belongs to it."""
        if not self.offsets:
            return Span(start, end)
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        inside = text[first:last]
        if inside.count("]") > inside.count("[") and text[first - 1 : first] == "[":
            first -= 1
        if inside.count("[") > inside.count("]") and text[last : last + 1] == "]":
            last += 1
        return Span(first, last)


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Tag and link the names in the running text."""
    if resources.index is None:
        return Finding()
    text = edition.transcript.text
    view = _View.of(text)
    matches = [(view.span(text, m.start, m.end), m) for m in resources.index.matches(view.text)]
    placed = list(_in_blocks(matches, running_text(edition)))
    persons = _Persons.named_in(placed)
    found: list[Annotation] = []
    doubtful: dict[tuple[str, ...], list[Span]] = {}
    for span, match, block in placed:
        entity = match.candidates[0]
        if entity.kind in _KINDS:
            values = {"ref": f"#{entity.id}"}
            rule = f"name.{entity.kind}"
            found.append(Annotation(span, _KINDS[entity.kind], rule, values, ("", ""), "program", "high"))
        elif entity.kind == "person":
            if _part_of_a_place(text, span):
                continue
            who, certainty, rule = persons.meant(match)
            if rule == "person.no-one":
                continue
            found += _person(text, span, match, block, who, certainty, rule)
            if who is None:
                doubtful.setdefault(tuple(e.id for e in match.candidates), []).append(span)
    return Finding(tuple(found), tuple(_ask(edition, ids, spans) for ids, spans in doubtful.items()))


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


@dataclass(frozen=True, slots=True)
class _Persons:
    """Who is named in full in the document, and who in its opening and closing lines."""

    introduced: frozenset[str]
    principal: frozenset[str]

    @classmethod
    def named_in(cls, placed: list[tuple[Span, Match, Annotation]]) -> "_Persons":
        introduced, principal = set(), set()
        for _, match, block in placed:
            if match.form in _FULL_FORMS and len(match.candidates) == 1:
                introduced.add(match.candidates[0].id)
                if block.kind not in ("paragraph", "cover-paragraph"):
                    principal.add(match.candidates[0].id)
        return cls(frozenset(introduced), frozenset(principal))

    def meant(self, match: Match) -> tuple[Entity | None, Certainty, str]:
        """Judge who is meant: the entry, how sure that is, and the rule; no entry if it cannot be told."""
        candidates = match.candidates
        if match.form == "forename":
            here = [e for e in candidates if e.id in self.introduced]
            if len(here) == 1:
                return here[0], "medium", "person.forename"
            return None, "low", "person.no-one"
        if len(candidates) == 1:
            part = match.form == "surname-part" and candidates[0].id not in self.introduced
            return candidates[0], "medium" if part else "high", f"person.{match.form}"
        for group, rule in ((self.principal, "person.principal"), (self.introduced, "person.introduced")):
            here = [e for e in candidates if e.id in group]
            if len(here) == 1:
                others = any(e.id in self.introduced for e in candidates if e is not here[0])
                return here[0], "medium" if others else "high", rule
        return None, "low", "person.ambiguous"


def _person(
    text: str,
    span: Span,
    match: Match,
    block: Annotation,
    who: Entity | None,
    certainty: Certainty,
    rule: str,
) -> Iterator[Annotation]:
    entity = who or match.candidates[0]
    titles = around(text, span, block)
    whole = Span(
        min([span.start, *(t.span.start for t in titles)]), max([span.end, *(t.span.end for t in titles)])
    )
    within = text[whole.start : whole.end]
    if within.count("]") > within.count("[") and text[whole.start - 1 : whole.start] == "[":
        whole = Span(whole.start - 1, whole.end)  # [Cuban President Osvaldo] Dorticos
    if titles and block.kind == "closer":
        whole = block.span
    values = {"ref": f"#{who.id}"} if who else {}
    yield Annotation(whole, "person", rule, values, ("", ""), "program", certainty)
    yield from titles
    yield from parts(text, span, entity, match.form, titled=bool(titles))


def _part_of_a_place(text: str, span: Span) -> bool:
    following = re.match(r"[ \t\n\r]+([A-Z]\w+)", text[span.end : span.end + 30])
    return bool(following) and following[1] in table("titles")["places"]["after"]  # type: ignore[index]


def _ask(edition: Edition, ids: tuple[str, ...], spans: list[Span]) -> Problem:
    times = "" if len(spans) == 1 else f" ({len(spans)} times; the first is shown)"
    return Problem(
        "NA01",
        Severity.WARNING,
        f"Several persons of the authority list may be meant{times}: {', '.join(ids)}.",
        "Say who is meant in the decisions file, or add a form of the name to the list.",
        file=edition.transcript.name,
        place=edition.transcript.place(spans[0]),
    )
