"""What a document asks of the authority lists, and whether other lists would answer the same.

A document depends on the lists by what they answer to its questions: which names stand in these words, who
bears a name like this one, what is the entry of this id. While it is encoded the questions are noted, and a
digest of the answers. If the lists change, the questions are put again: where all answers are the same,
encoding would go the same way step by step, and the result stands. So nothing need be known of how the lists
are searched.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tei_edition.authority.index import Match, NameIndex
from tei_edition.authority.term_index import TermIndex, TermMatch, words_of
from tei_edition.authority.written_name import WrittenName
from tei_edition.batch.digest import digest
from tei_edition.model.authority import Authority, Entity

POINTER = re.compile(r"#([^\s\"#<]+)")
"""A pointer within a file, in TEI."""

Question = tuple[Any, ...]
"""What is asked: a word for the sort of question, and what JSON can write."""


@dataclass(slots=True)
class Lists:
    """Authority lists that answer questions."""

    authority: Authority
    """Their entries."""
    index: NameIndex
    """Their names."""
    terms: TermIndex
    """Their terms."""
    _known: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    _numbers: dict[str, int] | None = None

    def answer(self, question: Sequence[Any]) -> str:
        """Return the digest of the answer to a question.

        Raises:
            KeyError, TypeError, ValueError: if it is none that a document asks.
        """
        match question:
            case ["names", str(text)]:
                return self.of_names(self.index.matches(text))
            case ["terms", str(text), None]:
                return self.of_terms(self.terms.matches(text, words_of(text)))
            case ["terms", str(text), list(words)]:
                return self.of_terms(self.terms.matches(text, [(word, key) for word, key in words]))
            case ["romanised", str(words)]:
                return digest(*self.index.listed.romanised(words))
            case ["same" | "near" as sort, str(surname), list(forenames), str(generation)]:
                name = WrittenName(surname, tuple(forenames), generation)
                listed = self.index.listed
                return digest(*(listed.same(name) if sort == "same" else listed.near(name)))
            case ["entry", str(id_)]:
                return self.of_entry(self.index.entity(id_))
            case ["pointers", list(ids)]:
                return self.of_pointers(ids)
        raise ValueError("a question that no document asks")

    def of_names(self, matches: Iterable[Match]) -> str:
        """Return the digest of names that were found."""
        told = [
            (
                m.start,
                m.end,
                m.form,
                [(self.of_entry(e), form) for e, form in zip(m.candidates, m.forms, strict=True)],
            )
            for m in matches
        ]
        return digest(json.dumps(told))

    def of_terms(self, matches: Iterable[TermMatch]) -> str:
        """Return the digest of terms that were found."""
        return digest(
            json.dumps([(m.start, m.end, [self.of_entry(e) for e in m.candidates]) for m in matches])
        )

    def of_entry(self, entity: Entity) -> str:
        """Return the digest of all that an entry says."""
        return self._entry(entity)[0]

    def _entry(self, entity: Entity) -> tuple[str, tuple[str, ...]]:
        """Return the digest of an entry, and the ids that it points to."""
        if entity.id not in self._known:
            tei = entity.tei
            names = [(n.text, n.surname, n.forename) for n in entity.names]
            told = (
                entity.id, entity.kind, names, entity.description, entity.same_as, entity.title, entity.group,
                entity.identifiers,
            )  # fmt: skip
            points = (*POINTER.findall(tei), *([entity.same_as] if entity.same_as else []))
            self._known[entity.id] = (digest(json.dumps(told), tei), points)
        return self._known[entity.id]

    def of_pointers(self, ids: Iterable[str]) -> str:
        """Return the digest of the entries to which ids point, and in turn those to which these point.

        Their order in the lists is part of it.
        """
        if self._numbers is None:
            self._numbers = {e.id: n for n, e in enumerate(self.authority.entities)}
        found: dict[int, str] = {}
        waiting = list(ids)
        while waiting:
            number = self._numbers.get(waiting.pop())
            if number is not None and number not in found:
                found[number], points = self._entry(self.authority.entities[number])
                waiting += points
        return digest(*(part for n in sorted(found) for part in (self.authority.entities[n].id, found[n])))


@dataclass(slots=True)
class Asked:
    """The questions of a document, in the order in which it asked, with the digests of the answers."""

    lists: Lists
    """The lists that answer."""
    answers: dict[Question, str] = field(default_factory=dict)
    """For each question the digest of the answer."""

    @property
    def digest(self) -> str:
        """The digest of all answers."""
        return digest(*self.answers.values())

    @property
    def questions(self) -> list[list[Any]]:
        """The questions as JSON can write them."""
        return [[list(part) if isinstance(part, tuple) else part for part in q] for q in self.answers]


def still_so(lists: Lists, asked: Iterable[Sequence[Any]], answers: str) -> bool:
    """Tell whether lists give the answers that other lists gave.

    Args:
        lists: the lists.
        asked: the questions.
        answers: digest of all answers of those other lists.
    """
    try:
        return digest(*(lists.answer(question) for question in asked)) == answers
    except (KeyError, TypeError, ValueError):
        return False  # an entry that is gone, or a question of another program
