"""``tei-edition authority``: the commands about authority lists, each in a file of its own."""

import click

from tei_edition.cli.authority_accept import accept
from tei_edition.cli.authority_check import check
from tei_edition.cli.authority_convert import convert
from tei_edition.cli.authority_reconcile import reconcile
from tei_edition.cli.authority_stats import stats
from tei_edition.cli.authority_suggest import suggest


@click.group("authority")
def authority() -> None:
    """Check, complete and convert authority lists."""


for command in (accept, check, convert, reconcile, stats, suggest):
    authority.add_command(command)
