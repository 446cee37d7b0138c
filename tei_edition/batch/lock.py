"""One build at a time for each folder of TEI files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tei_edition.model.problem import Problem, Severity

WORKSHOP = ".building"
"""The folder, within that of the TEI files, for the lock and for files that are not yet whole."""
_PATIENCE = 5.0
"""Seconds; the workers of a build that was killed need a moment to notice."""


class CannotBuildError(Exception):
    """A build that cannot even begin."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
        """Why, and what to do."""


@contextmanager
def only_build(output: Path) -> Iterator[Path]:
    """Be the only build that writes into a folder.

    The lock is one of the operating system, which releases it when the process ends, however that comes.

    Args:
        output: the folder for the TEI files.

    Yields:
        The folder for files that are not yet whole.

    Raises:
        CannotBuildError: if another build is writing into the folder, or it cannot be made.
    """
    workshop = output / WORKSHOP
    try:
        workshop.mkdir(parents=True, exist_ok=True)
        lock = FileLock(workshop / "lock")
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        message = "Another build is writing into this folder."
        hint = "Wait until it is done, or build into another folder with --output."
        raise CannotBuildError(Problem("BU04", Severity.ERROR, message, hint, str(output))) from None
    except OSError as error:
        message = f"The folder for the TEI files cannot be used: {error.strerror or error}."
        hint = "Choose another with --output, or look at its permissions and the room on the disk."
        raise CannotBuildError(Problem("BU03", Severity.ERROR, message, hint, str(output))) from None
    except NotImplementedError:  # some file systems of clusters have no locks
        message = "The file system of this folder cannot tell whether another build is writing into it."
        hint = "Mount it with locks (on Lustre: the option flock), or build into a folder elsewhere."
        raise CannotBuildError(Problem("BU03", Severity.ERROR, message, hint, str(output))) from None
    try:
        yield workshop
    finally:
        lock.release()
