"""``tei-edition brackets``."""

import sys
from pathlib import Path

import click

from tei_edition.batch import gather
from tei_edition.cli.authority_lists import authority_lists
from tei_edition.cli.format_option import format_option
from tei_edition.ledger import as_csv, as_json, as_table, listing
from tei_edition.model.problem import Severity
from tei_edition.validation.report import exit_status, problem_lines

_RENDER = {"table": as_table, "csv": as_csv, "json": as_json}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@authority_lists
@format_option(_RENDER)
@click.option("--strict", is_flag=True, help="Exit with 1 if a bracket is still to be decided.")
def brackets(paths: tuple[Path, ...], lists: tuple[Path, ...], form: str, *, strict: bool) -> None:
    """List every square bracket, what it is taken to be, and how sure that is.

    PATHS are transcripts, or folders of them; without any, the folder source. The editor's decisions are
    taken into account. What an editor should look at is marked with an exclamation mark.
    """
    batch = gather(paths or (Path("source"),), lists=lists, date="1970-01-01")
    listed = listing(batch)
    click.echo(_RENDER[form](listed), nl=False)
    problems = [p for p in batch.problems if p.severity is Severity.ERROR]
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    undecided = strict and any(not e.is_decided for e in listed)
    sys.exit(1 if undecided else exit_status(problems))
