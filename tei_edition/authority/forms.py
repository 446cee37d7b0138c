"""The forms in which a text may name an entry of an authority list."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product

from tei_edition.authority.form import Form, FormKind, FormPart, FormRules
from tei_edition.authority.person import Person, has_initialism, is_usable
from tei_edition.authority.personal_name import forename_words, is_initial, titles
from tei_edition.model.authority import Entity
from tei_edition.tables import table

_VIETNAMESE = 3


def forms_of(
    entity: Entity, rules: FormRules, wanted: Callable[[str], bool], part: FormPart = "all"
) -> Iterator[Form]:
    """Make the forms of an entry.

    Args:
        entity: the entry.
        rules: which forms are wanted.
        wanted: tells of an anchor whether the forms around it are wanted.
        part: which of the forms of a person are wanted.

    Returns:
        The forms, some perhaps twice, of different kinds; nothing for works.
    """
    if entity.kind == "person":
        yield from _person_forms(Person.of(entity), rules, wanted, part)
        return
    for name in entity.names:
        if is_usable(name.text) and wanted(name.text):
            yield Form("", name.text, "", "name", has_initialism(name.text))


def anchors_of(entity: Entity, rules: FormRules) -> tuple[list[str], list[str]]:
    """Tell by which words the forms of an entry are found; cheaper than to make the forms.

    Args:
        entity: the entry.
        rules: which forms are wanted.

    Returns:
        The anchors, and apart from them the forenames that are sought alone.
    """
    if entity.kind != "person":
        return [n.text for n in entity.names if is_usable(n.text)], []
    person = Person.of(entity)
    words = [*person.surnames, *(form.anchor for form in person.wholes)]
    if rules.surname_parts:
        words += [part for surname in person.surnames for part in surname_parts(surname)]
    alone = [word for forename in person.forenames for word in _alone(forename)] if rules.forenames else []
    return words, alone


def _person_forms(
    person: Person, rules: FormRules, wanted: Callable[[str], bool], part: FormPart
) -> Iterator[Form]:
    if part != "forenamed":
        yield from (form for form in person.wholes if wanted(form.anchor))
    bases: list[tuple[str, FormKind]] = [(s, "surname") for s in person.surnames]
    if rules.surname_parts:
        bases += [(p, "surname-part") for s in person.surnames for p in surname_parts(s)]
    for surname, kind in bases:
        if not wanted(surname):
            continue
        if len(surname) > 1 and part != "forenamed":
            yield Form("", surname, "", kind)
        for forename in person.forenames if part != "alone" else ():
            yield from _with_forename(surname, forename, person, rules)
        yield from _with_generation(Form("", surname, "", "full"), person.generation)
    for forename in person.forenames if rules.forenames and part != "forenamed" else ():
        for word in _alone(forename):
            if wanted(word):
                yield Form("", word, "", "forename", ends_in_forename=True)
        first = forename.partition(" ")[0]
        words = forename_words(forename)
        if first in _alone(forename) and wanted(first) and len(words) > 1 and not any(map(is_initial, words)):
            yield Form("", first, forename[len(first) :], "forename", ends_in_forename=True)


def _with_forename(surname: str, forename: str, person: Person, rules: FormRules) -> Iterator[Form]:
    words = forename_words(forename)
    made = [*_shortenings(words)]
    for text, kind in made:
        form = Form(f"{text} ", surname, "", kind)
        yield form
        yield from _with_generation(form, person.generation)
    if person.surname_first:
        yield from (
            Form("", surname, f" {text}", "full", ends_in_forename=True) for text in _joined(forename, words)
        )
    if rules.inverted:
        for text, kind in made:
            yield Form("", surname, f", {text}", kind, ends_in_forename=True)
            if kind == "initials":
                yield Form("", surname, f" {text}", kind, ends_in_forename=True)


def _shortenings(words: tuple[str, ...]) -> Iterator[tuple[str, FormKind]]:
    """Make the ways to write forenames before a surname."""
    if not words:
        return
    whole = " ".join(words)
    yield whole, "initials" if all(map(is_initial, words)) else "full"
    for word in words:
        if not is_initial(word) and word[0].isupper():
            yield word, "full"
    proper = [w for w in words if w[0].isupper()]
    for initials in product(*map(initials_of, proper[:4])):
        yield " ".join(initials), "initials"
        if initials:
            yield initials[0], "initials"
        if len(initials) > 1 and not is_initial(words[0]):
            yield " ".join((words[0], *initials[1:])), "full"


def _with_generation(form: Form, generation: str) -> Iterable[Form]:
    if not generation:
        return ()
    return (form._replace(after=f", {generation}"), form._replace(after=f" {generation}"))


def _joined(forename: str, words: tuple[str, ...]) -> Iterable[str]:
    """Make the spellings of East Asian given names: ``Il Sung``, ``Il-sung``, ``Il-Sung``, ``Ilsung``."""
    parts = forename.replace("-", " ").split()
    if len(parts) != 2 or any(map(is_initial, words)):
        return (forename,)
    one, two = parts
    return dict.fromkeys(
        (forename, f"{one} {two}", f"{one}-{two.lower()}", f"{one}-{two}", one + two.lower())
    )


@cache
def initials_of(word: str) -> tuple[str, ...]:
    """Tell the initials of a forename: ``Y.`` and ``Yu.`` of Yuri, ``H.`` and ``H.-D.`` of Hans-Dietrich.

    Args:
        word: one forename, or an initial, which is its own.
    """
    if is_initial(word):
        return (word,)
    found = [f"{word[0]}."]
    found += [f"{g}." for g in table("name_forms")["initial_groups"] if word.startswith(g) and word != g][:1]
    one, hyphen, two = word.partition("-")
    if hyphen and one and two and two[0].isupper():
        found.append(f"{one[0]}.-{two[0]}.")
    return tuple(found)


@cache
def surname_parts(surname: str) -> tuple[str, ...]:
    """Tell by which part alone a compound surname may be used.

    Args:
        surname: such as ``Castro Ruz``, ``de Gaulle``, ``al-Assad``.

    Returns:
        ``Castro``; ``Gaulle``; ``Assad``; ``Couve`` and ``de Murville``; of three words the first
        and the last, by which Vietnamese are called (``Ngo Dinh Diem``); nothing for a simple surname.
    """
    if " " not in surname and "-" not in surname:
        return ()
    particles = table("name_forms")["particles"]
    if " " not in surname:
        lead, _, rest = surname.partition("-")
        return (rest,) if lead.lower() in particles and len(rest) > 1 else ()
    words = surname.split(" ")
    while len(words) > 1 and words[0].lower() in particles:
        words.pop(0)
    if len(words) < len(surname.split(" ")):
        return (" ".join(words),)
    first = (words[0],) if len(words[0]) > 1 and words[0][0].isupper() else ()
    if len(words) == _VIETNAMESE and not {w.lower() for w in words} & set(particles):
        return (*first, words[-1])
    return (*first, " ".join(words[1:])) if words[1] in particles else first


@cache
def _alone(forename: str) -> tuple[str, ...]:
    """Tell which forenames may stand alone: the words among them, not initials, particles and titles."""
    return tuple(
        word
        for word in forename.split(" ")
        if len(word) > 1 and "." not in word and word[0].isupper() and word not in titles()
    )
