"""The records of the TEI files that stand in a folder, and the collection made of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tei_edition.collection.files import write
from tei_edition.collection.record import record
from tei_edition.collection.records import Records
from tei_edition.collection.row import Record
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables.settings import Settings


def write_collection(
    output: Path, settings: Sequence[Settings], records: Records, *, parts: Path | None = None
) -> tuple[Problem, ...]:
    """Write the files of the collection of all documents in a folder, whenever they were built.

    Args:
        output: the folder of the TEI files.
        settings: what holds for the documents: of each folder from which some were built.
        records: of the files that are known as they stand; the others are read.
        parts: where parts of files may be written; by default beside their places.

    Returns:
        What an editor should know: what ``write`` reports, and IN40 (a file that is no document).
    """
    problems: list[Problem] = []
    if not settings or not output.is_dir():
        return ()
    reported = write(_stored(output, records, problems), settings, output, parts=parts)
    return (*problems, *reported)


def _stored(output: Path, records: Records, problems: list[Problem]) -> Iterator[tuple[str, Record]]:
    for path in sorted(output.glob("*.xml")):
        found = records.get(path.name) or record(path.read_bytes())
        if found is not None:
            yield path.name, found
        else:
            message = "The file is no TEI document with a text; it was left out of the collection."
            hint = "If it is one of yours, tei-edition validate tells what is wrong; else keep it elsewhere."
            problems.append(Problem("IN40", Severity.NOTE, message, hint, file=str(path)))
