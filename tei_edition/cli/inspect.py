"""``tei-edition inspect``."""

from pathlib import Path

import click

from tei_edition.batch import gather
from tei_edition.cli.authority_lists import authority_lists
from tei_edition.inspection import inspection


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@authority_lists
def inspect(files: tuple[Path, ...], lists: tuple[Path, ...]) -> None:
    """Show which layout is seen in transcripts, why, and every block with its role."""
    batch = gather(files, lists=lists, date="1970-01-01")
    for transcript, context in zip(batch.transcripts, batch.contexts, strict=True):
        click.echo(inspection(transcript.read_bytes(), name=transcript.name, context=context))
