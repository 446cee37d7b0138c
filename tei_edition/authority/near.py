"""Entries of the lists whose names are like one that is in none: perhaps another spelling of them."""

from dataclasses import dataclass

from tei_edition.authority.likeness import Keys, go_together, romanised_key, surname_key
from tei_edition.authority.written_name import WrittenName, written_name
from tei_edition.model.authority import Authority, Name

_MOST_SYLLABLES = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """The persons of the lists by the surname in any transliteration."""

    by_key: dict[str, list[tuple[str, WrittenName]]]
    """For each key of a surname the ids of its bearers, with their names."""
    keys: Keys
    """The keys."""
    by_romanised: dict[str, list[str]]
    """For the romanised names that begin with the family name, the ids of their bearers."""

    @classmethod
    def of(cls, authority: Authority) -> "Listed":
        """Arrange the persons of authority lists."""
        by_key: dict[str, list[tuple[str, WrittenName]]] = {}
        by_romanised: dict[str, list[str]] = {}
        for entity in authority.of_kind("person"):
            for name in entity.names:
                if _is_surname_first(name):
                    ids = by_romanised.setdefault(romanised_key(name.text), [])
                    ids += [entity.id] if entity.id not in ids else []
                if name.surname:
                    written = written_name(f"{name.forename} {name.surname}", name.surname)
                    by_key.setdefault(surname_key(name.surname), []).append((entity.id, written))
        return cls(by_key, Keys(by_key), by_romanised)

    def same(self, name: WrittenName) -> tuple[str, ...]:
        """Return the ids of the persons who bear a name in another transliteration.

        Args:
            name: a name as a text has it.
        """
        bearers = self.by_key.get(surname_key(name.surname), ())
        return tuple(dict.fromkeys(id_ for id_, listed in bearers if go_together(name, listed)))

    def romanised(self, words: str) -> tuple[str, ...]:
        """Return the ids of those who bear a name, family name first, in another romanisation.

        Args:
            words: the whole name, of two words at least.
        """
        return tuple(self.by_romanised.get(romanised_key(words), ()))

    def near(self, name: WrittenName) -> tuple[str, ...]:
        """Return the ids of the persons who may bear a name, those of the same surname first.

        Args:
            name: a name that is in no list.
        """
        key = surname_key(name.surname)
        alike = (key, *self.keys.like(key))
        bearers = (b for other in alike for b in self.by_key.get(other, ()))
        return tuple(dict.fromkeys(id_ for id_, listed in bearers if go_together(name, listed)))


def _is_surname_first(name: Name) -> bool:
    """Tell whether a name may be one that begins with the family name, in two or three syllables."""
    words = name.text.replace("-", " ").split()
    first = (name.surname or name.text).split(" ")[0]
    return 1 < len(words) <= _MOST_SYLLABLES and words[0] == first and "." not in name.text
