"""Where work is done: the only place that knows of processes.

Whoever has other means gives ``build`` an executor of his own; anything with the interface of
``concurrent.futures.Executor`` will do, such as that of a cluster.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import Any


def processes(jobs: int, *, method: str | None = None) -> Executor:
    """Return worker processes of this computer.

    Args:
        jobs: how many.
        method: how they begin, as ``multiprocessing`` names it; by default as copies of this process where
            that is safe, so that authority lists and schemas which were loaded here are there at once.
    """
    chosen = method or ("fork" if sys.platform == "linux" else None)
    context = multiprocessing.get_context(chosen)
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    if chosen == "fork":
        with _undisturbed():
            executor.submit(_nothing)  # all workers begin with the first work
    return executor


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put an interruption off: Python loses one that comes while it copies the process."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _nothing() -> None:
    """Do nothing."""


class Lent(Executor):
    """An executor that belongs to somebody else: it is not shut down, only what it was given is withdrawn."""

    def __init__(self, executor: Executor, jobs: int) -> None:
        self._executor = executor
        self._under_way: set[Future[Any]] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have something done."""
        future = self._executor.submit(fn, *args, **kwargs)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Withdraw what has not begun, and wait for the rest: nobody writes when a run has ended."""
        begun = [future for future in tuple(self._under_way) if not future.cancel()]
        for future in begun:
            with suppress(Exception):
                future.exception()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Prepare a worker: whoever interrupts the build means its parent, with which it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what was copied from the parent is not looked through again, and so stays shared
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
