"""The law: whatever well-formed XML is appraised, every criterion answers, and every figure is a figure."""

import csv
import io
import json
import random
from html.parser import HTMLParser
from pathlib import Path

import pytest
from damage import damage
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_edition.scorecard import as_csv, as_html, as_json, as_table
from tei_edition.scorecard.score import document_score, scorecard
from tei_edition.tables.quality import criteria
from tei_edition.validation.quality import (
    CHECKS,
    COLLECTION_CHECKS,
    Appraisal,
    Collection,
    appraise,
    survey,
)
from tei_edition.weaver.proof import proof

VALIDATION = Path(__file__).resolve().parents[1] / "validation"
MINIMAL = (VALIDATION / "minimal.xml").read_bytes()

NAMES = [
    "TEI",
    "teiCorpus",
    "teiHeader",
    "fileDesc",
    "titleStmt",
    "title",
    "respStmt",
    "resp",
    "name",
    "persName",
    "editor",
    "publicationStmt",
    "publisher",
    "idno",
    "availability",
    "licence",
    "sourceDesc",
    "msDesc",
    "msIdentifier",
    "repository",
    "bibl",
    "biblStruct",
    "relatedItem",
    "textLang",
    "encodingDesc",
    "editorialDecl",
    "correction",
    "appInfo",
    "application",
    "tagsDecl",
    "rendition",
    "profileDesc",
    "creation",
    "date",
    "langUsage",
    "language",
    "correspDesc",
    "correspAction",
    "revisionDesc",
    "change",
    "standOff",
    "listPerson",
    "person",
    "place",
    "text",
    "front",
    "body",
    "group",
    "div",
    "head",
    "p",
    "ab",
    "lg",
    "l",
    "note",
    "supplied",
    "choice",
    "sic",
    "corr",
    "expan",
    "gap",
    "unclear",
    "pb",
    "lb",
    "dateline",
    "opener",
    "salute",
    "orig",
    "list",
    "item",
    "cell",
]
SPACES = ["http://www.tei-c.org/ns/1.0"] * 12 + [None, "http://www.tei-c.org/ns/Examples", "urn:x"]
ATTRIBUTES = [
    "type",
    "subtype",
    "ref",
    "key",
    "corresp",
    "sameAs",
    "resp",
    "who",
    "when",
    "from",
    "to",
    "notBefore",
    "notAfter",
    "when-iso",
    "dur",
    "n",
    "facs",
    "target",
    "role",
    "cert",
    "reason",
    "place",
    "source",
    "mainLang",
    "ident",
    "version",
    "url",
    "rendition",
    "selector",
    "scope",
    "scheme",
]
XML = "{http://www.w3.org/XML/1998/namespace}"
VALUES = [
    "",
    " ",
    "#",
    "##",
    "#a",
    "#a #b",
    "a.xml#a",
    "x:y#z",
    "#xpath(//p)",
    "http://",
    "https://example.org/a b",
    "1963-02-30",
    "0000-00-00",
    "-0001-12-31",
    "99999-13-45",
    "--02-30",
    "١٩٦٣-٠٢-٣٠",
    "1963-02-13T99:99:99",
    "P9999999999Y",
    "software",
    "transcript",
    "translator",
    "translationOf",
    "sent",
    "received",
    "letter",
    "sha256",
    "<&>\"'",
    "x" * 300,
    "[]",
    "before",
    "{}",
    "\\",
]
TEXTS = [
    None,
    "",
    " ",
    "\n",
    "word",
    "[his]",
    "]",
    "[[",
    "□",
    "???",
    "5 May 1961",
    "27/10/62",
    "<script>alert(1)</script>",
    "&",
    'content: "[";',
    'content: attr(n) "',
    "translated by",
    "unknown",
    "a" * 500,
    "word " * 60,
    "not examined",
]


