"""A schema reaches no further than its own folder."""

from pathlib import Path

import pytest

from tei_edition.validation import schema_set, validate

MINIMAL = (Path(__file__).resolve().parent / "minimal.xml").read_bytes()
RNG = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">{}</grammar>'
XSD = '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0">{}</schema>'
SCH = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{}</schema>'
INCLUDES = [
    ("a.rng", RNG, '<include href="{}"/>'),
    ("a.rng", RNG, '<start><externalRef href="{}"/></start>'),
    ("a.rng", RNG, '<div xml:base="http://example.org/"><include href="x.rng"/></div><!-- {} -->'),
    ("a.xsd", XSD, '<include schemaLocation="{}"/>'),
    ("a.xsd", XSD, '<import namespace="urn:x" schemaLocation="{}"/>'),
    ("a.xsd", XSD, '<redefine schemaLocation="{}"/>'),
    ("a.xsd", XSD, '<override schemaLocation="{}"/>'),
    ("a.sch", SCH, '<include href="{}"/>'),
    ("a.sch", SCH, '<pattern><rule context="x"><extends href="{}"/></rule></pattern>'),
]


@pytest.mark.parametrize("href", ["http://127.0.0.1:9/x", "../x.rng", "/etc/hostname", "file:///etc/hostname", "//h/x", "sub/../../x.rng", "%2e%2e/x.rng"])  # fmt: skip
@pytest.mark.parametrize(("name", "frame", "include"), INCLUDES)
def test_includes_from_elsewhere_are_refused(
    tmp_path: Path, name: str, frame: str, include: str, href: str
) -> None:
    (tmp_path / "x.rng").write_text(RNG.format("<start><text/></start>"), encoding="utf-8")
    path = tmp_path / "schemas" / name
    path.parent.mkdir()
    path.write_text(frame.format(include.format(href)), encoding="utf-8")
    (problem,) = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert problem.code == "XM21"
    assert "own folder" in problem.message or "xml:base" in problem.message


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.rng").write_text(RNG.format("<start><text/></start>"), encoding="utf-8")
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "x.rng").symlink_to(tmp_path / "x.rng")
    (folder / "a.rng").write_text(RNG.format('<include href="x.rng"/>'), encoding="utf-8")
    (problem,) = validate(MINIMAL, file="minimal.xml", schemas=schema_set(folder / "a.rng"))
    assert problem.code == "XM21"


def test_includes_of_the_folder_are_followed_and_what_these_include_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.rng").write_text(RNG.format('<include href="sub/b.rng"/>'), encoding="utf-8")
    part = tmp_path / "sub" / "b.rng"
    tei = "<start><element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore>{}</element></start>"
    part.write_text(
        RNG.format(tei.format("<text/>") + '<define name="unused"><text/></define>'), encoding="utf-8"
    )
    assert [p.code for p in validate(MINIMAL, file="x", schemas=schema_set(tmp_path / "a.rng"))] == ["XM02"]


def test_what_a_part_includes_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(RNG.format('<include href="b.rng"/>'), encoding="utf-8")
    (tmp_path / "b.rng").write_text(RNG.format('<include href="http://127.0.0.1:9/c"/>'), encoding="utf-8")
    (problem,) = validate(MINIMAL, file="x", schemas=schema_set(tmp_path / "a.rng"))
    assert problem.code == "XM21" and "b.rng" in problem.message


def test_the_namespaces_that_processors_know_may_have_any_address(tmp_path: Path) -> None:
    path = tmp_path / "a.xsd"
    known = '<import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://127.0.0.1:9/xml.xsd"/>'
    element = '<element name="TEI"><complexType mixed="true"/></element>'
    path.write_text(XSD.format(known + element), encoding="utf-8")
    found = {p.code for p in validate(MINIMAL, file="x", schemas=schema_set(path))}
    assert found and "XM12" not in found and "XM21" not in found


def test_a_schema_that_includes_itself_comes_to_an_end(tmp_path: Path) -> None:
    for name, frame, include in INCLUDES:
        path = tmp_path / name
        path.write_text(frame.format(include.format(name)), encoding="utf-8")
        assert validate(MINIMAL, file="x", schemas=schema_set(path))


@pytest.mark.parametrize(
    "instruction",
    [
        '<xsl:function name="f"><xsl:result-document href="x.xml"/></xsl:function>',
        '<xsl:include href="x.xsl"/>',
        '<xsl:function name="f"><x xmlns="http://exslt.org/common"/></xsl:function>',
        '<pattern><rule context="x"><assert test="1"><xsl:message/></assert></rule></pattern>',
    ],
)
@pytest.mark.parametrize("binding", ["xslt", "xslt2"])
def test_instructions_that_reach_out_are_refused(tmp_path: Path, instruction: str, binding: str) -> None:
    path = tmp_path / "a.sch"
    (tmp_path / "x.xsl").write_text('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>')
    path.write_text(SCH.format(instruction).replace(">", f' queryBinding="{binding}">', 1), encoding="utf-8")
    (problem,) = validate(MINIMAL, file="x", schemas=schema_set(path))
    assert problem.code == "XM21"
