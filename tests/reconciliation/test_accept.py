"""Identifiers that the editor marked go into the list; nothing else of it changes."""

import pytest

from tei_edition.reconciliation.accept import Accepted, accepted

LIST = (
    'id,surname,forename,wikidata\r\ncastro-fidel,Castro,"Fidel ""F."""\r\n\r\npers-orlov,Orlov,Pavel,Q7\r\n'
)
HEAD = "accept,id,name,description,candidate,candidate_name,candidate_description,score,match,type,url\n"


def line(mark: str, id_: str, candidate: str, url: str = "http://x/1") -> str:
    return f"{mark},{id_},N,,{candidate},N,,5.00,,,{url}\n"


def taken(*lines: str, column: str = "wikidata", listed: str = LIST) -> Accepted:
    return accepted(listed, HEAD + "".join(lines), column=column, list_file="l.csv", marks_file="m.csv")


def test_a_mark_fills_the_column() -> None:
    made = taken(
        line("x", "pers-castro-fidel", "Q1"), line("", "pers-castro-fidel", "Q2"), line("no", "a", "Q3")
    )

    assert (made.taken, made.problems) == (1, ())
    assert made.text == LIST.replace('"Fidel ""F."""', '"Fidel ""F.""",Q1')


def test_a_column_that_is_missing_is_made() -> None:
    made = taken(line("X", "pers-orlov", "Q8"), column="viaf")

    assert made.text.splitlines() == [
        "id,surname,forename,wikidata,viaf",
        'castro-fidel,Castro,"Fidel ""F.""",,',
        "",
        "pers-orlov,Orlov,Pavel,Q7,Q8",
    ]


def test_an_address_is_taken_for_uri() -> None:
    assert taken(line("yes", "pers-orlov", "Q8"), column="uri").text.endswith(
        "pers-orlov,Orlov,Pavel,Q7,http://x/1\r\n"
    )


def test_semicolons_stay_semicolons() -> None:
    made = taken(line("x", "pers-orlov", "Q8"), listed="id;surname\r\norlov;Orlov\r\n")

    assert made.text == "id;surname;wikidata\r\norlov;Orlov;Q8\r\n"


def test_the_same_mark_twice_is_one() -> None:
    assert taken(line("x", "pers-orlov", "Q7"), line("x", "pers-orlov", "Q7")).taken == 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line("perhaps", "pers-orlov", "Q7")], 'The mark "perhaps" is not known'),
        (
            [line("x", "pers-castro-fidel", "Q1"), line("x", "pers-castro-fidel", "Q2")],
            "line 2 is marked as well",
        ),
        ([line("x", "pers-orlov", "")], "no candidate"),
        ([line("x", "pers-orlov", "Q8")], 'has "Q7" in the column wikidata already'),
        ([line("x", "pers-nobody", "Q8")], 'no entry "pers-nobody"'),
    ],
)
def test_a_mark_that_cannot_be_followed_takes_nothing_over(lines: list[str], words: str) -> None:
    made = taken(*lines)

    assert (made.text, made.taken) == ("", 0)
    [problem] = made.problems
    assert problem.code == "NA28" and words in problem.message and problem.hint
    assert problem.place is not None and problem.place.line > 1


@pytest.mark.parametrize(
    ("listed", "marks", "file"),
    [
        ("", HEAD, "l.csv"),
        ("surname\nOrlov\n", HEAD, "l.csv"),
        ('id\n"a\n', HEAD, "l.csv"),
        (LIST, "", "m.csv"),
        (LIST, "accept,id\n", "m.csv"),
        (LIST, f'{HEAD}"x\n', "m.csv"),
    ],
)
def test_a_file_that_is_not_the_list_that_is_expected(listed: str, marks: str, file: str) -> None:
    [problem] = accepted(listed, marks, column="uri", list_file="l.csv", marks_file="m.csv").problems

    assert (problem.code, problem.file) == ("NA29", file)
