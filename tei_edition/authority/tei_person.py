"""The names that an entry of a TEI list gives (TEI Guidelines, chapter 14)."""

from collections.abc import Iterable
from functools import cache

from lxml import etree

from tei_edition.authority.label import label_names
from tei_edition.authority.personal_name import (
    is_generation,
    one_line,
    parted_title,
    split_name,
    with_generation,
    without_nicknames,
    without_titles,
)
from tei_edition.authority.schemes import of_idno
from tei_edition.model.authority import Name

TEI = "http://www.tei-c.org/ns/1.0"
"""The TEI namespace."""

AS_WRITTEN = "as-written"
"""Subtype of a ``persName`` whose parts stand in the order of the text, so that nothing need be inferred."""

_PLACE_PARTS = ("settlement", "country", "region", "district", "bloc", "geogName")


def names_of(entry: etree._Element, kind: str) -> tuple[Name, ...]:
    """Collect the names of an entry.

    Args:
        entry: a ``person``, ``place``, ``org``, ``event`` or ``bibl``.
        kind: what it is an entry for, as in the model.

    Returns:
        The names in the order of the list, none twice, the one for display first; nothing for works.
    """
    found: list[Name] = []
    if kind == "person":
        found = _person(entry)
    elif kind == "organisation":
        found = [Name(_text(e)) for e in _children(entry, "orgName")]
    elif kind == "place":
        named = _children(entry, "placeName") or [e for p in _PLACE_PARTS for e in _children(entry, p)]
        found = [Name(_text(e)) for e in named]
    elif kind == "event":
        labels = _children(entry, "eventName") + _children(entry, "label")
        found = [Name(text) for label in labels for text in label_names(_text(label))]
    return tuple(dict.fromkeys(name for name in found if name.text))


def description_of(entry: etree._Element) -> str:
    """Return office or description of an entry, empty if it has none."""
    for name in ("occupation", "desc", "note"):
        for element in _children(entry, name):
            if name != "note" or element.get("type") == "role":
                return _text(element)
    return ""


def title_of(entry: etree._Element) -> str:
    """Return the titles and ranks in the first name of a person that has parts; empty if there are none."""
    for element in _children(entry, "persName"):
        parts = [*_children(element, "roleName"), *_children(element, "forename")]
        if parts and (title := without_titles(" ".join(map(_text, parts)))[0]):
            return title
    return ""


def identifiers_of(entry: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return the identifiers of an entry that are of a known scheme, each with the key of the scheme."""
    found = (of_idno(idno.get("type", ""), _text(idno)) for idno in _children(entry, "idno"))
    return tuple(one for one in found if one is not None and one[1])


def _person(entry: etree._Element) -> list[Name]:
    elements = _children(entry, "persName")
    if any(e.get("subtype") == AS_WRITTEN for e in elements):
        return [_as_written(e) for e in elements]
    inverted = _is_inverted(elements)
    found: list[Name] = []
    loose: list[str] = []
    for element in elements:
        structured = _structured(element, inverted)
        if structured is not None:
            found += structured
        else:
            loose.append(without_titles(_text(element))[1])
    surname = next((n.surname for n in found if n.surname), "")
    forename = next((n.forename for n in found if n.forename), "")
    for text in loose:
        if surname and text.startswith(f"{surname},"):
            rest = without_titles(without_nicknames(text[len(surname) + 1 :])[0])[1]
            text = f"{surname}, {rest}".rstrip(", ")
        found.append(split_name(text, surname, forename) if surname else Name(text))
    return found


def _as_written(element: etree._Element) -> Name:
    surname, forename = (" ".join(map(_text, _children(element, n))) for n in ("surname", "forename"))
    return Name(_text(element, leave_out=("note", "roleName")), surname, forename)


def _is_inverted(elements: list[etree._Element]) -> bool:
    """Tell whether some name of the entry has a comma behind the surname: then all have surname first."""
    for element in elements:
        surnames = _children(element, "surname")
        if surnames and (surnames[0].tail or "").lstrip().startswith(","):
            return True
    known = next((_text(s) for e in elements for s in _children(e, "surname")), "")
    return bool(known) and any(_text(e).startswith(f"{known},") for e in elements if not len(e))


def _structured(element: etree._Element, inverted: bool) -> list[Name] | None:
    """Read a name that has parts; None if it has none."""
    if not len(element):
        return None
    surname = _joined(e for e in element if e.tag in (_q("nameLink"), _q("surname")))
    raw, nicknames = without_nicknames(_joined(_children(element, "forename")))
    title, forename = parted_title(" ".join(map(_text, _children(element, "roleName"))), raw)
    generation = " ".join(map(_text, _children(element, "genName")))
    if not (surname or raw):
        return None
    text = _text(element, leave_out=("roleName", "genName"))
    first = text.startswith(surname) and bool(surname) and bool(forename)
    if not first or inverted or "," in text or title:
        text = f"{forename} {surname}".strip() if first or title or nicknames else text.strip(" ,")
    if generation and not is_generation(generation):
        text, generation = f"{text} {generation}", ""
    names = [Name(with_generation(text, generation), surname, forename)]
    if surname:
        names += [Name(f"{nick} {surname}", surname, nick) for nick in nicknames]
    return names


def _joined(elements: Iterable[etree._Element]) -> str:
    """Join the parts of a name, without commas at its edges."""
    return one_line(" ".join(map(_text, elements))).strip(" ,")


def _text(element: etree._Element, *, leave_out: tuple[str, ...] = ("note",)) -> str:
    if not len(element):
        return one_line(element.text or "")
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] not in leave_out:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return one_line("".join(parts))


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [*element.iterchildren(_q(name))]


@cache
def _q(name: str) -> str:
    return f"{{{TEI}}}{name}"
