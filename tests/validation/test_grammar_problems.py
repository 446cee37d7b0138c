"""What the grammar refuses is told with the name of the element, once, and with what was expected."""

import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tei_mutation import mutated

from tei_edition.validation import PROJECT, SchemaSet, report, schema_set, validate, validate_files
from tei_edition.validation.place import tei
from tei_edition.validation.schema import relax_ng
from tei_edition.validation.schematron_schema import schematron

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_bytes()
CHANGES: list[dict[str, Any]] = tomllib.loads((HERE / "broken" / "explained.toml").read_text("utf-8"))[
    "change"
]


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['code']}-{row['action']}")
def test_the_culprit_is_named(row: dict[str, Any]) -> None:
    problems = validate(mutated(MINIMAL, row), file="broken.xml")
    assert {p.code for p in problems} == {row["code"], *row.get("also", [])}, report(problems)
    told = [p for p in problems if p.code == row["code"]]
    assert row["says"] in " ".join(p.message for p in told), report(problems)
    if "times" in row or not row.get("every"):
        assert len(told) == row.get("times", 1), report(problems)
    assert all(p.xml is not None and p.xml.xpath.endswith(row.get("path", "")) for p in told), report(
        problems
    )


def test_the_same_is_found_without_xml_schema_if_less_well_said() -> None:
    row = CHANGES[0]
    problems = validate(mutated(MINIMAL, row), file="broken.xml", schemas=replace(PROJECT, xsd=None))
    assert [p.code for p in problems] == ["XM02"]
    assert '"persname"' in problems[0].message
    assert 'Did you mean "persName"?' in problems[0].message


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['code']}-{row['action']}")
def test_relax_ng_alone_refuses_them_all(row: dict[str, Any]) -> None:
    problems = validate(mutated(MINIMAL, row), file="broken.xml", schemas=SchemaSet(rng=PROJECT.rng))
    assert problems
    assert all(
        p.code.startswith("XM") and p.xml is not None and p.message.endswith((".", "?")) for p in problems
    )


def test_xml_schema_alone_is_a_gate_too() -> None:
    assert PROJECT.xsd is not None
    schemas = schema_set(PROJECT.xsd)
    assert validate(MINIMAL, file="minimal.xml", schemas=schemas) == ()
    assert [p.code for p in validate(mutated(MINIMAL, CHANGES[0]), file="x.xml", schemas=schemas)] == ["XM02"]


def test_a_foreign_schematron_has_messages_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.sch"
    path.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt">'
        '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="tei:pb">'
        '<assert test="@facs" role="warning">A page needs an image.</assert></rule></pattern></schema>',
        encoding="utf-8",
    )
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert [(p.code, p.severity.name, p.message) for p in problems] == [
        ("XM14", "WARNING", "A page needs an image.")
    ] * 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.rng", None),
        ("broken.rng", "<grammar"),
        ("other.rng", "<html/>"),
        ("broken.xsd", "<schema"),
        ("other.xsd", "<html/>"),
        ("missing.xsd", None),
        ("missing.sch", None),
        ("other.sch", "<html/>"),
        ("other.sch", '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xquery"/>'),
    ],
)
def test_a_schema_that_cannot_be_used_is_a_problem(tmp_path: Path, name: str, content: str | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert [p.code for p in problems] == ["XM12"]
    assert name in problems[0].message


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(mutated(MINIMAL, CHANGES[0]))
    problems = validate_files([tmp_path / "a.xml", tmp_path, tmp_path / "b.xml"])
    assert [(Path(p.file).name, p.code) for p in problems] == [
        ("a.xml", "XM15"),
        (tmp_path.name, "XM15"),
        ("b.xml", "XM02"),
    ]


def test_the_proof_is_asked_of_files_that_are_well_formed() -> None:
    asked: list[str] = []

    def proof(root: etree._Element) -> list[Any]:
        asked.append(str(root.tag))
        return []

    validate(MINIMAL, file="minimal.xml", proof=proof)
    validate(b"<TEI", file="broken.xml", proof=proof)
    assert asked == [tei("TEI")]


def test_the_project_s_schemas_are_found_and_loaded_once() -> None:
    assert PROJECT.rng is not None and PROJECT.xsd is not None and PROJECT.sch is not None
    assert all(path.is_file() for path in (PROJECT.rng, PROJECT.xsd, PROJECT.sch))
    assert relax_ng(PROJECT.rng) is relax_ng(PROJECT.rng)
    assert schematron(PROJECT.sch) is schematron(PROJECT.sch)


def test_a_valid_file_loads_no_xml_schema() -> None:
    code = (
        "import sys; from pathlib import Path; from tei_edition.validation import validate;"
        f"assert validate(Path({str(HERE / 'minimal.xml')!r}).read_bytes(), file='x') == ();"
        "assert 'xmlschema' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=HERE.parents[1])
