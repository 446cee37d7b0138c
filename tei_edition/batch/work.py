"""The work on documents: what a worker is given, and what it gives back.

Both can be sent from one process to another, so that any ``concurrent.futures.Executor`` can do the work.
"""

import errno
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tei_edition.batch.digest import digest_of_file
from tei_edition.batch.document import Source
from tei_edition.batch.folder import Folder
from tei_edition.batch.outcome import Outcome, State
from tei_edition.batch.result import Result, fresh, known, result
from tei_edition.batch.task import TEI, Task
from tei_edition.batch.writing import write
from tei_edition.model.problem import Problem, Severity

_NO_MORE = frozenset({errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What stands in the way of every further file."""


def work(folder: Folder, names: Sequence[str], task: Task) -> list[Outcome]:
    """Encode some documents of a folder, or find that nothing is to be done.

    Args:
        folder: what holds for them.
        names: the names of the transcripts.
        task: what is to be done with each.

    Returns:
        What came of each, in their order; fewer if the run cannot go on.
    """
    outcomes: list[Outcome] = []
    for name in names:
        outcomes.append(one(folder, name, task))
        if outcomes[-1].halts:
            break
    return outcomes


def look_up(folder: Folder, names: Sequence[str], task: Task) -> list[Outcome]:
    """Return what came of some documents, up to the first that has to be encoded; see ``work``."""
    outcomes: list[Outcome] = []
    for name in names:
        outcome = settled(folder, name, task)
        if outcome is None:
            break
        outcomes.append(outcome)
    return outcomes


def one(folder: Folder, name: str, task: Task) -> Outcome:
    """Encode one document, or find that nothing is to be done."""
    begun = time.perf_counter()
    transcript = folder.path / name
    try:
        outcome = _outcome(folder, transcript, task)
    except OSError as error:
        outcome = _unwritten(transcript, task, error)
    except Exception as error:  # an error of the program concerns one document and stops none of the others
        outcome = _failed(transcript, task, error)
    return replace(outcome, seconds=time.perf_counter() - begun)


def settled(folder: Folder, name: str, task: Task) -> Outcome | None:
    """Return what came of a document of which the result is known without a look at the lists; else None."""
    begun = time.perf_counter()
    transcript = folder.path / name
    try:
        found = known(Source.of(transcript), folder, task)
        outcome = _placed(transcript, found, task) if found is not None else None
    except OSError:
        return None  # who makes it anew will tell
    return replace(outcome, seconds=time.perf_counter() - begun) if outcome is not None else None


def _outcome(folder: Folder, transcript: Path, task: Task) -> Outcome:
    try:
        source = Source.of(transcript)
    except OSError as error:
        message = f"The transcript cannot be read: {error.strerror}."
        hint = "Look at the file's permissions."
        return _without_file(
            transcript, task, Problem("IN05", Severity.ERROR, message, hint, str(transcript))
        )
    outcome = _placed(transcript, result(source, folder, task), task)
    if outcome is None:  # the files are to be restored, and the cache has them no more
        outcome = _placed(transcript, fresh(source, folder, task), task)
    assert outcome is not None
    return outcome


def _placed(transcript: Path, found: Result, task: Task) -> Outcome | None:
    """See to it that the files of a document are in their place; None if their content is not at hand."""
    kept, wanted = found.kept, found.kept.files
    paths = {suffix: task.output / f"{transcript.stem}{suffix}" for suffix in task.suffixes}
    wrong = [s for s, path in paths.items() if s in wanted and digest_of_file(path) != wanted[s]]
    state: State = "built" if found.is_new else "unchanged"
    if wrong:
        files = found.files or _kept_files(found, task)
        if files is None:
            return None
        for suffix in wrong:
            write(paths[suffix], files[suffix], parts=task.parts)
        state = "built" if found.is_new else "restored"
    for suffix, path in paths.items():
        if suffix not in wanted:
            path.unlink(missing_ok=True)
    written = {suffix: path for suffix, path in paths.items() if suffix in wanted}
    return Outcome(
        transcript,
        written.pop(TEI, None),
        tuple(written.values()),
        kept.problems,
        kept.tally,
        kept.record,
        state,
    )


def _kept_files(found: Result, task: Task) -> Mapping[str, bytes] | None:
    body = task.cache.body(found.kept.body) if task.cache is not None else None
    return body.files if body is not None and set(found.kept.files) <= set(body.files) else None


def _without_file(transcript: Path, task: Task, *problems: Problem, halts: bool = False) -> Outcome:
    """Return the outcome of a document that has no file, and remove what an earlier build left."""
    for suffix in task.suffixes:
        (task.output / f"{transcript.stem}{suffix}").unlink(missing_ok=True)
    return Outcome(transcript, problems=problems, halts=halts)


def _unwritten(transcript: Path, task: Task, error: OSError) -> Outcome:
    """Report that a file could not be written; what was there before is there still."""
    file = str(error.filename2 or error.filename or task.output)
    halts = error.errno in _NO_MORE
    reason = error.strerror or type(error).__name__
    message = f"The TEI file could not be written: {reason}."
    hint = "Look at the name of the transcript and at what lies in the folder of the TEI files."
    if halts:
        hint = "Make room, or build into another folder with --output; the build goes on where it stopped."
    problem = Problem("BU03", Severity.ERROR, message, hint, file if halts else str(transcript))
    return Outcome(transcript, problems=(problem,), halts=halts)


def _failed(transcript: Path, task: Task, error: Exception) -> Outcome:
    """Report an error of the program."""
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    message = f"The program failed on this transcript, so nothing was written ({said})."
    hint = "Report the transcript to the developers."
    if isinstance(error, MemoryError):
        message = "There was not enough memory for this transcript, so nothing was written."
        hint = "Divide it, or build it alone with --jobs 1."
    return _without_file(transcript, task, Problem("BU02", Severity.ERROR, message, hint, transcript.name))


def died(transcript: Path, task: Task) -> Outcome:
    """Report that the process died which encoded a transcript."""
    message = "The process that encoded this transcript died twice, so nothing was written."
    hint = "Most often there is too little memory: divide the transcript, or build it alone with --jobs 1."
    return _without_file(transcript, task, Problem("BU01", Severity.ERROR, message, hint, transcript.name))
