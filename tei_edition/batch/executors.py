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
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing.connection import wait


def processes(jobs: int, *, method: str | None = None) -> Executor:
    """Return worker processes of this computer.

    Args:
        jobs: how many.
        method: how they begin, as ``multiprocessing`` names it; by default as copies of this process where
            that is safe, so that authority lists and schemas which were loaded here are there at once.
    """
    chosen = method or ("fork" if sys.platform == "linux" else None)
    context = multiprocessing.get_context(chosen)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


class Lent(Executor):
    """An executor that belongs to somebody else, and is not shut down."""

    def __init__(self, executor: Executor, jobs: int) -> None:
        self.submit = executor.submit  # type: ignore[method-assign]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Do nothing."""


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
