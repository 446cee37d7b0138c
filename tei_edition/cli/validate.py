"""The command ``validate``: hold TEI files against the grammar, the house rules and their own digest."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from tei_edition.batch import write
from tei_edition.collection import documents
from tei_edition.model.problem import Problem
from tei_edition.origin import origin, places, proven
from tei_edition.reports import FORMATS
from tei_edition.reports.outcome import outcome
from tei_edition.validation import (
    PROJECT,
    Following,
    SchemaError,
    exit_status,
    report,
    requested,
    unusable,
    validate_files,
)

_STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "blue", "bold": True},
    "file": {"bold": True},
    "place": {"dim": True},
    "next": {"fg": "green"},
}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--schema",
    metavar="SCHEMA",
    help="Another schema instead of the project's own: a file (.rng, .xsd, .sch),"
    " or one that is installed, by name (tei_all@4.12.0) or address.",
)
@click.option(
    "--declared",
    is_flag=True,
    help="Only the schemas that the file itself asks for (xml-model), and no other.",
)
@click.option(
    "--root",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder whose schemas a file may ask for, beside those in its own.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report into a file instead.",
)
@click.option(
    "--transcripts",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("source"),
    show_default=True,
    help="Where the transcripts lie, to tell their lines.",
)
@click.pass_context
def validate(
    context: click.Context,
    files: tuple[Path, ...],
    schema: str | None,
    root: Path | None,
    form: str,
    output: Path | None,
    transcripts: Path,
    *,
    declared: bool,
) -> None:
    """Validate TEI files.

    Each file is held against the grammar of the profile and the house rules, and its text is decoded and
    compared with the digest in its header. Of a corpus all documents are validated that it includes. If a
    file asks for schemas of its own (xml-model), it is held against these as well, if they lie in its folder
    or are installed; nothing is fetched. The exit status is 0 if there is no error; warnings do not count.

    The report is text, one HTML page, or what programs read: JSON, SARIF 2.1.0, JUnit XML.
    """
    if output is not None and output.resolve() in {path.resolve() for path in files}:
        raise click.UsageError(f"The report would be written over {output}, which is to be validated.")
    if schema is not None and declared:
        raise click.UsageError("--schema and --declared exclude one another.")
    folders = [transcripts]
    # Another schema may be one for lists or for a corpus: there the file itself is meant.
    files, left_out = documents(files) if schema is None and not declared else (files, ())
    checked = [str(path) for path in files]
    try:
        problems = left_out + validate_files(
            files,
            schemas=PROJECT if schema is None else requested(schema),
            proof=partial(proven, folders=folders) if schema is None and not declared else None,
            locate=partial(places, folders=folders),
            following=None if schema is not None else lambda file: Following(file, root, alone=declared),
        )
    except SchemaError as error:
        problems, checked = (unusable(error),), []
    if form == "text":
        painted = output is None and "NO_COLOR" not in os.environ
        written = (
            report(problems, checked=checked, paint=_painted)
            if painted
            else report(problems, checked=checked)
        )
    else:
        written = FORMATS[form](outcome(problems, tuple(checked), **_quoted(files, problems, form, folders)))
    if output is None:
        click.echo(written.removesuffix("\n"))
    else:
        try:
            write(output, f"{written.removesuffix(chr(10))}\n".encode())
        except OSError as error:
            raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
        click.echo(f"written: {output}", err=True)
        click.echo(report(problems, checked=checked).rpartition("\n")[2])
    context.exit(exit_status(problems))


def _painted(words: str, part: str) -> str:
    return click.style(words, **_STYLES[part])


def _quoted(
    files: Sequence[Path], problems: Sequence[Problem], form: str, folders: Sequence[Path]
) -> dict[str, dict[str, str]]:
    """Read what the page quotes; the other formats quote nothing."""
    sources: dict[str, str] = {}
    transcripts: dict[str, str] = {}
    faulty = {problem.file for problem in problems}
    for path in files if form == "html" else ():
        name = str(path)
        if name in faulty and path.is_file():
            source = path.read_bytes()
            sources[name] = source.decode("utf-8", "replace")
            found = origin(source, folders)
            if found is not None:
                transcripts[name] = found.text
    return {"sources": sources, "transcripts": transcripts}
