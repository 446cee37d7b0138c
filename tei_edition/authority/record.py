"""The record of an entry: what of it stands in the columns of CSV, the keys of JSON, the elements of TEI."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_edition.authority.personal_name import one_line
from tei_edition.authority.record_names import SEPARATOR, marked, names_of, variant_of
from tei_edition.authority.record_tei import DATES, NAME_ELEMENTS
from tei_edition.authority.tei_person import TEI
from tei_edition.model.authority import Entity, Name

# Elements and attributes that follow from the names, however these are written.
_PARTS = {"surname", "forename", *NAME_ELEMENTS.values()}
_MADE = {"surname": ("full",), "forename": ("full",), "persName": ("subtype",)}
_MADE_VALUES = ("alternative", "main", "honorific")


@dataclass(frozen=True, slots=True)
class Record:
    """What a list in any format holds of an entry."""

    entity: Entity
    """The entry."""
    title: str = ""
    """Title that stands before a person's name."""
    gen: str = ""
    """Word behind it, such as ``Jr.``."""
    type: str = ""
    """Type of a place."""
    dates: tuple[tuple[str, str], ...] = ()
    """Dates of an event or of a person's office, by column."""

    @property
    def facts(self) -> tuple[object, ...]:
        """All that a list in another format must say as well."""
        e = self.entity
        return (
            (e.id, e.kind, e.names, e.description, e.same_as, e.identifiers),
            (self.title, self.gen, self.type, self.dates),
        )


def record_of(entity: Entity) -> Record:
    """Make the record of an entry.

    Args:
        entity: an entry of a list in any format; no work.
    """
    root = etree.fromstring(entity.tei)
    dated = root if entity.kind == "event" else root.find(f"{{{TEI}}}occupation")
    dates = tuple((d, dated.get(d, "")) for d in DATES if dated is not None and dated.get(d))
    gen = _text(root, f"{{{TEI}}}genName")
    return Record(
        entity,
        _text(root, f"{{{TEI}}}roleName[@type='honorific']"),
        gen if entity.names[0].text.endswith(f" {gen}") else "",
        root.get("type", "") if entity.kind == "place" else "",
        dates,
    )


def _text(root: etree._Element, path: str) -> str:
    """Return the text of an element in the first name of a person."""
    name = root.find(f"{{{TEI}}}persName")
    found = name.find(path) if name is not None else None
    return one_line("".join(map(str, found.itertext()))) if found is not None else ""


def fields_of(record: Record) -> tuple[dict[str, str], bool]:
    """Write a record in columns.

    Args:
        record: the record.

    Returns:
        What stands in each column that is filled, and whether all names could be written.
    """
    e = record.entity
    names, is_whole = _names(record)
    fields = {
        "id": e.id,
        "kind": e.kind,
        **names,
        "type": record.type,
        "role": e.description,
        **dict(record.dates),
        "see": e.same_as,
    }
    for key, id_ in e.identifiers:
        fields[key] = f"{fields[key]}{SEPARATOR}{id_}" if key in fields else id_
    return {name: value for name, value in fields.items() if value}, is_whole


def _names(record: Record) -> tuple[dict[str, str], bool]:
    """Write the names in the simplest way from which they are read as they are."""
    e = record.entity
    whole: list[dict[str, str]] = []
    for fields in _writings(record):
        if names_of(fields, e.kind) == e.names:
            if not _marks(fields):
                return fields, True
            whole.append(fields)
    if whole:
        return min(whole, key=_marks), True
    held = tuple(n for n in e.names if SEPARATOR not in n.text)
    fields = {"display": held[0].text if held else e.id}
    fields["variants"] = SEPARATOR.join(n.text for n in held[1:])
    return fields, False


def _marks(fields: dict[str, str]) -> int:
    """Count the names whose parts had to be marked."""
    return fields["display"].count("<") + fields["variants"].count("<")


def _writings(record: Record) -> Iterator[dict[str, str]]:
    names, kind = record.entity.names, record.entity.kind
    if kind != "person":
        yield {"display": names[0].text, "variants": SEPARATOR.join(n.text for n in names[1:])}
        return
    titled = {"title": record.title, "gen": record.gen}
    for base in names[:2]:
        if not base.surname:
            continue
        for display in (names[0].text, ""):
            fields = {"surname": base.surname, "forename": base.forename, **titled, "display": display}
            implied = names_of(fields, kind)
            if implied == names[: len(implied)]:
                variants = (_variant(n, fields) for n in names[len(implied) :])
                yield {**fields, "variants": SEPARATOR.join(variants)}
    for display in (names[0].text, marked(names[0])):
        yield {**titled, "display": display, "variants": SEPARATOR.join(_variant(n, {}) for n in names[1:])}


def _variant(name: Name, fields: dict[str, str]) -> str:
    """Write a variant with its parts marked, unless they are found without that."""
    return name.text if variant_of(name.text, fields) == name else marked(name)


def beyond(entity: Entity, written: str) -> Counter[str]:
    """Tell what an entry says that a list made from its record does not.

    Args:
        entity: the entry.
        written: the entry in TEI, as made from its record.

    Returns:
        Elements, and attributes as ``source of occupation``, with their number.
    """
    return _said(entity.tei) - _said(written)


def _said(tei: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for element in etree.fromstring(tei).iter(f"{{{TEI}}}*"):
        local = etree.QName(element).localname
        if local not in _PARTS:
            found[local] += 1
        for attribute, value in element.attrib.items():
            name = etree.QName(attribute).localname
            if name not in _MADE.get(local, ()) and value not in _MADE_VALUES:
                found[f"{name} of {local}"] += 1
    return found
