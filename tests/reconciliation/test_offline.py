"""Off line no connection is opened, and the library for it is not even loaded."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback import MANIFEST, Request, Server

from tei_edition.cli import main

ROOT = Path(__file__).resolve().parents[2]
LIST = "id,surname,forename\ncastro-fidel,Castro,Fidel\norlov,Orlov,Pavel\n"


def oracle(request: Request, _: object) -> tuple[int, dict[str, str], bytes]:
    if request.method == "GET":
        return 200, {}, MANIFEST
    found = {"id": "Q1", "name": "=Fidel\x1b[2J", "score": 50, "match": False, "description": "+1"}
    return 200, {}, json.dumps({key: {"result": [found]} for key in json.loads(request.queries)}).encode()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["authority", "reconcile", *arguments])


@pytest.fixture
def answered(serve: Callable[..., Server], tmp_path: Path) -> tuple[list[str], Result]:
    """Return the arguments of a run whose answers are kept, and its result."""
    list_ = tmp_path / "people.csv"
    list_.write_text(LIST, encoding="utf-8")
    arguments = [
        str(list_),
        "--service",
        serve(oracle).url,
        "--cache",
        str(tmp_path / "cache"),
        "--pause",
        "0",
    ]
    return arguments, run(*arguments, "--contact", "a@b.example")


def test_no_socket_is_opened(answered: tuple[list[str], Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    arguments, online = answered
    monkeypatch.setattr(socket, "socket", opened)
    monkeypatch.setattr(socket, "create_connection", opened)
    monkeypatch.setattr(socket, "getaddrinfo", opened)
    offline = run(*arguments, "--offline")

    assert (offline.exit_code, offline.output) == (0, online.output)
    assert "2 entries, 2 with candidates. None is accepted." in offline.output
    with pytest.raises(AssertionError):
        socket.socket()


def test_the_library_is_not_loaded(answered: tuple[list[str], Result]) -> None:
    arguments, _ = answered
    program = (
        "import sys\nfrom tei_edition.cli import main\n"
        "try:\n    main()\nfinally:\n    assert not {'httpx', 'httpcore', 'anyio'} & set(sys.modules)\n"
    )
    command = [sys.executable, "-c", program, "authority", "reconcile", *arguments, "--offline"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}

    subprocess.run(command, check=True, env=environment, capture_output=True)


def test_what_a_service_sends_steers_neither_terminal_nor_spreadsheet(
    answered: tuple[list[str], Result], tmp_path: Path
) -> None:
    arguments, online = answered
    result = run(*arguments, "--offline", "--output", str(tmp_path / "new.csv"))
    written = (tmp_path / "new.csv").read_text(encoding="utf-8-sig")

    assert result.exit_code == 0
    assert "\x1b" not in online.output + written
    assert ",Q1,'=Fidel [2J,'+1,50.00,,," in written


def test_a_library_that_is_missing_is_asked_for(
    answered: tuple[list[str], Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, _ = answered
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "tei_edition.reconciliation.service")
    result = run(*arguments)

    assert result.exit_code == 1
    assert "NA25" in result.output and "pip install httpx" in result.output
    assert run(*arguments, "--offline").exit_code == 0


def test_a_page_that_is_no_service(serve: Callable[..., Server], tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(LIST, encoding="utf-8")
    server = serve((200, {}, b"<html>Welcome</html>"))
    result = run(str(tmp_path / "people.csv"), "--service", server.url, "--cache", str(tmp_path / "c"))

    assert result.exit_code == 1
    assert (
        "error NA21: The address is not that of a reconciliation service: the answer is not JSON."
        in result.output
    )
    assert len(server.requests) == 1
