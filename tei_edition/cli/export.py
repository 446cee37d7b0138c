"""``tei-edition export``."""

import sys
from pathlib import Path

import click

from tei_edition.cli.build_date import build_date
from tei_edition.cli.edition_options import doi_and_day, edition_folders
from tei_edition.deposit.doi import bare_doi, is_doi
from tei_edition.tables import table
from tei_edition.validation.report import exit_status, report


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(table("exports/formats")["formats"])))
@edition_folders("export", "the export")
@click.option(
    "--address",
    metavar="URL",
    default="",
    help="Where it will be on line: the file of cmif, the gateway of oai.",
)
@doi_and_day("the export")
def export(
    format_: str,
    build: Path,
    source: Path,
    output: Path,
    address: str,
    doi: str,
    lists: tuple[Path, ...],
    date: object,
) -> None:
    """Write an edition as a repository or an index takes it, to be handed in by yourself.

    FORMAT is saf (DSpace), textgrid (TextGrid Repository), nakala, dataverse, cmif (who wrote to whom, for
    correspSearch) or oai (Dublin Core for harvesters, as an OAI-PMH static repository).

    The program does not connect to any of them. What a target requires and edition.toml does not state is
    listed, and then nothing is written.
    """
    from tei_edition.deposit.edition import prepare
    from tei_edition.deposit.exports.export import export as make

    bare = bare_doi(doi)
    if doi and not is_doi(bare):
        raise click.UsageError(f'"{doi}" is no DOI. One looks like 10.5281/zenodo.1234567.')
    if address and not address.startswith(("https://", "http://")):
        raise click.UsageError(f'"{address}" is no address. One begins with https:// or http://.')
    try:
        day = build_date(date)
        edition = prepare(build, source, date=day, doi=bare or None, lists=lists)
        made = make(format_, edition, output, source=source, date=day, address=address)
    except OSError as error:
        raise click.ClickException(f"{error.filename or output}: {error.strerror}.") from error
    if made.problems:
        click.echo(report(made.problems) + "\n")
    for path in made.places:
        click.echo(f"written: {path}")
    click.echo(
        table("exports/formats")["formats"][format_]["next"] if made.places else "Nothing was written."
    )
    sys.exit(exit_status(made.problems))
