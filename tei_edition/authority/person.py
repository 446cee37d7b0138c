"""A person's names taken apart, for making other forms of them."""

from dataclasses import dataclass

from tei_edition.authority.form import Form, FormKind
from tei_edition.authority.personal_name import initial_words, is_generation, unaccented
from tei_edition.model.authority import Entity, Name
from tei_edition.tables import table


@dataclass(frozen=True, slots=True)
class Person:
    """A person's names, taken apart."""

    surnames: tuple[str, ...]
    """Surnames, spellings included."""
    forenames: tuple[str, ...]
    """Forenames and initials, as names of the entry have them."""
    generation: str
    """Word such as ``Jr.``, empty if there is none."""
    surname_first: bool
    """Whether the name for display begins with the surname."""
    wholes: tuple[Form, ...]
    """Forms that are sought as they stand."""

    @classmethod
    def of(cls, entity: Entity) -> "Person":
        """Take the names of an entry apart.

        Args:
            entity: an entry for a person.
        """
        surnames: dict[str, None] = {}
        forenames: dict[str, None] = {}
        wholes: list[Form] = []
        generation, surname_first = "", False
        main = next((n.surname for n in entity.names if n.surname), "")
        for i, name in enumerate(entity.names):
            alone = name.surname == name.text
            if name.surname and (not alone or i == 0 or resembles(name.surname, main)):
                surnames[name.surname] = None
            elif alone:
                wholes.append(_whole(name.text, "variant"))
            if name.forename and is_usable(name.text):
                forenames[name.forename] = None
                if not name.surname:
                    wholes.append(_whole(name.text, "variant"))
                elif _is_asked_for(name):
                    kind: FormKind = "initials" if initial_words(name.forename) else "full"
                    ends = name.text.endswith(name.forename)
                    wholes.append(_whole(name.text, kind)._replace(ends_in_forename=ends))
            elif name.text not in (name.surname, ""):
                wholes.append(_whole(name.text, "full" if i == 0 or name.surname else "variant"))
            if i == 0 and name.surname and not alone:
                surname_first = bool(name.forename) and name.text.startswith(f"{name.surname} ")
            tail = name.text.rpartition(name.surname)[2].strip(" ,") if name.surname else ""
            if tail and is_generation(tail):
                generation = tail
        for surname in tuple(surnames):
            surnames.update(dict.fromkeys(_joined(surname)))
        usable = tuple(form for form in wholes if is_usable(form.anchor))
        return cls(tuple(surnames), tuple(forenames), generation, surname_first, usable)


def _joined(surname: str) -> tuple[str, ...]:
    """Make the other ways to write a surname of several words: ``Hoyer-Millar``, ``DeGaulle``."""
    words = surname.split(" ")
    if len(words) < 2:
        return ()
    if words[0].lower() in table("name_forms")["particles"]:
        return ("".join(words), "".join((words[0].lower(), *words[1:])))
    return ("-".join(words),)


def _whole(text: str, kind: FormKind) -> Form:
    return Form("", text, "", kind, kind == "variant" and has_initialism(text))


def _is_asked_for(name: Name) -> bool:
    """Tell whether a name is not one of the forms that are made anyway."""
    return name.text != f"{name.forename} {name.surname}"


def resembles(one: str, other: str) -> bool:
    """Tell whether two words may be spellings of one surname."""
    a, b = unaccented(one).casefold(), unaccented(other).casefold()
    return bool(a and b) and (a[:2] == b[:2] or a in b.split(" ")) and (len(a) > 3 or a == b)


def has_initialism(text: str) -> bool:
    """Tell whether a form has a word in capitals, such as ``NATO`` or a cover name."""
    return any(len(w) > 1 and w.isupper() for w in text.split(" "))


def is_usable(text: str) -> bool:
    """Tell whether a form can be sought: square brackets are an editor's, not part of a name."""
    return "[" not in text and any(map(str.isalnum, text))
