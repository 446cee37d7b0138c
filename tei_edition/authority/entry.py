"""Bringing an entry of any TEI list into the form that an edition's standOff can hold."""

from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from tei_edition.authority.personal_name import one_line
from tei_edition.authority.schemes import idno_of, of_idno
from tei_edition.tables import table

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def prefixed(id_: str, element: str) -> str:
    """Return an id with the prefix that entries of its kind have in an edition.

    Args:
        id_: the id in the list.
        element: local name of the entry.
    """
    prefixes = table("entries")[element]["prefixes"]
    return id_ if id_.startswith(tuple(prefixes)) else prefixes[0] + id_


def left_out(entry: etree._Element) -> Iterator[str]:
    """Tell what of an entry the profile cannot hold.

    Args:
        entry: ``person``, ``org``, ``place``, ``event`` or ``bibl``.

    Returns:
        The names of the elements that are left out or become plain text.
    """
    held = _held(str(entry.tag))
    for child in entry:
        local = held.get(child.tag)
        if local == "idno":
            if not _is_known_idno(child):
                yield f"idno of type {child.get('type')}"
        elif local is None and isinstance(child.tag, str):
            name = etree.QName(child).localname
            # An entry within an entry stands for itself.
            if name not in table("entries") and not name.startswith("list"):
                yield name


@cache
def _held(tag: str) -> Mapping[object, str]:
    """Return by their tags the elements that an entry may have or that become others, with their names."""
    rules = table("entries")[tag.rpartition("}")[2]]
    return {f"{{{_TEI}}}{name}": name for name in (*rules["children"], *rules["as"])}


def fitted(entry: etree._Element) -> etree._Element:
    """Return an entry without what the profile cannot hold.

    Args:
        entry: ``person``, ``org``, ``place``, ``event`` or ``bibl``; a copy that may be changed.
    """
    name = etree.QName(entry).localname
    rules = table("entries")[name]
    own = entry
    _attributes(own, name)
    own.set(f"{_XML}id", prefixed(own.get(f"{_XML}id", ""), name))
    for child in list(own):
        if not isinstance(child.tag, str):
            _remove(child, keep_text=name == "bibl")
            continue
        local = etree.QName(child).localname
        if local in rules["children"]:
            _child(child, local)
        elif local in rules["as"]:
            _renamed(child, rules["as"][local])
        else:
            _remove(child, keep_text=name == "bibl")
    return own


def _child(child: etree._Element, local: str) -> None:
    if local == "idno":
        if not _is_known_idno(child):
            _remove(child, keep_text=False)
            return
        _in_profile(child)
    _attributes(child, local)
    for part in list(child):
        inner = etree.QName(part).localname if isinstance(part.tag, str) else ""
        if inner in table("entries")["names"]["parts"]:
            _attributes(part, inner)
            _text_only(part)
            if inner == "roleName" and part.get("type") is None:  # the profile demands to know which
                _remove(part, keep_text=True)
        elif inner not in ("abbr", "expan"):
            _remove(part, keep_text=True)


def _is_known_idno(idno: etree._Element) -> bool:
    type_ = idno.get("type", "")
    return type_ in table("entries")["values"]["idno.type"] or of_idno(type_, "") is not None


def _in_profile(idno: etree._Element) -> None:
    """Write an identifier as the profile does, such as ``geonames`` for ``GeoNames``."""
    type_ = idno.get("type", "")
    found = of_idno(type_, one_line("".join(map(str, idno.itertext()))))
    if found is None or type_ in table("entries")["values"]["idno.type"]:
        return
    _text_only(idno)
    type_, text = idno_of(*found)
    idno.set("type", type_)
    idno.text = text


def _attributes(element: etree._Element, local: str) -> None:
    rules, values = table("entries")["attributes"], table("entries")["values"]
    for name in list(element.attrib):
        written = str(name).replace(_XML, "xml:")
        allowed = written in (*rules["every"], *rules.get(local, ())) or f"{local}.{written}" in values
        closed = values.get(f"{local}.{written}")
        if not allowed or (closed is not None and element.get(name) not in closed):
            del element.attrib[name]


def _renamed(child: etree._Element, name: str) -> None:
    _text_only(child)
    if not name:
        _remove(child, keep_text=True)
        return
    child.tag = f"{{{_TEI}}}{name}"
    _attributes(child, name)


def _text_only(element: etree._Element) -> None:
    text = "".join(str(piece) for piece in element.itertext())
    for part in list(element):
        element.remove(part)
    element.text = text


def _remove(child: etree._Element, *, keep_text: bool) -> None:
    """Take an element away without its tail; its text may stay in its place."""
    parent = child.getparent()
    if parent is None:
        return
    inside = (
        "".join(str(piece) for piece in child.itertext()) if isinstance(child.tag, str) and keep_text else ""
    )
    kept = inside + (child.tail or "")
    before = child.getprevious()
    if before is None:
        parent.text = (parent.text or "") + kept
    else:
        before.tail = (before.tail or "") + kept
    parent.remove(child)
