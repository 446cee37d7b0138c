"""Several workers at once: chunks of documents, few of them under way, and the outcomes in their order."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tei_edition.batch.folder import Folder
from tei_edition.batch.outcome import Outcome
from tei_edition.batch.task import Task
from tei_edition.batch.work import died, work

_SECONDS = 0.1
"""How long the work on a chunk should take: much longer than to send it, short enough to share out evenly."""
_FIRST = 2
_MOST = 500
_AHEAD = 4
"""How many chunks there are for each worker, under way or waiting to be reported."""

Work = Callable[[Folder, Sequence[str], Task], list[Outcome]]
"""Work on documents of a folder; see ``work``."""

Start = Callable[[int], Executor]
"""Starts a number of workers."""


@dataclass(slots=True)
class _Chunks:
    """Divides documents into chunks that take about the same time, as far as those before tell."""

    names: Sequence[str]
    seconds: float = _SECONDS
    done: int = 0
    size: float = _FIRST

    def next(self) -> Sequence[str]:
        chunk = self.names[self.done : self.done + max(1, int(self.size))]
        self.done += len(chunk)
        return chunk

    def learn(self, outcomes: Sequence[Outcome]) -> None:
        each = sum(o.seconds for o in outcomes) / max(1, len(outcomes))
        fitting = min(_MOST, self.seconds / max(each, 1e-6))
        self.size += (fitting - self.size) / 4


@dataclass(slots=True)
class Workers:
    """Workers for the documents of a folder."""

    folder: Folder
    task: Task
    start: Start
    """Starts workers; they are started again after one of them has died."""
    jobs: Callable[[], int]
    """How many there are; their number may change."""
    work: Work = work
    """What they do. If less comes back than was given to them, nothing more is done."""
    seconds: float = _SECONDS
    """How long the work on a chunk should take."""
    _under_way: deque[tuple[Sequence[str], Future[list[Outcome]]]] = field(default_factory=deque)

    def outcomes(self, names: Sequence[str]) -> Generator[Outcome, None, None]:
        """Have documents encoded.

        Args:
            names: the names of their transcripts.

        Yields:
            What came of each, in their order.
        """
        chunks = _Chunks(names, self.seconds)
        broken: list[tuple[Sequence[str], Future[list[Outcome]]]] = []
        while True:
            with _started(self.start, self.jobs()) as executor:
                for found in self._chunk_by_chunk(chunks, executor, broken):
                    chunks.learn(found)
                    yield from found
            if not broken:
                return
            yield from self._again(broken)
            broken.clear()

    def _chunk_by_chunk(
        self,
        chunks: _Chunks,
        executor: Executor,
        broken: list[tuple[Sequence[str], Future[list[Outcome]]]],
    ) -> Iterator[list[Outcome]]:
        waiting = self._under_way
        try:
            yield from self._in_order(chunks, executor)
        except BrokenExecutor:
            _settle(future for _, future in waiting)  # on a cluster, the other workers are at work still
            broken += waiting
        finally:
            waiting.clear()

    def _in_order(self, chunks: _Chunks, executor: Executor) -> Iterator[list[Outcome]]:
        waiting = self._under_way
        while True:
            while len(waiting) < _AHEAD * self.jobs() and (names := chunks.next()):
                waiting.append((names, _none()))  # so that none is lost if it cannot be sent
                waiting[-1] = (names, executor.submit(self.work, self.folder, names, self.task))
            if not waiting:
                return
            found = waiting[0][1].result()
            names, _ = waiting.popleft()
            yield found
            if len(found) < len(names):
                return

    def _again(self, broken: Sequence[tuple[Sequence[str], Future[list[Outcome]]]]) -> Iterator[Outcome]:
        """Try one by one what was under way when a worker died; who kills another is reported."""
        left = deque(broken)
        while left:
            with _started(self.start, 1) as executor:
                while left:
                    names, future = left.popleft()
                    if _is_done(future):
                        yield from future.result()
                        continue
                    if len(names) > 1:
                        left.extendleft(([name], _none()) for name in reversed(names))
                        continue
                    try:
                        yield from executor.submit(self.work, self.folder, names, self.task).result()
                    except BrokenExecutor:
                        yield died(self.folder.path / names[0], self.task)
                        break


@contextmanager
def _started(start: Start, jobs: int) -> Iterator[Executor]:
    executor = start(jobs)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _none() -> Future[list[Outcome]]:
    """Return a future of which nothing comes."""
    future: Future[list[Outcome]] = Future()
    future.cancel()
    return future


def _settle(futures: Iterable[Future[list[Outcome]]]) -> None:
    """Wait until something has come of all futures, or nothing will."""
    for future in futures:
        with suppress(CancelledError):
            future.exception()


def _is_done(future: Future[list[Outcome]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
