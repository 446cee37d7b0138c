"""A cluster gives what one process gives; what becomes of a build if its workers or its scheduler die."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from archive import files
from deadly import VICTIM, deadly
from local_cluster import DATE, NUMBER, Processes

from tei_edition.batch import Cache, CannotBuildError, Demand, Outcome, build, gather
from tei_edition.register import REGISTER

pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
pytestmark = [
    # The sockets of a connection whose other end was killed are closed by the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@contextmanager
def outcomes(address: str, source: Path, output: Path, *demands: Demand) -> Iterator[Iterator[Outcome]]:
    from tei_edition.cluster.connection import cluster

    cache = Cache(output / ".cache")
    batch = gather([source], lists=[], date=DATE, cache=cache)
    with (
        cluster(address, batch, output, cache, wait=60) as found,
        closing(
            build(
                batch,
                output,
                demands,
                [REGISTER],
                cache=cache,
                executor=found.executor,
                workers=found.workers,
            )
        ) as running,
    ):
        yield running


def test_a_worker_that_is_killed_takes_nothing_with_it(
    processes: Callable[..., Processes], source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    started = processes(3, "--no-nanny")
    with outcomes(started.address, source, tmp_path) as running:
        built = [next(running)]
        os.kill(started.workers[0].pid, signal.SIGKILL)
        built += running
    assert files(tmp_path) == expected
    assert [o.transcript.name for o in built] == sorted(p.name for p in source.glob("*.txt"))
    assert started.workers[0].wait() == -signal.SIGKILL

    with outcomes(started.address, source, tmp_path) as running:
        again = list(running)
    assert [o.state for o in again] == ["unchanged"] * NUMBER
    assert files(tmp_path) == expected
    assert not list((tmp_path / ".building").glob("on-*"))


def test_a_document_that_kills_its_workers_is_reported_and_stops_no_other(
    processes: Callable[..., Processes], source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    started = processes(2, "--nanny", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    with outcomes(started.address, source, tmp_path, deadly) as running:
        built = list(running)

    assert [(o.transcript.name, o.problems[0].code) for o in built if o.written is None] == [(VICTIM, "BU01")]
    stem = VICTIM.removesuffix(".txt")
    assert files(tmp_path) == {name: b for name, b in expected.items() if not name.startswith(stem)}


def test_a_scheduler_that_is_killed_ends_the_build_and_the_next_goes_on(
    processes: Callable[..., Processes], source: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    started = processes(1, "--no-nanny")
    with (
        pytest.raises(CannotBuildError) as raised,
        outcomes(started.address, source, tmp_path) as running,
    ):
        next(running)
        os.kill(started.scheduler.pid, signal.SIGKILL)
        list(running)
    assert raised.value.problem.code == "BU23"
    assert raised.value.problem.hint.endswith("The next build goes on where this one stopped.")
    assert not list((tmp_path / ".building").glob("on-*"))
    started.workers[0].terminate()
    started.workers[0].wait()

    cache = Cache(tmp_path / ".cache")
    batch = gather([source], lists=[], date=DATE, cache=cache)
    rest = list(build(batch, tmp_path, [], [REGISTER], cache=cache))
    assert rest[0].state == "unchanged"
    assert files(tmp_path) == expected


def test_nobody_writes_when_a_build_has_been_ended(
    processes: Callable[..., Processes], source: Path, tmp_path: Path
) -> None:
    from distributed import Client

    started = processes(2, "--no-nanny")
    with outcomes(started.address, source, tmp_path) as running:
        next(running)
    with Client(scheduler_file=str(started.file), set_as_default=False) as client:
        assert not any(client.processing().values())
    assert len(list(tmp_path.glob("*.xml"))) < NUMBER


def test_workers_without_the_program_are_found_before_the_build_begins(
    processes: Callable[..., Processes], source: Path, tmp_path: Path
) -> None:
    started = processes(0)
    # What is found first hides the program, also one that is installed.
    (tmp_path / "tei_edition.py").write_text("raise ModuleNotFoundError(\"No module named 'tei_edition'\")\n")
    started.add_worker("--no-nanny", PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path]))
    with (
        pytest.raises(CannotBuildError) as raised,
        outcomes(started.address, source, tmp_path / "build"),
    ):
        pass
    assert raised.value.problem.code == "BU22"
    assert "ModuleNotFoundError" in raised.value.problem.message
