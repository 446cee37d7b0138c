"""``tei-edition names``."""

import sys
from pathlib import Path

import click

from tei_edition.batch import gather
from tei_edition.cli.authority_lists import authority_lists
from tei_edition.cli.format_option import format_option
from tei_edition.model.problem import Severity
from tei_edition.register import as_csv, as_json, as_table, listing
from tei_edition.validation.report import exit_status, problem_lines

_RENDER = {"table": as_table, "csv": as_csv, "json": as_json}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@authority_lists
@format_option(_RENDER)
@click.option("--doubtful", is_flag=True, help="List only what an editor should decide.")
def names(paths: tuple[Path, ...], lists: tuple[Path, ...], form: str, *, doubtful: bool) -> None:
    """List every name that is tagged, who or what is meant, how sure that is, and why.

    PATHS are transcripts, or folders of them; without any, the folder source. The editor's decisions are
    taken into account. What an editor should look at is marked with an exclamation mark. CSV and JSON have
    for each name the line that decides it, for the section [names] of the decisions file.
    """
    batch = gather(paths or (Path("source"),), lists=lists, date="1970-01-01")
    listed = listing(batch)
    if batch.transcripts or form != "table":
        click.echo(_RENDER[form]([e for e in listed if e.doubtful or not doubtful]), nl=False)
    problems = [p for p in batch.problems if p.severity is Severity.ERROR]
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    sys.exit(exit_status(problems))
