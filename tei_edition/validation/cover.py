"""The header and the cover sheet: what is derived equals what it is derived from.

A fact of the cover sheet stands twice in a file, transcribed in the text and derived in the header, with
``source`` from the one to the other (F07, F08). These rules keep the two copies in step: H10 the URI, H25 the
title, H26 the funder, H27 the language of the original, H28 the date assigned, H29 the summary, X04 the
shelfmark.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.validation.document import Document, Rule, breach, is_tei
from tei_edition.validation.place import short, tei
from tei_edition.validation.wording import excerpt

_IN_PUBLICATION = (
    ("title", "titleStmt"),
    ("author", "titleStmt"),
    ("funder", "titleStmt"),
    ("respStmt", "titleStmt"),
    ("publisher", "publicationStmt"),
    ("idno", "publicationStmt"),
    ("date", "publicationStmt"),
)
_MAY_BE_UNKNOWN = ("title", "publisher")
_SHELFMARK = "sourceDesc/msDesc/msIdentifier/idno"


def sources_given(document: Document) -> Iterator[Problem]:
    """F07: derived values have a source, and sources of the header lie in the text."""
    derived = [*_derived(document), *(_derived_from_cover(document) if document.has_cover else ())]
    unfounded = [e for e in derived if e.get("source") is None and not _has_founded_identifier(e)]
    for element in document.in_order(unfounded):
        words = excerpt(document.reading(element))
        said = f'"{short(element.tag)}" ({words}) does not say from where it is taken.'
        yield breach("F07", element, said)
    astray = {
        value
        for value in document.values("source")
        if any(target not in document.text for _, target in document.led_to(value))
    }
    for element, value in document.bearing("source") if astray else ():
        if value not in astray or next(element.iterancestors(tei("teiHeader")), None) is None:
            continue
        for pointer, target in document.led_to(value):
            if target not in document.text:
                said = f'source of "{short(element.tag)}" points to "{pointer}", which is not in the text.'
                yield breach("F07", element, said)


def _has_founded_identifier(element: etree._Element) -> bool:
    """Tell whether an element is part of an identifier of the original that says from where it is taken."""
    return any(identifier.get("source") for identifier in element.iterancestors(tei("msIdentifier")))


def _derived(document: Document) -> Iterator[etree._Element]:
    """Iterate over the values of the header that are always taken from the text, if they are known."""
    for name, statement in _IN_PUBLICATION if document.named("biblFull") else ():
        for element in document.under(f"biblFull/{statement}/{name}"):
            if not (name in _MAY_BE_UNKNOWN and element.get("cert") == "unknown"):
                yield element
    for element in (*document.under("creation/origDate"), *document.under("creation/date")):
        if element.get("evidence") not in ("external", "conjecture") and element.get("cert") != "unknown":
            yield element


def _derived_from_cover(document: Document) -> Iterator[etree._Element]:
    """Iterate over the values of the description of the original that a cover sheet gives."""
    yield from _shelfmarks(document)
    for element in (*document.under("msItem/locus"), *document.named("textLang")):
        if _is_of_original(element):
            yield element


def _shelfmarks(document: Document) -> list[etree._Element]:
    return [idno for idno in document.under(_SHELFMARK) if idno.get("type") == "archivalReference"]


def _is_of_original(element: etree._Element) -> bool:
    """Tell whether an element belongs to the description of the original in sourceDesc."""
    return any(
        (above := description.getparent()) is not None and is_tei(above, "sourceDesc")
        for description in element.iterancestors(tei("msDesc"))
    )


def abstract_from_summary(document: Document) -> Iterator[Problem]:
    """F08: the abstract points to the summary of the cover sheet."""
    for abstract in document.under("profileDesc/abstract"):
        targets = [target for _, target in document.targets(abstract, "source")]
        if targets and not any(_is_summary(e) for t in targets for e in (t, *t.iterancestors())):
            yield breach("F08", abstract, "The abstract is not taken from the summary of the cover sheet.")


def _is_summary(element: etree._Element) -> bool:
    return is_tei(element, "div", "seg") and element.get("type") == "summary"


def uri(document: Document) -> Iterator[Problem]:
    """H10: the URI stands at the place that source names, as words or as target of a link."""
    for idno in document.named("idno") if document.named("biblFull") else ():
        if idno.get("type") != "URI" or next(idno.iterancestors(tei("biblFull")), None) is None:
            continue
        mine = document.reading(idno)
        for_comparison = [
            words
            for place in _sources(document, idno)
            for words in (
                document.reading(place),
                *(ref.get("target", "") for ref in document.find(".//tei:ref", place)),
            )
        ]
        if for_comparison and not any(mine in words.split() or mine == words for words in for_comparison):
            yield breach("H10", idno, f'The URI "{mine}" is not on the cover sheet.')


def title(document: Document) -> Iterator[Problem]:
    """H25: the title of the digital publication is that of the cover sheet, white space aside."""
    yield from _equal(document, "H25", document.under("biblFull/titleStmt/title"), "title", "The title")


def shelfmark(document: Document) -> Iterator[Problem]:
    """X04: the archival reference is that of the citation, level by level."""
    found = _shelfmarks(document)
    yield from _equal(document, "X04", found, "idno[@type = 'archivalReference']", "The shelfmark")


def funder(document: Document) -> Iterator[Problem]:
    """H26: the funder is named in the credits."""
    found = document.under("biblFull/titleStmt/funder")
    yield from _equal(document, "H26", found, "*[self::tei:orgName or self::tei:persName]", "The funder")


def language(document: Document) -> Iterator[Problem]:
    """H27: the language of the original is that of the cover sheet."""
    for element in document.named("textLang"):
        if not _is_of_original(element):
            continue
        mine = document.reading(element)
        theirs = [document.reading(place, without=("head", "label")) for place in _sources(document, element)]
        if mine and theirs and not any(mine in words for words in theirs):
            said = f'The original is said to be in "{mine}", but the text has "{excerpt(theirs[0])}".'
            yield breach("H27", element, said)


def date_assigned(document: Document) -> Iterator[Problem]:
    """H28: the date assigned by the archive is that of the cover sheet."""
    on_cover = [date for cover in document.covers for date in cover.iter(tei("date"))]
    theirs = [date.get("when") for date in on_cover if date.get("type") == "assigned" and date.get("when")]
    for date in document.under("creation/date"):
        if date.get("type") != "assigned" or date.get("when") is None:
            continue
        if theirs and date.get("when") not in theirs:
            said = f"The date assigned is {date.get('when')}, but the cover sheet has {theirs[0]}."
            yield breach("H28", date, said)


def summary(document: Document) -> Iterator[Problem]:
    """H29: the abstract is the summary word for word, readings of the edition aside."""
    for abstract in document.under("profileDesc/abstract"):
        if abstract.get("source") is None:
            continue
        theirs = [
            document.reading(place, without=("head", "label")) for place in _sources(document, abstract)
        ]
        mine = document.reading(abstract) if theirs else ""
        if theirs and mine not in theirs and mine != " ".join(theirs):
            at = next((i for i, (a, b) in enumerate(zip(mine, theirs[0], strict=False)) if a != b), 0)
            said = f'The abstract is not the summary; they part at "{excerpt(mine[max(at - 10, 0) :])}".'
            yield breach("H29", abstract, said)


def _sources(document: Document, element: etree._Element) -> list[etree._Element]:
    """Return the places of the text that an element, or the one around it, is taken from."""
    for at in (element, *element.iterancestors()):
        if at.get("source") is not None:
            return [target for _, target in document.targets(at, "source") if target in document.text]
    return []


def _equal(
    document: Document, number: str, elements: Sequence[etree._Element], kind: str, name: str
) -> Iterator[Problem]:
    """Compare values with their like at the place that source names; with all its words if it has none."""
    for element in elements:
        mine = document.reading(element)
        places = _sources(document, element)
        likes = [
            like
            for place in places
            for like in document.find(f"self::tei:{kind} | .//tei:{kind}".replace("tei:*", "*"), place)
        ]
        if not places or (not likes and any(mine in document.reading(place) for place in places)):
            continue
        theirs = [document.reading(like) for like in likes]
        if mine not in theirs:
            said = (
                f', but the cover sheet has "{excerpt(theirs[0], 60)}"'
                if theirs
                else ", which is not on the cover sheet"
            )
            yield breach(number, element, f'{name} is "{excerpt(mine, 60)}"{said}.')


RULES: dict[str, Rule] = {
    "F07": sources_given,
    "F08": abstract_from_summary,
    "H10": uri,
    "H25": title,
    "H26": funder,
    "H27": language,
    "H28": date_assigned,
    "H29": summary,
    "X04": shelfmark,
}
"""The rules of this module, by number."""
