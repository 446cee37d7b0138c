"""A run: all documents of a batch, one after another or by several workers."""

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from functools import partial
from pathlib import Path

from tei_edition.batch.cache import Cache
from tei_edition.batch.executors import Lent, processes
from tei_edition.batch.folder import Folder
from tei_edition.batch.gathering import Batch
from tei_edition.batch.lock import only_build
from tei_edition.batch.outcome import Outcome
from tei_edition.batch.task import Companion, Demand, Recorder, Task
from tei_edition.batch.work import look_up, one, settled
from tei_edition.batch.workers import Workers
from tei_edition.batch.writing import sweep

_FEW = 24
"""Documents for which it is not worth while to start workers."""
_MANY = 1000
"""Documents for which it is, if they need only be looked up."""
_SECONDS_AWAY = 0.5
"""How long the work on a chunk should take that is sent to other computers."""


def build(
    batch: Batch,
    output: Path,
    demands: Sequence[Demand] = (),
    companions: Sequence[Companion] = (),
    *,
    recorder: Recorder | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    workers: Callable[[], int] | None = None,
    afterwards: Callable[[Path], None] | None = None,
) -> Generator[Outcome, None, None]:
    """Encode the transcripts of a batch and write the TEI files.

    A transcript that fails stops none of the others. A file is written whole or not at all, and only if it
    is proven and valid; what an earlier build left for a transcript that fails now is removed, so that no
    file in ``output`` is other than the transcript says. A run that is stopped or killed is taken up by the
    next one, if there is a cache. The files are the same whatever cache and workers there are.

    Args:
        batch: the transcripts.
        output: the folder for the TEI files.
        demands: what else must hold for a file to be written.
        companions: what is written beside each TEI file, and removed with it.
        recorder: makes a record of each TEI file from its bytes, which JSON can hold; it is kept in the
            cache, so that a file that is unchanged need not be parsed again.
        cache: where results are kept for the next run; without one, all documents are encoded.
        jobs: how many processes work at once.
        executor: does the work instead of processes of this computer; it is not shut down.
        workers: tells how many workers the executor has, if that is not always as many as ``jobs``.
        afterwards: called when all documents are done, before another build may begin, with a folder in
            which parts of files may be written.

    Yields:
        What came of each, in their order. After one that ``halts`` there is none.

    Raises:
        CannotBuildError: if another build is writing into the folder, or it cannot be made.
    """
    with only_build(output) as parts:
        sweep(parts)
        task = Task(output, parts, cache, tuple(demands), tuple(companions), recorder)
        for part in batch.parts:
            names = part.names
            if batch.clashing:
                names = tuple(n for n in names if part.folder.path / n not in batch.clashing)
            if executor is not None:
                lent = partial(Lent, executor)
                count = workers or (lambda: jobs)
                found = Workers(part.folder, task, lent, count, seconds=_SECONDS_AWAY).outcomes(names)
            else:
                found = _of_folder(part.folder, names, task, jobs)
            with closing(found):
                for outcome in found:
                    yield outcome
                    if outcome.halts:
                        return
        if afterwards is not None:
            afterwards(parts)


def _of_folder(folder: Folder, names: Sequence[str], task: Task, jobs: int) -> Generator[Outcome, None, None]:
    """Yield the outcomes of a folder: as long as nothing has changed, without reading what holds for it."""
    done = 0
    if task.cache is not None:
        several = jobs > 1 and len(names) > _MANY
        for outcome in _looked_up(folder, names, task, jobs if several else 1):
            done += 1
            yield outcome
    left = names[done:]
    if not left:
        return
    if jobs == 1 or len(left) <= _FEW:
        yield from (one(folder, name, task) for name in left)
        return
    # The first is encoded here: workers that begin as copies of this process have all that it needed.
    yield one(folder, left[0], task)
    yield from Workers(folder, task, processes, lambda: jobs).outcomes(left[1:])


def _looked_up(folder: Folder, names: Sequence[str], task: Task, jobs: int) -> Iterator[Outcome]:
    """Yield the outcomes that are known, up to the first that is not."""
    if jobs > 1:
        yield from Workers(folder, task, processes, lambda: jobs, look_up).outcomes(names)
        return
    for name in names:
        outcome = settled(folder, name, task)
        if outcome is None:
            return
        yield outcome
