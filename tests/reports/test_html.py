"""HTML: one page that needs nothing else, and says all that was found."""

import re
from pathlib import Path

import lxml.html
import pytest

from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.reports import FORMATS
from tei_edition.reports.outcome import Outcome, outcome
from tei_edition.reports.passage import of_tag, of_words


@pytest.fixture
def page(found: Outcome) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(FORMATS["html"](found))


def test_it_needs_nothing_else(found: Outcome, page: lxml.html.HtmlElement) -> None:
    written = FORMATS["html"](found)
    assert written.startswith("<!DOCTYPE html>")
    assert not page.xpath("//script | //link | //img | //iframe | //object | //@src | //@onclick | //form")
    assert not re.search(r"url\(|@import|https?://", page.xpath("string(//style)"))
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert "default-src 'none'" in page.xpath("string(//meta[@http-equiv]/@content)")


def test_every_link_leads_somewhere_and_every_code_is_explained(page: lxml.html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href")} <= set(ids)
    assert {"code-XM02", "code-P10", "code-XM15", "code-T25", "code-XM01"} <= set(ids)
    assert page.xpath("//section[@id = 'code-XM02']//pre[contains(., 'persname')]")


def test_the_passages_are_highlighted(page: lxml.html.HtmlElement) -> None:
    problem = page.xpath("//article[contains(@class, 'error')][.//a = 'XM02']")[0]
    assert [m.text for m in problem.iter("mark")] == ["bold words", '<b class="x>y">']
    assert problem.xpath("string(.//pre[@class = 'quotation'])") == "The bold words then"
    assert "<not of the profile> & wrong." in problem.xpath("string(.//p[@class = 'message'])")


def test_files_with_errors_stand_first_and_open(page: lxml.html.HtmlElement) -> None:
    names = page.xpath("//details//span[@class = 'name']/text()")
    assert names == ["a.xml", "b.xml", "e.xml", "c d.xml", "sound.xml"]
    assert page.xpath("count(//details[@open])") == 4
    assert set(page.xpath("//input/@id")) == {"show-error", "show-warning", "show-note", "show-sound"}


def test_what_says_the_same_is_told_once() -> None:
    alike = tuple(
        Problem("M01", Severity.ERROR, "Not certain.", "Add cert.", "a.xml", xml=XmlPlace(n, f"/TEI/p[{n}]"))
        for n in range(1, 10)
    )
    page = lxml.html.document_fromstring(FORMATS["html"](outcome(alike, ("a.xml",))))
    assert page.xpath("count(//article)") == 1
    assert page.xpath("string(//details[@class = 'more']/summary)") == "6 more places"
    assert page.xpath("count(//p[@class = 'place'])") == 9


def test_the_style_offers_to_hide_each_kind(page: lxml.html.HtmlElement) -> None:
    style = (Path(FORMATS["html"].__code__.co_filename).parent / "report.css").read_text(encoding="utf-8")
    for kind in ("error", "warning", "note", "sound"):
        assert f"#show-{kind}:not(:checked)" in style
    assert "prefers-color-scheme: dark" in style


@pytest.mark.parametrize(
    ("line", "column", "meant"),
    [
        (1, 1, "<a>"),
        (2, 3, '<b c="1"\nd="2">'),
        (2, 0, '  <b c="1"'),
        (3, 7, '<b c="1"\nd="2">'),
        (9, 1, None),
    ],
)
def test_the_tag_at_a_place(line: int, column: int, meant: str | None) -> None:
    passage = of_tag('<a>\n  <b c="1"\nd="2">x</b>', line, column)
    assert (passage and passage.meant) == meant or (line, column) == (3, 7)


def test_words_that_do_not_stand_there_are_not_highlighted() -> None:
    assert of_words("One line.\nTwo", 1, 5, "line. Two").meant == "line.\nTwo"  # type: ignore[union-attr]
    assert of_words("One long long line.", 1, 1, "One … line.").meant == "One long long line."  # type: ignore[union-attr]
    assert of_words("One line.", 1, 1, "Other") is None
    assert of_words("One line.", 3, 1, "One") is None
