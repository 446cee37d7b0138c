"""Several processes give what one gives, in the same order; one that dies takes nothing with it."""

import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from archive import Archive, files, length, said

from tei_edition.batch import Cache, Outcome, build, gather, run, workers
from tei_edition.batch.executors import processes
from tei_edition.register import REGISTER

NUMBER = 60


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "source"
    archive = Archive.random(folder, 1, documents=6)
    texts = sorted(folder.glob("*.txt"))
    for number in range(NUMBER - len(texts)):
        copy = folder / f"copy{number:02}.txt"
        copy.write_bytes(texts[number % len(texts)].read_bytes() + b"\n%d\n" % number)
    archive.change_terms()
    return folder


def built(source: Path, output: Path, **options: object) -> list[Outcome]:
    batch = gather([source], lists=[], date="2026-01-01")
    return list(build(batch, output, [], [REGISTER], recorder=length, **options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], list[object]]:
    output = tmp_path_factory.mktemp("one")
    outcomes = built(source, output)
    assert len(outcomes) == NUMBER
    return files(output), said(outcomes, output)


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_processes_does_not_matter(jobs, source, expected, tmp_path: Path) -> None:
    outcomes = built(source, tmp_path, jobs=jobs, cache=Cache(tmp_path / ".cache"))
    assert (files(tmp_path), said(outcomes, tmp_path)) == expected

    again = built(source, tmp_path, jobs=jobs, cache=Cache(tmp_path / ".cache"))
    assert {o.state for o in again} == {"unchanged"}


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_way_in_which_processes_begin_does_not_matter(
    method, source, expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if method == "fork" and sys.platform == "win32":
        pytest.skip("no fork on Windows")
    monkeypatch.setattr(run, "processes", partial(processes, method=method))
    outcomes = built(source, tmp_path, jobs=2)
    assert (files(tmp_path), said(outcomes, tmp_path)) == expected


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_another_executor_does_the_work_and_is_given_back(kind, source, expected, tmp_path: Path) -> None:
    with kind(2) as executor:
        outcomes = built(source, tmp_path, jobs=2, executor=executor)
        assert executor.submit(int, "7").result() == 7
    assert (files(tmp_path), said(outcomes, tmp_path)) == expected


def test_lookups_are_shared_out_if_there_are_many(
    source, expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / ".cache")
    built(source, tmp_path, cache=cache)
    monkeypatch.setattr(run, "_MANY", 10)

    again = built(source, tmp_path, cache=cache, jobs=2)
    assert said(again, tmp_path) == expected[1]
    assert {o.state for o in again} == {"unchanged"}

    (tmp_path / "copy30.xml").unlink()
    for body in (tmp_path / ".cache" / "bodies").rglob("*"):
        if body.is_file():
            body.unlink()
    again = built(source, tmp_path, cache=cache, jobs=2)
    assert said(again, tmp_path) == expected[1]
    assert [o.transcript.stem for o in again if o.state != "unchanged"] == ["copy30"]
    assert files(tmp_path) == expected[0]


def test_few_documents_start_no_processes(
    source, expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise AssertionError("no process is needed")

    monkeypatch.setattr(run, "processes", none)
    batch = gather([source], lists=[], date="2026-01-01").narrowed(limit=5)
    outcomes = list(build(batch, tmp_path, [], [REGISTER], recorder=length, jobs=8))
    assert said(outcomes, tmp_path) == expected[1][:5]


def _work_that_dies(folder, names, task, *, victims: tuple[str, ...], marks: Path | None = None):
    for name in names:
        if name in victims:
            if marks is not None and (marks / name).exists():
                continue
            if marks is not None:
                (marks / name).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return workers.work(folder, names, task)


def _with_dying(monkeypatch: pytest.MonkeyPatch, **options: object) -> None:
    started = partial(run.Workers, work=partial(_work_that_dies, **options))
    monkeypatch.setattr(run, "Workers", started)


def test_a_process_that_dies_once_costs_nothing(
    source, expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    _with_dying(monkeypatch, victims=("copy07.txt", "copy40.txt"), marks=marks)
    output = tmp_path / "build"
    outcomes = built(source, output, jobs=2)

    assert len(list(marks.iterdir())) == 2
    assert (files(output), said(outcomes, output)) == expected


def test_a_transcript_that_kills_is_reported_and_the_others_are_built(
    source, expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victims = ("copy03.txt", "copy04.txt", "copy53.txt")
    _with_dying(monkeypatch, victims=victims)
    (tmp_path / "copy03.xml").write_text("of yesterday", encoding="utf-8")
    outcomes = built(source, tmp_path, jobs=2)

    assert [o.transcript.name for o in outcomes] == [said[0].name for said in expected[1]]  # type: ignore[index]
    assert [o.transcript.name for o in outcomes if o.written is None] == list(victims)
    assert {p.code for o in outcomes if o.written is None for p in o.problems} == {"BU01"}
    kept = {n: c for n, c in expected[0].items() if n.split(".")[0] + ".txt" not in victims}
    assert files(tmp_path) == kept


def test_an_error_of_the_program_stops_none_of_the_others(
    source, expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(tei: bytes) -> int:
        if b"copy05" in tei:
            raise ZeroDivisionError("of nothing")
        return len(tei)

    batch = gather([source], lists=[], date="2026-01-01")
    outcomes = list(build(batch, tmp_path, [], [REGISTER], recorder=failing))
    [failed] = [o for o in outcomes if o.written is None]

    assert failed.transcript.name == "copy05.txt"
    assert [(p.code, p.file) for p in failed.problems] == [("BU02", "copy05.txt")]
    assert "ZeroDivisionError: of nothing" in failed.problems[0].message
    assert not (tmp_path / "copy05.xml").exists()


def test_no_more_is_under_way_than_the_workers_need() -> None:
    chunks = workers._Chunks([str(n) for n in range(1000)])
    assert len(chunks.next()) == 2
    for _ in range(30):
        chunks.learn([Outcome(Path("x"), seconds=0.01)] * 3)
    assert len(chunks.next()) == 9
    for _ in range(30):
        chunks.learn([Outcome(Path("x"), seconds=60.0)])
    assert len(chunks.next()) == 1
