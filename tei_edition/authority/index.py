"""The index of names: where a text has a form of a name that an authority list knows.

An Aho-Corasick automaton finds the anchors (surnames, names of places and bodies), in time linear in the
text; the forms around an anchor are made when it is first met. Which candidate is meant is not decided here.
All anchors are asked for, overlapping ones too, because the longest at a place may fail at a word boundary.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from tei_edition.authority.anchor import Anchored, Readings, anchored, by_anchor
from tei_edition.authority.context import fitting, is_edge, outside_compounds
from tei_edition.authority.folding import fold
from tei_edition.authority.form import STRENGTH, FormKind, FormPart, FormRules
from tei_edition.authority.near import Listed
from tei_edition.authority.personal_name import unaccented
from tei_edition.authority.uncollected import uncollected
from tei_edition.model.authority import Authority, Entity

_Said = tuple[FormKind, tuple[Entity, ...], tuple[FormKind, ...]]

_FEW = 50
_BESIDE = 60
_CAPITALS = re.compile(r"(?<![^\W\d_])[^\W\d_]")
_RANK = {kind: rank for rank, kind in enumerate(STRENGTH)}


@dataclass(frozen=True, slots=True)
class Rules(FormRules):
    """What the index looks for."""

    across_blank_lines: bool = False
    """Whether a name may go on behind a blank line."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a text where a name stands."""

    start: int
    """Offset of its first character in the text, in code points."""
    end: int
    """Offset behind its last character."""
    form: FormKind
    """What sort of form it is for the first candidate."""
    candidates: tuple[Entity, ...]
    """The entries that it may name, those for which the form says most first; ``same_as`` is resolved."""
    forms: tuple[FormKind, ...]
    """What sort of form it is for each candidate."""


