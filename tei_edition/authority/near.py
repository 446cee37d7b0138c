"""Entries of the lists whose names are like one that is in none: perhaps another spelling of them."""

from dataclasses import dataclass

from tei_edition.authority.likeness import Keys, go_together, surname_key
from tei_edition.authority.written_name import WrittenName, written_name
from tei_edition.model.authority import Authority


@dataclass(frozen=True, slots=True)
class Listed:
    """The persons of the lists by the surname in any transliteration."""

    by_key: dict[str, list[tuple[str, WrittenName]]]
    """For each key of a surname the ids of its bearers, with their names."""
    keys: Keys
    """The keys."""

    @classmethod
    def of(cls, authority: Authority) -> "Listed":
        """Arrange the persons of authority lists."""
        by_key: dict[str, list[tuple[str, WrittenName]]] = {}
        for entity in authority.of_kind("person"):
            for name in entity.names:
                if name.surname:
                    written = written_name(f"{name.forename} {name.surname}", name.surname)
                    by_key.setdefault(surname_key(name.surname), []).append((entity.id, written))
        return cls(by_key, Keys(by_key))

    def near(self, name: WrittenName) -> tuple[str, ...]:
        """Return the ids of the persons who may bear a name, those of the same surname first.

        Args:
            name: a name that is in no list.
        """
        key = surname_key(name.surname)
        alike = (key, *self.keys.like(key))
        bearers = (b for other in alike for b in self.by_key.get(other, ()))
        return tuple(dict.fromkeys(id_ for id_, listed in bearers if go_together(name, listed)))
