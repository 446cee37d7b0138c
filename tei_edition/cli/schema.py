"""``tei-edition schema``: the commands about schemas of others, each in a file of its own."""

import click

from tei_edition.cli.schema_install import install
from tei_edition.cli.schema_list import list_
from tei_edition.cli.schema_remove import remove


@click.group("schema")
def schema() -> None:
    """Install, list and remove schemas of others, such as TEI's own."""


for command in (install, list_, remove):
    schema.add_command(command)
