"""P01 and P03 to P07: a pointer is judged, whatever white space the attribute has around it."""

import pytest
from lxml import etree

from tei_edition.validation.document import Document
from tei_edition.validation.pointers import pointers_resolve, right_kind

_SPACES = (("", ""), (" ", ""), ("", "  "), ("&#9;", ""), ("", "&#10;"), ("https://example.org/a&#9;", ""))


def _document(value: str) -> Document:
    source = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>
    <text><body><p><persName ref="{value}">A</persName></p></body></text>
    <standOff><person xml:id="p01"/><place xml:id="l01"/></standOff></TEI>"""
    return Document(etree.fromstring(source))


@pytest.mark.parametrize(("before", "behind"), _SPACES)
def test_pointers_are_judged_with_white_space_around_them(before: str, behind: str) -> None:
    right, nowhere, place = (_document(f"{before}#{name}{behind}") for name in ("p01", "p02", "l01"))
    assert [p.code for p in (*pointers_resolve(right), *right_kind(right))] == []
    assert [p.code for p in (*pointers_resolve(nowhere), *right_kind(nowhere))] == ["P01"]
    assert [p.code for p in (*pointers_resolve(place), *right_kind(place))] == ["P04"]


def test_each_of_several_pointers_is_judged() -> None:
    assert [p.code for p in right_kind(_document("#p01 #l01"))] == ["P04"]
    assert [p.code for p in pointers_resolve(_document("#p01 #p02"))] == ["P01"]
