"""The group ``tei-edition authority``: commands for lists of persons, places, organisations and events."""

import click

from tei_edition.cli.authority_check import check
from tei_edition.cli.authority_convert import convert
from tei_edition.cli.authority_stats import stats


@click.group()
def authority() -> None:
    """Check authority lists, count what is in them, convert them."""


authority.add_command(check)
authority.add_command(convert)
authority.add_command(stats)
