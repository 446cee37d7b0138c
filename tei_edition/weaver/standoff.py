"""``standOff``: the entities that are pointed to, and the prose of the edition (TEI SASOstdf)."""

import re
from collections.abc import Iterable, Mapping, Sequence

from tei_edition.model.authority import Authority, Entity
from tei_edition.model.review import DoubtOfMarkup, EditorialNote, Statements
from tei_edition.weaver.markup import attributes, element, indented, text

_POINTER = re.compile(r"#([^\s\"#<]+)")
_NAMESPACE = ' xmlns="http://www.tei-c.org/ns/1.0"'
_LISTS = {"person": "listPerson", "organisation": "listOrg", "place": "listPlace", "event": "listEvent"}
_NAMES = {
    "person": ("person", "persName"),
    "organisation": ("org", "orgName"),
    "place": ("place", "placeName"),
    "event": ("event", "label"),
}
_ORIGIN = re.compile(r' (?:source|resp)="#([^"]+)"')


def stand_off(
    authority: Authority,
    statements: Statements,
    *,
    pointing: str,
    known: Iterable[str],
    strangers: Sequence[Entity] = (),
    plain: bool = False,
) -> str:
    """Write ``standOff``.

    Args:
        authority: the lists, of which only the entries that are pointed to are taken over.
        statements: the editor's notes and doubts.
        pointing: header and text as XML; their pointers are followed, and those of the entries in turn.
        known: the ids of header and text; a pointer of an entry to anything else is left out.
        strangers: entries of the edition that no list has.
        plain: whether entries are to be given by name only, whatever the lists say of them.

    Returns:
        The element; empty if there is nothing to say.
    """
    notes = [_note(note, i) for i, note in enumerate(statements.notes, start=1)]
    doubts = [_doubt(d) for d in statements.doubts]
    used = _used(authority.by_id(strangers), [pointing, *notes, *doubts])
    present = set(known) | set(used)
    lists = []
    for kind, name in _LISTS.items():
        entries = sorted((e for e in used.values() if e.kind == kind), key=lambda e: e.id)
        write = _by_name if plain else _entry
        lists.append(indented(name, {}, *(write(e, present) for e in entries)))
    works = [e for e in authority.of_kind("work") if e.id in used]
    for group in dict.fromkeys(e.group for e in works):
        entries = [e for e in works if e.group == group]
        lists.append(indented("listBibl", {"type": group or None}, *(_entry(e, present) for e in entries)))
    terms = sorted((e for e in used.values() if e.kind == "term"), key=lambda e: e.id)
    lists.append(indented("list", {"type": "gloss"}, *(line for e in terms for line in _term(e))))
    annotations = indented("listAnnotation", {"type": "editorialNotes"}, *notes)
    return indented("standOff", {}, *lists, annotations, *doubts)


def _used(by_id: Mapping[str, Entity], sources: list[str]) -> Mapping[str, Entity]:
    used: dict[str, Entity] = {}
    waiting = sources
    while waiting:
        found = {by_id[id_] for source in waiting for id_ in _POINTER.findall(source) if id_ in by_id}
        new = [e for e in found if e.id not in used]
        used.update((e.id, e) for e in new)
        waiting = [e.tei for e in new] + [f"#{e.same_as}" for e in new if e.same_as]
    return used


def _entry(entity: Entity, present: set[str]) -> str:
    tei = entity.tei
    if not tei:
        return _by_name(entity, present)
    tei = tei.replace(_NAMESPACE, "", 1)
    return _ORIGIN.sub(lambda m: m[0] if m[1] in present else "", tei)


def _by_name(entity: Entity, present: set[str]) -> str:
    outer, inner = _NAMES[entity.kind]
    return element(outer, {"xml:id": entity.id}, element(inner, {}, text(entity.names[0].text)))


def _term(entity: Entity) -> tuple[str, str]:
    """Write a term as label and item: in a list of type gloss the item explains the label (TEI COLI)."""
    label = element("label", {"xml:id": entity.id}, text(entity.names[0].text))
    return label, element("item", {}, text(entity.description))


def _note(note: EditorialNote, number: int) -> str:
    values = {
        "xml:id": note.id or f"n{number:02d}", "type": "editorial", "subtype": note.subtype,
        "resp": "#resp-editor", "target": " ".join(note.targets),
    }  # fmt: skip
    # The editor may write TEI phrases; whether they are well-formed was checked when they were read.
    return f"<note{attributes(values)}>{_one_line(note.text)}</note>"


def _doubt(doubt: DoubtOfMarkup) -> str:
    values = {
        "target": " ".join(doubt.targets), "locus": doubt.locus, "assertedValue": doubt.asserted,
        "degree": doubt.degree, "resp": "#resp-editor",
    }  # fmt: skip
    return element("certainty", values, element("desc", {}, text(doubt.text)))


def _one_line(words: str) -> str:
    return re.sub(r"[ \t\n\r]+", " ", words)
