"""``tei-edition schema remove``."""

import sys

import click

from tei_edition.catalogue.folder import remove as take_away
from tei_edition.catalogue.identifier import identifier
from tei_edition.cli.schema_name import not_a_name
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.report import exit_status, problem_lines


@click.command(short_help="Remove schemas that are installed.")
@click.argument("schemas", metavar="NAME@VERSION...", nargs=-1, required=True)
def remove(schemas: tuple[str, ...]) -> None:
    """Remove schemas that are installed."""
    problems = [problem for written in schemas if (problem := _removed(written)) is not None]
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    sys.exit(exit_status(problems))


def _removed(written: str) -> Problem | None:
    wanted = identifier(written)
    if wanted is None:
        return not_a_name(written)
    hints = table("schemas")["next_step"]
    try:
        if take_away(wanted):
            click.echo(f"removed: {wanted}")
            return None
    except OSError as error:
        words = f"The schema cannot be removed: {error.strerror or type(error).__name__}."
        return Problem("XM27", Severity.ERROR, words, hints["XM27"], file=written)
    return Problem("XM23", Severity.ERROR, f"{wanted} is not installed.", hints["XM23"])
