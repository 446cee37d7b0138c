"""The command: formats, colours, files, and where things stand in the transcript."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei_edition.cli.validate import validate

MINIMAL = Path(__file__).parents[1] / "validation" / "minimal.xml"


def run(*arguments: object, color: bool = False) -> Result:
    return CliRunner().invoke(validate, [str(a) for a in arguments], color=color)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "minimal.xml"
    path.write_bytes(
        MINIMAL.read_bytes().replace(
            b'when="1959-05-05" resp="#resp-editor" cert="high" ev',
            b'when="5 May 1959" resp="#resp-editor" cert="high" ev',
        )
    )
    return path


def test_colours_are_for_terminals_that_want_them(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    painted = run(wrong, color=True).output
    assert "\x1b[31m\x1b[1merror XM04\x1b[0m" in painted
    assert "\x1b" not in run(wrong, color=False).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(wrong, color=True).output


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "html"])
def test_a_report_is_written_whole_and_the_same_again(form: str, wrong: Path, tmp_path: Path) -> None:
    target = tmp_path / "reports" / "report"
    first = run(wrong, "--format", form, "--output", target)
    assert (first.exit_code, f"written: {target}" in first.output) == (1, True)
    assert "1 file, 0 without error. 1 error." in first.output
    written = target.read_bytes()
    assert b"\x1b" not in written
    assert run(wrong, "--format", form).stdout.encode() == written
    run(wrong, "--format", form, "--output", target)
    assert target.read_bytes() == written
    assert [p.name for p in target.parent.iterdir()] == ["report"]


def test_a_report_is_never_written_over_what_is_validated(wrong: Path) -> None:
    before = wrong.read_bytes()
    refused = run(wrong, "--output", wrong.parent / "." / wrong.name)
    assert (refused.exit_code, "which is to be validated" in refused.output) == (2, True)
    assert wrong.read_bytes() == before


def test_a_report_that_cannot_be_written_says_so(wrong: Path) -> None:
    refused = run(wrong, "--output", wrong / "report.json")
    assert refused.exit_code == 1
    assert "cannot be written" in refused.output


def problem(*arguments: object) -> dict[str, dict[str, object]]:
    return json.loads(run(*arguments, "--format", "json").stdout)["files"][0]["problems"][0]


def test_places_are_told_in_what_the_file_decodes_to(wrong: Path) -> None:
    found = problem(wrong, "--transcripts", wrong.parent)
    lines = wrong.read_text(encoding="utf-8").split("\n")
    tag = lines[int(str(found["tei"]["line"])) - 1][int(str(found["tei"]["column"])) - 1 :]
    assert tag.startswith('<date when="5 May 1959"')
    assert found["transcript"]["quotation"] == "5 May"


def test_places_are_told_in_the_transcript_itself_where_it_is(wrong: Path, tmp_path: Path) -> None:
    there = problem(wrong, "--transcripts", MINIMAL.parent)["transcript"]
    lines = (MINIMAL.parent / "minimal.txt").read_text(encoding="utf-8").split("\n")
    line = lines[int(str(there["line"])) - 1]
    assert line[int(str(there["column"])) - 1 :].startswith("5 May")
    # A file of the name that is not the one it was made from says nothing.
    (tmp_path / "minimal.txt").write_text(f"\n\n\n\n\n{chr(10).join(lines)}", encoding="utf-8")
    assert problem(wrong, "--transcripts", tmp_path)["transcript"]["quotation"] == "5 May"


def test_where_text_and_transcript_part_is_told(wrong: Path) -> None:
    wrong.write_bytes(MINIMAL.read_bytes().replace(b"It will stand.", b"It will not stand."))
    found = problem(wrong, "--transcripts", MINIMAL.parent)
    assert found["code"] == "X01"
    assert 'the file has "not stand."' in str(found["message"])
    assert str(found["transcript"]["quotation"]).startswith("stand.")
    assert str(wrong) in str(found["next"])
    assert "digest" in str(problem(wrong, "--transcripts", wrong.parent)["message"])
