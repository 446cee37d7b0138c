"""Readers and recognisers, case by case: the pages beside this file.

A page may begin with authority lists (``csv``, or ``xml list``) that hold for all its cases. A case has

* ``text``: a transcript;
* ``toml``: the editor's decisions, if there are any;
* ``xml``: what stands in the division of the document. A word behind ``xml`` names an element, or a type of
  element, of which alone the case is to speak;
* ``problems``: what is reported. A case without such a block has nothing to report.
"""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from lxml import etree
from page import Case, Fence, cases

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.index import NameIndex
from tei_edition.authority.tei_list import read_tei
from tei_edition.authority.term_list import is_list_of_terms, read_terms
from tei_edition.model.authority import Authority, Entity
from tei_edition.model.problem import Problem
from tei_edition.pipeline import Context, Encoded, encode
from tei_edition.recognisers import Resources
from tei_edition.recognisers.resources import term_index
from tei_edition.review.decisions import read as read_decisions
from tei_edition.tables import settings

HERE = Path(__file__).parent
DECODER = HERE / "decoder.md"
"""The other direction, from TEI to text, has its own runner in ``laws``."""
PAGES = [page for page in sorted(HERE.glob("*.md")) if page != DECODER]

TEI = "{http://www.tei-c.org/ns/1.0}"
DECISIONS = "decisions/case.toml"
RESCUED = {"WV05", "WV06"}
"""The program found its own markup unsafe and took it out: in a case of a rule that is a defect."""


@pytest.mark.parametrize("case", cases(PAGES))
def test_a_case_of_a_rule(case: Case, expect) -> None:
    xml = case.own("xml")
    assert xml is not None and case.own("text") is not None
    encoded = encoded_case(case)
    assert encoded.tei is not None, encoded.problems
    assert not RESCUED & {p.code for p in encoded.problems}, encoded.problems

    problems, stated = "\n".join(reported(encoded)), case.own("problems")
    if stated is None:
        assert problems == ""
    else:
        expect(problems, stated.text, lambda lines: case.rewrite(stated, lines))
    elements = "\n".join(selected(encoded.tei, xml.info[1:]))
    if canonical(elements) != canonical(xml.text):
        expect(elements, xml.text, lambda lines: case.rewrite(xml, lines))


def encoded_case(case: Case) -> Encoded:
    text, decided = case.own("text"), case.own("toml")
    decisions, unread = read_decisions(decided.text if decided else "", file=DECISIONS)
    assert not unread
    authority = Authority(tuple(entity for fence in case.shared for entity in listed(fence)))
    stated, _ = settings.read(None, file="edition.toml")
    context = Context(
        stated, "2026-01-31", Resources(authority, NameIndex.of(authority), terms=term_index(authority))
    )
    raw = text.text.encode() if text else b""
    return encode(raw, name="case.txt", context=context, decisions=decisions, decided_in=DECISIONS)


def listed(fence: Fence) -> tuple[Entity, ...]:
    """Read an authority list that stands at the head of a page."""
    if fence.info[0] == "csv":
        read = read_terms if is_list_of_terms(fence.text) else read_csv
        entities, wrong = read(fence.text, file="list.csv")
    else:
        entities, wrong = read_tei(fence.text.encode(), file="list.xml")
    assert entities and not wrong, wrong
    return entities


def reported(encoded: Encoded) -> Iterator[str]:
    """Say what is reported of the text and of the decisions; house rules have tests of their own."""
    for p in encoded.problems:
        if p.xml is None:
            yield f"{p.severity.name.lower()} {p.code}{_place(p)}"


def _place(p: Problem) -> str:
    if p.place is None:
        return f": {p.message}"
    return f", line {p.place.line}: {p.place.quotation}"


def selected(tei: bytes, names: tuple[str, ...]) -> Iterator[str]:
    text = etree.fromstring(tei).find(f"{TEI}text")
    assert text is not None
    if names:
        yield from _outermost(text, names[0])
        return
    divisions = text.findall(f"{TEI}body/{TEI}div")
    for element in divisions if len(divisions) > 1 else divisions[0]:
        yield written(element)


def _outermost(element: etree._Element, name: str) -> Iterator[str]:
    for child in element:
        if name in (etree.QName(child).localname, child.get("type")):
            yield written(child)
        else:
            yield from _outermost(child, name)


def written(element: etree._Element) -> str:
    """Write an element as it stands in the file, without namespace and without indentation of its own."""
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    before = element.getprevious()
    space = (before.tail if before is not None else element.getparent().text) or ""
    indentation = re.search(r"[ ]*$", space)[0]
    return re.sub(r' xmlns="[^"]*"', "", xml).replace(f"\n{indentation}", "\n")


def canonical(elements: str) -> str:
    """Bring elements into the form in which the order of attributes is of no account."""
    return etree.canonicalize(from_file=StringIO(f"<case>{elements}</case>"))


def test_the_decoder_has_another_runner() -> None:
    assert DECODER.is_file() and DECODER not in PAGES and PAGES
