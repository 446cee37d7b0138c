"""The examples of the pages of codes that are no TEI files: run, they raise their code where they are wrong only."""

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tei_edition.authority.check import check
from tei_edition.batch import gather
from tei_edition.batch.document import Source, decisions_file, made
from tei_edition.cli import main
from tei_edition.tables.code_pages import code_pages

ROWS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "page_examples.toml").read_text("utf-8"))
CITATION: str = ROWS["citation"]
LIST: str = ROWS["list"].lstrip()


def rows(table: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(code, name, text) for name, texts in table.items() for code, text in texts.items()]


def framed(text: str, example: str) -> str:
    """Return an example in its frame; one in round brackets speaks of an example that cannot be shown."""
    shown = "" if example.startswith("(") else example
    return text.replace("@", shown).replace("Citation: …", f"Citation: {CITATION}")


def built(folder: Path, **files: str) -> set[str]:
    """Build the transcript talk.txt, with other files beside it; return the codes of the problems."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    batch = gather([folder], lists=[], date="2026-01-01")
    (transcript,), (context,) = batch.transcripts, batch.contexts
    problems = (*batch.problems, *made(Source.of(transcript), context).encoded.problems)
    return {problem.code for problem in problems}


@pytest.mark.parametrize(("code", "text"), ROWS["transcripts"].items())
def test_transcripts(code: str, text: str, tmp_path: Path) -> None:
    page = code_pages()[code]
    assert code in built(tmp_path, **{"talk.txt": framed(text, page.wrong)})
    assert code not in built(tmp_path, **{"talk.txt": framed(text, page.right)})


@pytest.mark.parametrize(("code", "text"), ROWS["decisions"].items())
def test_decisions(code: str, text: str, tmp_path: Path) -> None:
    page = code_pages()[code]
    decisions = str(decisions_file(Path("talk.txt")))
    files = {"talk.txt": text, "authority.csv": LIST}
    assert code in built(tmp_path, **files, **{decisions: page.wrong})
    assert not built(tmp_path, **files, **{decisions: page.right}) - {"ED01"}


@pytest.mark.parametrize("code", ROWS["decided"])
def test_what_a_decision_settles_is_not_asked_again(code: str, tmp_path: Path) -> None:
    page = code_pages()[code]
    files = {"talk.txt": page.wrong, "authority.csv": LIST}
    assert code in built(tmp_path, **files)
    assert not built(tmp_path, **files, **{str(decisions_file(Path("talk.txt"))): page.right}) - {"ED01"}


@pytest.mark.parametrize(("code", "name", "text"), rows(ROWS["beside"]))
def test_files_beside_a_transcript(code: str, name: str, text: str, tmp_path: Path) -> None:
    page = code_pages()[code]
    assert code in built(tmp_path, **{"talk.txt": "X left.", name: framed(text, page.wrong)})
    assert code not in built(tmp_path, **{"talk.txt": "X left.", name: framed(text, page.right)})


@pytest.mark.parametrize(("code", "ending", "text"), rows(ROWS["lists"]))
def test_lists(code: str, ending: str, text: str, tmp_path: Path) -> None:
    page = code_pages()[code]
    path = tmp_path / f"list.{ending}"
    for example, wanted in ((page.wrong, True), (page.right, False)):
        path.write_text(framed(text, example), encoding="utf-8")
        assert (code in {problem.code for problem in check([path])}) == wanted


def test_kinds_of_lists(tmp_path: Path) -> None:
    page = code_pages()["ED23"]
    for name, wanted in ((page.wrong, {"ED23"}), (page.right, set())):
        path = tmp_path / name
        path.write_text("id,surname\na,B\n", encoding="utf-8")
        assert {problem.code for problem in check([path])} == wanted


def test_ed21_by_a_list_with_a_declaration(tmp_path: Path) -> None:
    page = code_pages()["ED21"]
    tei = '<listPlace xmlns="http://www.tei-c.org/ns/1.0"><place xml:id="pl-a">%s</place></listPlace>'
    path = tmp_path / "list.xml"
    path.write_text(page.wrong + tei % "<placeName>&cuba;</placeName>", encoding="utf-8")
    assert {problem.code for problem in check([path])} == {"ED21"}
    path.write_text(tei % page.right, encoding="utf-8")
    assert check([path]) == ()


@pytest.mark.parametrize(("code", "files"), ROWS["commands"].items())
def test_commands(code: str, files: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for file in map(Path, files.split()):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(LIST if file.suffix == ".csv" else "Castro left.\n", encoding="utf-8")
    page = code_pages()[code]
    wrong, right = (
        CliRunner().invoke(main, shlex.split(example.removeprefix("tei-edition ")))
        for example in (page.wrong, page.right)
    )
    assert wrong.exit_code != 0 and code in wrong.output
    assert (code not in right.output and right.exception is None) or isinstance(right.exception, SystemExit)


@pytest.mark.parametrize(("code", "named"), ROWS["folders"].items())
def test_folders(code: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = code_pages()[code]
    for example, wanted in ((page.wrong, True), (page.right, False)):
        folder = tmp_path / str(wanted)
        held = ""
        for line in example.splitlines():
            held = line if line.endswith("/") else held
            if not line.endswith("/"):
                path = folder / held / line.strip() if line.startswith(" ") else folder / line
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("" if path.suffix == ".toml" else "He left.\n", encoding="utf-8")
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, ["build", *named.split(), "--output", "out"])
        assert (code in result.output) == wanted


def test_each_code_is_a_code_and_run_once() -> None:
    codes = [
        *ROWS["transcripts"], *ROWS["decisions"], *ROWS["decided"], *ROWS["commands"], *ROWS["folders"],
        *(code for code, _, _ in (*rows(ROWS["beside"]), *rows(ROWS["lists"]))),
    ]  # fmt: skip
    assert len(codes) == len(set(codes)) and set(codes) <= set(code_pages())
