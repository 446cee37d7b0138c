"""``tei-edition schema list``."""

import click

from tei_edition.catalogue.folder import cache_folder, holdings


@click.command("list", short_help="List the schemas that are installed.")
def list_() -> None:
    """List the schemas that are installed, and the folder in which they are kept."""
    installed = holdings()
    for holding in installed:
        state = "" if holding.is_sound else "  changed since; install it again with --again"
        click.echo(f"{holding.identifier}  {holding.digest[:12]}…  {holding.source}{state}")
    number = f"{len(installed)} schema{'s' * (len(installed) != 1)} installed"
    click.echo(f"{number}, in {cache_folder()} (may be deleted at any time).")
    if not installed:
        click.echo("Install one with: tei-edition schema install tei_all@4.12.0")
