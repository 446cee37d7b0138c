"""Reading a TEI list: persons, places, organisations, events, works, terms; in a standOff or bare lists."""

import re
from dataclasses import replace
from functools import partial

from lxml import etree

from tei_edition.authority.entry import fitted, left_out, prefixed
from tei_edition.authority.tei_person import TEI, description_of, identifiers_of, names_of, title_of
from tei_edition.authority.tei_terms import terms_of
from tei_edition.model.authority import Entity, EntityKind
from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.xml_parser import read_elements, xml_parser

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
_ENTRIES = tuple(f"{{{TEI}}}{name}" for name in _KINDS)
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
    reading = _Reading(file)
    try:
        for element in read_elements(source, *_ENTRIES):
            if element.getroottree().docinfo.internalDTD is not None:
                message = "The list has a document type declaration, which may bring entities from elsewhere."
                hint = "Remove the DOCTYPE and write the characters themselves; nothing of it was read."
                place = XmlPlace(1, "")
                return (), (Problem("ED21", Severity.ERROR, message, hint, file, xml=place),)
            reading.element(element)
    except etree.XMLSyntaxError as error:
        message = f"The list is not well-formed XML: {error.msg}."
        hint = "Open it in an XML editor and put this right; nothing of it was read."
        place = XmlPlace(error.lineno or 1, "")
        return (), (Problem("ED20", Severity.ERROR, message, hint, file, xml=place),)
    return reading.result()


class _Reading:
    """One reading of a list: what was found so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.found: dict[str, Entity] = {}
        self.referring: list[tuple[str, str, etree._Element]] = []
        self.lost: set[str] = set()
        self.root: etree._Element | None = None

    def report(self, code: str, severity: Severity, element: etree._Element, message: str, hint: str) -> None:
        """Note a problem at an element."""
        tree = element.getroottree()
        path = re.sub(r"\{[^}]*\}", "", tree.getelementpath(element))
        root = etree.QName(tree.getroot()).localname
        place = XmlPlace(element.sourceline or 1, f"/{root}/{path}".removesuffix("/."))
        self.problems.append(Problem(code, severity, message, hint, self.file, xml=place))

    def element(self, element: etree._Element) -> None:
        """Read the entries in an element that is complete, unless they are in one that is not yet."""
        self.root = element
        if not _is_entry(element) or any(map(_is_entry, element.iterancestors(*_ENTRIES))):
            return
        for entry in [e for e in element.iter(*_ENTRIES) if _is_entry(e)]:
            self.entry(entry)
        element.clear(keep_tail=True)

    def entry(self, element: etree._Element) -> None:
        """Read one entry."""
        local = _local(element)
        id_ = element.get(_ID, "")
        kind = _KINDS[local]
        names = names_of(element, kind)
        if not id_ and not names and kind != "work":
            return  # a pointer to an entry, such as <person sameAs="...">
        if not id_:
            said = f' of "{names[0].text}"' if names else ""
            message = f"The {local}{said} has no xml:id and is left out."
            self.report("ED17", Severity.ERROR, element, message, "Give every entry an xml:id.")
        elif id_ in self.found:
            line = self.found[id_].line
            message = f'The xml:id "{id_}" stands in line {line} already; this entry is left out.'
            self.report("ED11", Severity.ERROR, element, message, "Give every entry an xml:id of its own.")
        elif not names and kind != "work":
            message = f'The entry "{id_}" has no name and is left out.'
            hint = "Give it a persName, placeName, orgName or label."
            self.report("ED12", Severity.WARNING, element, message, hint)
        else:
            self.lost.update(left_out(element))
            target = element.get("sameAs", "").removeprefix("#")
            if target:
                self.referring.append((id_, target, element))
            self.found[id_] = Entity(
                prefixed(id_, local),
                kind,
                names,
                description_of(element),
                same_as=prefixed(target, local) if target else "",
                entry=partial(_entry, etree.tostring(element, with_tail=False)),
                title=title_of(element),
                group=_group(element) if kind == "work" else "",
                identifiers=identifiers_of(element) if kind != "work" else (),
                file=self.file,
                line=element.sourceline or 1,
            )

    def term(self, item: etree._Element, entity: Entity) -> None:
        """Take a term of a list of terms over."""
        if entity.id in self.found:
            message = f'The xml:id "{entity.id}" stands in the list already; this entry is left out.'
            self.report("ED11", Severity.ERROR, item, message, "Give every entry an xml:id of its own.")
        elif not entity.description:
            message = f'The entry "{entity.id}" does not say what the term stands for, and is left out.'
            self.report("ED12", Severity.WARNING, item, message, "Give it a gloss.")
        else:
            self.found[entity.id] = replace(entity, file=self.file, line=item.sourceline or 1)

    def result(self) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        """Return what was read, and what is wrong with the list as a whole."""
        for item, entity in terms_of(self.root) if self.root is not None else ():
            self.term(item, entity)
        for id_, target, element in self.referring:
            if target in self.found:  # perhaps of another kind, so that its id has another prefix
                self.found[id_] = replace(self.found[id_], same_as=self.found[target].id)
            else:
                message = f'The entry refers to "{target}", which is not in the list.'
                hint = "Correct sameAs, or take it out."
                self.report("ED14", Severity.WARNING, element, message, hint)
        if self.lost and self.root is not None:
            message = f"Of the entries the edition cannot hold: {', '.join(sorted(self.lost))}."
            hint = "Nothing need be done: the list keeps them; what an edition holds, the schema says."
            self.report("ED26", Severity.NOTE, self.root, message, hint)
        if not self.found and not self.problems and self.root is not None:
            hint = f'The lists must be in the TEI namespace, xmlns="{TEI}".'
            self.report("ED19", Severity.WARNING, self.root, "The list has no entries.", hint)
        return tuple(self.found.values()), tuple(self.problems)


def _is_entry(element: etree._Element) -> bool:
    """Tell whether an element stands as an entry in a list; the header's own bibliography has none."""
    parent = element.getparent()
    name = _local(element)
    if parent is None or name not in _LISTS or _local(parent) not in _LISTS[name]:
        return False
    return _KINDS[name] != "work" or next(element.iterancestors(f"{{{TEI}}}teiHeader"), None) is None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


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
