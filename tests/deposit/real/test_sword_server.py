"""Deposits by SWORD version 2 at a real server of it: that of Software Heritage."""

import io
import os
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from commands import Command, target
from edition_to_deposit import LETTER, written
from faulty_proxy import FaultyProxy, Passing
from lxml import etree

PASSWORD = {"TEI_EDITION_TOKEN_ARCHIVE": "password-of-editions"}
SWH = "{https://www.softwareheritage.org/schema/2018/deposit}"
Start = Callable[..., Command]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of the running server."""
    found = os.environ.get("TEI_EDITION_SWORD")
    if not found:
        pytest.skip("TEI_EDITION_SWORD names no server of SWORD; .ci/deposit starts one")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return found


def edition_at(address: str, folder: Path, identifier: str, **more: str) -> Path:
    origin = f"http://127.0.0.1/{uuid.uuid5(uuid.NAMESPACE_URL, identifier)}"
    section = target(address, kind="swordv2", user="depositor-of-editions", origin=origin)
    return written(folder, identifier=identifier, more=section, **more)


def statuses(address: str, folder: Path) -> list[str]:
    """Return how far the deposits are that were made from this folder, by what the server lists."""
    journal = (folder / "deposits" / "archive.jsonl").read_text(encoding="utf-8")
    names = {line.split('"deposit": "')[1].split('"')[0] for line in journal.splitlines()}
    url = address.replace("servicedocument/", "editions/?page_size=1000")
    auth = ("depositor-of-editions", "password-of-editions")
    root = etree.fromstring(httpx.get(url, auth=auth, timeout=60).content)
    entries = root.iter("{http://www.w3.org/2005/Atom}entry")
    return [e.findtext(f"{SWH}status") for e in entries if e.findtext(f"{SWH}external_id") in names]


def test_left_open_and_then_completed(address: str, command: Start, tmp_path: Path, identifier: str) -> None:
    with FaultyProxy(address) as proxy:
        folder = edition_at(proxy.url, tmp_path, identifier)
        status, said = command(folder, "deposit", "archive", **PASSWORD).ended()
        assert (status, "archive: in progress" in said) == (0, True), said
        assert statuses(address, folder) == ["partial"]

        for _ in range(2):
            status, said = command(folder, "deposit", "archive", "--publish", **PASSWORD).ended()
            assert (status, "archive: deposited" in said) == (0, True), said
        assert statuses(address, folder) == ["deposited"]
        assert "password-of-editions" not in "".join(
            p.read_bytes().decode("latin-1") for p in folder.rglob("*") if p.is_file()
        )
    sent = [p.body for p in proxy.seen if p.method == "PUT" and p.path.endswith("/media/")]
    assert sent[-1] == (folder / "package" / "edition-1.0.0.zip").read_bytes()
    assert "edition-1.0.0/data/tei/letter.xml" in zipfile.ZipFile(io.BytesIO(sent[-1])).namelist()

    edition_at(proxy.url, tmp_path, identifier, letter=LETTER.replace("Paris", "Rome"))


def test_what_is_deposited_is_not_changed(
    address: str, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(address, tmp_path, identifier)
    assert command(folder, "deposit", "archive", "--publish", **PASSWORD).ended()[0] == 0
    edition_at(address, tmp_path, identifier, letter=LETTER.replace("Paris", "Rome"))
    status, said = command(folder, "deposit", "archive", "--publish", **PASSWORD).ended()

    assert (status, "DP71" in said) == (1, True)
    edition_at(address, tmp_path, identifier, letter=LETTER.replace("Paris", "Rome"), version="2.0.0")
    assert command(folder, "deposit", "archive", "--publish", **PASSWORD).ended()[0] == 0
    assert statuses(address, folder) == ["deposited", "deposited"]


def test_a_wrong_password(address: str, command: Start, tmp_path: Path, identifier: str) -> None:
    folder = edition_at(address, tmp_path, identifier)
    status, said = command(
        folder, "deposit", "archive", TEI_EDITION_TOKEN_ARCHIVE="password-of-nobody"
    ).ended()

    assert (status, "DP61" in said, "password-of-nobody" in said) == (1, True, False)


def test_a_package_that_is_changed_on_the_way(
    address: str, command: Start, tmp_path: Path, identifier: str
) -> None:
    changed = 0

    def corrupt(passing: Passing) -> None:
        nonlocal changed
        if passing.path.endswith("/media/") and changed < limit:
            passing.body = passing.body[:-1] + b"?"
            changed += 1

    limit = 1
    with FaultyProxy(address, before=corrupt) as proxy:
        folder = edition_at(proxy.url, tmp_path, identifier)
        status, said = command(folder, "deposit", "archive", "--publish", **PASSWORD).ended()
        assert (status, changed) == (0, 1), said
    assert statuses(address, folder) == ["deposited"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(6))
def test_killed(
    number: int, when: str, address: str, command: Start, tmp_path: Path, identifier: str
) -> None:
    """Killed at each request, and called again: one deposit is complete, and at most one empty one is left open."""
    running: list[Command] = []

    def kill(passing: Passing) -> str | None:
        if passing.number != number or not running:
            return None
        running[0].kill()
        return FaultyProxy.CUT

    with FaultyProxy(address, **{when: kill}) as proxy:
        folder = edition_at(proxy.url, tmp_path, identifier)
        running.append(command(folder, "deposit", "archive", "--publish", **PASSWORD))
        status, said = running[0].ended()
        assert status == -9, said
        running.clear()
        status, said = command(folder, "deposit", "archive", "--publish", **PASSWORD).ended()
        assert status == 0, said
    assert statuses(address, folder) == ["deposited"]
