"""Abbreviations and terms: of the edition's list, of the document itself, and of the table.

What the edition's list has points to its entry there. What the document explains has the expansion that it
gives, unless the list says the same; the table serves for the rest. Letters that may be something else are
left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from tei_edition.authority.term_index import TermIndex, TermMatch, Words, words_of
from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Entity, Name
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.recognisers.abbreviation_places import Places
from tei_edition.recognisers.areas import running_text
from tei_edition.recognisers.brackets.document import is_in_english
from tei_edition.recognisers.explained import Explanation, explanations, in_brackets
from tei_edition.recognisers.resources import Resources
from tei_edition.tables.abbreviations import Abbreviation, Abbreviations


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Tag the abbreviations in the running text."""
    words = words_of(edition.transcript.text)
    return _Recogniser(edition, resources, running_text(edition), Places.of(edition), words).run()


@dataclass(slots=True)
class _Recogniser:
    edition: Edition
    resources: Resources
    blocks: tuple[Annotation, ...]
    places: Places
    words: Words
    found: list[Annotation] = field(default_factory=list)
    doubtful: dict[tuple[str, ...], list[Span]] = field(default_factory=dict)

    def run(self) -> Finding:
        explained = [e for e in explanations(self.places.text, self.blocks) if self._is_sound(e)]
        for one in explained:
            self._explanation(one)
        # What the document explains otherwise than the list goes before the list.
        spelled_out = [e for e in in_brackets(self.edition) if self._says_more(e)]
        self._expand(*_of_document(self.places.text, [*spelled_out, *explained]))
        if self.resources.terms is not None:
            self._point(self.resources.terms)
        if is_in_english(self.edition):
            self._expand(*_of_table(self.resources.abbreviations))
        problems = tuple(self._ask(ids, spans) for ids, spans in self.doubtful.items())
        return Finding(tuple(self.found), problems)

    # ---- the document's own

    def _is_sound(self, one: Explanation) -> bool:
        in_capitals = self.places.text[one.words.start : one.words.end].isupper()
        return not in_capitals and self.places.are_free(one.form) and self._says_more(one)

    def _says_more(self, one: Explanation) -> bool:
        """Tell whether an explanation is followed: not if its form needs none, or the list says the same."""
        form, words = (self.places.text[s.start : s.end] for s in (one.form, one.words))
        if form in self.resources.abbreviations.not_expanded:
            return False
        terms = self.resources.terms
        listed = terms.matches(form, words_of(form)) if terms else ()
        return not any(_alike(words, e.description) for m in listed for e in m.candidates)

    def _explanation(self, one: Explanation) -> None:
        id_ = f"ab-{one.form.start}"
        self._add(Annotation(one.form, "abbreviation", one.rule, {"type": "acronym"}, id=id_))
        if self.places.may_hold(one.words):
            self.found.append(Annotation(one.words, "expansion", one.rule, {"corresp": f"#{id_}"}))

    # ---- the lists

    def _point(self, terms: TermIndex) -> None:
        for span, match in self._matches(terms):
            ids = tuple(e.id for e in match.candidates)
            if len(ids) == 1:
                self._add(_judged(span, "term", "term.listed", {"ref": f"#{ids[0]}"}))
            else:
                self._add(Annotation(span, "abbreviation", "term.ambiguous", {}, ("", ""), "program", "low"))
                self.doubtful.setdefault(ids, []).append(span)

    def _expand(self, index: TermIndex, rows: dict[str, tuple[Abbreviation, str, int]]) -> None:
        others = {
            form for form, (row, _, _) in rows.items() if any(w in self.places.text for w in row.unless)
        }
        for span, match in self._matches(index):
            form = match.candidates[0].id
            row, rule, start = rows[form]
            if form in others or span.start < start or self.places.have_note(span):
                continue
            values = {"type": row.type, "expansion": row.expansion}
            if row.language:
                values["expansion-language"] = row.language
            self._add(_judged(span, "abbreviation", rule, values))

    def _matches(self, index: TermIndex) -> Iterator[tuple[Span, TermMatch]]:
        """Yield what stands in one of the blocks; both are in the order of the text."""
        waiting = [block.span for block in reversed(self.blocks)]
        for match in index.matches(self.places.text, self.words):
            span = Span(match.start, match.end)
            while waiting and waiting[-1].end <= span.start:
                waiting.pop()
            if waiting and waiting[-1].covers(span) and self._is_meant(match, span, waiting[-1]):
                yield span, match

    def _is_meant(self, match: TermMatch, span: Span, block: Span) -> bool:
        """Tell whether letters that may be something else are the abbreviation."""
        if not self.places.fit(span, block):
            return False
        entity = match.candidates[0]
        if len(span) == 1:
            return self.places.fit_letter(span, block, entity.description)
        as_listed = any(name.text == self.places.text[span.start : span.end] for name in entity.names)
        return as_listed or not self.places.may_be_initials(span, block)

    def _add(self, a: Annotation) -> None:
        self.places.take(a.span)
        self.found.append(a)

    def _ask(self, ids: tuple[str, ...], spans: list[Span]) -> Problem:
        times = "" if len(spans) == 1 else f" ({len(spans)} times; the first is shown)"
        return Problem(
            "NA02",
            Severity.WARNING,
            f"The list of terms has the abbreviation more than once{times}: {', '.join(ids)}.",
            "Join the entries, or say in the decisions file which is meant.",
            file=self.edition.transcript.name,
            place=self.edition.transcript.place(spans[0]),
        )


def _judged(span: Span, kind: str, rule: str, values: dict[str, str]) -> Annotation:
    return Annotation(span, kind, rule, values, ("", ""), "program", "high")


def _alike(words: str, others: str) -> bool:
    """Tell whether two expansions say the same: half of the words of the first stand in the second."""
    first, second = (set(w.casefold().replace(",", " ").split()) for w in (words, others))
    return len(first & second) * 2 >= len(first)


def _of_document(
    text: str, explained: Iterable[Explanation]
) -> tuple[TermIndex, dict[str, tuple[Abbreviation, str, int]]]:
    """Collect what the document explains in one way only; a definition holds for what stands behind it."""
    said: dict[str, dict[str, Explanation]] = {}
    for one in explained:
        expansion = level_a(text[one.words.start : one.words.end])
        said.setdefault(text[one.form.start : one.form.end], {}).setdefault(expansion.casefold(), one)
    rows = {}
    for form, ways in said.items():
        if len(ways) == 1:
            one = next(iter(ways.values()))
            expansion = level_a(text[one.words.start : one.words.end])
            start = 0 if one.rule == "abbreviation.listed" else one.form.end
            rows[form] = (Abbreviation(form, expansion), f"{one.rule}-before", start)
    return _index(rows), rows


@cache
def _of_table(
    abbreviations: Abbreviations,
) -> tuple[TermIndex, dict[str, tuple[Abbreviation, str, int]]]:
    rows = {row.written: (row, "abbreviation.table", 0) for row in abbreviations.rows}
    return _index(rows), rows


def _index(rows: dict[str, tuple[Abbreviation, str, int]]) -> TermIndex:
    # Any other spelling is taken for a word, so that a form is found as it is written, or with full stops.
    return TermIndex((Entity(form, "term", (Name(form),)) for form in rows), lambda form: True)
