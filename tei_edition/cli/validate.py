"""The command ``validate``: hold TEI files against the grammar, the house rules and their own digest."""

from pathlib import Path

import click

from tei_edition.model.problem import Problem
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
from tei_edition.weaver.proof import proof


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
@click.pass_context
def validate(
    context: click.Context, files: tuple[Path, ...], schema: str | None, root: Path | None, *, declared: bool
) -> None:
    """Validate TEI files.

    Each file is held against the grammar of the profile and the house rules, and its text is decoded and
    compared with the digest in its header. If it asks for schemas of its own (xml-model), it is held against
    these as well, if they lie in its folder or are installed; nothing is fetched. The exit status is 0 if
    there is no error; warnings do not count.
    """
    if schema is not None and declared:
        raise click.UsageError("--schema and --declared exclude one another.")
    try:
        schemas = PROJECT if schema is None else requested(schema)
    except SchemaError as error:
        problems: tuple[Problem, ...] = (unusable(error),)
        click.echo(report(problems))
    else:
        ours = schema is None and not declared
        problems = validate_files(
            files,
            schemas=schemas,
            proof=proof if ours else None,
            following=None if schema is not None else lambda file: Following(file, root, alone=declared),
        )
        click.echo(report(problems, checked=[str(path) for path in files]))
    context.exit(exit_status(problems))
