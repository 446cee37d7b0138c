"""``tei-edition authority accept``."""

import sys
from pathlib import Path

import click

from tei_edition.cli.new_file import write_new
from tei_edition.model.problem import Problem, Severity
from tei_edition.reconciliation.accept import accepted
from tei_edition.validation.report import exit_status, problem_lines


@click.command()
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("list_", metavar="LIST.csv", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--output",
    metavar="NEW.csv",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The list with the identifiers.",
)
@click.option(
    "--column",
    default="uri",
    show_default=True,
    help="The column for them, such as wikidata, gnd or viaf; uri takes the address of the page.",
)
def accept(file: Path, list_: Path, output: Path, column: str) -> None:
    """Take the identifiers that you marked over into an authority list.

    FILE.csv is what tei-edition authority reconcile wrote, with an x in the column accept where a candidate
    is right. LIST.csv is the authority list; it is not changed, and a new one is written.
    """
    problems: list[Problem] = []
    texts = [_read(path, problems) for path in (list_, file)]
    if not problems:
        made = accepted(
            texts[0], texts[1], column=column.casefold(), list_file=str(list_), marks_file=str(file)
        )
        problems += made.problems
        if not made.problems:
            problems += write_new(output, made.text, bom=True)
        if not problems:
            click.echo(f"{made.taken} {'identifier' if made.taken == 1 else 'identifiers'} taken over.")
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    sys.exit(exit_status(problems))


def _read(path: Path, problems: list[Problem]) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message, hint = f"The file cannot be read: {error}.", 'Check the path, and save it as "CSV UTF-8".'
        problems.append(Problem("NA29", Severity.ERROR, message, hint, str(path)))
        return ""
