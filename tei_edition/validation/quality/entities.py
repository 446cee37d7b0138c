"""Names: that they are marked, linked, and lead to authority files (Q29 to Q31)."""

from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from tei_edition.validation.place import short
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.register import ENTITIES, Entry, entry, is_listed_name
from tei_edition.validation.quality.tei_document import TeiDocument, is_address
from tei_edition.validation.quality.verdict import (
    EXAMPLES,
    Verdict,
    gap,
    not_applicable,
    parts,
    tally,
    text_of,
)

_LINKS = ("ref", "key", "corresp", "sameAs", "nymRef", "copyOf")
_NAMES = (
    ".//*[self::tei:persName or self::tei:placeName or self::tei:orgName or self::tei:geogName"
    " or self::tei:name]"
    f"[not({' or '.join(f'ancestor::tei:{short(tag)}' for tag in sorted(ENTITIES))})]"
)
_PERSON = ".//tei:persName | .//*[self::tei:name or self::tei:rs][starts-with(@type, 'pers')]"
_PLACE = (
    ".//tei:placeName | .//tei:orgName | .//tei:geogName | .//tei:settlement | .//tei:country | .//tei:region"
    " | .//*[self::tei:name or self::tei:rs][starts-with(@type, 'place') or starts-with(@type, 'org')"
    " or starts-with(@type, 'geo')]"
)
_SHORT = 50


def marked(document: TeiDocument) -> Verdict:
    """Q29: persons, and places or organisations, are marked."""
    number = sum(len(text_of(text).split()) for text in document.texts)
    if number < _SHORT:
        return not_applicable(f"The text has {number} words; wanted are {_SHORT}.")
    return parts(
        document.texts[0],
        {
            "No person is marked in the text.": bool(document.text(_PERSON)),
            "No place and no organisation is marked in the text.": bool(document.text(_PLACE)),
        },
    )


def linked(document: TeiDocument) -> Verdict:
    """Q30: names say who is meant."""
    names = document.text(_NAMES)
    units = ((name, _lack(document, name)) for name in names if _links(name) or not is_listed_name(name))
    return tally(units, "No names are marked in the text.")


def identified(document: TeiDocument) -> Verdict:
    """Q31: what names point to leads to authority files."""
    first: dict[str, etree._Element] = {}
    for name in document.text(_NAMES):
        for pointer in _links(name):
            first.setdefault(pointer, name)
    judged = {pointer: there for pointer in first if (there := _leads_on(document, pointer)) is not None}
    if not judged:
        return not_applicable("No name points to an entry that can be looked at.")
    said = '"{}" has no identifier of an authority file.'
    missing = (pointer for pointer, there in judged.items() if not there)
    gaps = tuple(gap(said.format(p), first[p]) for p in islice(missing, EXAMPLES))
    return Verdict(sum(judged.values()), len(judged), gaps)


def _lack(document: TeiDocument, name: etree._Element) -> str:
    """Return why a name does not say who is meant; empty if it does."""
    links = _links(name)
    if not links:
        return f"This {short(name.tag)} does not say who or what is meant."
    if all(document.target(pointer) is False for pointer in links):
        return f'This {short(name.tag)} points to "{links[0]}", which is nowhere.'
    return ""


def _links(name: etree._Element) -> list[str]:
    def found() -> Iterator[str]:
        for attribute in _LINKS:
            value = name.get(attribute) or ""
            yield from [value] if attribute == "key" and value.strip() else value.split()

    return list(found())


def _leads_on(document: TeiDocument, pointer: str) -> bool | None:
    """Tell whether a pointer leads to an authority file; None if it leads to no entry."""
    if is_address(pointer):
        return True
    target = document.target(pointer)
    known = entry(target) if isinstance(target, etree._Element) else target
    return known.is_identified if isinstance(known, Entry) else None


CHECKS: Mapping[str, Check] = {"Q29": marked, "Q30": linked, "Q31": identified}
"""The checks of this module, by the code of the criterion."""
