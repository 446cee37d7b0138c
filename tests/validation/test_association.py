"""What a file asks for in xml-model is followed where that is harmless, and told where it is not."""

from pathlib import Path

import pytest

from tei_edition.catalogue.identifier import Identifier
from tei_edition.catalogue.install import Source, install
from tei_edition.model.problem import Problem
from tei_edition.validation import PROJECT, Following, validate

MINIMAL = (Path(__file__).resolve().parent / "minimal.xml").read_bytes()
RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
GRAMMAR = f'<grammar xmlns="{RNG}"><start><element name="letter"><text/></element></start></grammar>'
RULES = (
    f'<schema xmlns="{SCH}"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><pattern>'
    '<rule context="t:TEI"><assert test="@n">A number is wanted.</assert></rule></pattern></schema>'
)
WHOLE = f'<grammar xmlns="{RNG}" xmlns:s="{SCH}"><start><text/></start>{RULES.replace("<schema", "<s:x").replace("</schema", "</s:x")}</grammar>'


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_EDITION_CACHE", str(tmp_path / "cache"))


def checked(folder: Path, *models: str, root: Path | None = None, alone: bool = False) -> tuple[Problem, ...]:
    """Validate the minimal edition with these instructions before its root element."""
    instructions = "".join(f"<?xml-model {model}?>\n" for model in models)
    source = MINIMAL.replace(b"<TEI", instructions.encode() + b"<TEI", 1)
    following = Following(folder / "letter.xml", root, alone=alone)
    return validate(source, file="letter.xml", following=following)


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.code, p.severity.name) for p in problems]


def test_a_schema_beside_the_file_is_used(tmp_path: Path) -> None:
    (tmp_path / "own rules.sch").write_text(RULES, encoding="utf-8")
    (tmp_path / "own.rng").write_text(GRAMMAR, encoding="utf-8")
    assert codes(checked(tmp_path, f'href="own%20rules.sch" schematypens="{SCH}"')) == [("XM14", "ERROR")]
    assert codes(checked(tmp_path, f"href='own.rng' type='application/xml' schematypens='{RNG}'")) == [
        ("XM02", "ERROR")
    ]
    assert codes(checked(tmp_path, 'href="own.rng"')) == [("XM02", "ERROR")]
    compact = checked(tmp_path, 'href="own.rnc" type="application/relax-ng-compact-syntax"')
    assert codes(compact) == [("XM20", "NOTE")]  # there is no own.rnc
    (tmp_path / "own.rnc").write_text("start = element letter { text }", encoding="utf-8")
    compact = checked(tmp_path, 'href="own.rnc" type="application/relax-ng-compact-syntax"')
    assert codes(compact) == [("XM02", "ERROR")]  # own.rng, which says the same


def test_rules_that_a_grammar_carries_are_used_if_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "own.rng").write_text(WHOLE, encoding="utf-8")
    assert ("XM14", "ERROR") in codes(checked(tmp_path, f'href="own.rng" schematypens="{SCH}"'))


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("../own.sch", "XM28"),
        ("/etc/own.sch", "XM28"),
        ("file:///etc/own.sch", "XM28"),
        ("ftp://127.0.0.1/own.sch", "XM28"),
        ("//127.0.0.1/own.sch", "XM28"),
        ("%2e%2e/own.sch", "XM28"),
        ("missing.sch", "XM20"),
        ("http://127.0.0.1:9/own.sch", "XM20"),
    ],
)
def test_what_lies_elsewhere_is_not_used_and_that_is_told(tmp_path: Path, href: str, code: str) -> None:
    (tmp_path / "own.sch").write_text(RULES, encoding="utf-8")
    folder = tmp_path / "letters"
    folder.mkdir()
    problems = checked(folder, f'href="{href}" schematypens="{SCH}"')
    assert codes(problems) == [(code, "NOTE")]
    assert href in problems[0].message and problems[0].hint and problems[0].xml is not None


def test_a_folder_that_the_user_names_is_used(tmp_path: Path) -> None:
    (tmp_path / "own.sch").write_text(RULES, encoding="utf-8")
    folder = tmp_path / "letters"
    folder.mkdir()
    model = f'href="../own.sch" schematypens="{SCH}"'
    assert codes(checked(folder, model, root=tmp_path)) == [("XM14", "ERROR")]
    assert codes(checked(folder, model, root=folder)) == [("XM28", "NOTE")]


def test_an_installed_schema_is_used_and_one_to_install_is_named(tmp_path: Path) -> None:
    href = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_lite.rng"
    model = f'href="{href}" schematypens="{RNG}"'
    (note,) = checked(tmp_path, model)
    assert (note.code, note.severity.name) == ("XM20", "NOTE")
    assert "tei-edition schema install tei_lite@" in note.hint

    (tmp_path / "x.rng").write_text(GRAMMAR, encoding="utf-8")
    install(Identifier("tei_lite", "4.1.0"), Source(tmp_path / "x.rng"))
    assert codes(checked(tmp_path, model)) == [("XM02", "ERROR")]

    (tmp_path / "cache" / "schemas" / "tei_lite@4.1.0" / "tei_lite.rng").write_text(RULES, encoding="utf-8")
    assert codes(checked(tmp_path, model)) == [("XM24", "NOTE")]


def test_the_project_s_own_schemas_need_not_lie_there(tmp_path: Path) -> None:
    models = (f'href="schemas/tei_edition.rng" schematypens="{RNG}"', f'href="../tei_edition.sch" schematypens="{SCH}"')  # fmt: skip
    assert checked(tmp_path, *models) == ()
    assert checked(tmp_path, *models, alone=True) == ()
    assert PROJECT.rng is not None
    (tmp_path / "tei_edition.rng").write_bytes(PROJECT.rng.read_bytes())
    assert checked(tmp_path, 'href="tei_edition.rng"') == ()


def test_alone_the_file_is_held_against_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "own.sch").write_text(RULES.replace("@n", "@xml:id"), encoding="utf-8")
    source = MINIMAL.replace(b"<TEI", b'<?xml-model href="own.sch"?><TEI', 1).replace(
        b"<body", b"<body no=''"
    )
    following = Following(tmp_path / "x.xml", alone=True)
    assert validate(source, file="x", following=following) == ()
    assert [p.code for p in validate(source, file="x", following=Following(tmp_path / "x.xml"))] == ["XM03"]


def test_alone_what_cannot_be_checked_is_an_error(tmp_path: Path) -> None:
    assert codes(checked(tmp_path, alone=True)) == [("XM29", "ERROR")]
    assert codes(checked(tmp_path, 'href="missing.rng"', alone=True)) == [("XM20", "ERROR")]


@pytest.mark.parametrize("model", ['type="text/css"', "", 'href=""', "href=own.rng"])
def test_an_instruction_without_address_asks_for_nothing(tmp_path: Path, model: str) -> None:
    assert checked(tmp_path, model) == ()


def test_a_language_that_is_not_known_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.nvdl").write_text("<rules/>", encoding="utf-8")
    assert codes(checked(tmp_path, 'href="own.nvdl" schematypens="http://purl.oclc.org/dsdl/nvdl"')) == [
        ("XM20", "NOTE")
    ]
