"""Every code is explained, and every code that is raised is a code."""

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from lxml import etree

import tei_edition
from tei_edition.tables import table
from tei_edition.tables.code_pages import code_list, code_page, code_pages

PACKAGE = Path(tei_edition.__file__).parent
RAISED = re.compile(r'"((?:XM|H|F|P|T|M|X)\d\d)"')
OURS = [*table("codes/validation"), *table("codes/rules")]


def test_a_code_stands_in_one_table() -> None:
    folder = resources.files(tei_edition) / "tables" / "codes"
    listed = [code for f in folder.iterdir() for code in tomllib.loads(f.read_text("utf-8"))]
    assert len(listed) == len(set(listed)) > 180


@pytest.mark.parametrize("code", code_pages())
def test_every_code_is_explained(code: str) -> None:
    page = code_pages()[code]
    assert re.fullmatch(r"[A-Z]{1,2}\d\d", code)
    assert page.title and not page.title.endswith(".")
    assert page.explanation.rstrip().endswith((".", ")"))
    assert page.wrong.strip() and page.right.strip() and page.wrong != page.right
    assert code_page(code.lower()).startswith(f"{code}: {page.title}")


def test_every_code_that_validation_raises_is_in_the_tables() -> None:
    raised = {
        code
        for path in (PACKAGE / "validation").glob("*.py")
        for code in RAISED.findall(path.read_text(encoding="utf-8"))
    }
    assert {"XM01", "XM14", "P01", "H29"} <= raised
    assert raised <= set(code_pages())


def test_every_rule_is_explained() -> None:
    assert set(table("rules")) - {"X01"} == set(table("codes/rules"))
    assert set(table("rules")) <= set(code_pages())


def test_every_code_of_the_grammar_says_what_is_next() -> None:
    assert set(table("validation")["next_step"]) == set(table("codes/validation"))


@pytest.mark.parametrize("code", OURS)
def test_examples_are_well_formed(code: str) -> None:
    page = code_pages()[code]
    for name, example in (("wrong", page.wrong), ("right", page.right)):
        if example.startswith("tei-edition") or "DOCTYPE" in example or (code, name) == ("XM01", "wrong"):
            continue
        etree.fromstring(
            f'<x xmlns:sch="http://purl.oclc.org/dsdl/schematron">{example}</x>',
            etree.XMLParser(collect_ids=False),
        )


def test_a_code_that_does_not_exist_is_guessed() -> None:
    with pytest.raises(LookupError, match='Did you mean "XM'):
        code_page("XM1")
    with pytest.raises(LookupError, match="all codes are listed"):
        code_page("?")


def test_the_list_has_a_line_for_each_code() -> None:
    assert len(code_list().splitlines()) == len(code_pages())
    folder = resources.files("tei_edition.tables") / "codes"
    assert {"rules.toml", "validation.toml"} <= {entry.name for entry in folder.iterdir()}
