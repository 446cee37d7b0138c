"""What is to be done with each document of a run; it can be sent to another process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tei_edition.batch.cache import Cache
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem
from tei_edition.recognisers.resources import Resources

TEI = ".xml"
"""How the names of TEI files end."""

Demand = Callable[[Edition], tuple[Problem, ...]]
"""What an editor demands of an edition besides proof and validity: the problems that stand against it."""

Recorder = Callable[[bytes], Any]
"""Makes a record of a TEI file from its bytes: something small that JSON can hold."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that is written beside each TEI file."""

    suffix: str
    """What its name has behind the stem, such as ``.names.csv``."""
    content: Callable[[Edition, Resources], bytes]
    """Returns what it holds; nothing if it is not to be written."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with each document.

    All functions in it are functions of modules, so that other processes find them by their names.
    """

    output: Path
    """The folder for the TEI files."""
    parts: Path
    """The folder for files that are not yet whole."""
    cache: Cache | None = None
    """Where earlier results are looked up, and new ones kept."""
    demands: tuple[Demand, ...] = ()
    """What else must hold for a file to be written."""
    companions: tuple[Companion, ...] = ()
    """What is written beside each TEI file, and removed with it."""
    recorder: Recorder | None = None
    """Makes the record of each TEI file."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What the names of the files of a document have behind the stem."""
        return (TEI, *(c.suffix for c in self.companions))

    @property
    def named(self) -> str:
        """The functions of the task by name: with others, the results would be others."""
        functions = (*self.demands, *(c.content for c in self.companions), self.recorder)
        names = [f"{f.__module__}.{f.__qualname__}" if f is not None else "" for f in functions]
        return "\n".join([*names, *(c.suffix for c in self.companions)])
