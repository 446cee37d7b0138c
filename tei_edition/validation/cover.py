"""The header and the cover sheet: what is derived equals what it is derived from.

A fact of the cover sheet stands twice in a file, transcribed in the text and derived in the header, with
``source`` from the one to the other (F07, F08). These rules keep the two copies in step: H10 the URI, H25 the
title, H26 the funder, H27 the language of the original, H28 the date assigned, H29 the summary, X04 the
shelfmark.
"""

from collections.abc import Iterator

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.validation.document import Document, Rule, breach, is_tei, reading
from tei_edition.validation.place import short
from tei_edition.validation.wording import excerpt

_ALWAYS = (
    "//tei:biblFull/tei:titleStmt/tei:title[not(@cert = 'unknown')] | //tei:biblFull/tei:titleStmt/tei:author"
    " | //tei:biblFull/tei:titleStmt/tei:funder | //tei:biblFull/tei:titleStmt/tei:respStmt"
    " | //tei:biblFull/tei:publicationStmt/*[self::tei:publisher[not(@cert = 'unknown')] or self::tei:idno or self::tei:date]"
    " | //tei:creation/*[self::tei:origDate or self::tei:date]"
    "[not(@evidence = 'external' or @evidence = 'conjecture' or @cert = 'unknown')]"
)
_WITH_COVER = (
    "//tei:sourceDesc/tei:msDesc/tei:msIdentifier/tei:idno[@type = 'archivalReference']"
    " | //tei:sourceDesc/tei:msDesc//tei:msItem/tei:locus | //tei:sourceDesc/tei:msDesc//tei:textLang"
)


def sources_given(document: Document) -> Iterator[Problem]:
    """F07: derived values have a source, and sources of the header lie in the text."""
    derived = document.find(_ALWAYS) + (document.find(_WITH_COVER) if document.has_cover else [])
    for element in derived:
        if element.get("source") is None and not any(
            is_tei(a, "msIdentifier") and a.get("source") for a in element.iterancestors()
        ):
            said = (
                f'"{short(element.tag)}" ({excerpt(reading(element))}) does not say from where it is taken.'
            )
            yield breach("F07", element, said)
    for element in document.find("/tei:TEI/tei:teiHeader//*[@source]"):
        for pointer, target in document.targets(element, "source"):
            if target not in document.text:
                said = f'source of "{short(element.tag)}" points to "{pointer}", which is not in the text.'
                yield breach("F07", element, said)


def abstract_from_summary(document: Document) -> Iterator[Problem]:
    """F08: the abstract points to the summary of the cover sheet."""
    for abstract in document.find("//tei:profileDesc/tei:abstract[@source]"):
        targets = [target for _, target in document.targets(abstract, "source")]
        if targets and not any(_is_summary(e) for t in targets for e in (t, *t.iterancestors())):
            yield breach("F08", abstract, "The abstract is not taken from the summary of the cover sheet.")


def _is_summary(element: etree._Element) -> bool:
    return is_tei(element, "div", "seg") and element.get("type") == "summary"


def uri(document: Document) -> Iterator[Problem]:
    """H10: the URI stands at the place that source names, as words or as target of a link."""
    for idno in document.find("//tei:biblFull//tei:idno[@type = 'URI']"):
        mine = reading(idno)
        for_comparison = [
            words
            for place in _sources(document, idno)
            for words in (
                reading(place),
                *(ref.get("target", "") for ref in document.find(".//tei:ref", place)),
            )
        ]
        if for_comparison and not any(mine in words.split() or mine == words for words in for_comparison):
            yield breach("H10", idno, f'The URI "{mine}" is not on the cover sheet.')


def title(document: Document) -> Iterator[Problem]:
    """H25: the title of the digital publication is that of the cover sheet, white space aside."""
    yield from _equal(document, "H25", "//tei:biblFull/tei:titleStmt/tei:title", "title", "The title")


def shelfmark(document: Document) -> Iterator[Problem]:
    """X04: the archival reference is that of the citation, level by level."""
    where = "//tei:sourceDesc/tei:msDesc/tei:msIdentifier/tei:idno[@type = 'archivalReference']"
    yield from _equal(document, "X04", where, "idno[@type = 'archivalReference']", "The shelfmark")


def funder(document: Document) -> Iterator[Problem]:
    """H26: the funder is named in the credits."""
    where = "//tei:biblFull/tei:titleStmt/tei:funder"
    yield from _equal(document, "H26", where, "*[self::tei:orgName or self::tei:persName]", "The funder")


def language(document: Document) -> Iterator[Problem]:
    """H27: the language of the original is that of the cover sheet."""
    for element in document.find("//tei:sourceDesc/tei:msDesc//tei:textLang"):
        mine = reading(element)
        theirs = [reading(place, without=("head", "label")) for place in _sources(document, element)]
        if mine and theirs and not any(mine in words for words in theirs):
            said = f'The original is said to be in "{mine}", but the text has "{excerpt(theirs[0])}".'
            yield breach("H27", element, said)


def date_assigned(document: Document) -> Iterator[Problem]:
    """H28: the date assigned by the archive is that of the cover sheet."""
    where = "/tei:TEI/tei:text//tei:div[@type = 'cover']//tei:date[@type = 'assigned']"
    theirs = [date.get("when") for date in document.find(where) if date.get("when")]
    for date in document.find("//tei:creation/tei:date[@type = 'assigned'][@when]"):
        if theirs and date.get("when") not in theirs:
            said = f"The date assigned is {date.get('when')}, but the cover sheet has {theirs[0]}."
            yield breach("H28", date, said)


def summary(document: Document) -> Iterator[Problem]:
    """H29: the abstract is the summary word for word, readings of the edition aside."""
    for abstract in document.find("//tei:profileDesc/tei:abstract[@source]"):
        mine = reading(abstract)
        theirs = [reading(place, without=("head", "label")) for place in _sources(document, abstract)]
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


def _equal(document: Document, number: str, where: str, kind: str, name: str) -> Iterator[Problem]:
    """Compare values with their like at the place that source names; with all its words if it has none."""
    for element in document.find(where):
        mine = reading(element)
        places = _sources(document, element)
        likes = [
            like
            for place in places
            for like in document.find(f"self::tei:{kind} | .//tei:{kind}".replace("tei:*", "*"), place)
        ]
        if not places or (not likes and any(mine in reading(place) for place in places)):
            continue
        theirs = [reading(like) for like in likes]
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
