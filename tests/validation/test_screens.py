"""The screens let nothing pass that breaks a rule: with and without them the verdicts are the same."""

import random
import tomllib
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tei_mutation import damaged, mutated

from tei_edition.model.problem import Problem
from tei_edition.pipeline import Context, encode
from tei_edition.tables.settings import read as read_settings
from tei_edition.validation import screens_text
from tei_edition.validation.answers import ANSWERS
from tei_edition.validation.document import Document
from tei_edition.validation.place import tei
from tei_edition.validation.schema import PROJECT
from tei_edition.validation.schematron import schematron_problems, screened_problems
from tei_edition.validation.schematron_schema import schematron_patterns
from tei_edition.validation.screens import SCREENS
from tei_edition.xml_parser import xml_parser

HERE = Path(__file__).parent
ROOT = HERE.resolve().parents[1]
SHARED = ROOT.parent / "shared"
MINIMAL = (HERE / "minimal.xml").read_bytes()
CHANGES: list[dict[str, Any]] = [
    row
    for name in ("rules", "explained", "near_misses")
    for row in tomllib.loads((HERE / "broken" / f"{name}.toml").read_text("utf-8"))["change"]
]


def parsed(source: bytes) -> etree._Element:
    return etree.fromstring(source, xml_parser())


def both(root: etree._Element) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    assert PROJECT.sch is not None
    document = Document(root)
    return (
        screened_problems(document, sch=PROJECT.sch, screens=SCREENS, answers=ANSWERS),
        schematron_problems(root, sch=PROJECT.sch),
    )


@cache
def sample() -> bytes:
    """The sample, built; with everything that a file of the Wilson Center has."""
    settings, _ = read_settings(None, file="")
    (transcript,) = (ROOT / "source").glob("*.txt")
    encoded = encode(transcript.read_bytes(), name=transcript.name, context=Context(settings, "2026-01-01"))
    assert encoded.tei is not None
    return encoded.tei


def test_each_screen_belongs_to_a_pattern() -> None:
    assert PROJECT.sch is not None
    assert SCREENS.keys() | ANSWERS.keys() <= set(schematron_patterns(PROJECT.sch))


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row.get('rule', '')}-{row.get('action', '')}")
def test_a_broken_file_gets_the_same_verdict(row: dict[str, Any]) -> None:
    screened, whole = both(parsed(mutated(MINIMAL, row)))
    assert screened == whole


def test_a_valid_file_passes_every_screen() -> None:
    for source in (MINIMAL, sample()):
        document = Document(parsed(source))
        suspected = {pattern for pattern, screen in SCREENS.items() if screen(document)}
        assert suspected <= {"page-numbers", "brackets", "markdown"}


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_file_gets_the_same_verdict(seed: int) -> None:
    screened, whole = both(parsed(damaged(sample() if seed % 2 else MINIMAL, seed)))
    assert screened == whole


