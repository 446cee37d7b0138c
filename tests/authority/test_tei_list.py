"""Authority lists in TEI."""

import pytest
from lxml import etree

from tei_edition.authority.tei_list import read_tei
from tei_edition.model.authority import Entity, Name

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def read(inner: str, root: str = "standOff") -> tuple[Entity, ...]:
    entities, problems = read_tei(f"<{root} {NS}>{inner}</{root}>".encode(), file="a.xml")
    assert problems == ()
    return entities


def person(names: str) -> Entity:
    return read(f'<person xml:id="p">{names}</person>', "listPerson")[0]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            "<persName><surname>Castro Ruz</surname>, <forename>Fidel</forename></persName>",
            [Name("Fidel Castro Ruz", "Castro Ruz", "Fidel")],
        ),
        (
            '<persName><forename full="init">N.</forename>\n <forename full="init">S.</forename>'
            " <surname>Khrushchev</surname></persName>",
            [Name("N. S. Khrushchev", "Khrushchev", "N. S.")],
        ),
        ("<persName><surname>Pavlicek</surname></persName>", [Name("Pavlicek", "Pavlicek")]),
        (
            "<persName><surname>Kim</surname> <forename>Il Sung</forename></persName>",
            [Name("Kim Il Sung", "Kim", "Il Sung")],
        ),
        (
            "<persName><surname>Aaron</surname> <forename>David L.</forename></persName>"
            '<persName type="display">Aaron, David L.</persName>',
            [Name("David L. Aaron", "Aaron", "David L."), Name("Aaron, David L.", "Aaron", "David L.")],
        ),
        (
            "<persName><surname>Bowen</surname> <forename>Frank</forename> <roleName>General</roleName>"
            " <genName>Jr.</genName></persName>",
            [Name("Frank Bowen, Jr.", "Bowen", "Frank")],
        ),
        (
            "<persName><forename>Charles</forename> <nameLink>de</nameLink> <surname>Gaulle</surname>"
            "</persName>",
            [Name("Charles de Gaulle", "de Gaulle", "Charles")],
        ),
        (
            "<persName><surname>Guevara</surname>, <forename>Ernesto “Che”</forename></persName>",
            [Name("Ernesto Guevara", "Guevara", "Ernesto"), Name("Che Guevara", "Guevara", "Che")],
        ),
        ("<persName>Saladin</persName>", [Name("Saladin")]),
        (
            "<persName><surname>Rusk</surname>, <forename>Dean</forename></persName>"
            "<persName>D. Rusk</persName>",
            [Name("Dean Rusk", "Rusk", "Dean"), Name("D. Rusk", "Rusk", "D.")],
        ),
    ],
)
def test_names_of_persons(names: str, expected: list[Name]) -> None:
    assert list(person(names).names) == expected


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Caribbean Crisis (Cuban missile crisis)", ["Caribbean Crisis", "Cuban missile crisis"]),
        ("Suez crisis (of the year in which much else happened)", ["Suez crisis"]),
        ("Geneva Conference", ["Geneva Conference"]),
    ],
)
def test_labels_of_events(label: str, names: list[str]) -> None:
    (entity,) = read(f'<listEvent><event xml:id="e"><label>{label}</label></event></listEvent>')
    assert [n.text for n in entity.names] == names
    assert entity.kind == "event"


def test_all_kinds_in_their_order() -> None:
    entities = read(
        '<listPlace><place xml:id="pl-1"><placeName>Cuba</placeName><placeName>Republic of Cuba</placeName>'
        '<place xml:id="pl-2"><placeName>Havana</placeName></place></place></listPlace>'
        '<listOrg><org xml:id="o"><orgName>NATO</orgName></org></listOrg>'
        '<listBibl type="cited"><bibl xml:id="b">A <title>work</title></bibl></listBibl>'
        '<listPerson><person xml:id="x" sameAs="#y"><persName>X</persName>'
        "<occupation>clerk</occupation></person>"
        '<person xml:id="y"><persName>Y</persName></person></listPerson>'
    )
    assert [(e.id, e.kind, e.group, e.same_as, e.description) for e in entities] == [
        ("pl-1", "place", "", "", ""),
        ("pl-2", "place", "", "", ""),
        ("org-o", "organisation", "", "", ""),
        ("doc-b", "work", "cited", "", ""),
        ("pers-x", "person", "", "pers-y", "clerk"),
        ("pers-y", "person", "", "", ""),
    ]
    assert [n.text for n in entities[0].names] == ["Cuba", "Republic of Cuba"]
    assert entities[3].names == ()
    assert "Havana" not in entities[0].tei, "an entry within another stands for itself"


