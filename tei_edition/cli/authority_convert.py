"""``tei-edition authority convert``."""

from pathlib import Path

import click

from tei_edition.authority.convert import FORMATS, refusal
from tei_edition.authority.convert import convert as convert_list
from tei_edition.batch import write
from tei_edition.validation.report import report


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--to", "form", required=True, type=click.Choice(FORMATS), help="The format.")
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Where to write."
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
@click.pass_context
def convert(context: click.Context, file: Path, form: str, output: Path | None, *, force: bool) -> None:
    """Convert an authority list to CSV, JSON or TEI.

    Without --output the list is printed. What the format cannot hold is reported. A list with errors is not
    converted.
    """
    done = convert_list(file, form)
    against = refusal(output, force=force) if output is not None else None
    problems = (*done.problems, against) if against is not None else done.problems
    if problems:
        click.echo(report(problems, text="list"), err=True)
    if done.content is None or against is not None:
        context.exit(1)
    if output is None:
        click.echo(done.content.decode("utf-8-sig"), nl=False)
    else:
        write(output, done.content)
