"""Who does the work of a build: processes of this computer, or with ``--scheduler`` a cluster."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tei_edition.batch import Batch, Cache, CannotBuildError, cores
from tei_edition.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who does the work of a build."""

    workers: Callable[[], int]
    """How many they are; on a cluster that may change."""
    executor: Executor | None = None
    """What sends work to them; None if they are processes of this computer."""


@contextmanager
def workforce(
    scheduler: str | None, jobs: int | None, batch: Batch, output: Path, cache: Cache, *, wait: float
) -> Iterator[Workforce]:
    """Find those who do the work of a build.

    Args:
        scheduler: the address of the scheduler of a cluster; None for processes of this computer.
        jobs: how many processes of this computer; None for one on each core.
        batch: what is built.
        output: the folder for the TEI files.
        cache: where results are kept.
        wait: seconds to wait for the scheduler and for workers.

    Raises:
        CannotBuildError: if the cluster cannot do it.
    """
    if scheduler is None or not batch.size:
        processes = jobs or cores()
        yield Workforce(lambda: processes)
        return
    try:
        from tei_edition.cluster.connection import cluster
    except ModuleNotFoundError as error:
        if error.name != "distributed":
            raise
        raise _missing_dask(scheduler) from None
    with cluster(scheduler, batch, output, cache, wait=wait) as found:
        yield Workforce(found.workers, found.executor)


def _missing_dask(scheduler: str) -> CannotBuildError:
    message = "To build on a cluster the program needs the library distributed, which is not installed."
    hint = "Install it with: pip install distributed"
    return CannotBuildError(Problem("BU20", Severity.ERROR, message, hint, scheduler))
