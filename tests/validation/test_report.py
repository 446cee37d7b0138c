"""Reports and commands: what a person sees in the terminal."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tei_mutation import mutated

from tei_edition.cli.explain import explain
from tei_edition.cli.validate import validate
from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.model.transcript import Place
from tei_edition.validation import exit_status, report

HERE = Path(__file__).parent
MINIMAL = HERE / "minimal.xml"
WARNING = Problem("P10", Severity.WARNING, "Nothing points to it.", file="a.xml", xml=XmlPlace(9, "/TEI"))
ERROR = Problem(
    "BR07",
    Severity.ERROR,
    "The bracket is never closed.",
    "Close it.",
    file="a.xml",
    place=Place(52, 3, "[of Castro"),
    xml=XmlPlace(120, "/TEI/text/body/div/p[3]"),
)
OTHER = Problem("XM15", Severity.ERROR, "The file cannot be read.", file="b.xml")

REPORT = """\
a.xml: 1 error, 1 warning

  error BR07: The bracket is never closed.
    transcript: line 52, column 3: "[of Castro"
    TEI: line 120, /TEI/text/body/div/p[3]
    next: Close it.

  warning P10: Nothing points to it.
    TEI: line 9, /TEI

b.xml: 1 error

  error XM15: The file cannot be read.

3 files, 1 without error. 2 errors, 1 warning. More: tei-edition explain BR07"""


def test_a_report_is_grouped_by_file_and_the_most_severe_comes_first() -> None:
    assert report([WARNING, ERROR, OTHER], checked=["a.xml", "b.xml", "c.xml"]) == REPORT


def test_a_report_on_nothing_is_one_line() -> None:
    assert report([]) == "No problems."
    assert report([], checked=["a.xml"]) == "1 file, 1 without error. No problems."


def test_warnings_do_not_fail() -> None:
    assert exit_status([WARNING]) == 0
    assert exit_status([WARNING, ERROR]) == 1


def test_validate_succeeds_on_a_valid_file() -> None:
    result = CliRunner().invoke(validate, [str(MINIMAL)])
    assert (result.exit_code, result.output) == (0, "1 file, 1 without error. No problems.\n")


def test_validate_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(validate, [str(tmp_path / "no.xml"), str(MINIMAL)])
    assert result.exit_code == 1
    assert "XM15" in result.output
    assert "2 files, 1 without error" in result.output


def test_validate_finds_a_word_that_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "changed.xml"
    path.write_bytes(MINIMAL.read_bytes().replace(b"It will stand.", b"It will not stand."))
    result = CliRunner().invoke(validate, [str(path)])
    assert result.exit_code == 1
    assert "error X01" in result.output


def test_validate_does_not_fail_for_a_warning(tmp_path: Path) -> None:
    row = {
        "xpath": "//tei:standOff/tei:listPlace",
        "action": "insert-last",
        "value": '<place xml:id="pl-sofia"><placeName>Sofia</placeName></place>',
    }
    path = tmp_path / "warned.xml"
    path.write_bytes(mutated(MINIMAL.read_bytes(), row))
    result = CliRunner().invoke(validate, [str(path)])
    assert (result.exit_code, "warning P10" in result.output) == (0, True)


def test_validate_takes_another_schema(tmp_path: Path) -> None:
    rng = tmp_path / "any.rng"
    rng.write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
        "<empty/></element>",
        encoding="utf-8",
    )
    tei = tmp_path / "a.xml"
    tei.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    assert CliRunner().invoke(validate, [str(tei), "--schema", str(rng)]).exit_code == 0
    assert CliRunner().invoke(validate, [str(MINIMAL), "--schema", str(rng)]).exit_code == 1
    missing = CliRunner().invoke(validate, [str(MINIMAL), "--schema", str(tmp_path / "no.rng")])
    assert (missing.exit_code, "XM12" in missing.output) == (1, True)


@pytest.mark.parametrize("code", ["T15", "t15", "XM04"])
def test_explain_tells_what_a_code_means(code: str) -> None:
    result = CliRunner().invoke(explain, [code])
    assert result.exit_code == 0
    assert result.output.startswith(f"{code.upper()}: ")
    assert "wrong:\n    <" in result.output and "right:\n    <" in result.output


def test_explain_guesses_and_lists() -> None:
    wrong = CliRunner().invoke(explain, ["XM99"])
    assert wrong.exit_code != 0
    assert 'Did you mean "XM' in wrong.output
    listed = CliRunner().invoke(explain, [])
    assert listed.exit_code == 0
    assert "XM01" in listed.output and "X04" in listed.output
