"""``tei-edition build``."""

import sys
from pathlib import Path

import click

from tei_edition.batch import build as build_batch
from tei_edition.batch import gather
from tei_edition.cli.authority_lists import authority_lists
from tei_edition.cli.build_date import build_date
from tei_edition.collection import write_collection
from tei_edition.ledger import undecided
from tei_edition.register import REGISTER
from tei_edition.summary import Summary


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Folder for the TEI files.",
)
@authority_lists
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the build. Default: SOURCE_DATE_EPOCH, else today.",
)
@click.option("--strict", is_flag=True, help="Write no file in which a bracket is still to be decided.")
def build(
    paths: tuple[Path, ...], output: Path, lists: tuple[Path, ...], date: object, *, strict: bool
) -> None:
    """Encode transcripts as TEI.

    PATHS are transcripts, or folders of them; without any, the folder source. A file is written only if its
    text is proven to be the transcript's and it is valid. Beside it a table says of every name that is tagged
    who or what is meant, why, and how to decide otherwise. The folder collection within has an index of all
    documents, a corpus that includes them, and the entries that they share.
    """
    batch = gather(paths or (Path("source"),), lists=lists, date=build_date(date))
    summary = Summary()
    click.echo(summary.opening(batch), nl=False)
    for built in build_batch(batch, output, [undecided] if strict else [], [REGISTER]):
        click.echo(summary.document(built), nl=False)
    settings = [context.settings for context in batch.contexts]
    click.echo(summary.collection(write_collection(output, settings)), nl=False)
    click.echo(summary.closing(), nl=False)
    sys.exit(summary.exit_status)
