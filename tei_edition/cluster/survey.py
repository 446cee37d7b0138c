"""Whether the workers of a cluster can take part in a build, said so that it can be mended."""

from collections.abc import Mapping, Sequence

from tei_edition.batch import CannotBuildError
from tei_edition.cluster.worker import Lack
from tei_edition.model.problem import Problem, Severity

Answer = Sequence[tuple[Lack, str]] | BaseException
"""What a worker lacks, or how asking it failed."""

_SHARED = (
    "Put transcripts, lists, the folder of the TEI files and the cache on a file system that all computers"
    " share, under the same path, and let the workers write there."
)
_LACKS: Mapping[Lack, tuple[str, str]] = {
    "program": (
        "another version of the program, of Python or of a library than this computer",
        "Install the same versions on all computers (compare pip freeze), and start the workers again.",
    ),
    "place": ("no folder {path}, in which this build was started", _SHARED),
    "output": ("not the same folder {path} as this computer", _SHARED),
    "writing": (
        "no leave to write into {path}",
        "Start them as a user who may write there, or choose another folder with --output.",
    ),
    "source": ("not the same transcripts and lists in {path} as this computer", _SHARED),
}


def found_wanting(answers: Mapping[str, Answer], scheduler: str) -> CannotBuildError | None:
    """Tell why a build cannot begin; None if all workers can take part.

    Args:
        answers: what each worker lacks, by its address.
        scheduler: the address of the scheduler.
    """
    at: dict[tuple[Lack, str] | str, list[str]] = {}
    for worker, answer in sorted(answers.items()):
        for lack in (_said(answer),) if isinstance(answer, BaseException) else answer:
            at.setdefault(lack, []).append(worker)
    if not at:
        return None
    lack, workers = next(iter(at.items()))
    several = len(workers) > 1
    who = f"{len(workers)} of {len(answers)} workers" if len(answers) > 1 else "The worker"
    verb = "have" if several and len(answers) > 1 else "has"
    return unfit(lack, f"{who} ({workers[0]}{' and others' if several else ''}) {verb}", scheduler)


def unfit(lack: tuple[Lack, str] | str, who: str, scheduler: str) -> CannotBuildError:
    """Return that workers cannot take part in a build.

    Args:
        lack: what they lack, and the path that is concerned; or in words how asking them failed.
        who: the beginning of a sentence that says who they are, up to ``has``.
        scheduler: the address of the scheduler.
    """
    if isinstance(lack, str):
        said, hint = f"not been able to start the program: {lack}", "Install tei_edition for the workers."
    else:
        said, hint = _LACKS[lack[0]][0].format(path=lack[1]), _LACKS[lack[0]][1]
    return CannotBuildError(Problem("BU22", Severity.ERROR, f"{who} {said}.", hint, scheduler))


def failing(error: BaseException, scheduler: str) -> CannotBuildError:
    """Return that a worker failed with what is no fault of a document."""
    if _is_missing(error):
        return unfit(_said(error), "A worker has", scheduler)
    message = f"A worker could not do its work: {_said(error)}."
    hint = "Look at the output of the workers. The next build goes on where this one stopped."
    return CannotBuildError(Problem("BU23", Severity.ERROR, message, hint, scheduler))


def _is_missing(error: BaseException) -> bool:
    return isinstance(error, ImportError | AttributeError)


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": .")
