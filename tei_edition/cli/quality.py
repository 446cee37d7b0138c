"""``tei-edition quality``."""

import sys
from pathlib import Path

import click

from tei_edition.cli.format_option import format_option
from tei_edition.cli.new_file import write_report
from tei_edition.model.problem import Severity
from tei_edition.scorecard import as_csv, as_html, as_json, as_table, falls_short, score_files
from tei_edition.validation.report import exit_status, report

_RENDER = {"table": as_table, "json": as_json, "html": as_html, "csv": as_csv}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Exit with 1 if a document, or the collection, scores less than N of 100.",
)
@format_option(_RENDER, help="How to show it.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write, instead of the terminal.",
)
def quality(paths: tuple[Path, ...], fail_under: float | None, form: str, output: Path | None) -> None:
    """Score TEI files against published criteria for digital editions.

    PATHS are TEI files of any project, or folders of them with the folders within. Each document and the
    whole get a score from 0 to 100; what does not apply is left out.
    """
    card = score_files(paths)
    shown = _RENDER[form](card)
    problems = card.problems
    if output is None:
        click.echo(shown, nl=False)
    else:
        problems += write_report(output, shown)
    if any(problem.severity is not Severity.NOTE for problem in problems):
        click.echo(report(problems), err=True)
    short = falls_short(card, fail_under) if fail_under is not None else ""
    if short:
        click.echo(short, err=True)
    sys.exit(1 if short else exit_status(problems))
