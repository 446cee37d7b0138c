"""A service that others wrote, csv-reconcile, running on this machine in an environment of its own.

The variable TEI_EDITION_CSV_RECONCILE names a Python that has it; with the value ``install``, or in continuous
integration, an environment is made with pip.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from server import free_port, wait_for

from tei_edition.cli import main

PACKAGE = "csv-reconcile==0.3.2"
VARIABLE = "TEI_EDITION_CSV_RECONCILE"
PEOPLE = """id,name,born
Q11256,Fidel Castro,1926
Q46052,Raúl Castro,1931
Q35314,Nikita Khrushchev,1894
Q154797,Andrei Gromyko,1909
"""
CONFIG = """
SERVER_NAME = "127.0.0.1:{port}"
CSVENCODING = "utf-8"
CSVKWARGS = {{"delimiter": ","}}
THRESHOLD = 30.0
MANIFEST = {{"name": "Heads of state", "view": {{"url": "http://people.example/{{{{id}}}}"}}}}
"""
LIST = """id,surname,forename,display
castro-fidel,Castro,Fidel,Fidel Castro
khrushchev,Khrushchev,N. S.,N. S. Khrushchev
zzyzx,Zzyzx,Qqq,Qqq Zzyzx
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a Python that has csv-reconcile."""
    named = os.environ.get(VARIABLE, "install" if os.environ.get("CI") else "")
    if not named:
        pytest.skip(f"{VARIABLE} names no Python with csv-reconcile, and does not say install")
    if named != "install":
        return named
    folder = tmp_path_factory.mktemp("csv-reconcile")
    made = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [str(made), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE],
    ):
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"no environment for {PACKAGE} can be made: {error}")
    return str(made)


@pytest.fixture(scope="module")
def service(
    python: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Return the address of the running service and its process."""
    folder, port = tmp_path_factory.mktemp("service"), free_port()
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "config.py").write_text(CONFIG.format(port=port), encoding="utf-8")
    start = [python, "-m", "csv_reconcile"]
    subprocess.run(
        [*start, "init", "--config", "config.py", "people.csv", "id", "name"],
        cwd=folder, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*start, "serve"], cwd=folder, stdout=log, stderr=log)
    try:
        wait_for(process, port, folder / "log")
        yield f"http://127.0.0.1:{port}/reconcile", process
    finally:
        process.terminate()
        process.wait(30)


def test_from_a_list_to_identifiers_that_the_editor_accepted(
    service: tuple[str, subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, process = service
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Path("people.csv").write_text(LIST, encoding="utf-8")
    ask = ["authority", "reconcile", "people.csv", "--service", url, "--pause", "0"]

    online = CliRunner().invoke(main, [*ask, "--output", "found.csv"])
    assert online.exit_code == 0, online.output
    assert "Heads of state: 3 entries, 2 with candidates. None is accepted." in online.output

    with Path("found.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not any(row["accept"] for row in rows)
    first = rows[0]
    assert (first["id"], first["candidate"], first["score"]) == ("pers-castro-fidel", "Q11256", "100.00")
    assert first["url"] == "http://people.example/Q11256"
    assert "Q35314" in {row["candidate"] for row in rows if row["id"] == "pers-khrushchev"}
    assert [row["candidate"] for row in rows if row["id"] == "pers-zzyzx"] == [""]

    first["accept"] = "x"
    with Path("marked.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerows(rows)
    accept = [
        "authority",
        "accept",
        "marked.csv",
        "people.csv",
        "--column",
        "wikidata",
        "--output",
        "new.csv",
    ]
    result = CliRunner().invoke(main, accept)
    assert result.exit_code == 0, result.output
    assert Path("new.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "id,surname,forename,display,wikidata",
        "castro-fidel,Castro,Fidel,Fidel Castro,Q11256",
        "khrushchev,Khrushchev,N. S.,N. S. Khrushchev,",
        "zzyzx,Zzyzx,Qqq,Qqq Zzyzx,",
    ]

    process.terminate()  # off line it need not run
    process.wait(30)
    offline = CliRunner().invoke(main, [*ask, "--offline"])
    assert offline.exit_code == 0
    assert offline.output == online.output.replace("written: found.csv\n", "")
    gone = CliRunner().invoke(main, [*ask, "--cache", "other"])
    assert gone.exit_code == 1 and "NA20" in gone.output
