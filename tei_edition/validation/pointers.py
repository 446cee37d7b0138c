"""Pointers: that they lead somewhere (P01), and to the right kind of element (P03 to P08, P11, H18).

TEI Guidelines, chapter 16 (Linking, Segmentation, and Alignment) and att.pointing, att.global.responsibility,
att.canonical. RELAX NG and XML Schema accept any pointer; a pointer that leads to the wrong thing is
accepted by everybody, and misleads every program that follows it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.document import Document, Rule, breach, is_tei
from tei_edition.validation.place import XML_ID, short, tei
from tei_edition.validation.wording import enumeration, guess

_MOST_GUESSES = 100  # each compares a pointer with every id of the file


def pointers_resolve(document: Document) -> Iterator[Problem]:
    """P01: every local pointer leads to an element; one problem for each id that is missing."""
    attributes = table("pointers")["attributes"]
    unknown = document.pointed.difference(document.reached)
    if all(pointer[0] != "#" for words in unknown for pointer in words.split()):
        return
    missing: dict[str, list[tuple[etree._Element, str]]] = {}
    for element in document.inventory.elements:
        for attribute in attributes:
            value = element.get(attribute)
            if value is None or (attribute == "scheme" and is_tei(element, "rendition")):
                continue
            for pointer in value.split():
                if pointer.startswith("#") and pointer not in document.reached:
                    missing.setdefault(pointer, []).append((element, attribute))
    for number, (pointer, places) in enumerate(missing.items()):
        element, attribute = places[0]
        again = f"; so do {len(places) - 1} other pointers" if len(places) > 2 else ""
        again = "; so does another pointer" if len(places) == 2 else again
        known = document.reached if number < _MOST_GUESSES else ()
        near = guess(pointer, known)
        message = (
            f'{attribute} of "{short(element.tag)}" points to "{pointer}", which is nowhere{again}.{near}'
        )
        yield breach("P01", element, message)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A row of the table of pointers: who points by which attribute to what."""

    rule: str
    attribute: str
    pointing: frozenset[tuple[str, str]]
    """The elements that point, by name and type; the type is empty where any will do. Empty: any element."""
    names: frozenset[str]
    """The names in ``pointing``."""
    within: str
    outside: str
    to: tuple[str, ...]
    targets: frozenset[str]
    """The names in ``to``, as lxml has them."""
    text: bool
    """Whether an element of the text will do as well."""

    def concerns(self, element: etree._Element) -> bool:
        """Tell whether an element that bears the attribute is one of those that the row speaks of."""
        if self.pointing:
            tag = str(element.tag)
            if (tag, "") not in self.pointing and (tag, element.get("type", "")) not in self.pointing:
                return False
        if self.within and next(element.iterancestors(self.within), None) is None:
            return False
        if not self.outside:
            return True
        return element.tag != self.outside and next(element.iterancestors(self.outside), None) is None


@cache
def _kinds() -> Sequence[_Kind]:
    rows: list[_Kind] = []
    for row in table("pointers")["kind"]:
        names = [name.partition(":") for name in row["from"] if name != "*"]
        rows.append(
            _Kind(
                rule=row["rule"],
                attribute=row["attribute"],
                pointing=frozenset((tei(name), kind) for name, _, kind in names),
                names=frozenset(tei(name) for name, _, _ in names),
                within=tei(row["within"]) if "within" in row else "",
                outside=tei(row["outside"]) if "outside" in row else "",
                to=tuple(row["to"]),
                targets=frozenset(map(tei, row["to"])),
                text=row.get("text", False),
            )
        )
    return rows


@cache
def _kinds_by_name() -> Mapping[str, Mapping[str, Sequence[_Kind]]]:
    """Return the rows of the table by attribute, then by the element that points; empty for any element."""
    found: dict[str, dict[str, list[_Kind]]] = {}
    for row in _kinds():
        for name in row.names or ("",):
            found.setdefault(row.attribute, {}).setdefault(name, []).append(row)
    return found


def right_kind(document: Document) -> Iterator[Problem]:
    """P03 to P06 and parts of P07: each attribute leads to the elements that the table of pointers allows."""
    misleading: set[_Kind] = set()
    for attribute, by_name in _kinds_by_name().items():
        if not document.bearing(attribute):
            continue
        pointing = {("", value) for value in document.values(attribute)} if "" in by_name else set()
        if len(by_name) > 1 or "" not in by_name:
            pointing.update((str(e.tag), value) for e, value in document.bearing(attribute))
        for name, value in pointing:
            for row in by_name.get(name, ()):
                if not _leads_surely_right(document, row, value):
                    misleading.add(row)
    for row in _kinds() if misleading else ():
        if row in misleading:
            yield from _misled(document, row)


