"""Export an edition: check what its target requires, make the files, and put them in their place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tei_edition.deposit.edition import Edition
from tei_edition.deposit.exports.cmif import cmif
from tei_edition.deposit.exports.dataverse import dataverse
from tei_edition.deposit.exports.nakala import nakala
from tei_edition.deposit.exports.oai import oai
from tei_edition.deposit.exports.placing import in_the_way, place
from tei_edition.deposit.exports.saf import saf
from tei_edition.deposit.exports.target import NEVER_NEEDED, Exported, missing, target, told
from tei_edition.deposit.exports.textgrid import textgrid
from tei_edition.model.problem import Problem, Severity

WRITERS: Final[Mapping[str, Callable[[Edition, str], Exported]]] = {
    "saf": saf, "textgrid": textgrid, "nakala": nakala, "dataverse": dataverse, "cmif": cmif, "oai": oai,
}  # fmt: skip
"""The formats, and what makes the files of each."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an export."""

    places: tuple[Path, ...]
    """The files and folders that were written; empty if none were, because of an error."""
    problems: tuple[Problem, ...]
    """What is missing or was left out."""


def export(
    format_: str, edition: Edition, output: Path, *, source: Path, date: str, address: str = ""
) -> Written:
    """Export an edition.

    Args:
        format_: a key of ``WRITERS``.
        edition: the edition.
        output: the folder in which the export is put.
        source: the folder of the transcripts, into which nothing is written.
        date: the day, ``YYYY-MM-DD``: of the entries of a zip file.
        address: where the export will be on line, for the formats that need it.

    Returns:
        What was written: everything or, if there is an error, nothing. What an earlier export wrote is
        replaced, unless somebody has changed it since.

    Raises:
        OSError: if it cannot be written.
    """
    problems = [p for p in edition.problems if p.code not in NEVER_NEEDED]
    problems += [*missing(format_, edition, address), *_in_the_way(format_, output, source)]
    if _stopped(problems):
        return Written((), tuple(problems))
    made = WRITERS[format_](edition, address)
    problems += made.problems
    if _stopped(problems):
        return Written((), tuple(problems))
    places = place(output, made.files, date=date, zipped=target(format_)["zip"])
    return Written(places, tuple(problems))


def _stopped(problems: Sequence[Problem]) -> bool:
    return any(p.severity is Severity.ERROR for p in problems)


def _in_the_way(format_: str, output: Path, source: Path) -> list[Problem]:
    row = target(format_)
    name = str(row["writes"]).rstrip("/")
    if output.resolve().is_relative_to(source.resolve()):
        return [told("DP86", "in-the-source", format_, str(output), source=str(source))]
    names = [name, f"{name}.zip"] if row["zip"] else [name]
    found = in_the_way(output, names)
    return [told("DP86", "in-the-way", format_, str(found))] if found is not None else []
