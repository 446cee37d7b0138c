"""The ledger: every bracket once, with its class, and what is still to be decided."""

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner

from tei_edition.cli import main

TEXT = """He received me at [his] apartment and spoke of control [inspection] of the site.

He called him [with a heavy heart] aside, recieved [sic] it in 2[[0]] days, and said [so.
"""


def _run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["brackets", str(folder), *arguments])
    return result.exit_code, result.stdout


def _written(folder: Path, decisions: str = "") -> Path:
    (folder / "talk.txt").write_text(TEXT, encoding="utf-8")
    if decisions:
        (folder / "decisions").mkdir()
        (folder / "decisions" / "talk.toml").write_text(decisions, encoding="utf-8")
    return folder


def test_every_bracket_is_listed_once(tmp_path: Path) -> None:
    status, out = _run(_written(tmp_path), "--format", "json")

    listed = json.loads(out)
    assert status == 0
    assert [(e["text"], e["number"]) for e in listed] == [
        ("[his]", "B02"),
        ("[inspection]", "B03"),
        ("[with a heavy heart]", "B21"),
        ("[sic]", "B14a"),
        ("[[0]]", "B12a"),
        ("[", "B21"),
    ]
    assert [e["text"] for e in listed if not e["decided"]] == [
        "[inspection]", "[with a heavy heart]", "[[0]]", "[",
    ]  # fmt: skip
    assert (listed[0]["line"], listed[0]["column"]) == (1, 19)


def test_csv_has_the_same_entries(tmp_path: Path) -> None:
    _, out = _run(_written(tmp_path), "--format", "csv")

    assert [row["number"] for row in csv.DictReader(io.StringIO(out))] == [
        "B02", "B03", "B21", "B14a", "B12a", "B21",
    ]  # fmt: skip


def test_strict_fails_while_something_is_undecided(tmp_path: Path) -> None:
    status, out = _run(_written(tmp_path), "--strict")

    assert status == 1
    assert out.endswith("6 brackets, 4 to be decided.\n")


def test_decisions_settle(tmp_path: Path) -> None:
    decisions = """
[[accept]]
kind = "translation-note"
quote = "[inspection]"

[[accept]]
kind = "supplied"
quote = "[[0]]"

[[tag]]
kind = "translation-note"
quote = "[with a heavy heart]"
attributes = { subtype = "comment" }
"""
    _, out = _run(_written(tmp_path, decisions), "--format", "json")

    assert [e["text"] for e in json.loads(out) if not e["decided"]] == ["["]


def test_no_brackets(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Nothing is supplied here.\n", encoding="utf-8")

    assert _run(tmp_path, "--strict") == (0, "No square brackets.\n")


def _build(folder: Path, *arguments: str) -> tuple[int, str, bool]:
    output = folder / "build"
    result = CliRunner().invoke(main, ["build", str(folder), "--output", str(output), *arguments])
    return result.exit_code, result.stdout, (output / "talk.xml").is_file()


UNDECIDED = "He was received by the Secretary [of the Party] at [his] house.\n"
ACCEPTED = """[[accept]]
kind = "translation-note"
quote = "[of the Party]"
"""


def test_a_strict_build_writes_nothing_in_which_a_bracket_is_undecided(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(UNDECIDED, encoding="utf-8")

    assert _build(tmp_path)[0::2] == (0, True)
    status, out, written = _build(tmp_path, "--strict")
    assert (status, written) == (1, False)
    assert out.count("BR02") == 1 and '"[of the Party]"' in out


def test_what_the_editor_accepted_is_decided(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(UNDECIDED, encoding="utf-8")
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "talk.toml").write_text(ACCEPTED, encoding="utf-8")

    assert _build(tmp_path, "--strict")[0::2] == (0, True)


def test_a_decision_survives_changes_elsewhere_and_goes_stale_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "talk.toml").write_text(ACCEPTED, encoding="utf-8")

    (tmp_path / "talk.txt").write_text(f"An earlier line was added.\n\n{UNDECIDED}", encoding="utf-8")
    assert _build(tmp_path, "--strict")[0::2] == (0, True)

    (tmp_path / "talk.txt").write_text(UNDECIDED.replace("the Party", "the Union"), encoding="utf-8")
    status, out, _ = _build(tmp_path, "--strict")
    assert status == 1
    assert "RV01" in out and "BR02" in out


def test_a_transcript_may_begin_with_a_bracket(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("[He] left.", encoding="utf-8")

    status, out = _run(tmp_path, "--format", "json")

    assert status == 0
    assert [e["text"] for e in json.loads(out)] == ["[He]"]
