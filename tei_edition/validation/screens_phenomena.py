"""Screens of the rules for phenomena of any part: responsibility, names, notes, dates, gaps."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from tei_edition.validation.document import Document
from tei_edition.validation.place import XML, XML_ID, tei
from tei_edition.validation.schema import PROJECT
from tei_edition.validation.schematron_schema import names_in_context
from tei_edition.validation.screens_words import has_words

_LANG = f"{{{XML}}}lang"
_NUMBER = re.compile(r"[0-9]+")
_POINT = ("when", "when-iso")
_STRETCH = ("notBefore", "notAfter", "from", "to")
_EXCLUDED = (
    ("notBefore", (*_POINT, "from")),
    ("notAfter", (*_POINT, "to")),
    ("from", _POINT),
    ("to", _POINT),
)  # looked for by the rarer attribute of each pair
_VALUES = (*_POINT, "when-custom", *_STRETCH, "dur")
_PERSON, _ROLE = tei("persName"), tei("roleName")
_STANDOFF = tei("standOff")
_ENTITIES = ("person", "org", "place", "event")
_DATES = ("date", "time", "origDate")


def not_empty(document: Document) -> bool:
    """T01: an element without words, and without anything that stands for words."""
    names = names_in_context(PROJECT.sch, "not-empty") if PROJECT.sch is not None else ()
    named = document.inventory.named
    for name in names:
        for element in named.get(name, ()):
            if (text := element.text) and not text.isspace():
                continue
            if len(element) > 0 and element[0].tag in names:  # it is asked for its own words as well
                continue
            if not has_words(element) and not _stands_for_words(element):
                return True
    return False


def _stands_for_words(element: etree._Element) -> bool:
    if next(element.iterdescendants(tei("gap"), tei("space")), None) is not None:
        return True
    if any(pb.get("rendition") is not None for pb in element.iterdescendants(tei("pb"))):
        return True
    return any(unclear.get("rendition") is not None for unclear in element.iter(tei("unclear")))


def _statements(document: Document) -> Iterator[etree._Element]:
    for statement in document.under("TEI/teiHeader/fileDesc/titleStmt/respStmt"):
        if next(statement.iterancestors(tei("TEI"))) is document.root:
            yield statement


def _responsible(document: Document, relator: str, identifier: str) -> frozenset[str]:
    """Return pointers to the statements of responsibility of a role, by relator code or by id."""
    return frozenset(
        f"#{statement.get(XML_ID)}"
        for statement in _statements(document)
        if statement.get(XML_ID) is not None
        and (
            statement.get(XML_ID) == identifier
            or any(f"relators/{relator}" in r.get("ref", "") for r in statement.iterchildren(tei("resp")))
        )
    )


def _translators(document: Document) -> frozenset[str]:
    return _responsible(document, "trl", "resp-translator")


def supplied(document: Document) -> bool:
    """T03: words that were not supplied by the translator, nor on a cover sheet by the archive."""
    elements = document.within_text(tei("supplied"))
    if not elements:
        return False
    translators, archives = _translators(document), _responsible(document, "pbl", "resp-archive")
    covers = [div for div in document.named("div") if div.get("type") == "cover"]
    on_cover = {element for div in covers for element in div.iter(tei("supplied"))}
    return any(
        (archives if element in on_cover else translators).isdisjoint(element.get("resp", "").split(" "))
        for element in elements
    )


def translation_notes(document: Document) -> bool:
    """T04 to T06: a note that is not the translator's, or whose content does not fit its subtype."""
    found = [note for note in document.within_text(tei("note")) if note.get("type") == "translation"]
    translators = _translators(document) if found else frozenset()
    for note in found:
        kind = note.get("subtype")
        original = bool(len(note)) and next(note.iterdescendants(tei("mentioned")), None) is not None
        gloss = bool(len(note)) and next(note.iterdescendants(tei("gloss")), None) is not None
        if (
            translators.isdisjoint(note.get("resp", "").split(" "))
            or (kind == "original" and not original)
            or (original and kind not in ("original", "alternative"))
            or (kind == "alternative" and not gloss and not original)
            or (gloss and kind != "alternative")
        ):
            return True
    return False


def editorial_notes(document: Document) -> bool:
    """T07: a note of the edition within the text."""
    return any(note.get("type") == "editorial" for note in document.within_text(tei("note")))


def machine_made(document: Document) -> bool:
    """M01: a judgement of the program without certainty."""
    uncertain = {v for element, v in document.bearing("resp") if element.get("cert") is None}
    if not uncertain:
        return False
    programs = {
        f"#{statement.get(XML_ID, '')}"
        for statement in _statements(document)
        if any(name.get("type") == "software" for name in statement.iterchildren(tei("name")))
    }
    return any(not programs.isdisjoint(value.split(" ")) for value in uncertain)