def _leads_surely_right(document: Document, row: _Kind, value: str) -> bool:
    """Tell whether a value leads to what a row of the table allows, or out of the file: a quick look."""
    target = document.reached.get(value)
    if target is None:
        return value.split() in ([], [value])  # else there is white space, and pointers in it
    return target.tag in row.targets or (row.text and target in document.text)


def _misled(document: Document, row: _Kind) -> Iterator[Problem]:
    """Report what breaks a row of the table."""
    right: set[str] = set()
    wrong: dict[etree._Element, list[tuple[str, etree._Element]]] = {}
    for element, value in document.bearing(row.attribute):
        if value in right or (row.names and element.tag not in row.names) or not row.concerns(element):
            continue
        misled = [
            (pointer, target)
            for pointer, target in document.led_to(value)
            if target.tag not in row.targets and not (row.text and target in document.text)
        ]
        if misled:
            wrong[element] = misled
        else:
            right.add(value)
    kinds = [*row.to, *(["an element of the text"] if row.text else [])]
    for element, misled in wrong.items():
        for pointer, target in misled:
            message = (
                f'{row.attribute} of "{short(element.tag)}" points to "{pointer}", '
                f'which is a "{short(target.tag)}"; wanted is {enumeration(kinds)}.'
            )
            yield breach(row.rule, element, message)


def speech_chain(document: Document) -> Iterator[Problem]:
    """P08: next and prev answer each other, between parts of the same kind and the same speaker."""
    if not document.bearing("next") and not document.bearing("prev"):
        return
    for element in document.find("//*[@next or @prev]"):
        for attribute, answer in (("next", "prev"), ("prev", "next")):
            for pointer, target in document.targets(element, attribute):
                name, other = short(element.tag), short(target.tag)
                if name != other:
                    said = f'{attribute} of "{name}" points to "{pointer}", which is a "{other}".'
                elif f"#{element.get(XML_ID)}" not in (target.get(answer) or "").split():
                    said = f'{attribute} of "{name}" points to "{pointer}", which has no {answer} back.'
                elif attribute == "next" and target.get("who") != element.get("who"):
                    said = f'Two parts of one "{name}" have different speakers; see "{pointer}".'
                else:
                    continue
                yield breach("P08", element, said)


def note_types(document: Document) -> Iterator[Problem]:
    """P11: type and subtype of a note are a category of the taxonomy, whose id is ``note.type.subtype``."""
    kinds: dict[str, etree._Element] = {}
    for note in document.named("note"):
        if (kind := note.get("type")) is not None:
            kinds.setdefault(".".join(("note", kind, *((note.get("subtype") or "").split()))), note)
    missing = {
        kind: note for kind, note in kinds.items() if not _is_category(document.reached.get(f"#{kind}"))
    }
    if missing and not any(pointer.startswith("#note.") for pointer in document.reached):
        yield breach("P11", next(iter(kinds.values())), "There is no taxonomy of notes.")
        return
    for kind, note in missing.items():
        yield breach("P11", note, f'The taxonomy of notes has no category "{kind}".')


def _is_category(element: etree._Element | None) -> bool:
    return element is not None and is_tei(element, "category")


def classification(document: Document) -> Iterator[Problem]:
    """H18: scheme leads to a taxonomy, target to categories within it, ana to a category."""
    for element in document.named("catRef", "keywords"):
        if is_tei(element, "keywords") and element.get("scheme") is None:
            continue
        schemes = [target for _, target in document.targets(element, "scheme")]
        for taxonomy in schemes:
            if not is_tei(taxonomy, "taxonomy"):
                yield breach(
                    "H18", element, f'scheme points to a "{short(taxonomy.tag)}", not to a taxonomy.'
                )
        for pointer, target in document.targets(element, "target"):
            if not is_tei(target, "category"):
                said = f'target points to "{pointer}", which is a "{short(target.tag)}", not a category.'
                yield breach("H18", element, said)
            elif schemes and not any(taxonomy in target.iterancestors() for taxonomy in schemes):
                yield breach("H18", element, f'The category "{pointer}" is not in the taxonomy of scheme.')
    for element, value in document.bearing("ana"):
        for pointer, target in document.led_to(value):
            if not is_tei(target, "category"):
                said = f'ana points to "{pointer}", which is a "{short(target.tag)}", not a category.'
                yield breach("H18", element, said)


RULES: dict[str, Rule] = {
    "P01": pointers_resolve,
    "P03": right_kind,
    "P04": right_kind,
    "P05": right_kind,
    "P06": right_kind,
    "P07": right_kind,
    "P08": speech_chain,
    "P11": note_types,
    "H18": classification,
}
"""The rules of this module, by number."""
