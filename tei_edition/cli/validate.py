"""The command ``validate``: hold TEI files against the grammar, the house rules and their own digest."""

from collections.abc import Iterator
from pathlib import Path

import click

from tei_edition.model.problem import Problem, Severity
from tei_edition.validation import exit_status, report, schema_file, validate_files
from tei_edition.weaver.decode import parse, verify


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--schema",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Another schema instead of the project's own: .rng, .xsd or .sch.",
)
@click.pass_context
def validate(context: click.Context, files: tuple[Path, ...], schema: Path | None) -> None:
    """Validate TEI files.

    Each file is held against the grammar of the profile and the house rules, and its text is decoded and
    compared with the digest in its header. The exit status is 0 if there is no error; warnings do not count.
    """
    problems = validate_files(files, schemas=schema_file(schema), proof=_proof if schema is None else None)
    click.echo(report(problems, checked=[str(path) for path in files]))
    context.exit(exit_status(problems))


def _proof(source: bytes) -> Iterator[Problem]:
    """Bring the decoder, which validation does not know, to a file that is well-formed."""
    if verify(parse(source)).holds is False:
        message = "The text does not agree with the digest in the header: something was lost, added or moved."
        hint = "Compare the decoded text with the transcript, and undo the change; or record the new digest."
        yield Problem("X01", Severity.ERROR, message, hint)
