"""The journal: on disk before the next step, readable after a kill, and of use to one deposit at a time."""

import json
import os
from pathlib import Path

import pytest

from tei_edition.deposit.failure import DepositFailure
from tei_edition.deposit.journal import Journal


def journal(folder: Path) -> Journal:
    return Journal(folder / "deposits" / "archive.jsonl", now=lambda: "2026-01-01T00:00:00+00:00")


def test_later_facts_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    first = journal(tmp_path)
    first.write("a", "begun", date="2026-01-01")
    first.write("b", "begun", date="2026-02-02")
    first.write("a", "made", record="1")
    first.note("a", "made", record="1")

    assert journal(tmp_path).known("a") == {"date": "2026-01-01", "record": "1", "step": "made"}
    assert first.known("a") == journal(tmp_path).known("a")
    assert len(first.path.read_text().splitlines()) == 3
    first.write("a", "forgotten", gone="1")
    assert journal(tmp_path).known("a") == {"date": "2026-01-01", "gone": "1", "step": "forgotten"}


def test_each_step_is_on_disk_when_it_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []

    def fsync(descriptor: int) -> None:
        synced.append((tmp_path / "deposits" / "archive.jsonl").read_bytes())

    monkeypatch.setattr(os, "fsync", fsync)
    journal(tmp_path).write("a", "begun")

    assert json.loads(synced[-1])["step"] == "begun"


def test_a_line_that_was_cut_off_does_not_count(tmp_path: Path) -> None:
    journal(tmp_path).write("a", "begun", title="Überlieferung")
    path = journal(tmp_path).path
    whole = path.read_bytes()
    for length in range(1, len(whole)):
        path.write_bytes(whole + whole[:length])
        again = journal(tmp_path)
        assert len(again.entries) == 1
        again.write("a", "made", record="1")

        assert [e.step for e in journal(tmp_path).entries][-1] == "made"
        assert len(journal(tmp_path).entries) in (2, 3)


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "1", '{"step": "made"}'])
def test_a_journal_that_somebody_damaged(line: str, tmp_path: Path) -> None:
    journal(tmp_path).write("a", "begun")
    with journal(tmp_path).path.open("a") as file:
        file.write(f"{line}\n")

    if line.startswith("{"):
        assert len(journal(tmp_path).entries) == 1
        return
    with pytest.raises(DepositFailure, match="line 2"):
        journal(tmp_path).known("a")


def test_one_deposit_at_a_time(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("there are no locks of that kind here")
    other = journal(tmp_path)
    with journal(tmp_path).held(), pytest.raises(DepositFailure, match="Another deposit"), other.held():
        pass
    with journal(tmp_path).held():
        pass


def test_a_rehearsal_leaves_no_trace(tmp_path: Path) -> None:
    rehearsal = journal(tmp_path)
    rehearsal.rehearsed = []
    with rehearsal.held():
        rehearsal.write("a", "begun", date="2026-01-01")

    assert rehearsal.known("a")["date"] == "2026-01-01"
    assert not (tmp_path / "deposits").exists()


def test_a_folder_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "deposits").write_text("a file")

    with pytest.raises(DepositFailure, match="cannot be"), journal(tmp_path).held():
        pass
