"""Screens of the rules for the header: languages, sources, shelfmark, dates, revisions."""

import re
from collections.abc import Callable

from lxml import etree

from tei_edition.validation.document import Document
from tei_edition.validation.place import XML, XML_ID, tei
from tei_edition.validation.screens_words import has_words

_DIGITS = re.compile(r"[0-9]+")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DIGESTS = frozenset((None, "whitespace-normalized"))
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VALUES = ("when", "when-iso", "notBefore", "notAfter", "from", "to")
_LEVELS = {
    "fond": 0, "opis": 1, "papka": 2, "delo": 2, "listy": 3,
    "recordGroup": 0, "series": 1, "box": 2, "file": 2, "folder": 3, "item": 4,
}  # fmt: skip


def _children(element: etree._Element, name: str, kind: str | None = None) -> list[etree._Element]:
    tag = tei(name)  # going through few children oneself is much quicker than having lxml choose among them
    return [c for c in element if c.tag == tag and (kind is None or c.get("type") == kind)]


def languages(document: Document) -> bool:
    """H03: a language is used that is not declared."""
    used = {value for _, value in document.bearing(f"{{{XML}}}lang")}
    return not used <= {language.get("ident") for language in document.under("langUsage/language")}


def title(document: Document) -> bool:
    """H04: not just one main title, or an empty one."""
    for statement in document.under("fileDesc/titleStmt"):
        titles = _children(statement, "title", "main")
        if len(titles) != 1 or not has_words(titles[0]):
            return True
    return False


def rights(document: Document) -> bool:
    """H06, H07: a licence for unknown rights, or no explanation."""
    return any(
        not has_words(availability)
        or (availability.get("status") == "unknown" and bool(_children(availability, "licence")))
        for availability in document.named("availability")
    )


def sources(document: Document) -> bool:
    """H08, H09: a link of the chain of sources is missing, or a digest."""
    publication_wanted = any(div.get("type") == "cover" for div in document.named("div"))
    digests = [idno for idno in document.named("idno") if idno.get("type") == "sha256"]
    for description in document.under("fileDesc/sourceDesc"):
        transcripts = _children(description, "bibl", "transcript")
        described = {e.get(XML_ID) for e in description if e not in transcripts}
        if (
            not any(
                item.get("target", "")[1:] in described
                for bibl in transcripts
                for item in _children(bibl, "relatedItem", "transcriptOf")
            )
            or not _children(description, "msDesc", "archivalRecord")
            or (publication_wanted and not _children(description, "biblFull"))
            or not _are_both(digests)
            or any(idno.getparent() not in transcripts for idno in digests)
        ):
            return True
    return False


def _are_both(digests: list[etree._Element]) -> bool:
    """Tell whether elements surely are the two digests of a transcript."""
    kinds = [idno.get("subtype") for idno in digests]
    return (
        len(kinds) == len(_DIGESTS)
        and set(kinds) == _DIGESTS
        and all(not len(idno) and _DIGEST.fullmatch(idno.text or "") for idno in digests)
    )


def shelfmark_order(document: Document) -> bool:
    """H11: a larger level of the shelfmark behind a smaller one."""
    for shelfmark in document.named("idno"):
        if shelfmark.get("type") == "archivalReference" and len(shelfmark):
            kinds = (idno.get("type", "") for idno in _children(shelfmark, "idno"))
            levels = [_LEVELS[kind] for kind in kinds if kind in _LEVELS]
            if levels != sorted(levels):
                return True
    return False


def leaves(document: Document) -> bool:
    """H12: a range of leaves that is not one of rising numbers."""
    for locus in document.under("msItem/locus"):
        first, last = locus.get("from"), locus.get("to")
        if first is None or last is None:
            continue
        if not _DIGITS.fullmatch(first) or not _DIGITS.fullmatch(last) or int(first) > int(last):
            return True
    return False


def leaves_and_shelfmark(document: Document) -> bool:
    """H13: leaves in the shelfmark that are not those of the locus."""
    ranges = [(e.get("from"), e.get("to")) for e in document.under("msItem/locus")]
    ranges = [(first, last or first) for first, last in ranges if first is not None]
    marks = [idno for idno in document.named("idno") if idno.get("type") == "listy"]
    if not ranges or not marks:
        return False
    if len(ranges) > 1 or len(marks) > 1 or len(marks[0]) or not ranges[0][0]:
        return True
    stated = rf"{re.escape(ranges[0][0] or '')}(?:[^0-9](?:.*[^0-9])?)?{re.escape(ranges[0][1] or '')}"
    return re.fullmatch(stated, (marks[0].text or "").strip(" \t\r\n")) is None


def creation(document: Document) -> bool:
    """H14: no normalized date of the record."""
    dated = {
        date.getparent()
        for date in document.under("profileDesc/creation/origDate")
        if date.get("cert") == "unknown" or any(date.get(name) is not None for name in _VALUES)
    }
    return any(not dated.intersection(profile) for profile in document.named("profileDesc"))


def abstract(document: Document) -> bool:
    """H17: an abstract of nobody or from nowhere."""
    source_wanted = any(div.get("type") == "cover" for div in document.named("div"))
    return any(
        element.get("resp") is None or (source_wanted and element.get("source") is None)
        for element in document.under("profileDesc/abstract")
    )


def revisions(document: Document) -> bool:
    """H20, H21: changes that are not complete, or not surely in order."""
    for change in document.under("revisionDesc/change"):
        day = change.get("when")
        if day is None or change.get("who") is None or not has_words(change):
            return True
        following = next(change.itersiblings(tei("change")), None)
        if following is None:
            continue
        earlier = following.get("when")
        if earlier is not None and not (_DAY.fullmatch(day) and _DAY.fullmatch(earlier) and day >= earlier):
            return True
    return False


SCREENS: dict[str, Callable[[Document], bool]] = {
    "languages": languages,
    "title": title,
    "rights": rights,
    "sources": sources,
    "shelfmark-order": shelfmark_order,
    "leaves": leaves,
    "leaves-and-shelfmark": leaves_and_shelfmark,
    "creation": creation,
    "abstract": abstract,
    "revisions": revisions,
}
"""The screens of this module, by the ids of their patterns."""
