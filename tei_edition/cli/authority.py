"""``tei-edition authority``: the commands about authority lists, each in a file of its own."""

import click

from tei_edition.cli.authority_accept import accept
from tei_edition.cli.authority_reconcile import reconcile
from tei_edition.cli.authority_suggest import suggest


@click.group("authority")
def authority() -> None:
    """Complete and look after authority lists."""


authority.add_command(accept)
authority.add_command(reconcile)
authority.add_command(suggest)
