"""The option ``--authority`` of the commands that read transcripts."""

from pathlib import Path

import click

authority_lists = click.option(
    "--authority",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A further authority list, CSV or TEI. May be given several times.",
)
