"""The names of a record, that is of a line of a list in CSV or an object of one in JSON."""

import re
from collections.abc import Mapping

from tei_edition.authority.label import label_names
from tei_edition.authority.personal_name import (
    parted_title,
    split_name,
    with_generation,
    without_nicknames,
    without_titles,
)
from tei_edition.model.authority import Name

SEPARATOR = "|"
"""What stands between several names, or several identifiers, in one column."""

_MARKED = re.compile(r"([^<>]+) <([^<>]*)>")


def names_of(fields: Mapping[str, str], kind: str) -> tuple[Name, ...]:
    """Make the names of an entry: the one for display first, the variants last.

    Args:
        fields: the record, by column.
        kind: what it is an entry for, as in the model.

    Returns:
        The names, none twice; nothing if the record has no name.
    """
    written = fields.get("variants")
    variants = [v for v in map(str.strip, written.split(SEPARATOR)) if v] if written else []
    if kind == "person":
        found = _person(fields, variants)
    else:
        given = [v for v in (fields.get("display", ""), *variants) if v]
        if kind == "event":
            given = [text for label in given for text in label_names(label)]
        found = [Name(text) for text in given]
    return tuple(dict.fromkeys(n for n in found if n.text))


def title_of(fields: Mapping[str, str]) -> str:
    """Return the titles and ranks that a record gives: in their column, or or before the names."""
    forename, _ = without_nicknames(fields.get("forename", ""))
    return parted_title(fields.get("title", ""), forename)[0] or without_titles(fields.get("display", ""))[0]


def marked(name: Name) -> str:
    """Write a name with its parts, as ``Iosif Dzhugashvili <Dzhugashvili, Iosif>``.

    Args:
        name: a name of a person.

    Returns:
        The text, and behind it surname and forenames in angle brackets, either of which may be missing.
    """
    forename = f", {name.forename}" if name.forename or ", " in name.surname else ""
    return f"{name.text} <{name.surname}{forename}>"


def unmarked(text: str) -> Name | None:
    """Read a name that is written with its parts; None if it is not."""
    found = _MARKED.fullmatch(text) if text.endswith(">") else None
    if found is None:
        return None
    surname, comma, forename = found[2].rpartition(", ")
    return Name(found[1].strip(), surname, forename) if comma else Name(found[1].strip(), found[2])


def variant_of(text: str, fields: Mapping[str, str]) -> Name:
    """Read a variant of a person's name.

    Args:
        text: the variant.
        fields: the record, by column, for surname and forenames.
    """
    forename = parted_title(fields.get("title", ""), without_nicknames(fields.get("forename", ""))[0])[1]
    return _variant(text, fields.get("surname", ""), forename)


def _variant(text: str, surname: str, forename: str) -> Name:
    return unmarked(text) or split_name(text, surname, forename)


def _person(fields: Mapping[str, str], variants: list[str]) -> list[Name]:
    surname = fields.get("surname", "")
    raw, more = without_nicknames(fields.get("forename", ""))
    _, forename = parted_title(fields.get("title", ""), raw)
    gen = fields.get("gen", "")
    names = []
    first = unmarked(fields.get("display", ""))
    nicknames: tuple[str, ...] = ()
    if surname:
        full = Name(with_generation(f"{forename} {surname}".strip(), gen), surname, forename)
        if first is None:
            display, nicknames = without_nicknames(fields.get("display", ""))
            first = _display(display, surname, forename, full)
        surname_first = bool(forename) and first.text.startswith(f"{surname} {forename}")
        names = [first] if surname_first else [first, full]
        names += [Name(f"{nick} {surname}", surname, nick) for nick in dict.fromkeys(nicknames + more)]
    else:
        names = [first or Name(without_nicknames(fields.get("display", ""))[0])]
    return [*names, *(_variant(v, surname, forename) for v in variants)]


def _display(display: str, surname: str, forename: str, full: Name) -> Name:
    if not display or display.startswith(f"{surname},"):
        return full
    _, untitled = without_titles(display)
    found = split_name(untitled, surname, "")
    if not forename:
        if found.surname and found.surname != untitled:
            return Name(untitled, found.surname)
        return Name(untitled, surname if surname in untitled else "")
    if found.surname and _is_beside(found.surname, forename, untitled):
        return Name(untitled, found.surname, forename)
    if found.surname == untitled and found.surname != surname:
        return Name(untitled)
    return found


def _is_beside(surname: str, forename: str, display: str) -> bool:
    """Tell whether a name has all the forenames besides the surname."""
    before, _, after = display.rpartition(surname)
    return any(f" {forename} " in f" {part.replace(',', ' ')} " for part in (before, after))
