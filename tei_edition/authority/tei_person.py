"""The names that an entry of a TEI list gives (TEI Guidelines, chapter 14)."""

import re

from lxml import etree

from tei_edition.authority.personal_name import (
    is_generation,
    one_line,
    split_name,
    with_generation,
    without_nicknames,
    without_titles,
)
from tei_edition.model.authority import Name

TEI = "http://www.tei-c.org/ns/1.0"
"""The TEI namespace."""

_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_LONGEST_IN_PARENTHESES = 5
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


def label_names(label: str) -> tuple[str, ...]:
    """Take the names out of an event's label.

    Args:
        label: such as ``Caribbean Crisis (Cuban missile crisis)``.

    Returns:
        The text without the parenthesis, and the text in it unless that is a remark of more than five words.
    """
    within = [one_line(text) for text in _PARENTHESIS.findall(label)]
    names = [one_line(_PARENTHESIS.sub(" ", label))]
    names += [text for text in within if len(text.split()) <= _LONGEST_IN_PARENTHESES]
    return tuple(name for name in names if name)


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


def _person(entry: etree._Element) -> list[Name]:
    elements = _children(entry, "persName")
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
    surname = " ".join(_text(e) for e in element if e.tag in (_q("nameLink"), _q("surname")))
    raw, nicknames = without_nicknames(" ".join(_text(e) for e in _children(element, "forename")))
    title, forename = without_titles(" ".join([*map(_text, _children(element, "roleName")), raw]))
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


def _text(element: etree._Element, *, leave_out: tuple[str, ...] = ("note",)) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in leave_out:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return one_line("".join(parts))


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if child.tag == _q(name)]


def _q(name: str) -> str:
    return f"{{{TEI}}}{name}"
