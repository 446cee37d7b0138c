"""``tei-edition authority stats``."""

from pathlib import Path

import click

from tei_edition.authority.lists import load
from tei_edition.authority.statistics import as_json, as_table, figures
from tei_edition.cli.format_option import format_option
from tei_edition.validation.report import exit_status, report

_RENDER = {"table": as_table, "json": as_json}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@format_option(_RENDER)
@click.pass_context
def stats(context: click.Context, files: tuple[Path, ...], form: str) -> None:
    """Count entries, names, identifiers, surnames shared."""
    authority, problems = load(files)
    click.echo(_RENDER[form](figures(authority.entities)), nl=False)
    if exit_status(problems):
        click.echo(report(problems, text="list"), err=True)
    context.exit(exit_status(problems))