class NameIndex:
    """The forms of the names of an authority list, ready to be found in texts."""

    __slots__ = (
        "_anchors", "_automaton", "_by_id", "_by_letter", "_entities", "_known", "_listed", "_numbers",
        "_rules", "_said", "_targets",
    )  # fmt: skip

    def __init__(self, entities: tuple[Entity, ...], rules: Rules) -> None:
        self._entities = entities
        self._rules = rules
        self._targets = _targets(entities)
        self._by_id = {e.id: n for n, e in enumerate(entities)}
        with uncollected():
            found = by_anchor(entities, rules)
        self._anchors = list(found)
        self._numbers = list(found.values())
        self._known: dict[tuple[int, str], Anchored] = {}
        self._by_letter: dict[int, dict[str, list[int]]] = {}
        self._listed: Listed | None = None
        self._said: dict[Readings, _Said] = {}
        self._automaton = AhoCorasick(self._anchors, store_patterns=False) if self._anchors else None

    @classmethod
    def of(cls, authority: Authority, *, rules: Rules | None = None) -> "NameIndex":
        """Make the index of an authority list.

        Args:
            authority: the list; works have no names and are never found. Terms have an index of their own.
            rules: what to look for; by default all forms, and no name across a blank line.
        """
        return cls(tuple(e for e in authority.entities if e.kind != "term"), rules or Rules())

    @property
    def listed(self) -> Listed:
        """The persons by the sound of their names; made when it is first asked for."""
        if self._listed is None:
            self._listed = Listed.of(Authority(self._entities))
        return self._listed

    def entity(self, id_: str) -> Entity:
        """Return an entry by its id, or the one that it refers to.

        Args:
            id_: an id of the list.

        Raises:
            KeyError: if the list has no such entry.
        """
        return self._entities[self._targets[self._by_id[id_]]]

    def matches(self, text: str) -> tuple[Match, ...]:
        """Find the names in a text.

        Args:
            text: a transcript, or a view of one, such as without its brackets.

        Returns:
            The matches in the order of the text, none overlapping another; of those possible at a place, the
            leftmost and then the longest. Offsets are those of the given text. No letter or digit touches a
            match, a possessive ``'s`` is outside it, and a part of a hyphenated compound of capitalised words
            is none unless the other part is a name as well (``Rusk-Gromyko``, not ``Cuban-Soviet``).
        """
        if self._automaton is None:
            return ()
        view = fold(text, across_blank_lines=self._rules.across_blank_lines)
        folded = view.text
        spans: dict[tuple[int, int], Readings] = {}
        for anchor, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not (is_edge(folded, start) and is_edge(folded, end)):
                continue
            for around in self._around(anchor, folded, start, end):
                for left, right in around.shapes:
                    first, last = start - left, end + right
                    if first < 0:
                        continue
                    readings = around.forms.get(folded[first:last])
                    if readings and last <= len(folded):
                        readings = fitting(readings, view, text, first, last)
                        if readings:
                            spans[first, last] = spans.get((first, last), ()) + readings
        chosen = []
        done = 0
        for first, last in sorted(outside_compounds(spans, folded), key=lambda s: (s[0], -s[1])):
            if first >= done:
                start, end = view.original(first, last)
                form, candidates, forms = self._say(spans[first, last])
                chosen.append(Match(start, end, form, candidates, forms))
                done = last
        return tuple(chosen)

    def _around(self, anchor: int, folded: str, start: int, end: int) -> Iterator[Anchored]:
        """Yield the forms around an anchor that the words beside it may complete."""
        if len(self._numbers[anchor]) <= _FEW:
            yield self._known.get((anchor, "")) or self._learn(anchor, "", "all")
            return
        # Of a surname that thousands bear, only the forms with the forenames that stand there are made.
        yield self._known.get((anchor, "")) or self._learn(anchor, "", "alone")
        for letter in _letters_beside(folded, start, end):
            yield self._known.get((anchor, letter)) or self._learn(anchor, letter, "forenamed")

    def _learn(self, anchor: int, letter: str, part: FormPart) -> Anchored:
        numbers = self._numbers[anchor]
        if letter:
            if anchor not in self._by_letter:
                self._by_letter[anchor] = _by_letter(self._entities, numbers)
            numbers = self._by_letter[anchor].get(letter, [])
        numbered = ((n, self._entities[n]) for n in numbers)
        self._known[anchor, letter] = anchored(self._anchors[anchor], numbered, self._rules, part)
        return self._known[anchor, letter]

    def _say(self, readings: Readings) -> _Said:
        """Tell kind and candidates; names recur, so that each set of readings is thought through once."""
        if readings in self._said:
            return self._said[readings]
        best: dict[int, FormKind] = {}
        for reading in readings:
            target = self._targets[reading.entity]
            if target not in best or _RANK[reading.kind] < _RANK[best[target]]:
                best[target] = reading.kind
        order = sorted(best, key=lambda n: (_RANK[best[n]], n))
        kinds = tuple(best[n] for n in order)
        self._said[readings] = (kinds[0], tuple(self._entities[n] for n in order), kinds)
        return self._said[readings]


def _letters_beside(folded: str, start: int, end: int) -> list[str]:
    """Tell with which letters the forenames may begin that stand before or behind a surname."""
    letters = set()
    words = folded[max(0, start - _BESIDE) : start].split(" ")
    for word in reversed(words[:-1] if words[-1] == "" else words):
        letters |= {c for c in _CAPITALS.findall(unaccented(word)) if c.isupper()}
        if not word[:1].isupper():
            break
    for word in folded[end : end + _BESIDE].lstrip(", ").split(" "):
        if not word[:1].isupper():
            break
        letters |= {c for c in _CAPITALS.findall(unaccented(word)) if c.isupper()}
    return sorted(letters)


def _by_letter(entities: tuple[Entity, ...], numbers: Iterable[int]) -> dict[str, list[int]]:
    """Arrange entries by the letters with which their forenames begin."""
    found: dict[str, list[int]] = {}
    for number in numbers:
        words = (w for n in entities[number].names for w in re.split(r"[^\w]+", n.forename) if w)
        for letter in {unaccented(w)[:1].upper() for w in words}:
            found.setdefault(letter, []).append(number)
    return found


def _targets(entities: tuple[Entity, ...]) -> list[int]:
    """Tell for every entry the number of the one that it refers to in the end, or its own."""
    numbers = {e.id: n for n, e in enumerate(entities)}
    targets = []
    for number, entity in enumerate(entities):
        seen = {number}
        at = number
        while (next_ := numbers.get(entity.same_as)) is not None and next_ not in seen:
            seen.add(next_)
            at, entity = next_, entities[next_]
        targets.append(at)
    return targets
