"""Columns beyond those of persons: kinds, types, dates, identifiers; and what stands between columns."""

import pytest
from lxml import etree

from tei_edition.authority.csv_list import delimiter_of, read_csv
from tei_edition.model.authority import Entity, Name


def one(text: str) -> Entity:
    entities, problems = read_csv(text, file="list.csv")
    assert problems == ()
    return entities[0]


@pytest.mark.parametrize(
    ("kind", "tei"),
    [
        ("place", '<place {} xml:id="pl-a"><placeName>A &amp; B</placeName><desc>x</desc></place>'),
        ("organisation", '<org {} xml:id="org-a"><orgName>A &amp; B</orgName><desc>x</desc></org>'),
        ("Org", '<org {} xml:id="org-a"><orgName>A &amp; B</orgName><desc>x</desc></org>'),
        ("organization", '<org {} xml:id="org-a"><orgName>A &amp; B</orgName><desc>x</desc></org>'),
        ("event", '<event {} xml:id="ev-a"><label>A &amp; B</label><desc>x</desc></event>'),
        ("", '<person {} xml:id="pers-a"><persName>A &amp; B</persName><occupation>x</occupation></person>'),
    ],
)
def test_an_entry_of_each_kind(kind: str, tei: str) -> None:
    entity = one(f"id,kind,name,description,variants\na,{kind},A & B,x,C|D\n")
    assert entity.tei == tei.format('xmlns="http://www.tei-c.org/ns/1.0"')
    assert [n.text for n in entity.names] == ["A & B", "C", "D"]
    assert (entity.file, entity.line) == ("list.csv", 2)


def test_identifiers_become_idno() -> None:
    head = "id,name,viaf,gnd,wikidata,geonames,lcnaf,orcid,uri\n"
    row = "a,A,https://viaf.org/viaf/12/,118540238,Q1|Q2,3,n79021164,0000-0002-1825-0097,https://x.org/\n"
    person = etree.fromstring(one(head + row).tei)
    assert [(e.get("type"), e.text) for e in person.iter("{*}idno")] == [
        ("VIAF", "12"),
        ("GND", "118540238"),
        ("wikidata", "Q1"),
        ("wikidata", "Q2"),
        ("geonames", "3"),
        ("LCNAF", "n79021164"),
        ("URI", "https://orcid.org/0000-0002-1825-0097"),
        ("URI", "https://x.org/"),
    ]


def test_dates_of_events_and_offices() -> None:
    event = one("id,kind,name,when\na,event,Crisis,1962-10\n")
    office = one("id,name,role,from,to\na,A,Premier,1958,1964-10-14\n")
    assert 'xml:id="ev-a" when="1962-10"' in event.tei
    assert '<occupation from="1958" to="1964-10-14">Premier</occupation>' in office.tei


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,kind,name\na,ship,Aurora\n", "ship"),
        ("id,kind,name,type\na,place,Havana,town\n", "town"),
        ("id,kind,name,type\na,event,Crisis,region\n", "region"),
        ("id,kind,name,when\na,event,Crisis,October 1962\n", "October 1962"),
        ("id,kind,name,when\na,event,Crisis,1962-13\n", "1962-13"),
        ("id,name,from\na,A,1958\n", "1958"),
        ("id,kind,name,from\na,place,Havana,1958\n", "1958"),
    ],
)
def test_a_value_that_a_column_cannot_have(text: str, words: str) -> None:
    entities, problems = read_csv(text, file="l")
    assert [p.code for p in problems] == ["ED36"]
    assert words in problems[0].message and problems[0].hint
    assert all(words not in e.tei for e in entities)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("id,surname\n", ","),
        ("id;surname;forename\n", ";"),
        ("id\tsurname\n", "\t"),
        ('"id";"surname"\r\n', ";"),
        ("\n\nID;Name\n", ";"),
        ("id;surname;notes, remarks\n", ";"),
        ("surname\n", ","),
        ("", ","),
    ],
)
def test_the_header_tells_what_stands_between(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_the_same_whatever_stands_between(delimiter: str) -> None:
    rows = [("id", "surname", "forename", "role"), ("a", "Castro", "Fidel", '"Premier, ""Leader"";\tCuba"')]
    entity = one("".join(delimiter.join(row) + "\n" for row in rows))
    assert entity.names[0] == Name("Fidel Castro", "Castro", "Fidel")
    assert entity.description == 'Premier, "Leader"; Cuba'


def test_a_name_with_its_parts_marked() -> None:
    entity = one(
        'id,surname,forename,variants\na,Stalin,Joseph,"Iosif Dzhugashvili <Dzhugashvili, Iosif>|Koba <>"\n'
    )
    assert entity.names[1:] == (Name("Iosif Dzhugashvili", "Dzhugashvili", "Iosif"), Name("Koba"))


def test_an_entry_may_refer_to_one_of_another_kind_with_the_same_id() -> None:
    entities, problems = read_csv(
        "id,kind,name,see\ncuba,place,Cuba,\ncuba,org,State of Cuba,\nk,org,Kuba,cuba\n", file="l"
    )
    assert problems == ()
    assert entities[2].same_as == "org-cuba"


def test_a_title_that_is_not_known_is_one_because_the_list_says_so() -> None:
    entity = one("id,surname,forename,title\na,Weber,Max,Oberst\n")
    assert entity.names[0] == Name("Max Weber", "Weber", "Max")
    assert '<roleName type="honorific">Oberst</roleName> <forename>Max</forename>' in entity.tei


def test_two_headings_for_one_column() -> None:
    entity = one("id,surname,variants,alias,role,description\na,Rusk,D. Rusk,Deano,,Secretary\n")
    assert [n.text for n in entity.names] == ["Rusk", "D. Rusk", "Deano"]
    assert entity.description == "Secretary"
