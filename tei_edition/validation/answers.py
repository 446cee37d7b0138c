"""Patterns of the project's Schematron that the program answers itself, because XPath 1.0 takes too long.

T28 asks of each page for the page before it in the same source, and of both for the gaps behind them.
XPath looks through the whole file for each of these, so that its time grows with the square of the pages;
one walk finds all of them. The pattern stays in ``tei_edition.sch`` for editors; tests hold the two against
each other.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.validation.document import Document, breach
from tei_edition.validation.place import tei

Answer = Callable[[Document], Iterator[Problem]]
"""Finds in a document what breaks the rules of a pattern."""

_NUMBER = etree.XPath("number($words)")
_NOTHING = etree.Element("nothing")
_LEAVES = ("page", "leaf")
_DIGITS = 15
"""A number of so many digits is the same as an integer and as the floating number of XPath."""


def page_numbers(document: Document) -> Iterator[Problem]:
    """T28: the pages of a source are numbered without gaps, but for those that are marked.

    Args:
        document: the document.
    """
    pages = document.named("pb")
    if not pages:
        return
    gaps = [gap for gap in document.named("gap") if gap.get("unit") in _LEAVES]
    places = document.places([*pages, *gaps]) if gaps else {}
    standing = [places[gap] for gap in gaps]

    def behind(page: etree._Element) -> int:
        """Count the gaps that follow a page; those in it do not."""
        inner = (
            sum(gap.get("unit") in _LEAVES for gap in page.iterdescendants(tei("gap"))) if len(page) else 0
        )
        return len(standing) - bisect_right(standing, places[page]) - inner if standing else 0

    of_source: dict[str, list[etree._Element]] = {}
    in_text = set(document.within_text(tei("pb")))
    for page in pages:
        source, written = page.get("edRef"), page.get("n", "")
        if source is None:
            continue
        earlier = of_source.setdefault(source, [])
        number = _number(written)
        if number == number and page in in_text and (last := _preceding(page, earlier)) is not None:
            before = last.get("n", "")
            follows = number == _number(before) + 1 or _number(before) != _number(before)
            if not follows and behind(last) <= behind(page):
                yield breach("T28", page, " ".join(f"Page {written} follows page {before}.".split()))
        earlier.append(page)


def _preceding(page: etree._Element, earlier: list[etree._Element]) -> etree._Element | None:
    """Return the last page that ended before another begins; one that holds the other does not precede it."""
    above = set(page.iterancestors(tei("pb")))
    return next((other for other in reversed(earlier) if other not in above), None)


def _number(words: str) -> float:
    """Return the number that XPath takes words for; what is none is not equal to itself."""
    if words.isascii() and words.isdigit() and len(words) <= _DIGITS:
        return float(words)
    return float(str(_NUMBER(_NOTHING, words=words)))  # lxml returns a float, but does not say so


ANSWERS: Mapping[str, Answer] = {"page-numbers": page_numbers}
"""The answers by the ids of the patterns in ``tei_edition.sch``."""