@pytest.mark.parametrize("seed", range(200))
def test_a_file_with_one_thing_changed_gets_the_same_verdict(seed: int) -> None:
    chance = random.Random(seed)
    root = parsed(sample() if seed // len(CRUELTIES) % 2 else MINIMAL)
    for _ in range(chance.randint(1, 4)):
        CRUELTIES[seed % len(CRUELTIES)](root, chance)
    screened, whole = both(root)
    assert screened == whole


@pytest.mark.parametrize("seed", range(150))
def test_pages_in_any_disorder_get_the_same_verdict(seed: int) -> None:
    chance = random.Random(seed)
    root = parsed(MINIMAL)
    for _ in range(chance.randint(2, 12)):
        _page(root, chance)
    screened, whole = both(root)
    assert screened == whole
    assert seed or any(problem.code == "T28" for problem in whole)


def test_the_files_of_the_corpus_get_the_same_verdict() -> None:
    docs = SHARED / "corpus" / "invented-dev" / "docs"
    if not docs.is_dir():
        pytest.skip("needs the folder ../shared")
    settings, _ = read_settings(None, file="")
    context = Context(settings, "2026-01-01")
    frus = sorted((SHARED / "corpus" / "frus-dev").glob("*/docs/d?.txt"))
    for transcript in (*sorted(docs.glob("*.txt")), *islice(frus, 0, None, 4)):
        encoded = encode(transcript.read_bytes(), name=transcript.name, context=context)
        assert encoded.tei is not None
        screened, whole = both(parsed(encoded.tei))
        assert screened == whole, transcript.name


# ---- cruelties: what the rules look for, at any place


def _any(root: etree._Element, chance: random.Random, *names: str) -> etree._Element:
    found = [e for e in root.iter(*map(tei, names)) if e.getparent() is not None] if names else []
    return chance.choice(found or list(root.iter("*"))[1:])


def _blank(root: etree._Element, chance: random.Random) -> None:
    at = _any(root, chance)
    for child in list(at):
        at.remove(child)
    at.text = chance.choice(["", " ", "\n\t", "\u00a0", None])


def _attribute(root: etree._Element, chance: random.Random) -> None:
    values = ("", "1", "2", "0", "x", "no", "en", "EN", "1959-05-02", "1959", "low", "#resp-program", " #resp-editor",
              "translation", "original", "alternative", "editorial", "cover", "unknown", "sha256", "listy", "fond")  # fmt: skip
    names = ("n", "when", "from", "to", "notBefore", "notAfter", "cert", "evidence", "resp", "type", "subtype",
             "quantity", "unit", "atLeast", "atMost", "extent", "break", "rendition", "edRef", "status", "source",
             "{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}id")  # fmt: skip
    at, name = _any(root, chance), chance.choice(names)
    carriers = [e for e in root.iter("*") if e.get(name) is not None]
    at = chance.choice([at, *carriers[:40]])
    if chance.random() < 0.3:
        at.attrib.pop(name, None)
    else:
        at.set(name, chance.choice(values))


def _insert(root: etree._Element, chance: random.Random) -> None:
    pieces = ("lb", "pb", "gap", "note", "persName", "roleName", "choice", "date", "supplied", "mentioned", "gloss",
              "foreign", "seg", "desc", "text", "titleStmt", "fileDesc", "idno", "change", "locus")  # fmt: skip
    at = _any(root, chance)
    new = etree.Element(tei(chance.choice(pieces)))
    new.text = chance.choice([None, None, " ", "words", "["])
    new.tail = chance.choice([None, " ", "words", " words", "\n "])
    at.insert(chance.randint(0, len(at)), new)
    if chance.random() < 0.3:
        new.append(etree.Comment("words"))
    if chance.random() < 0.2:
        at.insert(0, etree.ProcessingInstruction("words", "words"))


def _break(root: etree._Element, chance: random.Random) -> None:
    at = _any(root, chance, "p", "head", "note", "item", "persName", "supplied")
    for _ in range(chance.randint(1, 3)):
        new = etree.SubElement(at, tei(chance.choice(["lb", "pb"])))
        for name, values in (
            ("break", ["no", None]),
            ("n", ["1", "2", "3", "iv", None]),
            ("edRef", ["#src-original", None]),
            ("rendition", [None, None, "#r"]),
        ):
            if value := chance.choice(values):
                new.set(name, value)
        new.tail = chance.choice([None, "x", " x", "x ", ".", "\n"])
        if chance.random() < 0.3:
            at.append(etree.Comment("x"))


def _page(root: etree._Element, chance: random.Random) -> None:
    at = _any(root, chance, "p", "pb", "head", "note", "gap", "availability")
    new = etree.Element(tei(chance.choice(["pb", "pb", "pb", "gap"])))
    for name, values in (
        ("n", ["1", "2", "3", "2a", " 4 ", "-1", "0.5", "1e1", "+2", "", "iv", "\u0663", "9" * 20, None]),
        ("edRef", ["#a", "#a", "#a", "#b", "", None]),
        ("unit", ["page", "leaf", "line"]),
    ):
        if (value := chance.choice(values)) is not None:
            new.set(name, value)
    at.insert(chance.randint(0, len(at)), new)


def _characters(root: etree._Element, chance: random.Random) -> None:
    at = _any(root, chance)
    words = chance.choice(
        ["[", "]", "**x**", "__x__", "# x", "\n  x", "\n\tx", "□", "***", "** x**", "\u00a0"]
    )
    if chance.random() < 0.5:
        at.text = (at.text or "") + words
    else:
        at.tail = words + (at.tail or "")


def _move(root: etree._Element, chance: random.Random) -> None:
    at, to = _any(root, chance), _any(root, chance)
    if to is not at and at not in to.iterancestors():
        to.append(at)


CRUELTIES: list[Callable[[etree._Element, random.Random], None]] = [
    _blank, _attribute, _insert, _break, _characters, _move,
]  # fmt: skip


def test_a_no_break_space_is_running_text() -> None:
    source = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><list><item>{}
    <p>A</p></item></list></body></text></TEI>"""
    asked = [screens_text.indentation(Document(etree.fromstring(source.format(t)))) for t in ("", "\u00a0")]
    assert asked == [False, True]
