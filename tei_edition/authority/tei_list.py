"""Reading a TEI list: persons, places, organisations, events and works of a standOff or of bare lists."""

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from tei_edition.authority.entry import fitted, left_out, prefixed
from tei_edition.authority.tei_person import TEI, description_of, identifiers_of, names_of
from tei_edition.model.authority import Entity, EntityKind
from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.xml_parser import xml_parser

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "place": "place",
    "org": "organisation",
    "event": "event",
    "bibl": "work",
    "biblStruct": "work",
}
_LISTS = {
    "person": ("listPerson",),
    "place": ("listPlace", "place"),
    "org": ("listOrg", "org"),
    "event": ("listEvent", "event"),
    "bibl": ("listBibl",),
    "biblStruct": ("listBibl",),
}
# Elements that hold no text of their own: white space in them is layout.
_HOLDERS = {f"{{{TEI}}}{name}" for name in (*_KINDS, "occupation")} - {
    f"{{{TEI}}}bibl",
    f"{{{TEI}}}occupation",
}
_LAYOUT = re.compile(r"[ \t]*[\r\n]\s*")


def read_tei(source: bytes, *, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Read an authority list in TEI.

    Args:
        source: the file: a ``TEI`` document, a ``standOff`` or one of the lists alone. Entities, DTDs and the
            network are not used; a document type declaration is refused.
        file: the file as the user named it, for problems.

    Returns:
        The entries in the order of the list, and what is wrong with it: ED11 (id twice), ED12 (no name), ED14
        (``sameAs`` without target), ED17 (no xml:id), ED19 (no entry), ED20 (not well-formed), ED21 (document
        type declaration).
    """
    parser = xml_parser(commented=False)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        message = f"The list is not well-formed XML: {error.msg}."
        hint = "Open it in an XML editor and put this right; nothing of it was read."
        place = XmlPlace(error.lineno or 1, "")
        return (), (Problem("ED20", Severity.ERROR, message, hint, file, xml=place),)
    if root.getroottree().docinfo.internalDTD is not None:
        message = "The list has a document type declaration, which may bring entities from elsewhere."
        hint = "Remove the DOCTYPE and write the characters themselves; nothing of it was read."
        return (), (Problem("ED21", Severity.ERROR, message, hint, file, xml=XmlPlace(1, "")),)
    return _read(root, file)


def _read(root: etree._Element, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    problems: list[Problem] = []
    found: dict[str, Entity] = {}
    lines: dict[str, etree._Element] = {}
    lost: set[str] = set()

    def report(code: str, severity: Severity, element: etree._Element, message: str, hint: str) -> None:
        path = re.sub(r"\{[^}]*\}", "", root.getroottree().getelementpath(element))
        place = XmlPlace(element.sourceline or 1, f"/{etree.QName(root).localname}/{path}".removesuffix("/."))
        problems.append(Problem(code, severity, message, hint, file, xml=place))

    for element in _entries(root):
        local = str(element.tag).rpartition("}")[2]
        id_ = element.get(_ID, "")
        kind = _KINDS[local]
        names = names_of(element, kind)
        if not id_ and not names and kind != "work":
            continue  # a pointer to an entry, such as <person sameAs="...">
        if not id_:
            said = f' of "{names[0].text}"' if names else ""
            message = f"The {local}{said} has no xml:id and is left out."
            report("ED17", Severity.ERROR, element, message, "Give every entry an xml:id.")
        elif id_ in found:
            message = (
                f'The xml:id "{id_}" stands in line {lines[id_].sourceline} already; this entry is left out.'
            )
            report("ED11", Severity.ERROR, element, message, "Give every entry an xml:id of its own.")
        elif not names and kind != "work":
            message = f'The entry "{id_}" has no name and is left out.'
            report(
                "ED12", Severity.WARNING, element, message, "Give it a persName, placeName, orgName or label."
            )
        else:
            lines[id_] = element
            lost.update(left_out(element))
            target = element.get("sameAs", "").removeprefix("#")
            found[id_] = Entity(
                prefixed(id_, local),
                kind,
                names,
                description_of(element),
                same_as=prefixed(target, local) if target else "",
                entry=partial(_entry, etree.tostring(element, with_tail=False)),
                group=_group(element) if kind == "work" else "",
                identifiers=identifiers_of(element) if kind != "work" else (),
                file=file,
                line=element.sourceline or 1,
            )
    for element in lines.values():
        target = element.get("sameAs", "").removeprefix("#")
        if target and target not in found:
            message = f'The entry refers to "{target}", which is not in the list.'
            report("ED14", Severity.WARNING, element, message, "Correct sameAs, or take it out.")
    if lost:
        message = f"Of the entries the edition cannot hold: {', '.join(sorted(lost))}."
        hint = "Nothing need be done: the list keeps them; what an edition holds, the schema says."
        report("ED26", Severity.NOTE, root, message, hint)
    if not found and not problems:
        hint = f'The lists must be in the TEI namespace, xmlns="{TEI}".'
        report("ED19", Severity.WARNING, root, "The list has no entries.", hint)
    return tuple(found.values()), tuple(problems)


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """Iterate over what stands as an entry in a list; the header's own bibliography is none."""
    for element in root.iter(*(f"{{{TEI}}}{name}" for name in _KINDS)):
        parent = element.getparent()
        if parent is None or not isinstance(parent.tag, str):
            continue
        name = str(element.tag).rpartition("}")[2]
        if parent.tag.rpartition("}")[2] not in _LISTS[name]:
            continue
        if _KINDS[name] == "work" and next(element.iterancestors(f"{{{TEI}}}teiHeader"), None) is not None:
            continue
        yield element


def _group(element: etree._Element) -> str:
    parent = element.getparent()
    return parent.get("type", "") if parent is not None else ""


def _entry(source: bytes) -> str:
    """Write an entry as an edition holds it."""
    return _serialised(fitted(etree.fromstring(source, xml_parser(commented=False))))


def _serialised(own: etree._Element) -> str:
    """Write an entry by itself, without layout."""
    for part in own.iter("*"):
        holder = part.tag in _HOLDERS
        part.text = _flat(part.text, holder=holder, first=True, last=not len(part))
        for child in part:
            child.tail = _flat(child.tail, holder=holder, last=child.getnext() is None)
    etree.cleanup_namespaces(own, top_nsmap={None: TEI})
    return etree.tostring(own, encoding="unicode", with_tail=False)


def _flat(text: str | None, *, holder: bool, first: bool = False, last: bool = False) -> str | None:
    """Fold layout in a text node: a line end with its indent is one space, and none at an element's edges."""
    if text is None or (holder and not text.strip()):
        return None
    flat = _LAYOUT.sub("\n", text)
    flat = flat.removeprefix("\n") if first else flat
    flat = flat.removesuffix("\n") if last else flat
    return flat.replace("\n", " ") or None
