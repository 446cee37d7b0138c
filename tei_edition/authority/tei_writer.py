"""Writing an authority list in TEI (TEI Guidelines, chapter 14; a ``standOff`` with one list a kind)."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from tei_edition.authority.record import Record
from tei_edition.authority.record_tei import NAME_ELEMENTS, entry_of, in_order
from tei_edition.authority.tei_person import AS_WRITTEN, TEI, names_of
from tei_edition.authority.xml_text import escape, quoteattr
from tei_edition.model.authority import Entity, Name

_LISTS = {
    "person": "listPerson",
    "place": "listPlace",
    "organisation": "listOrg",
    "event": "listEvent",
    "work": "listBibl",
}
_NAMESPACE = f' xmlns="{TEI}"'
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{TEI}">
<teiHeader>
<fileDesc>
<titleStmt><title>Authority list</title></titleStmt>
<publicationStmt><p>Unpublished working file.</p></publicationStmt>
<sourceDesc><p>Converted from a list in another format.</p></sourceDesc>
</fileDesc>
</teiHeader>
<standOff>
"""
_TAIL = "</standOff>\n</TEI>\n"


def document(entries: Iterable[tuple[Entity, str]]) -> str:
    """Write a list.

    Args:
        entries: the entries in the order of the list, each as TEI.

    Returns:
        A ``TEI`` document; a new list begins where the kind changes, so that the order is kept.
    """

    def place(entry: tuple[Entity, str]) -> tuple[str, str]:
        return entry[0].kind, entry[0].group

    pieces = [_HEAD]
    for (kind, group), run in groupby(entries, key=place):
        type_ = f" type={quoteattr(group)}" if group else ""
        pieces.append(f"<{_LISTS[kind]}{type_}>\n")
        pieces += [f"{tei.replace(_NAMESPACE, '', 1)}\n" for _, tei in run]
        pieces.append(f"</{_LISTS[kind]}>\n")
    return "".join([*pieces, _TAIL])


def is_whole(entity: Entity) -> bool:
    """Tell whether the TEI of an entry has all that the program knows of it, and can stand as it is."""
    # An edition's entry has no sameAs.
    return not entity.same_as and names_of(etree.fromstring(entity.tei), entity.kind) == entity.names


def entry(record: Record) -> tuple[str, bool]:
    """Write an entry with all its names.

    Args:
        record: the entry.

    Returns:
        The entry as TEI with its namespace declared, and whether all names are read from it as they are.
    """
    e = record.entity
    fields = {"type": record.type, "role": e.description, **dict(record.dates)}
    written = ""
    for names in _writings(record):
        written = entry_of(e.id, e.kind, fields, names, same_as=e.same_as, identifiers=e.identifiers)
        if names_of(etree.fromstring(written), e.kind) == e.names:
            return written, True
    return written, False


def _writings(record: Record) -> Iterator[str]:
    """Write the names: so that they can be inferred, else so that nothing need be."""
    e = record.entity
    if e.kind != "person":
        inner = NAME_ELEMENTS[e.kind]
        yield "".join(f"<{inner}>{escape(n.text)}</{inner}>" for n in e.names)
        return
    for is_first, rest in (("", ' type="alternative"'), _as_written()):
        yield "".join(
            f"<persName{rest if i else is_first}>{_person(n, record if not i else None)}</persName>"
            for i, n in enumerate(e.names)
        )


def _as_written() -> tuple[str, str]:
    subtype = f' subtype="{AS_WRITTEN}"'
    return f' type="main"{subtype}', f' type="alternative"{subtype}'


def _person(name: Name, titled: Record | None) -> str:
    return in_order(name, titled.title, titled.gen) if titled else in_order(name)
