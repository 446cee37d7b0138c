"""A personal name as a text has it, taken apart by its looks: nobody knows yet whose it is."""

from dataclasses import dataclass
from functools import cache

from tei_edition.authority.personal_name import (
    forename_words,
    is_generation,
    is_initial,
    one_line,
    titles,
    with_generation,
)
from tei_edition.tables import table

_EDGES = " ,;:"
_LONGEST_INITIALISM = 3  # JFK


@dataclass(frozen=True, slots=True, order=True)
class WrittenName:
    """A name taken apart."""

    surname: str
    """Surname; for places and bodies the whole name."""
    forenames: tuple[str, ...] = ()
    """Forenames and initials."""
    generation: str = ""
    """Word such as ``Jr.``."""

    @property
    def forename(self) -> str:
        """The forenames as one text."""
        return " ".join(self.forenames)

    @property
    def display(self) -> str:
        """The name in the order in which a text has it."""
        return with_generation(f"{self.forename} {self.surname}".strip(), self.generation)

    @property
    def fullness(self) -> tuple[int, int]:
        """How much the name says: how many forenames are written out, and how many are initials."""
        initials = sum(map(is_initial, self.forenames))
        return len(self.forenames) - initials, initials


def written_name(words: str, surname: str = "") -> WrittenName:
    """Take a personal name apart.

    Args:
        words: the name as a text has it; titles before it are left out, as are square brackets.
        surname: the surname in it, where that is known; otherwise it is the last word with the particles
            before it, or what stands before a comma or before initials at the end.

    Returns:
        The parts. The order of names in which the surname comes first without a sign of it is not seen.
    """
    text = _untitled(one_line(words.replace("[", "").replace("]", "")).strip(_EDGES))
    if text.isupper():
        text = " ".join(w.title() if len(w) > _LONGEST_INITIALISM else w for w in text.split())
    before, comma, behind = text.partition(",")
    if comma and is_generation(behind):
        return _parted(before, surname, behind.strip())
    if comma:
        return WrittenName(before.strip(), forename_words(_untitled(behind.strip(_EDGES))))
    return _parted(text, surname)


def is_title(word: str) -> bool:
    """Tell whether a word is a title or honorific that stands before names."""
    return word.casefold() in _titles()


def _parted(text: str, surname: str, generation: str = "") -> WrittenName:
    parts = list(forename_words(text))
    if len(parts) > 2 and not generation and is_generation(parts[-1]):
        generation = parts.pop()
    of_surname = len(surname.split())
    if of_surname and [p.casefold() for p in parts[-of_surname:]] == surname.casefold().split():
        return _joined(parts, len(parts) - of_surname, generation)
    if len(parts) > 1 and is_initial(parts[-1]):
        at = next(i for i in range(len(parts)) if all(map(is_initial, parts[i:])))
        return WrittenName(" ".join(parts[:at]) or parts[0], tuple(parts[at:]) if at else (), generation)
    at = max(0, len(parts) - 1)
    while at > 0 and parts[at - 1] in table("name_forms")["particles"]:
        at -= 1
    return _joined(parts, at, generation)


def _joined(parts: list[str], at: int, generation: str) -> WrittenName:
    return WrittenName(" ".join(parts[at:]), tuple(parts[:at]), generation)


def _untitled(text: str) -> str:
    """Leave out titles and honorifics before a name, as long as a word of the name is left."""
    while True:
        lead = next((t for t in _titles() if text.casefold().startswith(f"{t} ")), None)
        if lead is None:
            return text
        text = text[len(lead) :].strip()


@cache
def _titles() -> tuple[str, ...]:
    honorifics = [row["written"] for row in table("titles")["honorific"]]
    written = {*titles(), *honorifics, *table("anatomy")["speakers"]["titles"]}
    return tuple(sorted((t.casefold() for t in written), key=lambda t: (-len(t), t)))
