"""The commands, as a person types them: the pages beside this file.

A case has files (``text PATH``, ``toml PATH`` …; a third word names their character encoding) and one or
more ``console`` blocks: lines that begin with ``$``, what is printed, and ``=>`` with the exit status. The
commands run in a folder of their own. ``$ ls FOLDER`` lists a folder, ``$ cat FILE`` prints a
file, ``$ edit FILE: OLD -> NEW`` changes one.
"""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from page import Case, cases

from tei_edition.cli import main

PAGES = sorted(Path(__file__).parent.glob("*.md"))
DAY = "1767225600"
"""1 January 2026, in seconds: the day of the build, unless a command states another."""


@pytest.mark.parametrize("case", cases(PAGES))
def test_a_case_of_a_command(case: Case, expect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setenv("TEI_EDITION_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for fence in (*case.shared, *case.fences):
        if fence.info[0] != "console":
            _, name, encoding = (*fence.info, "utf-8")[:3]
            file = Path(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(f"{fence.text}\n".encode(encoding) if fence.text else b"")
    consoles = [fence for fence in case.fences if fence.info[0] == "console"]
    assert consoles
    for fence in consoles:
        commands = [line[2:] for line in fence.written.split("\n") if line.startswith("$ ")]
        printed = "\n".join(run(command, tmp_path) for command in commands)
        expect(printed, fence.text, lambda lines, fence=fence: case.rewrite(fence, lines))


def run(command: str, folder: Path) -> str:
    """Run one command and write it down with what it prints."""
    name, _, rest = command.partition(" ")
    if name == "ls":
        return "\n".join([f"$ {command}", *sorted(p.name for p in Path(rest).glob("[!.]*"))])
    if name == "cat":
        lines = Path(rest).read_text(encoding="utf-8-sig").rstrip("\n").split("\n")
        return "\n".join([f"$ {command}", *(line.rstrip() for line in lines)])
    if name == "edit":
        file, _, change = rest.partition(": ")
        old, _, new = change.partition(" -> ")
        text = Path(file).read_text(encoding="utf-8")
        assert old in text
        Path(file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return f"$ {command}"
    assert name == "tei-edition"
    result = CliRunner().invoke(main, shlex.split(rest), prog_name="tei-edition")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    output = result.output.replace(str(folder), "…")
    lines = [line.rstrip() for line in output.rstrip("\n").split("\n")] if output else []
    return "\n".join([f"$ {command}", *lines, f"=> {result.exit_code}"])


@pytest.mark.parametrize("name", ["sorce", "empty", "people.csv"])
def test_an_error_of_a_build_names_its_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("people.csv").write_text("id,surname\na,A\na,B\n", encoding="utf-8")

    printed = run("tei-edition build sorce empty --authority people.csv", tmp_path)

    assert name in printed.split("\n", 1)[1]