def test_serialised_without_layout_and_tail() -> None:
    entity = read(
        '\n <person xml:id="p">\n  <persName>\n   <surname>Rusk</surname>,\n'
        "   <forename>Dean</forename>\n  </persName>\n"
        "  <!-- remark --><occupation>Secretary\n   of State</occupation>\n </person>\n",
        "listPerson",
    )[0]
    assert entity.tei == (
        f'<person {NS} xml:id="pers-p"><persName><surname>Rusk</surname>, <forename>Dean</forename></persName>'
        "<occupation>Secretary of State</occupation></person>"
    )


def test_blanks_between_words_stay() -> None:
    entity = read('<bibl xml:id="b"><author>A</author> <title>T</title> (1963) </bibl>', "listBibl")[0]
    assert "</author> <title" in entity.tei


def test_header_bibliography_is_no_authority() -> None:
    header = (
        "<teiHeader><fileDesc><sourceDesc><listBibl><bibl xml:id='own'>x</bibl></listBibl></sourceDesc>"
        '</fileDesc><profileDesc><particDesc><listPerson><person sameAs="#p"/></listPerson></particDesc>'
        "</profileDesc></teiHeader>"
    )
    inner = '<standOff><listPerson><person xml:id="p"><persName>P</persName></person></listPerson></standOff>'
    assert [e.id for e in read(header + inner, "TEI")] == ["pers-p"]


@pytest.mark.parametrize(
    ("source", "code", "line", "left"),
    [
        (f"<listPlace {NS}>\n<place xml:id='a'>\n</listPlace>", "ED20", 3, 0),
        ("", "ED20", 1, 0),
        (f"<!DOCTYPE listPlace [<!ENTITY c 'Cuba'>]>\n<listPlace {NS}/>", "ED21", 1, 0),
        (f"<listPlace {NS}>\n<place xml:id='a'><placeName>A</placeName></place>\n"
         "<place xml:id='a'><placeName>B</placeName></place></listPlace>", "ED11", 3, 1),
        (f"<listPlace {NS}>\n<place xml:id='a'/>\n</listPlace>", "ED12", 2, 0),
        (f"<listPlace {NS}>\n<place><placeName>A</placeName></place></listPlace>", "ED17", 2, 0),
        (f"<listPerson {NS}><person xml:id='a' sameAs='#b'><persName>A</persName></person></listPerson>",
         "ED14", 1, 1),
        ("<listPlace><place xml:id='a'><placeName>A</placeName></place></listPlace>", "ED19", 1, 0),
    ],
)  # fmt: skip
def test_problems(source: str, code: str, line: int, left: int) -> None:
    entities, problems = read_tei(source.encode(), file="a.xml")
    assert [p.code for p in problems] == [code]
    assert problems[0].file == "a.xml"
    assert problems[0].xml is not None
    assert problems[0].xml.line == line
    assert problems[0].hint
    assert len(entities) == left


def test_place_of_a_problem_is_a_path() -> None:
    _, problems = read_tei(
        f"<standOff {NS}><listOrg><org xml:id='a'/></listOrg></standOff>".encode(), file="a"
    )
    assert problems[0].xml is not None
    assert problems[0].xml.xpath == "/standOff/listOrg/org"


def test_entities_are_not_read_from_files() -> None:
    source = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><listOrg {NS}><org>&x;</org></listOrg>'
    entities, problems = read_tei(source.encode(), file="a.xml")
    assert entities == ()
    assert [p.code for p in problems] == ["ED21"]


def test_serialised_entries_are_well_formed() -> None:
    entity = read('<place xml:id="a"><placeName>A &amp; B</placeName></place>', "listPlace")[0]
    assert etree.fromstring(entity.tei).xpath("string()") == "A & B"