@st.composite
def trees(draw: st.DrawFn) -> bytes:
    """Well-formed XML of elements that the criteria look for, at places where they are not expected."""
    root = etree.Element("{http://www.tei-c.org/ns/1.0}" + draw(st.sampled_from(["TEI", "TEI", "teiCorpus"])))
    elements = [root]
    for _ in range(draw(st.integers(0, 40))):
        parent = draw(st.sampled_from(elements[-6:]))
        space, name = draw(st.sampled_from(SPACES)), draw(st.sampled_from(NAMES))
        child = etree.SubElement(parent, f"{{{space}}}{name}" if space else name)
        for attribute in draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=3)):
            child.set(attribute, draw(st.sampled_from(VALUES)))
        if draw(st.booleans()):
            child.set(f"{XML}id", draw(st.sampled_from(["a", "b", "c"])))
        if draw(st.integers(0, 5)) == 0:
            child.set(f"{XML}lang", draw(st.sampled_from(VALUES)))
        child.text, child.tail = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(TEXTS))
        if draw(st.integers(0, 9)) == 0:
            parent.append(draw(st.sampled_from([etree.Comment, etree.PI]))("x"))
        elements.append(child)
    return etree.tostring(root, encoding="UTF-8")


def hold(source: bytes) -> tuple[Appraisal, ...]:
    """Appraise a file, and hold what must hold of any."""
    seen = survey(source, file="a.xml")
    appraisals = appraise(source, file="a.xml", others={"a.xml": seen.elements}, proof=proof)
    for appraisal in appraisals:
        assert appraisal.verdicts.keys() == CHECKS.keys()
        for code, verdict in appraisal.verdicts.items():
            assert 0 <= verdict.fulfilled <= verdict.counted, code
            assert (verdict.share is None) == bool(verdict.reason), code
            assert bool(verdict.gaps) == (verdict.fulfilled < verdict.counted), code
            assert all(g.message and g.place is not None and g.place.line >= 1 for g in verdict.gaps), code
    together = Collection([a.bearings for a in appraisals], ["README.md"])
    verdicts = {code: check(together) for code, check in COLLECTION_CHECKS.items()}
    card = scorecard([document_score(a.name, a.verdicts) for a in appraisals], verdicts)
    assert 0 <= card.score <= 100 and all(0 <= d.score <= 100 for d in card.documents)
    if appraisals:
        assert card.score + sum(s.gain for s in card.gains) == pytest.approx(100, abs=0.3)
    assert as_table(card).endswith("\n")
    assert json.loads(as_json(card))["collection"]["score"] == card.score
    assert len(list(csv.reader(io.StringIO(as_csv(card))))) == len(appraisals) + 1
    check_page(as_html(card))
    return appraisals


class _Page(HTMLParser):
    VOID = ("meta",)

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag not in ("script", "link", "img", "iframe")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check_page(page: str) -> None:
    """Hold that a page is complete, and that nothing of a text has become markup."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    assert parser.open == []


@settings(derandomize=True, max_examples=60, deadline=None, database=None)
@given(trees())
def test_every_criterion_answers_to_any_tree(source: bytes) -> None:
    hold(source)


@pytest.mark.parametrize("seed", range(30))
def test_every_criterion_answers_to_a_damaged_edition(seed: int) -> None:
    chance = random.Random(seed)
    root = etree.fromstring(MINIMAL)
    for _ in range(chance.randint(1, 12)):
        damage(root, chance)
    assert hold(etree.tostring(root, encoding="UTF-8"))


def test_an_edition_without_one_of_its_parts() -> None:
    names = {e.tag for e in etree.fromstring(MINIMAL).iter("*")} - {"{http://www.tei-c.org/ns/1.0}TEI"}
    for name in sorted(names):
        root = etree.fromstring(MINIMAL)
        for element in list(root.iter(name)):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        hold(etree.tostring(root, encoding="UTF-8"))


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<TEI/>",
        b"<x",
        b"\x00" * 40,
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0">&x;</TEI>',
        b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&x;</TEI>',
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0">' + b"<p>" * 10_000,
        MINIMAL[:3000],
        b"<html><body/></html>",
    ],
    ids=["empty", "no namespace", "broken", "NUL", "entity", "external", "deep", "cut", "web page"],
)
def test_what_is_no_tei_is_a_problem_and_no_document(source: bytes) -> None:
    seen = survey(source, file="a.xml")

    assert [p.file for p in seen.problems] == ["a.xml"]
    assert appraise(source, file="a.xml") == ()


def test_the_same_file_gives_the_same_verdicts() -> None:
    assert hold(MINIMAL) == hold(MINIMAL)


def test_every_criterion_has_a_check_and_every_check_a_criterion() -> None:
    levels = {code: criterion.level for code, criterion in criteria().items()}

    assert {c for c, level in levels.items() if level == "document"} == set(CHECKS)
    assert {c for c, level in levels.items() if level == "collection"} == set(COLLECTION_CHECKS)
