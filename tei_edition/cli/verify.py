"""``tei-edition verify``."""

import sys
from pathlib import Path

import click

from tei_edition.collection import documents
from tei_edition.validation.report import exit_status, report
from tei_edition.weaver.proof import proof


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
def verify(files: tuple[Path, ...]) -> None:
    """Prove TEI FILES against the digest that each carries, without the transcript.

    Of a corpus all documents are proven that it includes.
    """
    proven, problems = documents(files)
    problems += tuple(problem for file in proven for problem in proof(file.read_bytes(), file=str(file)))
    click.echo(report(problems, checked=[str(f) for f in proven]))
    sys.exit(exit_status(problems))