def orphans(document: Document) -> bool:
    """P10: an entity that nothing points to."""
    if not document.named("standOff"):
        return False
    pointed = document.pointed
    return any(
        (identifier := entity.get(XML_ID)) is not None
        and f"#{identifier}" not in pointed
        and next(entity.iterancestors(_STANDOFF), None) is not None
        for name in (*_ENTITIES, "bibl")
        for entity in document.named(name)
    )


def gaps(document: Document) -> bool:
    """T09: an extent that is not surely a number above nought with a unit, or words."""
    for gap in document.named("gap"):
        quantity, least, most = gap.get("quantity"), gap.get("atLeast"), gap.get("atMost")
        if quantity is None and least is None and most is None:
            if gap.get("unit") is not None and gap.get("extent") is None:
                return True
        elif (
            gap.get("unit") is None
            or gap.get("extent") is not None
            or least is not None
            or most is not None
            or not _NUMBER.fullmatch(quantity or "")
            or int(quantity or "0") == 0
        ):
            return True
    return False


def choices(document: Document) -> bool:
    """T12: text directly in a choice."""
    return any(
        choice.text or any(child.tail for child in choice) for choice in document.within_text(tei("choice"))
    )


def foreign_words(document: Document) -> bool:
    """T15: a foreign word without a language, or in that of the words around it."""
    for name in ("mentioned", "foreign"):
        for element in document.within_text(tei(name)):
            around = next((a.get(_LANG) for a in element.iterancestors() if a.get(_LANG) is not None), "")
            language = element.get(_LANG)
            if language is None or language.lower() == (around or "").lower():
                return True
    return False


def personal_names(document: Document) -> bool:
    """T16: a persName around a role alone."""
    roles = document.within_text(_ROLE)
    if any(len(role) > 0 and _holds(role, _PERSON) for role in roles):
        return True
    for role in roles:
        name, other = role.getparent(), role.getnext()
        if name is None or name.tag != _PERSON:
            continue
        if other is not None and isinstance(other.tag, str) and other.tag != _ROLE:
            words = other.text
            if words and words[0].isalnum():
                continue
        others = (child.text for child in name.iterchildren("*") if child.tag != _ROLE)
        texts = (name.text, *(child.tail for child in name), *others)
        if not any(any(map(str.isalnum, text)) for text in texts if text):
            return True
    return False


def names_in_names(document: Document) -> bool:
    """T17: a persName in another."""
    return any(len(name) > 0 and _holds(name, _PERSON) for name in document.named("persName"))


def notes(document: Document) -> bool:
    """T18: a note in a note."""
    tag = tei("note")
    return any(len(note) > 0 and _holds(note, tag) for note in document.named("note"))


def _holds(element: etree._Element, tag: str) -> bool:
    """Tell whether an element of a name stands below another; quicker than lxml where there is little."""
    for child in element:  # noqa: SIM110 - a generator for each element would take half of the time
        if child.tag == tag or (len(child) > 0 and _holds(child, tag)):
            return True
    return False


def date_attributes(document: Document) -> bool:
    """T21: attributes of a date that exclude one another."""
    for name, others in _EXCLUDED:
        for element, _ in document.bearing(name):
            if any(element.get(other) is not None for other in others):
                return True
    return False


def inferred_dates(document: Document) -> bool:
    """T24: an inferred date of nobody."""
    for name in _DATES:
        for date in document.named(name):
            if date.get("evidence") is None and date.get("cert") is None:
                continue
            if date.get("resp") is None and all(a.get("resp") is None for a in date.iterancestors()):
                return True
    return False


def dates_without_value(document: Document) -> bool:
    """T25: a date or time without a value."""
    return any(
        date.get("when") is None and all(date.get(name) is None for name in _VALUES)
        for kind in ("date", "time")
        for date in document.within_text(tei(kind))
    )


SCREENS: dict[str, Callable[[Document], bool]] = {
    "not-empty": not_empty,
    "supplied": supplied,
    "translation-notes": translation_notes,
    "editorial-notes": editorial_notes,
    "machine-made": machine_made,
    "orphans": orphans,
    "gaps": gaps,
    "choices": choices,
    "foreign-words": foreign_words,
    "personal-names": personal_names,
    "names-in-names": names_in_names,
    "notes": notes,
    "date-attributes": date_attributes,
    "inferred-dates": inferred_dates,
    "dates-without-value": dates_without_value,
}
"""The screens of this module, by the ids of their patterns."""
