"""Large XML Schemas are compiled once; the cache may be deleted, damaged and written over."""

from pathlib import Path

import pytest

from tei_edition.validation import schema_set, validate
from tei_edition.validation.compiled import compiled
from tei_edition.validation.schema import xml_schema

MINIMAL = (Path(__file__).resolve().parent / "minimal.xml").read_bytes()


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("TEI_EDITION_CACHE", str(tmp_path / "cache"))
    return []


def test_a_large_schema_is_compiled_once(made: list[str], tmp_path: Path) -> None:
    source = tmp_path / "a.xsd"
    source.write_bytes(b" " * 300_000)

    def make() -> str:
        made.append("made")
        return "schema"

    def compile_with(versions: str) -> str:
        return compiled([source], str, make, versions=versions)

    assert [compile_with("1"), compile_with("1")] == ["schema"] * 2
    assert len(made) == 1
    compile_with("2")  # another version of the library
    source.write_bytes(b" " * 300_001)
    compile_with("2")
    assert len(made) == 3
    for file in (tmp_path / "cache" / "compiled").iterdir():
        file.write_bytes(b"damaged")
    assert compile_with("2") == "schema"
    assert compile_with("2") == "schema" and len(made) == 4


def test_a_file_that_others_may_write_is_not_read(made: list[str], tmp_path: Path) -> None:
    source = tmp_path / "a.xsd"
    source.write_bytes(b" " * 300_000)
    for _ in range(2):
        compiled([source], str, lambda: made.append("made") or "schema", versions="1")
        for file in (tmp_path / "cache" / "compiled").iterdir():
            file.chmod(0o666)
    assert len(made) == 2


def test_a_small_schema_leaves_no_trace(made: list[str], tmp_path: Path) -> None:
    source = tmp_path / "a.xsd"
    source.write_bytes(b" ")
    assert compiled([source], str, lambda: "schema", versions="1") == "schema"
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.xsd"
    source.write_bytes(b" " * 300_000)
    monkeypatch.setenv("TEI_EDITION_CACHE", str(source / "below"))
    assert compiled([source], str, lambda: "schema", versions="1") == "schema"


def test_a_large_xml_schema_says_the_same_from_the_cache(made: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.xsd"
    path.write_text(
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0" elementFormDefault="qualified">'
        '<element name="TEI"><complexType><sequence><element name="teiHeader"/></sequence><anyAttribute processContents="skip"/></complexType></element>'
        f"<!--{'x' * 300_000}--></schema>",
        encoding="utf-8",
    )
    first = validate(MINIMAL, file="x", schemas=schema_set(path))
    assert {p.code for p in first} == {"XM02"}
    assert len(list((tmp_path / "cache" / "compiled").iterdir())) == 1
    xml_schema.cache_clear()
    assert validate(MINIMAL, file="x", schemas=schema_set(path)) == first


def test_xml_schema_1_1_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.xsd"
    path.write_text(
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0">'
        '<element name="TEI"><complexType><sequence><any maxOccurs="unbounded" processContents="skip"/></sequence>'
        '<anyAttribute processContents="skip"/><assert test="count(*) = 17"/></complexType></element></schema>',
        encoding="utf-8",
    )
    problems = validate(MINIMAL, file="x", schemas=schema_set(path))
    assert [p.code for p in problems] == ["XM11"]
    path.write_text(path.read_text().replace("17", "3"), encoding="utf-8")
    xml_schema.cache_clear()
    assert validate(MINIMAL, file="x", schemas=schema_set(path)) == ()
