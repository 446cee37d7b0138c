"""Persons, places, organisations, events, works and terms that an edition knows."""

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

EntityKind = Literal["person", "place", "organisation", "event", "work", "term"]


IN_TEXT = "pers-in-text-"
"""How the id of a person begins whom no list has: it says who is meant within one document only."""


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a name."""

    text: str
    """The whole form in the order in which a text has it, such as ``N. S. Khrushchev``."""
    surname: str = ""
    """Surname within it, for persons; may be of several words."""
    forename: str = ""
    """Forenames or initials within it, for persons."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entry of an authority list."""

    id: str
    """The xml:id in TEI files, such as ``pers-castro-fidel``."""
    kind: EntityKind
    """What it is an entry for."""
    names: tuple[Name, ...]
    """Its names; the first is the one for display. Empty for works."""
    description: str = ""
    """Office or description, if the list gives one; of a term what it stands for."""
    same_as: str = ""
    """The id of the entry that this one refers to (``see``); empty if none."""
    entry: Callable[[], str] | None = field(default=None, compare=False, repr=False)
    """Makes the entry in TEI, for which few entries of a long list are ever asked; None for an entry that no
    list has, and for terms, which have no element of their own."""
    title: str = ""
    """Title or rank that the list gives a person, such as ``Sir`` or ``Major General``; empty if none."""
    group: str = ""
    """For works, the ``type`` of the ``listBibl`` in which the entry stood."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Its identifiers in other authority files: key of the scheme, such as ``viaf``, and the identifier."""
    file: str = field(default="", compare=False, repr=False)
    """The list that it stands in, as the user named it; empty for an entry that no list has."""
    line: int = field(default=0, compare=False, repr=False)
    """Line of that file in which it begins, from 1; 0 if there is none."""

    @property
    def tei(self) -> str:
        """The entry in TEI (``person``, ``place``, ``org``, ``event``, ``bibl``), namespace declared."""
        return self.entry() if self.entry is not None else ""


@dataclass(frozen=True)
class Authority:
    """The authority lists of an edition, joined."""

    entities: tuple[Entity, ...] = ()

    def by_id(self, strangers: Sequence[Entity] = ()) -> Mapping[str, Entity]:
        """Return the entries by their ids; of two that share one the last.

        Args:
            strangers: entries that no list has, which come last.
        """
        return ChainMap({e.id: e for e in strangers}, self._by_id) if strangers else self._by_id

    def of_kind(self, kind: EntityKind) -> tuple[Entity, ...]:
        """Return the entries of one kind in the order of the lists."""
        return self._by_kind.get(kind, ())

    # Each is made once: a list may be very long, and every document asks for some of its entries.

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {e.id: e for e in self.entities}

    @cached_property
    def _by_kind(self) -> dict[EntityKind, tuple[Entity, ...]]:
        found: dict[EntityKind, list[Entity]] = {}
        for e in self.entities:
            found.setdefault(e.kind, []).append(e)
        return {kind: tuple(entries) for kind, entries in found.items()}
