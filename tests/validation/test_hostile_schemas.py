"""A schema that a stranger made reads no file outside its folder, calls nobody, and writes nothing."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_edition.validation import schema_set, validate

MINIMAL = (Path(__file__).parent / "minimal.xml").read_bytes()
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
XSD = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt"'
RULE = '<pattern><rule context="/*"><report test="{test}">It was read.</report></rule></pattern>'
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(c)} "{f"&{chr(c - 1)};" * 10}">' for c in range(ord("b"), ord("l")))
    + "]>"
)

FOREIGN = {
    "include.rng": f'<grammar {RNG}><include href="@"/></grammar>',
    "external.rng": f'<grammar {RNG}><start><externalRef href="@"/></start></grammar>',
    "base.rng": f'<grammar {RNG} xml:base="@"><include href="common.rng"/></grammar>',
    "import.xsd": f'<xs:schema {XSD}><xs:import namespace="urn:x" schemaLocation="@"/></xs:schema>',
    "include.xsd": f'<xs:schema {XSD}><xs:include schemaLocation="@"/></xs:schema>',
    "redefine.xsd": f'<xs:schema {XSD}><xs:redefine schemaLocation="@"/></xs:schema>',
    "include.sch": f'<schema {SCH}><include href="@"/>{RULE.format(test="true()")}</schema>',
    "xsl.sch": f'<schema {SCH} xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="@"/></schema>',
}


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address that notes who calls."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    calls.append(connection.recv(100))
                    connection.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join(2)


@pytest.mark.parametrize("name", FOREIGN)
def test_nobody_is_called(name: str, tmp_path: Path, listener: tuple[str, list[bytes]]) -> None:
    address, calls = listener
    path = tmp_path / name
    path.write_text(FOREIGN[name].replace("@", address), encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert [p.code for p in problems] == ["XM21"]
    assert address in problems[0].message and name in problems[0].message and problems[0].hint
    assert calls == []


@pytest.mark.parametrize("reference", ["../outside.rng", "/etc/hostname", "file:///etc/hostname", "//host/x"])
@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_outside_the_folder_is_read(name: str, reference: str, tmp_path: Path) -> None:
    (tmp_path / "outside.rng").write_text(f"<grammar {RNG}/>", encoding="utf-8")
    (tmp_path / "schema").mkdir()
    path = tmp_path / "schema" / name
    path.write_text(FOREIGN[name].replace("@", reference), encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert [p.code for p in problems] == ["XM21"]


def test_what_is_taken_in_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(f'<grammar {RNG}><include href="sub/b.rng"/></grammar>', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    b = tmp_path / "sub" / "b.rng"
    b.write_text(f'<grammar {RNG}><include href="../../c.rng"/></grammar>', encoding="utf-8")
    problems = validate(MINIMAL, file="x", schemas=schema_set(tmp_path / "a.rng"))
    assert [p.code for p in problems] == ["XM21"]


def test_what_lies_in_the_folder_is_read(tmp_path: Path) -> None:
    element = f'<element name="TEI" ns="http://www.tei-c.org/ns/1.0" {RNG}><ref name="any"/></element>'
    (tmp_path / "a.rng").write_text(
        f'<grammar {RNG}><include href="sub/b.rng"/><start>{element}</start></grammar>', encoding="utf-8"
    )
    (tmp_path / "sub").mkdir()
    anything = (
        "<zeroOrMore><choice><attribute><anyName/></attribute><text/>"
        '<element><anyName/><ref name="any"/></element></choice></zeroOrMore>'
    )
    (tmp_path / "sub" / "b.rng").write_text(
        f'<grammar {RNG}><define name="any">{anything}</define></grammar>', encoding="utf-8"
    )
    assert validate(MINIMAL, file="x", schemas=schema_set(tmp_path / "a.rng")) == ()


@pytest.mark.parametrize("test", ["document('@')", "document('/etc/hostname')"])
def test_the_rules_of_a_schema_read_no_document(
    test: str, tmp_path: Path, listener: tuple[str, list[bytes]]
) -> None:
    address, calls = listener
    path = tmp_path / "own.sch"
    rule = RULE.format(test=test.replace("@", address))
    path.write_text(f"<schema {SCH}>{rule}</schema>", encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert [p.code for p in problems] == ["XM12"]
    assert "own.sch" in problems[0].message
    assert calls == []


def test_a_report_alone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.sch"
    path.write_text(f"<schema {SCH}>{RULE.format(test='true()')}</schema>", encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert [(p.code, p.message) for p in problems] == [("XM14", "It was read.")]


def test_a_rule_for_attributes_is_told_of_their_elements(tmp_path: Path) -> None:
    path = tmp_path / "own.sch"
    rule = '<pattern><rule context="@edRef"><assert test="false()">No.</assert></rule></pattern>'
    path.write_text(f"<schema {SCH}>{rule}</schema>", encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert problems and all(p.xml is not None and "/pb" in p.xml.xpath for p in problems)


@pytest.mark.parametrize("test", ["$nobody", "nothing(.)", "((("])
def test_rules_that_are_no_xpath_are_a_problem(test: str, tmp_path: Path) -> None:
    path = tmp_path / "own.sch"
    path.write_text(f"<schema {SCH}>{RULE.format(test=test)}</schema>", encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert [p.code for p in problems] == ["XM12"]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("bomb.rng", f"<grammar {RNG}><start><value>&k;</value></start></grammar>"),
        ("bomb.xsd", f'<xs:schema {XSD}><xs:element name="TEI" default="&k;"/></xs:schema>'),
        ("bomb.sch", f"<schema {SCH}><title>&k;</title>{RULE.format(test='true()')}</schema>"),
        ("deep.rng", f"<grammar {RNG}><start>{'<group>' * 5000}</start></grammar>"),
    ],
)
def test_entities_and_depth_are_bounded(name: str, schema: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text((BOMB if "&k;" in schema else "") + schema, encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert all(p.code.startswith("XM") and len(p.message) <= 2_000 for p in problems)
    assert name == "bomb.sch" or problems
