"""Checking lists: each check with a list that is wrong and one that is right, in CSV and in TEI."""

from pathlib import Path

import pytest

from tei_edition.authority.check import check
from tei_edition.model.problem import Problem, Severity

TEI = '<standOff xmlns="http://www.tei-c.org/ns/1.0"><listPerson>\n{}\n</listPerson></standOff>'


def checked(folder: Path, *texts: str) -> list[Problem]:
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.{'xml' if text.startswith('<') else 'csv'}")
        paths[-1].write_text(text, encoding="utf-8")
    return [*check(paths)]


def found(problems: list[Problem]) -> list[tuple[str, int | None]]:
    places = [p.place or p.xml for p in problems]
    assert all(p.hint and p.file for p in problems)
    return [(p.code, place.line if place else None) for p, place in zip(problems, places, strict=True)]


WRONG = [
    ("id,surname\na,Rusk\na,Ball\n", [("ED11", 3)]),
    ("id,surname\na,Rusk\nb,\n", [("ED12", 3)]),
    ("id,surname,see\na,Rusk,nobody\n", [("ED14", 2)]),
    ("id,display\na,John Smith\nb,John Smith\n", [("ED30", 3)]),
    ("id,surname,forename\na,Smith,John\nb,Smith,J.\nc,Smith,John\n", [("ED30", 4)]),
    ("id,surname,forename,variants\na,Smith,John,Falcon\nb,Jones,Ann,Falcon\n", [("ED30", 3)]),
    ("id,kind,display,variants\na,place,Georgia,\nb,organisation,SSR,Georgia\n", [("ED30", 3)]),
    ("id,surname,forename\na,Castro,F. C.\nb,CASTRO,F.C.\n", [("ED30", 3)]),
    ("id,surname,see\na,Rusk,b\nb,Rusk,a\n", [("ED31", 2)]),
    ("id,surname,see\na,Rusk,a\n", [("ED31", 2)]),
    ("id,surname,see\nx,Ball,c\na,Rusk,b\nb,Rusk,c\nc,Rusk,a\n", [("ED31", 3)]),
    ("id,surname,variants\na,Pinto,[UN delegate] Pinto\n", [("ED32", 2)]),
    ("id,surname,variants\na,Pinto,Pinto <Pinto\n", [("ED32", 2)]),
    ("id,surname,variants\na,Pinto,...\n", [("ED32", 2)]),
    ("id,surname,viaf\na,Rusk,Q1\n", [("ED33", 2)]),
    ("id,surname,gnd\na,Rusk,118540239\n", [("ED33", 2)]),
    ("id,surname,gnd\na,Rusk,https://d-nb.info/gnd/118540239\n", [("ED33", 2)]),
    ("id,surname,orcid\na,Rusk,0000-0002-1825-0098\n", [("ED33", 2)]),
    ("id,surname,wikidata\na,Rusk,11256\n", [("ED33", 2)]),
    ("id,display,kind,geonames\na,Havana,place,PPLC\n", [("ED33", 2)]),
    ("id,surname,viaf\na,Rusk,1234\nb,Ball,https://viaf.org/viaf/1234\n", [("ED34", 3)]),
    (TEI.format('<person xml:id="a"><persName/></person>'), [("ED12", 2)]),
    (
        TEI.format(
            '<person xml:id="a"><persName>John Smith</persName></person>\n'
            '<person xml:id="b"><persName>John Smith</persName><idno type="GND">118540239</idno></person>'
        ),
        [("ED33", 3), ("ED30", 3)],
    ),
    (
        TEI.format(
            '<person xml:id="a" sameAs="#b"><persName>A. B.</persName></person>\n'
            '<person xml:id="b" sameAs="#a"><persName>A. C.</persName></person>'
        ),
        [("ED31", 2)],
    ),
]
RIGHT = [
    "id,surname\na,Rusk\nb,Ball\n",
    "id,surname,forename\na,Castro,Fidel\nb,Castro,Raúl\n",
    "id,surname,forename,variants\na,Castro,Fidel,Castro|Fidel\nb,Castro,Raúl,Castro|Raúl\n",
    "id,surname,forename,see\na,Smith,John,b\nb,Smith,John,\n",
    "id,surname,forename,see\na,Smith,John,b\nb,Smith,John,c\nc,Smith,John,\nd,Smyth,John,c\n",
    "id,display,kind\na,Cuba,place\nb,Government of Cuba,organisation\n",
    "id,surname,viaf,gnd,wikidata,orcid\na,Rusk,1234,118540238,Q11256,0000-0002-1825-0097\n",
    "id,display,kind,geonames\na,Havana,place,https://www.geonames.org/3553478/havana.html\n",
    "id,surname,forename,viaf,see\na,Smith,J.,1234,b\nb,Smith,John,1234,\n",
    TEI.format(
        '<person xml:id="a"><persName>John Smith</persName><idno type="GND">118540238</idno></person>'
    ),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_what_is_wrong_is_found_at_its_line(
    text: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert found(checked(tmp_path, text)) == expected


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_found_where_nothing_is_wrong(text: str, tmp_path: Path) -> None:
    assert checked(tmp_path, text) == []


def test_lists_are_checked_together(tmp_path: Path) -> None:
    problems = checked(
        tmp_path, "id,display,viaf\na,John Smith,1234\n", "id,display,viaf\na,Eve\nb,John Smith,1234\n"
    )
    assert found(problems) == [("ED25", 2), ("ED34", 3), ("ED30", 3)]
    assert all("0.csv, line 2" in p.message and p.file.endswith("1.csv") for p in problems)


def test_both_lines_are_named(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, "id,display\na,John Smith\nb,Eve\nc,John Smith\n")
    assert problem.message == 'The form "John Smith" is also one of "pers-a" (line 2).'
    assert problem.place is not None
    assert problem.place.line == 4


def test_a_circle_is_reported_once_and_written_out(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, "id,surname,see\na,A,b\nb,B,c\nc,C,a\n")
    assert "pers-a → pers-b → pers-c → pers-a" in problem.message
    assert problem.severity is Severity.ERROR


def test_lines_far_down_in_a_tei_list_are_right(tmp_path: Path) -> None:
    lines = [f'<person xml:id="p{n}"><persName>Person {n}</persName></person>' for n in range(70_000)]
    lines[-1] = '<person xml:id="last"><persName>[x] y</persName></person>'
    assert found(checked(tmp_path, TEI.format("\n".join(lines)))) == [("ED32", 70_001)]
