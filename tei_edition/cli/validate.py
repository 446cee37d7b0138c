"""The command ``validate``: hold TEI files against the grammar, the house rules and their own digest."""

from pathlib import Path

import click

from tei_edition.validation import exit_status, report, schema_file, validate_files
from tei_edition.weaver.proof import proof_of


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
    problems = validate_files(files, schemas=schema_file(schema), proof=proof_of if schema is None else None)
    click.echo(report(problems, checked=[str(path) for path in files]))
    context.exit(exit_status(problems))
