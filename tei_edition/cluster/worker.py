"""What a worker of a cluster does: it looks where it is, and encodes documents.

A worker is a process that others started, perhaps long ago, in a folder of its own and with several threads.
"""

import asyncio
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tei_edition.batch.digest import digest_of_file
from tei_edition.batch.folder import Folder
from tei_edition.batch.outcome import Outcome
from tei_edition.batch.program import program_digest
from tei_edition.batch.task import Task
from tei_edition.batch.workers import Work

_alone = threading.Lock()
"""Held for each document: settings, lists and schemas of a process are made for one thread, and the folder in
which relative paths begin is the same for all of them."""

Lack = Literal["program", "place", "output", "writing", "source"]
"""What a worker lacks: the same program; the folder in which the build was started; the folder of the TEI
files or of the cache; leave to write there; the same transcripts and lists."""


class UnfitError(Exception):
    """A worker that cannot take part in the build; its arguments are the ``Lack`` and the path."""


@dataclass(frozen=True, slots=True)
class Order:
    """What holds for all work of a run."""

    program: str
    """Digest of the program by which the run was started."""
    place: Path
    """The folder in which it was started; relative paths begin there."""
    mark: Path
    """A file that is there as long as the run may go on, within the folder of the TEI files."""
    run: str
    """What the file holds."""


def carried_out(order: Order, work: Work, folder: Folder, names: Sequence[str], task: Task) -> list[Outcome]:
    """Do some work of a run.

    Args:
        order: what holds for all work of the run.
        work: what is to be done with the documents.
        folder: their folder.
        names: the names of the transcripts.
        task: what is to be done with each.

    Returns:
        What came of each; fewer if the run was withdrawn.

    Raises:
        UnfitError: if this worker cannot take part; it may have joined after the survey.
    """
    if program_digest() != order.program:
        raise UnfitError("program", "")
    if not order.place.is_dir():
        raise UnfitError("place", str(order.place))
    outcomes: list[Outcome] = []
    for name in names:
        with _alone, chdir(order.place):
            if not _is_on(order):
                break
            if not folder.path.is_dir():
                raise UnfitError("source", str(folder.path))
            outcomes += work(folder, [name], task)
        if outcomes and outcomes[-1].halts:
            break
    return outcomes


def _is_on(order: Order) -> bool:
    """Tell whether the run may go on. The file is opened, for then a file system of a network looks anew."""
    try:
        return order.mark.read_text(encoding="ascii") == order.run
    except FileNotFoundError:
        if order.mark.parent.is_dir():
            return False
        raise UnfitError("output", str(order.mark.parent)) from None


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker is asked before a run begins."""

    order: Order
    """What holds for the run; its file is there already."""
    marks: tuple[Path, ...]
    """Files like that of the order, in all folders that are written into."""
    folders: tuple[tuple[Folder, str, str], ...]
    """Folders of transcripts, each with the name of one and the digest of its content."""


async def lacking(question: Question) -> tuple[tuple[Lack, str], ...]:
    """Return what this worker lacks to take part in a run, with the path that is concerned."""
    return await asyncio.to_thread(lambda: tuple(_lacking(question)))


def _lacking(question: Question) -> Iterator[tuple[Lack, str]]:
    order = question.order
    if program_digest() != order.program:
        yield "program", ""
    if not order.place.is_dir():
        yield "place", str(order.place)
        return
    for mark in question.marks:
        path = order.place / mark
        try:
            is_same = path.read_text(encoding="ascii") == order.run
        except (OSError, ValueError):
            is_same = False
        if not is_same:
            yield "output", str(path.parent)
        elif not _is_writable(path.parent):
            yield "writing", str(path.parent)
    for folder, name, digest in question.folders:
        path = order.place / folder.path
        if digest_of_file(path / name) != digest or not _is_same(folder, order.place):
            yield "source", str(path)


def _is_same(folder: Folder, place: Path) -> bool:
    try:
        lists = [place / p for p in folder.lists if p.parent != folder.path]
        here = Folder.of(place / folder.path, lists, folder.date)
    except OSError:
        return False
    return (here.settled, here.listed) == (folder.settled, folder.listed)


def _is_writable(folder: Path) -> bool:
    try:
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        Path(name).unlink()
    except OSError:
        return False
    return True
