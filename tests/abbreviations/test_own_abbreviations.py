"""The abbreviations that an edition adds in a table of its own, and its list of terms."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from tei_edition.cli import main
from tei_edition.tables.abbreviations import of_program, read

TEXT = "The FBO and the MFA agreed with the US. The KGB knew of it, and the MAP was spoken of.\n"
TABLE = """not-expanded = ["KGB"]

[[abbreviation]]
written = "FBO"
expansion = "Federální báňský ořad"
language = "cs"

[[abbreviation]]
written = "US"
expansion = "United States"

[[abbreviation]]
written = "MFA"
expansion = "Mixed Fisheries Agency"
"""
TERMS = "id,term,expansion\nMAP,MAP,Military Assistance Program\nGDR,GDR,German Democratic Republic\n"
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def built(folder: Path, *, table: str | None = None, terms: str | None = None) -> tuple[int, str, str]:
    source, output = folder / "source", folder / "build"
    (source / "tables").mkdir(parents=True)
    (source / "talk.txt").write_text(TEXT, encoding="utf-8")
    arguments = ["build", str(source), "--output", str(output)]
    if table is not None:
        (source / "tables" / "abbreviations.toml").write_text(table, encoding="utf-8")
    if terms is not None:
        (folder / "terms.csv").write_text(terms, encoding="utf-8")
        arguments += ["--authority", str(folder / "terms.csv")]
    result = CliRunner().invoke(main, arguments)
    file = output / "talk.xml"
    return result.exit_code, result.output, file.read_text(encoding="utf-8") if file.is_file() else ""


def test_a_row_of_the_edition_adds_an_abbreviation_or_takes_the_place_of_the_programs(tmp_path: Path) -> None:
    status, _, tei = built(tmp_path, table=TABLE)

    assert status == 0
    assert '<abbr type="acronym">FBO</abbr><expan xml:lang="cs"' in tei
    assert (
        '<abbr type="acronym">US</abbr><expan resp="#resp-program" cert="high">United States</expan>' in tei
    )
    assert "Mixed Fisheries Agency</expan>" in tei and "Ministry of Foreign Affairs</expan>" not in tei
    assert '<language ident="cs">' in tei


def test_a_form_may_be_left_as_it_stands(tmp_path: Path) -> None:
    assert "The KGB knew" in built(tmp_path, table=TABLE)[2]
    assert of_program() == read(None, file="tables/abbreviations.toml")[0]
    assert "KGB" in {row.written for row in of_program().rows}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[[abbreviation]]\nwriten = "A"\nexpansion = "b"', 'Did you mean "written"?'),
        ('[[abbreviation]]\nwritten = "A"', "expansion is missing"),
        ('[[abbreviation]]\nwritten = "A"\nexpansion = "b"\ntype = "acronim"', 'Did you mean "acronym"?'),
        ('[[abbreviation]]\nwritten = "A"\nexpansion = "b"\nlanguage = "in Czech"', 'a tag such as "de"'),
        ("[abbreviation]\n", "with two brackets"),
        ('not_expanded = ["A"]', 'Did you mean "not-expanded"?'),
        ("[[abbreviation", "cannot be read"),
    ],
)
def test_a_faulty_table_fails_the_build_and_is_named(tmp_path: Path, table: str, message: str) -> None:
    status, out, tei = built(tmp_path, table=table)

    assert status == 1
    assert "ED05" in out and message in out
    assert "Ministry of Foreign Affairs</expan>" in tei, "the program's own abbreviations hold all the same"


def test_a_list_of_terms_stands_in_the_edition_so_far_as_it_is_pointed_to(tmp_path: Path) -> None:
    status, out, tei = built(tmp_path, terms=TERMS)
    root = etree.fromstring(tei.encode())

    assert status == 0 and "1 term of the list" in out
    assert root.xpath("string(//t:text//t:term/@ref)", namespaces=NS) == "#term-MAP"
    listed = root.xpath("//t:standOff/t:list[@type = 'gloss']/*", namespaces=NS)
    assert [(etree.QName(e).localname, e.text) for e in listed] == [
        ("label", "MAP"),
        ("item", "Military Assistance Program"),
    ]
    assert "tagged term and point to" in tei


def test_without_a_list_nothing_is_said_of_terms(tmp_path: Path) -> None:
    tei = built(tmp_path)[2]

    assert "<term" not in tei and 'type="gloss"' not in tei and "tagged term" not in tei
