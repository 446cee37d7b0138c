"""``tei-edition authority suggest``."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tei_edition.batch import Batch, annotated, gather
from tei_edition.cli.authority_lists import authority_lists
from tei_edition.cli.new_file import write_new
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Severity
from tei_edition.recognisers.resources import Resources
from tei_edition.suggestion.mention import Mention
from tei_edition.suggestion.proposals import proposals
from tei_edition.suggestion.render import as_csv, as_json, as_table
from tei_edition.suggestion.suggest import Suggestion, suggestions
from tei_edition.validation.report import exit_status, problem_lines

_RENDER = {"table": as_table, "csv": as_csv, "json": as_json}


@click.command(short_help="List names that are in no list, or doubtful.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@authority_lists
@click.option("--only", type=click.Choice(["unlisted", "doubtful"]), help="List these only. CSV: unlisted.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_RENDER)),
    default="table",
    show_default=True,
    help="How to list.",
)
@click.option(
    "--output",
    metavar="FILE.csv",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the unlisted names as a list to complete.",
)
@click.option(
    "--decisions",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write DIR/STEM.toml for each transcript with doubtful names.",
)
def suggest(
    paths: tuple[Path, ...],
    lists: tuple[Path, ...],
    only: str | None,
    form: str,
    output: Path | None,
    decisions: Path | None,
) -> None:
    """List the names that are in no list, and those of which it is doubtful who is meant.

    PATHS are transcripts, or folders of them; without any, the folder source. The editor's decisions are
    taken into account. In the list to complete, delete what is no name, correct the rest, and put the lines
    into an authority list. The decisions are proposals and count only when you say so. No file that exists is
    overwritten.
    """
    batch = gather(paths or (Path("source"),), lists=lists, date="1970-01-01")
    editions = _editions(batch)
    found = suggestions(editions)
    if editions or form != "table":
        click.echo(_RENDER[form](_chosen(found, only or ("unlisted" if form == "csv" else None))), nl=False)
    problems = [p for p in batch.problems if p.severity is Severity.ERROR]
    if output is not None:
        problems += write_new(output, as_csv(_chosen(found, "unlisted")), bom=True)
    if decisions is not None:
        for file, text in _proposed(editions, found, decisions):
            problems += write_new(file, text)
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    sys.exit(exit_status(problems))


def _editions(batch: Batch) -> list[tuple[Edition, Resources]]:
    pairs = zip(batch.transcripts, batch.contexts, strict=True)
    made = ((annotated(transcript, context), context.resources) for transcript, context in pairs)
    return [(edition, resources) for edition, resources in made if edition is not None]


def _chosen(found: tuple[Suggestion, ...], only: str | None) -> tuple[Suggestion, ...]:
    return tuple(s for s in found if only is None or (s.status == "unlisted") == (only == "unlisted"))


def _proposed(
    editions: list[tuple[Edition, Resources]], found: tuple[Suggestion, ...], folder: Path
) -> Iterator[tuple[Path, str]]:
    """Yield for each transcript with doubtful names the file of decisions and what it shall hold."""
    waiting: dict[str, list[Mention]] = {}
    for m in sorted((m for s in found for m in s.mentions), key=lambda m: m.span):
        waiting.setdefault(m.document, []).append(m)
    for edition, resources in editions:
        name = edition.transcript.name
        text = proposals(edition, waiting.get(name, []), resources.authority)
        if text:
            yield folder / f"{Path(name).stem}.toml", text
