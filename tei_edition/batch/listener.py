"""Indexes that note what they are asked.

They answer as the indexes do whose place they take. Of these they have the questions that documents ask, and
nothing else: whoever asks something new fails at once, and nothing goes unnoted.
"""

from tei_edition.authority.index import Match, NameIndex
from tei_edition.authority.near import Listed
from tei_edition.authority.term_index import TermIndex, TermMatch, Words, words_of
from tei_edition.authority.written_name import WrittenName
from tei_edition.batch.digest import digest
from tei_edition.batch.questions import Asked
from tei_edition.model.authority import Entity


class ListeningIndex(NameIndex):
    """An index of names that notes what it is asked."""

    __slots__ = ("_asked", "_hearing")

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._hearing = _ListeningListed(asked)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Find the names in a text; see ``NameIndex.matches``."""
        found = self._asked.lists.index.matches(text)
        if ("names", text) not in self._asked.answers:
            self._asked.answers["names", text] = self._asked.lists.of_names(found)
        return found

    @property
    def listed(self) -> Listed:
        """The persons by the sound of their names."""
        return self._hearing

    def entity(self, id_: str) -> Entity:
        """Return an entry by its id, or the one that it refers to; see ``NameIndex.entity``."""
        found = self._asked.lists.index.entity(id_)
        self._asked.answers["entry", id_] = self._asked.lists.of_entry(found)
        return found


class _ListeningListed(Listed):
    """Persons by the sound of their names; notes who is sought."""

    __slots__ = ("_asked",)
    _asked: Asked

    def __init__(self, asked: Asked) -> None:
        object.__setattr__(self, "_asked", asked)

    def same(self, name: WrittenName) -> tuple[str, ...]:
        found = self._asked.lists.index.listed.same(name)
        self._asked.answers["same", name.surname, name.forenames, name.generation] = digest(*found)
        return found

    def romanised(self, words: str) -> tuple[str, ...]:
        found = self._asked.lists.index.listed.romanised(words)
        self._asked.answers["romanised", words] = digest(*found)
        return found

    def near(self, name: WrittenName) -> tuple[str, ...]:
        found = self._asked.lists.index.listed.near(name)
        self._asked.answers["near", name.surname, name.forenames, name.generation] = digest(*found)
        return found


class ListeningTerms(TermIndex):
    """An index of terms that notes what it is asked."""

    __slots__ = ("_asked",)

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def matches(self, text: str, words: Words) -> tuple[TermMatch, ...]:
        """Find the terms in a text; see ``TermIndex.matches``."""
        told = None if frozenset(words) == frozenset(words_of(text)) else tuple(sorted(words))
        found = self._asked.lists.terms.matches(text, words)
        self._asked.answers["terms", text, told] = self._asked.lists.of_terms(found)
        return found
