"""The connection with a cluster of Dask: the one module that needs ``distributed``.

Who may connect, and how what is sent is kept secret, is Dask's matter: certificates and time limits are taken
from its configuration (files in ``~/.config/dask``, variables of the environment such as
``DASK_DISTRIBUTED__COMM__TLS__CA_FILE``).
"""

import asyncio
import json
import logging
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from distributed import Client, KilledWorker, Security
from distributed.comm import connect

from tei_edition.batch import Batch, Cache, CannotBuildError
from tei_edition.batch.digest import digest_of_file
from tei_edition.batch.lock import WORKSHOP
from tei_edition.batch.program import program_digest
from tei_edition.cluster.survey import failing, found_wanting, unfit
from tei_edition.cluster.worker import Order, Question, UnfitError, carried_out, lacking
from tei_edition.model.problem import Problem, Severity

_MARK = "on-"
_TICK = 1.0
"""Seconds from one look at the cluster to the next, while something is waited for."""
_GOES_ON = "Look whether it still runs. The next build goes on where this one stopped."


@contextmanager
def cluster(
    scheduler: str, batch: Batch, output: Path, cache: Cache | None, *, wait: float
) -> Iterator["Cluster"]:
    """Connect with a cluster, and see to it that its workers can take part in a build.

    Args:
        scheduler: the address of its scheduler, such as ``tcp://host:8786``, or the file in which the
            scheduler has put it.
        batch: what is to be built.
        output: the folder for the TEI files.
        cache: where results are kept.
        wait: seconds to wait for the scheduler, and for a worker if there is none.

    Raises:
        CannotBuildError: if the build cannot begin.
    """
    order = Order(
        program_digest(), Path.cwd(), output / WORKSHOP / f"{_MARK}{uuid.uuid4().hex}", uuid.uuid4().hex
    )
    client = _connected(scheduler, wait)
    marks = [order.mark]
    if cache is not None:
        marks.append(cache.folder / order.mark.name)
    try:
        for mark in marks:
            _put(mark, order.run)
        made = Cluster(client, scheduler, order, wait)
        made.survey(batch, tuple(marks))
        yield made
    finally:
        for mark in marks:
            with suppress(OSError):
                mark.unlink(missing_ok=True)
        client.close()


def _connected(scheduler: str, wait: float) -> Client:
    # What goes wrong is told as a problem, not in the lines of a log.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        address = _address_in(Path(scheduler), wait) if scheduler.endswith(".json") else scheduler
        # A client that cannot connect leaves threads and complaints behind: it is made if the line is good.
        asyncio.run(_called(address, wait))
        return Client(address, timeout=wait, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        message = f"The scheduler cannot be reached: {f'{error}'.rstrip('.') or type(error).__name__}."
        hint = (
            "Look at the address that it printed when it was started (tcp://host:8786), and whether it runs."
        )
        raise CannotBuildError(Problem("BU21", Severity.ERROR, message, hint, scheduler)) from error


async def _called(address: str, wait: float) -> None:
    line = await connect(address, timeout=wait, **Security().get_connection_args("client"))
    await line.close()


def _address_in(file: Path, wait: float) -> str:
    """Return the address that a scheduler has written into a file; it may not have got that far yet."""
    end = time.monotonic() + wait
    while True:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError, TypeError, KeyError):
            if time.monotonic() > end:
                raise OSError(f"after {wait:g} seconds there is no address in the file") from None
            time.sleep(0.1)


def _put(mark: Path, run: str) -> None:
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(run, encoding="ascii")
    except OSError as error:
        message = f"The folder cannot be used: {error.strerror or error}."
        hint = "Choose another with --output or --cache, or look at its permissions and the room on the disk."
        raise CannotBuildError(Problem("BU03", Severity.ERROR, message, hint, str(mark.parent))) from error


