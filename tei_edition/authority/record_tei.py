"""The entry in TEI that a record becomes (TEI Guidelines, chapter 14, Names, Dates, People, and Places)."""

from collections.abc import Iterable, Mapping

from tei_edition.authority.personal_name import initial_words, parted_title
from tei_edition.authority.schemes import idno_of
from tei_edition.authority.xml_text import escape, quoteattr
from tei_edition.model.authority import Name
from tei_edition.tables import table

NAME_ELEMENTS = {"person": "persName", "place": "placeName", "organisation": "orgName", "event": "label"}
"""The element for a name, by the kind of entry."""

DATES = ("when", "from", "to")
"""The columns that become attributes: of an event, or of a person's office."""

_TEI = "http://www.tei-c.org/ns/1.0"


def entry_of(
    id_: str,
    kind: str,
    fields: Mapping[str, str],
    names: str,
    *,
    same_as: str = "",
    identifiers: Iterable[tuple[str, str]] = (),
) -> str:
    """Write an entry as TEI.

    Args:
        id_: the xml:id.
        kind: what it is an entry for, as in the model.
        fields: the record, by column; its type, role and dates are read.
        names: the elements with its names.
        same_as: the xml:id of the entry that it refers to, if any.
        identifiers: its identifiers, each with the key of its scheme.

    Returns:
        ``person``, ``place``, ``org`` or ``event`` with its namespace declared.
    """
    outer = table("list_columns")["kinds"][kind]
    start = f'<{outer} xmlns="{_TEI}" xml:id={quoteattr(id_)}'
    if same_as:
        start += f" sameAs={quoteattr(f'#{same_as}')}"
    dates = "".join(f' {d}="{fields[d]}"' for d in DATES if fields.get(d))
    if kind == "event":
        start += dates
    if kind == "place" and fields.get("type"):
        start += f" type={quoteattr(fields['type'])}"
    role = fields.get("role", "")
    if not role:
        said = ""
    elif kind == "person":
        said = f"<occupation{dates}>{escape(role)}</occupation>"
    else:
        said = f"<desc>{escape(role)}</desc>"
    idnos = [
        f'<idno type="{type_}">{escape(text)}</idno>' for type_, text in (idno_of(*i) for i in identifiers)
    ]
    return f"{start}>{names}{said}{''.join(idnos)}</{outer}>"


def display_of(kind: str, fields: Mapping[str, str], display: Name) -> str:
    """Write the name under which an edition shows an entry.

    Args:
        kind: what it is an entry for.
        fields: the record, by column.
        display: its name for display.

    Returns:
        The element: of a person with a surname, surname first; of any other, the name for display.
    """
    inner = NAME_ELEMENTS[kind]
    return f"<{inner}>{_person(fields, display) if kind == 'person' else escape(display.text)}</{inner}>"


def _person(fields: Mapping[str, str], display: Name) -> str:
    title, forename = parted_title(fields.get("title", ""), fields.get("forename", ""))
    surname = fields.get("surname", "")
    if not surname:
        return in_order(display, title, fields.get("gen", ""))
    name = f"<surname>{escape(surname)}</surname>"
    if title or forename:
        parts = [f'<roleName type="honorific">{escape(title)}</roleName>'] if title else []
        initials = initial_words(forename)
        parts += [f'<forename full="init">{escape(i)}</forename>' for i in initials]
        if forename and not initials:
            parts.append(f"<forename>{escape(forename)}</forename>")
        name += f", {' '.join(parts)}"
    if fields.get("gen"):
        name += f", <genName>{escape(fields['gen'])}</genName>"
    return name


def in_order(name: Name, title: str = "", generation: str = "") -> str:
    """Write the parts of a personal name in the order in which its text has them.

    Args:
        name: the name; a part that its text does not have is not written.
        title: a title to stand before it, if any.
        generation: a word such as ``Jr.``, marked if the text ends with it.

    Returns:
        The content of a ``persName``.
    """
    text = name.text
    tail = ""
    if generation and text.endswith(f" {generation}"):
        text = text[: -len(generation)]
        tail = f"<genName>{escape(generation)}</genName>"
    lead = f'<roleName type="honorific">{escape(title)}</roleName> ' if title else ""
    return lead + _parts(text, name) + tail


def _parts(text: str, name: Name) -> str:
    found = _places(text, name)
    pieces, done = [], 0
    for start, end, element in found:
        full = ' full="init"' if element == "forename" and initial_words(text[start:end]) else ""
        pieces.append(escape(text[done:start]))
        pieces.append(f"<{element}{full}>{escape(text[start:end])}</{element}>")
        done = end
    return "".join(pieces) + escape(text[done:])


def _places(text: str, name: Name) -> list[tuple[int, int, str]]:
    """Find surname and forenames where they do not overlap."""
    for surname in _occurrences(text, name.surname, "surname"):
        for forename in _occurrences(text, name.forename, "forename"):
            if not (surname and forename) or surname[1] <= forename[0] or forename[1] <= surname[0]:
                return sorted(p for p in (surname, forename) if p)
    return []


def _occurrences(text: str, part: str, element: str) -> list[tuple[int, int, str] | None]:
    """List where a part may stand, whole words first; None if it stands nowhere or is empty."""
    found: list[tuple[int, int, str]] = []
    at = text.rfind(part) if part else -1
    while at >= 0:
        found.append((at, at + len(part), element))
        at = text.rfind(part, 0, at + len(part) - 1)

    def is_within(place: tuple[int, int, str]) -> bool:
        return text[place[0] - 1 : place[0]].isalnum() or text[place[1] : place[1] + 1].isalnum()

    return [*sorted(found, key=is_within)] or [None]
