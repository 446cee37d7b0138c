"""Laws 4 and 5: files are valid, pointers lead somewhere, what the program says has its certainty."""

from collections import Counter
from functools import cache
from pathlib import Path

import hostile
import hostile_decisions
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition.pipeline import encode

ROOT = Path(__file__).resolve().parents[2]
TEI_ALL = ROOT.parent / "shared" / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NO_POINTERS = {"n", "selector", "scheme", "when", "when-iso", "quantity", "type", "subtype", "extent"}


@cache
def grammar(path: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(path))


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """TEI files: of hostile editions, and of hostile decisions."""
    if draw(st.booleans()):
        result = hostile.encoded(draw(hostile.cases()))
    else:
        text = draw(hostile.covered_texts() | hostile.texts())
        decided = draw(hostile_decisions.decisions(text))
        raw = text.encode("utf-8", "replace")
        result = encode(raw, name="t.txt", context=hostile.CONTEXT, decisions=decided)
    assert result.tei is not None
    return result.tei


@given(files())
def test_valid_by_the_schema_of_the_project(source: bytes) -> None:
    schema = grammar(ROOT / "schemas" / "tei_edition.rng")

    assert schema.validate(etree.fromstring(source)), schema.error_log


@pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all is not beside the repository")
@given(files())
def test_valid_by_the_schema_of_tei(source: bytes) -> None:
    schema = grammar(TEI_ALL)

    assert schema.validate(etree.fromstring(source)), schema.error_log


@given(files())
def test_every_pointer_leads_somewhere_and_every_id_is_one(source: bytes) -> None:
    root = etree.fromstring(source)
    met = Counter(e.get(XML_ID) for e in root.iter("*") if e.get(XML_ID) is not None)
    assert all(times == 1 for times in met.values()), met

    for element in root.iter("*"):
        for name, value in element.attrib.items():
            if name in NO_POINTERS:
                continue
            for pointer in value.split():
                assert not pointer.startswith("#") or pointer[1:] in met, (element.tag, name, pointer)


@given(files())
def test_what_the_program_says_has_its_certainty(source: bytes) -> None:
    root = etree.fromstring(source)

    for element in root.iter("*"):
        if "#resp-program" in element.get("resp", "").split():
            assert element.get("cert") in ("high", "medium", "low", "unknown"), etree.tostring(element)
