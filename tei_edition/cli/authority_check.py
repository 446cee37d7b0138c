"""``tei-edition authority check``."""

from pathlib import Path

import click

from tei_edition.authority.check import check as check_lists
from tei_edition.validation.report import exit_status, report


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...]) -> None:
    """Check authority lists, each by itself and all together.

    Reported are ids that occur twice, entries without name, forms that two entries share, references that
    lead in a circle or nowhere, brackets in names, and identifiers (VIAF, GND, Wikidata, GeoNames, ORCID)
    that cannot be. The exit status is 0 if there is no error; warnings do not count.
    """
    problems = check_lists(files)
    click.echo(report(problems, checked=[str(path) for path in files], text="list"))
    context.exit(exit_status(problems))
