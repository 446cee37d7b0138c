"""Lists of persons in CSV."""

import pytest
from lxml import etree

from tei_edition.authority.csv_list import read_csv
from tei_edition.model.authority import Entity, Name

HEAD = "id,surname,forename,title,gen,display,role,variants,see\n"
T = "{http://www.tei-c.org/ns/1.0}"


def one(row: str, head: str = HEAD) -> Entity:
    entities, problems = read_csv(head + row, file="list.csv")
    assert problems == ()
    assert len(entities) == 1
    return entities[0]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("a,Castro Ruz,Fidel,,,Fidel Castro Ruz,,,", Name("Fidel Castro Ruz", "Castro Ruz", "Fidel")),
        ("a,Castro Ruz,Fidel,,,Fidel Castro,,,", Name("Fidel Castro", "Castro", "Fidel")),
        (
            'a,Aldrich,Winthrop W.,,,"Aldrich, Winthrop W.",,,',
            Name("Winthrop W. Aldrich", "Aldrich", "Winthrop W."),
        ),
        ("a,Aldrich,Winthrop W.,,,,,,", Name("Winthrop W. Aldrich", "Aldrich", "Winthrop W.")),
        ("a,Gromyko,Andrei Andreevich,,,A. A. Gromyko,,,", Name("A. A. Gromyko", "Gromyko", "A. A.")),
        ("a,Kim,Il Sung,,,Kim Il Sung,,,", Name("Kim Il Sung", "Kim", "Il Sung")),
        ('a,Allen,Lucius,,Jr.,"Allen, Lucius, Jr.",,,', Name("Lucius Allen, Jr.", "Allen", "Lucius")),
        (
            'a,MacArthur,Douglas,,II,"MacArthur, Douglas, II",,,',
            Name("Douglas MacArthur II", "MacArthur", "Douglas"),
        ),
        (
            'a,Clay,Lucius D.,General,,"Clay, General Lucius D.",,,',
            Name("Lucius D. Clay", "Clay", "Lucius D."),
        ),
        (
            'a,Konev,of the Soviet Union Ivan S.,Marshal,,"Konev, Marshal of the Soviet Union Ivan S.",,,',
            Name("Ivan S. Konev", "Konev", "Ivan S."),
        ),
        ("a,,,,,Saladin,,,", Name("Saladin")),
        ("a,Aguilar,,,,Aguilar,,,", Name("Aguilar", "Aguilar")),
        ("a,Roncalli,Angelo,,,John XXIII,,,", Name("John XXIII")),
        ("a,Thant,,,,U Thant,,,", Name("U Thant", "Thant")),
        ("a,Del Río,Gilberto,,,Del Río,,,", Name("Del Río", "Del Río")),
    ],
)
def test_first_name_is_the_one_for_display(row: str, name: Name) -> None:
    assert one(row).names[0] == name


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        ("P. A. Abrasimov", Name("P. A. Abrasimov", "Abrasimov", "P. A.")),
        ("ABRASIMOV", Name("ABRASIMOV", "ABRASIMOV")),
        ("Abrasimov Pyotr", Name("Abrasimov Pyotr", "Abrasimov", "Pyotr")),
        ('"Abrasimov, Pyotr"', Name("Abrasimov, Pyotr", "Abrasimov", "Pyotr")),
        ("Pyotr", Name("Pyotr", forename="Pyotr")),
        ("Falcon", Name("Falcon", "Falcon")),
        ("Comrade Falcon", Name("Comrade Falcon")),
        ("P. Abrasimov Senior", Name("P. Abrasimov Senior")),
    ],
)
def test_variants(variant: str, name: Name) -> None:
    entity = one(f"a,Abrasimov,Pyotr,,,Pyotr Abrasimov,,{variant},")
    assert name in entity.names


def test_accents_do_not_hide_a_surname() -> None:
    assert Name("E. Gero", "Gero", "E.") in one("a,Gerő,Ernő,,,Ernő Gerő,,E. Gero,").names


def test_compound_surname_within_a_variant() -> None:
    entity = one("a,Melo Franco,Afonso,,,Afonso de Melo Franco,,Melo Franco|A. Melo,")
    assert Name("Melo Franco", "Melo Franco") in entity.names
    assert Name("A. Melo", "Melo", "A.") in entity.names


