"""The report of a build: the same whatever the cache and the number of processes, but for the part ``run``."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from archive import Archive
from click.testing import CliRunner

from tei_edition.cli import main

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "reports.md"


def report(source: Path, folder: Path, *options: str) -> tuple[dict[str, Any], str]:
    file = folder / "report.json"
    arguments = ["build", str(source), "--output", str(folder / "build"), "--report", str(file), *options]
    result = CliRunner(env={"SOURCE_DATE_EPOCH": "1767225600"}).invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return json.loads(file.read_text(encoding="utf-8")), result.output


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "source"
    archive = Archive.random(folder, 4, documents=6)
    for number in range(24):
        (folder / f"copy{number:02}.txt").write_bytes((folder / f"letter{number % 6}.txt").read_bytes())
    archive.change_terms()
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_only_what_is_of_the_run_differs_from_run_to_run(source, tmp_path: Path) -> None:
    first, printed = report(source, tmp_path, "--jobs", "1")
    second, again = report(source, tmp_path, "--jobs", "1")
    third, _ = report(source, tmp_path, "--jobs", "2", "--rebuild")
    runs = [one.pop("run") for one in (first, second, third)]

    assert first == second == third
    assert [(r["built"], r["restored"], r["unchanged"], r["jobs"]) for r in runs] == [
        (31, 0, 0, 1),
        (0, 0, 31, 1),
        (31, 0, 0, 2),
    ]
    assert again.replace(" (31 unchanged)", "") == printed
    assert first["summary"]["documents"] == 31 == len(first["documents"])
    assert (first["summary"]["written"], first["summary"]["failed"]) == (30, 1)
    counted = sum(len(d["problems"]) for d in first["documents"]) + len(first["problems"])
    assert sum(first["summary"]["codes"].values()) == counted
    [empty] = [d for d in first["documents"] if d["tei"] is None]
    assert empty["problems"][0]["code"] == "IN03"


def test_of_many_documents_the_problems_are_told_and_summed_up(source, tmp_path: Path) -> None:
    _, printed = report(source, tmp_path)
    lines = printed.split("\n")

    told = [line for line in lines if "→" in line]
    assert 0 < len(told) < 31
    assert "tagged:" not in printed
    heading = next(n for n, line in enumerate(lines) if line.startswith("code "))
    rows = [line.split() for line in lines[heading + 1 : lines.index("", heading)]]
    [empty] = [row for row in rows if row[0] == "IN03"]
    assert empty[:3] == ["IN03", "error", "1"] and empty[-1].endswith("empty.txt")
    ranks = [("error", "warning", "note").index(row[1]) for row in rows]
    assert ranks == sorted(ranks)
    assert re.match(r"31 documents, 30 proven and valid, 1 not written; \d+ errors?, ", lines[-2])


def test_every_key_is_documented(source, tmp_path: Path) -> None:
    written, _ = report(source, tmp_path)
    documented = set(
        re.findall(r"`([a-z_]+)`", DOCUMENTED.read_text(encoding="utf-8").partition("## JSON")[2])
    )
    keys = {*written, *written["documents"][0], *written["documents"][0]["names"], *written["run"]}
    keys |= {*written["summary"], *written["run"]["slowest"][0]}

    assert keys - documented == set()


def test_a_report_that_cannot_be_written_is_a_problem(source, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    arguments = ["build", str(source), "--output", str(tmp_path / "build"), "--limit", "1"]
    result = CliRunner().invoke(main, [*arguments, "--report", str(tmp_path / "file" / "report.json")])
    assert (result.exit_code, "BU03" in result.output) == (1, True)
