"""What a worker lacks is found before a build begins, and said so that it can be mended."""

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from archive import files
from click.testing import CliRunner
from deadly import VICTIM
from local_cluster import DATE, NUMBER

from tei_edition.batch import Cache, build, gather
from tei_edition.batch.digest import digest_of_file
from tei_edition.batch.program import program_digest
from tei_edition.batch.task import Task
from tei_edition.batch.work import work
from tei_edition.cli import main
from tei_edition.cluster.survey import found_wanting
from tei_edition.cluster.worker import Order, Question, UnfitError, carried_out, lacking
from tei_edition.register import REGISTER


@pytest.fixture
def question(source: Path, tmp_path: Path) -> Question:
    (tmp_path / "build").mkdir()
    mark = tmp_path / "build" / "on-1"
    mark.write_text("run", encoding="ascii")
    order = Order(program_digest(), source.parent, mark, "run")
    (part,) = gather([source], lists=[], date=DATE).parts
    asked = (part.folder, part.names[0], digest_of_file(source / part.names[0]))
    return Question(order, (mark,), (asked,))


def order_of(question: Question, **changes: Any) -> Question:
    return replace(question, order=replace(question.order, **changes))


def changed_text(question: Question) -> Question:
    folder, name, _ = question.folders[0]
    return replace(question, folders=((folder, name, "another"),))


def changed_lists(question: Question) -> Question:
    folder, name, digest = question.folders[0]
    return replace(question, folders=((replace(folder, listed="another"), name, digest),))


def other_output(question: Question) -> Question:
    question.marks[0].write_text("another run", encoding="ascii")
    return question


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        (lambda q: q, []),
        (lambda q: order_of(q, program="another"), ["program"]),
        (lambda q: order_of(q, place=Path("/nowhere/at/all")), ["place"]),
        (other_output, ["output"]),
        (lambda q: replace(q, marks=(q.marks[0].with_name("on-2"),)), ["output"]),
        (changed_text, ["source"]),
        (changed_lists, ["source"]),
    ],
)
def test_what_a_worker_lacks(
    change: Callable[[Question], Question], lacks: list[str], question: Question
) -> None:
    assert [lack for lack, _ in asyncio.run(lacking(change(question)))] == lacks


def test_all_is_well_if_nobody_lacks_anything() -> None:
    assert found_wanting({"tcp://a:1": (), "tcp://b:1": ()}, "tcp://s:1") is None


def test_who_lacks_what_is_said() -> None:
    answers = {
        "tcp://a:1": (),
        "tcp://b:1": (("output", "/x/build"),),
        "tcp://c:1": (("output", "/x/build"),),
    }
    wrong = found_wanting(answers, "tcp://s:1")  # type: ignore[arg-type]
    assert wrong is not None
    assert wrong.problem.message == (
        "2 of 3 workers (tcp://b:1 and others) have not the same folder /x/build as this computer."
    )
    assert "share" in wrong.problem.hint


def test_work_of_a_run_that_was_withdrawn_is_not_done(question: Question, tmp_path: Path) -> None:
    folder, name, _ = question.folders[0]
    task = Task(tmp_path / "build", tmp_path / "build")
    assert len(carried_out(question.order, work, folder, [name], task)) == 1

    question.order.mark.unlink()
    assert carried_out(question.order, work, folder, [name], task) == []


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"program": "another"}, "program"),
        ({"place": Path("/nowhere/at/all")}, "place"),
        ({"mark": Path("/nowhere/at/all/on-1")}, "output"),
    ],
)
def test_a_worker_that_joins_later_is_asked_as_well(
    changes: dict[str, Any], lack: str, question: Question, tmp_path: Path
) -> None:
    folder, name, _ = question.folders[0]
    with pytest.raises(UnfitError) as raised:
        carried_out(
            replace(question.order, **changes), work, folder, [name], Task(tmp_path / "build", tmp_path)
        )
    assert raised.value.args[0] == lack


class Mourning(ThreadPoolExecutor):
    """An executor whose other workers go on when one has died, as those of clusters do."""

    def submit(self, fn: Any, folder: Any, names: Any, task: Any) -> Future[Any]:  # type: ignore[override]
        if VICTIM in names:
            future: Future[Any] = Future()
            future.set_exception(BrokenExecutor("its worker died"))
            return future
        return super().submit(fn, folder, names, task)


def test_a_worker_that_dies_does_not_withdraw_the_work_of_others(
    source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    batch = gather([source], lists=[], date=DATE)
    with Mourning(1) as executor:
        built = list(build(batch, tmp_path, [], [REGISTER], jobs=2, executor=executor))
    assert [o.problems[0].code for o in built if o.written is None] == ["BU01"]
    stem = VICTIM.removesuffix(".txt")
    assert files(tmp_path) == {name: b for name, b in expected.items() if not name.startswith(stem)}


@pytest.mark.parametrize("shares", [1, 3, 100])
def test_shares_are_all_transcripts_and_none_is_in_two(shares: int, source: Path) -> None:
    batch = gather([source, source / VICTIM], lists=[], date=DATE)
    taken = [t for k in range(shares) for t in batch.narrowed(share=(k + 1, shares)).transcripts]
    assert sorted(taken) == sorted(batch.transcripts)
    assert len(taken) == NUMBER


def test_jobs_that_share_a_cache_leave_nothing_to_be_encoded(
    source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "cache")
    batch = gather([source], lists=[], date=DATE)
    for k in (1, 2, 3):
        list(build(batch.narrowed(share=(k, 3)), tmp_path / f"{k}", [], [REGISTER], cache=cache))
    built = list(build(batch, tmp_path / "build", [], [REGISTER], cache=cache))
    assert {o.state for o in built} == {"restored"}
    assert files(tmp_path / "build") == expected


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["build", *arguments])
    return result.exit_code, result.output


def test_a_library_that_is_missing_is_asked_for(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "tei_edition.cluster.connection", raising=False)
    status, said = run(str(source), "--output", str(tmp_path / "build"), "--scheduler", "tcp://127.0.0.1:1")
    assert status == 1
    assert "BU20" in said and "pip install distributed" in said and f"{NUMBER} more were not tried." in said


@pytest.mark.parametrize("share", ["0/2", "3/2", "1", "1/0", "a/b"])
def test_a_share_that_there_is_not(share: str, source: Path) -> None:
    status, said = run(str(source), "--share", share)
    assert status == 2
    assert "2/8" in said


@pytest.mark.parametrize(
    ("address", "said"),
    [("nowhere://x", "unknown address scheme"), ("nowhere.json", "no address in the file")],
)
def test_a_scheduler_that_is_not_there(address: str, said: str, source: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
    status, output = run(
        str(source), "--output", str(tmp_path / "b"), "--scheduler", address, "--wait", "0.2"
    )
    assert status == 1
    assert "BU21" in output and said in output