def test_nickname_in_quotation_marks() -> None:
    entity = one('a,Guevara,Ernesto,,,"Ernesto ""Che"" Guevara",,,')
    assert entity.names[0].text == "Ernesto Guevara"
    assert Name("Che Guevara", "Guevara", "Che") in entity.names


def test_ids_bear_the_prefix_once() -> None:
    entities, _ = read_csv("id,surname\ncastro,Castro\npers-rusk,Rusk\n", file="l.csv")
    assert [e.id for e in entities] == ["pers-castro", "pers-rusk"]


def test_see_names_the_id_of_the_edition() -> None:
    entities, problems = read_csv(HEAD + "k,Karamanlis,K.,,,,,,\nc,Caramanlis,C.,,,,,,k\n", file="l.csv")
    assert (entities[1].same_as, problems) == ("pers-k", ())
    assert etree.fromstring(entities[1].tei).get("sameAs") == "#pers-k"


def test_tei_of_an_entry() -> None:
    entity = one('a,O\'Neill & Co,N. S.,General,Jr.,,"Head, <acting>",,')
    person = etree.fromstring(entity.tei)
    assert person.tag == f"{T}person"
    assert person.get("{http://www.w3.org/XML/1998/namespace}id") == "pers-a"
    assert [(e.tag.removeprefix(T), e.text) for e in person.iter() if e.text] == [
        ("surname", "O'Neill & Co"),
        ("roleName", "General"),
        ("forename", "N."),
        ("forename", "S."),
        ("genName", "Jr."),
        ("occupation", "Head, <acting>"),
    ]
    assert entity.description == "Head, <acting>"


def test_tei_without_office_has_no_occupation() -> None:
    assert one("a,Castro,Fidel,,,,,,").tei == (
        '<person xmlns="http://www.tei-c.org/ns/1.0" xml:id="pers-a">'
        "<persName><surname>Castro</surname>, <forename>Fidel</forename></persName></person>"
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "left"),
    [
        ("name,office\nCastro,PM\n", "ED10", 1, 0),
        ("surname;forename\nCastro;Fidel\n", "ED10", 1, 0),
        ("id\tforename\na\tFidel\n", "ED10", 1, 0),
        ("id,surname\na,Castro\nb,Rusk\na,Castro\n", "ED11", 4, 2),
        ("id,surname\na,\nb,Rusk\n", "ED12", 2, 1),
        ("id,surname\na b,Rusk\n", "ED13", 2, 1),
        ("id,surname,see\na,Rusk,nobody\n", "ED14", 2, 1),
        ("id,surname\na,Castro, Fidel\n", "ED15", 2, 1),
        ('id,surname\na,Rusk\nb,"Castro\n', "ED15", 3, 1),
        ("id,surname,forname\na,Rusk,Dean\n", "ED16", 1, 1),
        ("id,surname\n,Rusk\nb,Ball\n", "ED17", 2, 1),
        ("id,surname\na,Ru\x02sk\n", "ED18", 2, 1),
        ("id,surname\n", "ED19", 1, 0),
        ("", "ED19", 1, 0),
    ],
)
def test_problems(text: str, code: str, line: int, left: int) -> None:
    entities, problems = read_csv(text, file="list.csv")
    assert [p.code for p in problems] == [code]
    assert problems[0].file == "list.csv"
    assert problems[0].place is not None
    assert problems[0].place.line == line
    assert problems[0].hint
    assert len(entities) == left


def test_safe_id_is_named() -> None:
    entities, problems = read_csv("id,surname\na b,Rusk\n", file="l")
    assert entities[0].id == "pers-a_b"
    assert '"pers-a_b"' in problems[0].message


def test_line_of_a_row_after_one_of_several_lines() -> None:
    _, problems = read_csv('id,surname,role\na,Rusk,"of\nState"\n,Ball,\n', file="l")
    assert problems[0].place is not None
    assert problems[0].place.line == 4


def test_forbidden_characters_do_not_reach_the_tei() -> None:
    entities, _ = read_csv("id,surname\na,Ru\x02sk\n", file="l")
    assert "Rusk" in etree.fromstring(entities[0].tei).xpath("string()")


def test_byte_order_mark_and_blank_lines() -> None:
    entities, problems = read_csv("\ufeffID, Surname\r\n\r\na,Rusk\r\n,\r\n", file="l")
    assert (len(entities), problems) == (1, ())
