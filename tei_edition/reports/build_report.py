"""The report of a build as JSON, written document by document; docs/reports.md describes its stable keys."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tei_edition.batch import Outcome
from tei_edition.model.problem import Problem
from tei_edition.reports.json_report import problem_record
from tei_edition.reports.outcome import TOOL, VERSION
from tei_edition.whole_file import whole_file

LAYOUT = 1
"""Counted up when a key changes its meaning or goes; new keys may come without."""


class BuildReport:
    """A report that is being written."""

    def __init__(self, file: IO[bytes], problems: tuple[Problem, ...]) -> None:
        self._file = file
        self._documents = 0
        head = {
            "report": f"{TOOL} build",
            "layout": LAYOUT,
            "version": VERSION,
            "problems": [_of_build(p) for p in problems],
        }
        self._write(f'{_json(head)[:-1]}, "documents": [')

    def add(self, outcome: Outcome) -> None:
        """Add a document."""
        self._write(",\n" if self._documents else "\n")
        self._write(_json(_document(outcome)))
        self._documents += 1

    def close(self, summary: dict[str, Any], run: dict[str, Any]) -> None:
        """Write the end.

        Args:
            summary: numbers that are the same whenever the same transcripts are built.
            run: what is of this run: how much had to be done, and how long it took.
        """
        self._write(f'\n], "summary": {_json(summary)},\n"run": {_json(run)}}}\n')

    def _write(self, words: str) -> None:
        self._file.write(words.encode("utf-8", "backslashreplace"))


@contextmanager
def build_report(path: Path, problems: tuple[Problem, ...]) -> Iterator[BuildReport]:
    """Write the report of a build, whole or not at all.

    Args:
        path: the file.
        problems: what is wrong before any transcript was read.
    """
    with whole_file(path) as file:
        yield BuildReport(file, problems)


def _document(outcome: Outcome) -> dict[str, Any]:
    tally = outcome.tally
    return {
        "transcript": str(outcome.transcript),
        "tei": str(outcome.written) if outcome.written is not None else None,
        "beside": [str(path) for path in outcome.beside],
        "tagged": dict(tally.tagged),
        "uncertain": dict(tally.uncertain),
        "names": {"persons": tally.persons, "linked": tally.linked, "surely": tally.surely},
        "problems": [problem_record(p) for p in outcome.problems],
        "record": outcome.record,
    }


def _of_build(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, **problem_record(problem)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
