"""``tei-edition decode``."""

import sys
from pathlib import Path

import click

from tei_edition.weaver.proof import decoded


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def decode(file: Path) -> None:
    """Print the transcript back from a TEI FILE, line for line."""
    text = decoded(file.read_bytes())
    if text is None:
        click.echo(f"{file}: not well-formed XML; tei-edition validate {file} tells where.", err=True)
        sys.exit(1)
    if not text:
        click.echo(f"{file}: it holds no text; name the file of a document.", err=True)
        sys.exit(1)
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "surrogatepass"))
