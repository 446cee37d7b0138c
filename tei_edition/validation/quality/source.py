"""The source and its chain: description, shelfmark, languages, links, comparison, image (Q10 to Q15)."""

from collections.abc import Mapping

from lxml import etree

from tei_edition.tables import table
from tei_edition.tables.quality import words
from tei_edition.validation.place import XML_ID, tei
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.tei_document import TeiDocument, is_address, mentions, says
from tei_edition.validation.quality.verdict import Verdict, not_applicable, parts, tally, text_of

_SOURCE = "tei:fileDesc/tei:sourceDesc"
_DESCRIPTIONS = (
    "msDesc", "bibl", "biblStruct", "biblFull", "listBibl", "listWit", "recordingStmt", "scriptStmt",
)  # fmt: skip
_LEVELS = ("j", "s")
"""Levels of titles of journals and series, which say where something was published."""
_PROSE = frozenset(map(tei, ("p", "note", "extent", "measure", "hi", "lb")))
_PLACE = ("publisher", "pubPlace", "series", "imprint", "authority", "distributor")


def structured(document: TeiDocument) -> Verdict:
    """Q10: the source is described in elements."""
    found = _descriptions(document)
    stated = max((_statements(d) for d in found), default=0)
    if stated >= 2:
        return Verdict(1, 1)
    near = document.near(f"{_SOURCE}/*", _SOURCE, "tei:fileDesc")
    if not document.header(_SOURCE):
        said = "There is no sourceDesc."
    elif found:
        said = "The description of the source is not divided into elements such as title, repository or idno."
    else:
        said = "sourceDesc is a mere paragraph." if text_of(near) else "sourceDesc says nothing."
    return parts(near, {said: False})


def findable(document: TeiDocument) -> Verdict:
    """Q11: archive and shelfmark, or the particulars of something published."""
    answers = [Verdict(0, 2)]
    for identifier in document.header(f"{_SOURCE}//tei:msIdentifier"):
        keeper = any(says(e) for e in identifier.iter(*map(tei, ("repository", "institution", "collection"))))
        mark = any(says(e) for e in identifier.iterchildren(tei("idno")))
        answers.append(
            parts(
                identifier,
                {"It is not said who keeps the document.": keeper, "There is no shelfmark (idno).": mark},
            )
        )
    for published in document.header(
        f"{_SOURCE}//*[self::tei:bibl or self::tei:biblStruct or self::tei:biblFull or self::tei:msDesc"
        " or self::tei:recording]"
    ):
        if published.tag != tei("msDesc"):
            answers.append(_published(published))
    best = max(answers, key=lambda verdict: verdict.share or 0)
    if best.gaps or best.share == 1:
        return best
    said = "Neither archive and shelfmark nor title, publisher and date of the source are stated."
    return Verdict(0, 2, parts(document.near(_SOURCE, "tei:fileDesc"), {said: False}).gaps)


def languages(document: TeiDocument) -> Verdict:
    """Q12: the language of the text, and of a translation that of the original."""
    used = document.header(".//tei:langUsage/tei:language[@ident]")
    wanted = {"The language of the text is not stated.": bool(document.language or used)}
    if document.speaks_of_translation:
        original = document.header(f"{_SOURCE}//tei:textLang[@mainLang]")
        known = bool(original) or len({(e.get("ident") or "").partition("-")[0] for e in used}) > 1
        wanted["The language of the original is not stated."] = known
    return parts(document.near("tei:profileDesc", "tei:fileDesc"), wanted)


def chain(document: TeiDocument) -> Verdict:
    """Q13: descriptions of the source point to one another."""
    found = [d for d in _descriptions(document) if d.tag != tei("listBibl")]
    if len(found) < 2:
        return not_applicable("The source is one thing, or not described.")
    identifiers = {d.get(XML_ID): d for d in found if d.get(XML_ID)}
    joined: set[etree._Element] = set()
    for description in found:
        for element in description.iter("*"):
            for name in ("target", "corresp", "sameAs", "copyOf", "source"):
                for pointer in (element.get(name) or "").split():
                    other = identifiers.get(pointer[1:]) if pointer.startswith("#") else None
                    if other is not None and other is not description:
                        joined |= {description, other}
    alone = [d for d in found if d not in joined]
    if len(alone) == len(found):
        alone = alone[1:]  # one of them may be the end of the chain
    said = "This description says neither from what it comes nor what was made from it."
    units = [*((d, said) for d in alone), *((d, "") for d in found if d not in alone)]
    return tally(units[: len(found)] if joined else units[: len(found) - 1], "")


def compared(document: TeiDocument) -> Verdict:
    """Q14: whether the text was compared with the original."""
    told = document.header(_SOURCE) + document.header("tei:encodingDesc")
    there = any(mentions(element, words("comparison")) for element in told)
    said = "It is not said whether the text was compared with the original, or whether that was seen."
    return parts(document.near(_SOURCE, "tei:encodingDesc"), {said: there})


def shown(document: TeiDocument) -> Verdict:
    """Q15: an image, or the address of the record."""
    there = bool(
        document.text(".//tei:pb[@facs]", ".//tei:graphic[@url]")
        or document.root.xpath("boolean(*[local-name()='facsimile' or local-name()='sourceDoc']//*[@url])")
        or any(is_address(text_of(e)) for e in document.header(f"{_SOURCE}//tei:idno"))
        or any(
            is_address(e.get("target") or e.get("url") or e.get("facs") or e.get("sameAs"))
            for e in document.header(f"{_SOURCE}//*[@target or @url or @facs or @sameAs]")
        )
    )
    said = "There is neither an image of the source nor a web address of its record."
    return parts(document.near(_SOURCE, "tei:fileDesc"), {said: there})


def _descriptions(document: TeiDocument) -> list[etree._Element]:
    return document.header(*(f"{_SOURCE}/tei:{name}" for name in _DESCRIPTIONS))


def _statements(description: etree._Element) -> int:
    """Count what a description states in elements that hold words alone, facts of a mere file excepted."""
    facts = table("quality")["file-facts"]["types"]
    return sum(
        1
        for e in description.iter("*")
        if e is not description
        and e.tag not in _PROSE
        and not len(e)
        and e.get("type") not in facts
        and says(e)
    )


def _published(description: etree._Element) -> Verdict:
    titles = list(description.iter(tei("title")))
    titled = any(says(e) for e in titles)
    placed = any(says(e) for e in description.iter(*map(tei, _PLACE)))
    placed = placed or (description.tag != tei("biblFull") and any(e.get("level") in _LEVELS for e in titles))
    dated = any(text_of(e) or e.get("when") for e in description.iter(tei("date")))
    addressed = any(is_address(text_of(e)) for e in description.iter(tei("idno"))) or any(
        is_address(e.get("target")) for e in description.iter(tei("ref"), tei("ptr"))
    )
    return parts(
        description,
        {
            "The publication has no title.": titled,
            "It is not said where it was published.": placed,
            "It has neither a date nor an address.": dated or addressed,
        },
    )


CHECKS: Mapping[str, Check] = {
    "Q10": structured,
    "Q11": findable,
    "Q12": languages,
    "Q13": chain,
    "Q14": compared,
    "Q15": shown,
}
"""The checks of this module, by the code of the criterion."""
