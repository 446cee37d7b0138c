"""Lists of terms, in CSV and in TEI, and the forms that they give."""

from pathlib import Path

import pytest

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.authority.tei_list import read_tei
from tei_edition.authority.term_index import TermIndex, forms, words_of
from tei_edition.authority.term_list import is_list_of_terms, read_terms, term
from tei_edition.model.authority import Authority, Entity, Name

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEAD = "id,term,expansion\n"
GDR = Entity("term-GDR", "term", (Name("GDR"),), "German Democratic Republic")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("id,term,expansion\n", True),
        ("\ufeffID, Term ,Expansion,variants\r\n", True),
        ('"id","term","expansion"\n', True),
        ("id,surname,forename\n", False),
        ("id,term\n", False),
        ("", False),
    ],
)
def test_the_header_tells_a_list_of_terms(header: str, *, expected: bool) -> None:
    assert is_list_of_terms(header) is expected


def test_a_line_is_a_term() -> None:
    text = HEAD.replace("\n", ",variants\n") + 'GDR,GDR,"German  Democratic Republic",DDR|D.D.R.\n'
    found, problems = read_terms(text, file="terms.csv")

    assert problems == ()
    assert found == (term("GDR", ("GDR", "DDR", "D.D.R."), "German Democratic Republic"),)
    assert found[0].id == "term-GDR"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("term,expansion\nGDR,x\n", "ED10", 1),
        (HEAD + "GDR,GDR,x\nGDR,DDR,y\n", "ED11", 3),
        (HEAD + "GDR,,x\n", "ED12", 2),
        (HEAD + "GDR,GDR,\n", "ED12", 2),
        (HEAD + 'GDR,GDR,"x\n', "ED15", 2),
        (HEAD + ",GDR,x\n", "ED17", 2),
        (HEAD, "ED19", 1),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, code: str, line: int) -> None:
    _, problems = read_terms(text, file="terms.csv")

    assert [(p.code, p.place.line if p.place else 0, bool(p.hint)) for p in problems] == [(code, line, True)]


@pytest.mark.parametrize(
    "entries",
    [
        '<item><term xml:id="GDR">GDR</term> <gloss>German Democratic Republic</gloss></item>',
        '<item><hi><term xml:id="GDR">GDR</term></hi>, German\n   Democratic Republic</item>',
        '<item xml:id="GDR"><term>GDR</term>: German Democratic Republic</item>',
        '<label xml:id="GDR">GDR</label>\n<item>German Democratic Republic</item>',
    ],
)
@pytest.mark.parametrize("type_", ["gloss", "terms", "abbreviations"])
def test_every_form_of_an_entry_in_tei_is_read(entries: str, type_: str) -> None:
    found, problems = read_tei(f'<list {NS} type="{type_}">{entries}</list>'.encode(), file="a.xml")

    assert (found, problems) == ((GDR,), ())


def test_lists_of_another_type_are_no_terms() -> None:
    source = f'<list {NS} type="bulleted"><item><term xml:id="GDR">GDR</term> x</item></list>'

    assert [p.code for p in read_tei(source.encode(), file="a.xml")[1]] == ["ED19"]


def test_entries_in_tei_that_are_wrong_are_named() -> None:
    entry = '<item><term xml:id="GDR">GDR</term> x</item>'
    source = f'<list {NS} type="gloss">{entry}{entry}<item><term xml:id="A">A</term></item></list>'

    assert [p.code for p in read_tei(source.encode(), file="a.xml")[1]] == ["ED11", "ED12"]


def test_terms_and_persons_are_joined_and_terms_are_no_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,surname\na,Rusk\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(HEAD + "GDR,GDR,German Democratic Republic\n", encoding="utf-8")
    authority, problems = load([tmp_path / "a.csv", tmp_path / "b.csv"])

    assert problems == ()
    assert [e.kind for e in authority.entities] == ["person", "term"]
    assert [m.candidates[0].id for m in NameIndex.of(authority).matches("Rusk and the GDR")] == ["pers-a"]


def test_terms_without_persons_make_an_empty_index_of_names() -> None:
    assert NameIndex.of(Authority((GDR,))).matches("the GDR") == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("C&F; CAF", ["C&F", "CAF"]),
        ("R/PM (RPM)", ["R/PM", "RPM"]),
        ("COMTAIWAN (US)", ["COMTAIWAN (US)"]),
        ("USDel(M/C)", ["USDel(M/C)"]),
        ("Fed Rep", ["Fed Rep"]),
    ],
)
def test_forms_that_a_list_gives_in_one(written: str, expected: list[str]) -> None:
    assert list(forms(written)) == expected


@pytest.mark.parametrize(
    ("listed", "text", "expected"),
    [
        ("GDR", "the GDR's men, a GDR-Soviet talk and/or GDR", ["GDR", "GDR", "GDR"]),
        ("GDR", "GDRX AGDR GDR_ xGDR gdr", []),
        ("UN", "the U.N. and the UN", ["U.N.", "UN"]),
        ("UN", "the U.N.O. and u.n.", []),
        ("MIG", "two MIGs, MIG–15s, MIGS", ["MIG", "MIG"]),
        ("reftel", "Reftel said, reftel too, REFTEL", ["Reftel", "reftel", "REFTEL"]),
        ("SOV", "Sov men, sov men", ["Sov"]),
        ("SEA", "Sea and sea and SEA", ["SEA"]),
        ("Fed Rep", "FedRep, Fed Rep, Fed-Rep, Fed\nRep", ["FedRep", "Fed Rep", "Fed-Rep", "Fed\nRep"]),
        ("S", "in S, S/S, S. K., US-S", ["S"]),
        ("EUR/WE", "EUR/WE", ["EUR/WE"]),
    ],
)
def test_where_a_form_is_found(listed: str, text: str, expected: list[str]) -> None:
    index = TermIndex([term("a", (listed,), "x")], lambda form: form.casefold() in {"sea"})

    assert [text[m.start : m.end] for m in index.matches(text, words_of(text))] == expected


def test_the_longest_term_at_a_place_counts() -> None:
    index = TermIndex([term("a", ("EUR",), "x"), term("b", ("EUR/WE",), "y")], lambda form: True)

    assert [m.candidates[0].id for m in index.matches("EUR/WE", words_of("EUR/WE"))] == ["term-b"]


def test_capitals_tell_two_terms_apart_and_else_both_are_candidates() -> None:
    index = TermIndex([term("a", ("Rep",), "x"), term("b", ("REP",), "y")], lambda form: False)
    text = "Rep REP rEp"

    found = [[e.id for e in m.candidates] for m in index.matches(text, words_of(text))]

    assert found == [["term-a"], ["term-b"], ["term-a", "term-b"]]
