"""One line of a list of persons: its names, and the entry that it becomes in TEI."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from tei_edition.authority.personal_name import (
    initial_words,
    one_line,
    split_name,
    with_generation,
    without_nicknames,
    without_titles,
)
from tei_edition.model.authority import Name

_TEI = "http://www.tei-c.org/ns/1.0"


def names_of(fields: Mapping[str, str]) -> tuple[Name, ...]:
    """Make the names of a person: the one for display, the full one, nicknames, then the variants.

    Args:
        fields: the line of the list, by column.

    Returns:
        The names, none twice; nothing if the line has no name.
    """
    surname = fields["surname"]
    display, nicknames = without_nicknames(fields.get("display", ""))
    raw, more = without_nicknames(fields.get("forename", ""))
    _, forename = without_titles(one_line(f"{fields.get('title', '')} {raw}"))
    gen = fields.get("gen", "")
    full = (
        Name(with_generation(f"{forename} {surname}".strip(), gen), surname, forename)
        if surname
        else Name("")
    )
    first = _display(display, surname, forename, gen, full)
    surname_first = bool(forename) and first.text.startswith(f"{surname} {forename}")
    names = [first] if surname_first else [first, full]
    names += [Name(f"{nick} {surname}", surname, nick) for nick in dict.fromkeys(nicknames + more) if surname]
    for column in ("variants", "alias"):
        for variant in fields.get(column, "").split("|"):
            if variant.strip():
                names.append(split_name(variant, surname, forename))
    return tuple(dict.fromkeys(n for n in names if n.text))


def title_of(fields: Mapping[str, str]) -> str:
    """Return the titles and ranks that a line gives: in their column, or before forenames or display name."""
    first = without_titles(one_line(f"{fields.get('title', '')} {fields.get('forename', '')}"))[0]
    return first or without_titles(fields.get("display", ""))[0]


def _display(display: str, surname: str, forename: str, gen: str, full: Name) -> Name:
    if not surname:
        return Name(display)
    inverted = display.startswith(f"{surname},") or not display
    if inverted:
        return full
    _, untitled = without_titles(display)
    found = split_name(untitled, surname, "")
    if not forename:
        return Name(untitled, found.surname if found.surname and found.surname != untitled else surname)
    if found.surname and _is_within(forename, untitled):
        return Name(untitled, found.surname, forename)
    if found.surname == untitled and found.surname != surname:
        return Name(untitled)
    return found


def _is_within(forename: str, display: str) -> bool:
    return f" {forename} " in f" {display.replace(',', ' ')} "


def tei_of(id_: str, fields: Mapping[str, str], display: Name, *, same_as: str = "") -> str:
    """Write an entry as TEI (TEI Guidelines, chapter 14, Names, Dates, People, and Places).

    Args:
        id_: the xml:id.
        fields: the line of the list, by column.
        display: the name of an entry without surname.
        same_as: the xml:id of the entry that it refers to, if any.

    Returns:
        A ``person`` with its namespace declared.
    """
    surname = fields["surname"]
    title, forename = without_titles(one_line(f"{fields.get('title', '')} {fields.get('forename', '')}"))
    name = f"<surname>{escape(surname)}</surname>" if surname else escape(display.text)
    if surname and (title or forename):
        parts = [f'<roleName type="honorific">{escape(title)}</roleName>'] if title else []
        initials = initial_words(forename)
        parts += [f'<forename full="init">{escape(i)}</forename>' for i in initials]
        if forename and not initials:
            parts.append(f"<forename>{escape(forename)}</forename>")
        name += f", {' '.join(parts)}"
    if surname and fields.get("gen"):
        name += f", <genName>{escape(fields['gen'])}</genName>"
    role = fields.get("role", "") or fields.get("description", "")
    occupation = f"<occupation>{escape(role)}</occupation>" if role else ""
    link = f" sameAs={quoteattr(f'#{same_as}')}" if same_as else ""
    start = f'<person xmlns="{_TEI}" xml:id={quoteattr(id_)}{link}>'
    return f"{start}<persName>{name}</persName>{occupation}</person>"
