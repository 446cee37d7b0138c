"""Dates and correspondence: of the document, in the text, their values, letters (Q34 to Q37)."""

import re
from collections.abc import Mapping

from lxml import etree

from tei_edition.tables.quality import words
from tei_edition.validation.place import short, tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.dated import VALUES, flaw, has_value
from tei_edition.validation.quality.tei_document import TeiDocument, says, select
from tei_edition.validation.quality.verdict import Verdict, gap, not_applicable, parts, tally, text_of

_OWN_HEADER = (
    ".//tei:profileDesc//tei:creation",
    ".//tei:profileDesc//tei:creation//*",
    ".//tei:correspAction//tei:date",
    ".//tei:sourceDesc//tei:origDate",
    ".//tei:sourceDesc//tei:recording//tei:date",
)
_OWN_TEXT = (
    ".//tei:docDate | .//tei:docDate//tei:date"
    " | .//*[self::tei:opener or self::tei:closer or self::tei:dateline or self::tei:byline"
    " or self::tei:head]//*[self::tei:date or self::tei:origDate]"
)
_DOCUMENT = "document"
_SENT = "tei:correspAction[@type='sent']"
_RECEIVED = "tei:correspAction[@type='received']"
_WHO = "*[self::tei:persName or self::tei:orgName or self::tei:name]"
_WHEN_OR_WHERE = "*[self::tei:date or self::tei:placeName or self::tei:settlement]"
_FULL_DATE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?[^\W\d_]{3,12}\.?,? (?:1\d|20)\d\d"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?, (?:1\d|20)\d\d"
    r"|\d{1,2}[./]\d{1,2}[./](?:1\d|20)?\d\d)\b"
)


def dated(document: TeiDocument) -> Verdict:
    """Q34: the document itself has a machine-readable date; of a volume each of its documents."""
    papers = _papers(document)
    if len(papers) > 1:
        said = "This document has no date in machine-readable form."
        return tally(((p, "" if _is_dated(p) else said) for p in papers), "")
    own = [e for path in _OWN_HEADER for e in document.header(path)] + document.text(_OWN_TEXT)
    if any(has_value(e) for e in own):
        return Verdict(1, 1)
    near = own[0] if own else document.near("tei:profileDesc", "tei:fileDesc")
    said = "The document has no date in machine-readable form."
    return Verdict(0, 1, (gap(said, near, text_of(own[0]) if own else ""),))


def _papers(document: TeiDocument) -> list[etree._Element]:
    """Return the divisions that are documents of their own, the outermost of them."""
    found: dict[etree._Element, None] = {}
    for division in document.text(".//tei:div[@type]"):
        kind = (division.get("type") or "").lower()
        if kind in (_DOCUMENT, *words("sent")) and not any(a in found for a in division.iterancestors()):
            found[division] = None
    return list(found)


def _is_dated(division: etree._Element) -> bool:
    """Tell whether a division has a date of its own; attributes of other vocabularies may give it, too."""
    foreign = (str(key) for key in division.attrib if str(key).startswith("{"))
    if any("date" in short(key).lower() for key in foreign):
        return True
    return any(has_value(e) for e in select(division, _OWN_TEXT))


def valued(document: TeiDocument) -> Verdict:
    """Q35: dates in the text have a value."""
    found = document.text(".//*[self::tei:date or self::tei:time]")
    if found:
        units = ((e, "" if has_value(e) else f"This {short(e.tag)} has no value.") for e in found)
        return tally(units, "")
    for text in document.texts:
        if seen := _FULL_DATE.search(text_of(text)):
            said = "No date is marked in the text, but there is something like a date."
            return Verdict(0, 1, (gap(said, text, seen[0]),))
    return not_applicable("The text has no dates.")


def true(document: TeiDocument) -> Verdict:
    """Q36: the values of dates exist, and are in order."""
    found = [e for e in document.own_elements() if e.tag not in _NO_DATES and any(e.get(n) for n in VALUES)]
    return tally(((e, flaw(e)) for e in found), "There are no values of dates.")


def correspondence(document: TeiDocument) -> Verdict:
    """Q37: of what was sent, from whom, to whom, when."""
    described = document.header(".//tei:correspDesc")
    if not described and not _was_sent(document):
        return not_applicable("Nothing shows that the document was sent to somebody.")
    inside = ".//tei:profileDesc//tei:correspDesc"
    sender = document.header(f"{inside}/{_SENT}/{_WHO}")
    sent = document.header(f"{inside}/{_SENT}/{_WHEN_OR_WHERE}")
    receiver = document.header(f"{inside}/{_RECEIVED}/{_WHO}")
    noted = any(says(e) for e in document.header(f"{inside}//tei:note", f"{inside}/tei:p"))
    excused = noted and bool(sender or receiver)
    return parts(
        document.near(".//tei:correspDesc", "tei:profileDesc", "tei:fileDesc"),
        {
            "It is not said who sent it (correspAction of type sent).": bool(sender) or excused,
            "It is not said when or where it was sent.": any(has_value(e) or says(e) for e in sent)
            or excused,
            "It is not said who received it (correspAction of type received).": bool(receiver) or excused,
        },
    )


def _was_sent(document: TeiDocument) -> bool:
    if document.text(".//tei:opener//tei:salute", ".//tei:div/tei:salute"):
        return True
    kinds = [
        (e.get(name) or "").lower()
        for e in document.text("self::*", ".//tei:body/tei:div")
        for name in ("type", "subtype")
    ]
    return any(kind in words("sent") for kind in kinds)


_NO_DATES = frozenset({tei("locus"), tei("biblScope"), tei("citedRange")})

CHECKS: Mapping[str, Check] = {"Q34": dated, "Q35": valued, "Q36": true, "Q37": correspondence}
"""The checks of this module, by the code of the criterion."""
