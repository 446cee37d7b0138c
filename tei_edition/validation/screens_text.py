"""Screens of the rules for pages, lines and characters."""

import re
from collections.abc import Callable
from itertools import chain

from lxml import etree

from tei_edition.validation.document import Document
from tei_edition.validation.place import NS, tei
from tei_edition.validation.schema import PROJECT
from tei_edition.validation.schematron_schema import names_in_context
from tei_edition.validation.screens_words import WHITE, before, words_around

_NUMBER = re.compile(r"[0-9]{1,9}")
_NO_NUMBER = re.compile(r"[ivxlcdmIVXLCDM]*")
_HEADING = re.compile(r"#[ \t\r\n]")
_INDENTED = etree.XPath("//tei:text//text()[contains(., '\n ') or contains(., '\n\t')]/..", namespaces=NS)
_BRACKETED = etree.XPath("//tei:text//text()[contains(., '[') or contains(., ']')]/..", namespaces=NS)
_BRACKET_TYPES = ("unresolvedBracket", "artefact")
_BLOCKS = tuple(map(tei, ("p", "ab", "list", "table", "floatingText")))
_BREAKS = (tei("lb"), tei("pb"))


def page_numbers(document: Document) -> bool:
    """T28: a page that does not surely follow the one before it in the same source."""
    last: dict[str | None, str] = {}
    for page in document.named("pb"):
        number, source = page.get("n", ""), page.get("edRef")
        if len(page):
            return True
        if source is not None and source in last and not _NO_NUMBER.fullmatch(number):
            earlier = last[source]
            if not _NUMBER.fullmatch(number) or not (
                _NO_NUMBER.fullmatch(earlier)
                or (_NUMBER.fullmatch(earlier) and int(number) == int(earlier) + 1)
            ):
                return True
        last[source] = number
    return False


def page_breaks(document: Document) -> bool:
    """T29: a page break without words on both sides of it in its paragraph."""
    for page in document.within_text(tei("pb")):
        if page.get("rendition") is None:
            paragraph = next(page.iterancestors(tei("p")), None)
            if paragraph is not None and not words_around(page, paragraph):
                return True
    return False


def breaks_in_words(document: Document) -> bool:
    """T30: a break that does not surely stand between words, or within one if it says so."""
    lines, pages = (document.within_text(name) for name in _BREAKS)
    for at in chain(lines, pages):
        within_word = at.get("break") == "no"
        if not within_word and at.tag == _BREAKS[0]:
            continue
        left, right = before(at)[-1:], (at.tail or "")[:1]
        if within_word:
            if (left and left in WHITE) or (right and right in WHITE):
                return True
        elif left and right and left not in WHITE and right not in WHITE:
            return True
    return False


def line_breaks(document: Document) -> bool:
    """T31: a line break without white space before it."""
    for line in document.within_text(_BREAKS[0]):
        if line.get("break") == "no":
            continue
        at = line
        while True:
            left = before(at)
            if left:
                if left[-1] not in WHITE:
                    return True
                break
            sibling = at.getprevious()
            if sibling is None or sibling.tag in _BREAKS:
                break
            if isinstance(sibling.tag, str):
                return True
            at = sibling
    return False


def brackets(document: Document) -> bool:
    """T32: square brackets as characters, and not in an element that may hold them."""
    if "[" not in document.words and "]" not in document.words:
        return False
    found = _BRACKETED(document.root)
    return any(
        isinstance(e, etree._Element) and not any(map(_may_hold_brackets, (e, *e.iterancestors())))
        for e in (found if isinstance(found, list) else ())
    )


def _may_hold_brackets(element: etree._Element) -> bool:
    return element.tag == tei("desc") or (element.tag == tei("seg") and element.get("type") in _BRACKET_TYPES)


def indentation(document: Document) -> bool:
    """T33: indented text in an element that holds running text."""
    element_only = names_in_context(PROJECT.sch, "indentation") if PROJECT.sch is not None else frozenset()
    borne = (name for name in element_only if name in document.inventory.named)
    holders = (e for name in borne for e in document.within_text(name))
    if sum(map(_line_ends, (*document.outermost_texts, *holders))) == document.words.count("\n"):
        return False
    found = _INDENTED(document.root)
    return any(
        isinstance(e, etree._Element)
        and e.tag not in element_only
        and e not in document.outermost_texts
        and not _holds_blocks_only(e)
        for e in (found if isinstance(found, list) else ())
    )


def _holds_blocks_only(element: etree._Element) -> bool:
    """Tell whether an element surely holds no running text, but paragraphs or the like."""
    texts = (element.text, *(child.tail for child in element))
    return not any(t and t.strip(WHITE) for t in texts) and any(c.tag in _BLOCKS for c in element)


def _line_ends(element: etree._Element) -> int:
    """Count the line ends directly in an element."""
    tails = [tail.count("\n") for child in element if (tail := child.tail)]
    return sum(tails) + (element.text or "").count("\n")


def markdown(document: Document) -> bool:
    """T35: signs of a markup language."""
    words = document.words
    if "*" in words and "**" in words:  # to look for one character is much quicker
        return True
    return ("_" in words and "__" in words) or ("#" in words and _HEADING.search(words) is not None)


SCREENS: dict[str, Callable[[Document], bool]] = {
    "page-numbers": page_numbers,
    "page-breaks": page_breaks,
    "breaks-in-words": breaks_in_words,
    "line-breaks": line_breaks,
    "brackets": brackets,
    "indentation": indentation,
    "markdown": markdown,
}
"""The screens of this module, by the ids of their patterns."""