@dataclass(slots=True)
class Cluster:
    """A cluster that takes part in a build."""

    client: Client
    scheduler: str
    """Its address, as the user wrote it."""
    order: Order
    wait: float
    """Seconds for which it may be without workers."""
    _workers: int = 0
    _looked: float = 0.0
    _seen: float = field(default_factory=time.monotonic)

    @property
    def executor(self) -> Executor:
        """The executor for ``tei_edition.batch.build``."""
        return _OnCluster(self)

    def workers(self) -> int:
        """Return how many workers there are; it may change as long as the build runs."""
        self.look()
        return max(1, self._workers)

    def survey(self, batch: Batch, marks: tuple[Path, ...]) -> None:
        """Ask all workers whether they can take part.

        Raises:
            CannotBuildError: if one cannot, or there is none.
        """
        while not self._workers:
            self.look()
            time.sleep(0 if self._workers else 0.1)
        folders = {part.folder: part.names[0] for part in reversed(batch.parts)}
        asked = tuple((f, name, digest_of_file(f.path / name)) for f, name in folders.items())
        answers = self.client.run(lacking, Question(self.order, marks, asked), on_error="return")
        if wrong := found_wanting(answers, self.scheduler):
            raise wrong

    def look(self) -> None:
        """See from time to time whether the cluster is still there.

        Raises:
            CannotBuildError: if it is not, or has been without workers for too long.
        """
        if self.client.status != "running":
            raise self.lost()
        now = time.monotonic()
        if self._workers and now - self._looked < _TICK:
            return
        self._looked = now
        try:
            self._workers = len(self.client.nthreads())
        except Exception as error:  # whatever Dask raises if the line is cut
            raise self.lost() from error
        if self._workers:
            self._seen = now
        elif now - self._seen > self.wait:
            message = f"The cluster has had no worker for {self.wait:g} seconds."
            hint = "Start workers (dask worker ADDRESS), or wait longer with --wait."
            raise CannotBuildError(Problem("BU21", Severity.ERROR, message, hint, self.scheduler))

    def lost(self) -> CannotBuildError:
        """Return that the connection was lost."""
        message = "The connection with the scheduler was lost, or it was started anew."
        return CannotBuildError(Problem("BU23", Severity.ERROR, message, _GOES_ON, self.scheduler))

    def begin(self) -> None:
        """Withdraw earlier runs whose client was killed: there can be no others, now that this one builds."""
        for mark in self.order.mark.parent.glob(f"{_MARK}*"):
            if mark.name != self.order.mark.name:
                mark.unlink(missing_ok=True)

    def withdraw(self) -> None:
        """Let each worker end the document that it is at, and begin no other."""
        with suppress(OSError):
            self.order.mark.unlink(missing_ok=True)


class _OnCluster(Executor):
    """Sends work to a cluster, and tells its failures in the words of ``concurrent.futures``."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        # The same work may have another result tomorrow: no result is to be found by what was asked.
        self._executor = cluster.client.get_executor(pure=False)
        self._has_begun = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have work done; see ``tei_edition.cluster.worker.carried_out``."""
        if not self._has_begun:
            self._cluster.begin()
            self._has_begun = True
        self._cluster.look()
        try:
            found = self._executor.submit(carried_out, self._cluster.order, fn, *args, **kwargs)
        except Exception as error:  # whatever Dask raises if the line is cut
            raise self._cluster.lost() from error
        future = _Awaited(self._cluster)
        found.add_done_callback(partial(_settle, future, self._cluster))
        return future


class _Awaited(Future[Any]):
    """Work on a cluster: as long as it is waited for, it is seen whether there is still somebody to do it."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self._cluster = cluster

    def result(self, timeout: float | None = None) -> Any:
        """Return what came of it."""
        self._watch()
        return super().result(timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Return what went wrong."""
        self._watch()
        return super().exception(timeout)

    def cancel(self) -> bool:
        """Withdraw the run. What was sent comes to an end by itself, but is not cancelled."""
        self._cluster.withdraw()
        return False

    def _watch(self) -> None:
        while not self.done():
            try:
                super().exception(_TICK)
            except TimeoutError:
                self._cluster.look()


def _settle(future: _Awaited, cluster: Cluster, found: Future[Any]) -> None:
    error = cluster.lost() if found.cancelled() else found.exception()
    if error is None:
        future.set_result(found.result())
    elif isinstance(error, KilledWorker):
        future.set_exception(BrokenExecutor(str(error)))
    elif isinstance(error, UnfitError):
        lack, path = error.args
        future.set_exception(
            unfit((lack, path), "A worker that has joined the cluster has", cluster.scheduler)
        )
    elif isinstance(error, CannotBuildError):
        future.set_exception(error)
    else:
        future.set_exception(failing(error, cluster.scheduler))
