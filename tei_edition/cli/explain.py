"""The command ``explain``: what a problem code means."""

import click

from tei_edition.tables.code_pages import code_list, code_page


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what a problem code means, with an example wrong and right; without CODE, list all codes."""
    try:
        click.echo(code_page(code) if code is not None else code_list())
    except LookupError as error:
        raise click.ClickException(str(error)) from error
