"""``tei-edition authority suggest``."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tei_edition.batch import Batch, annotated, gather
from tei_edition.cli.authority_lists import authority_lists
from tei_edition.cli.format_option import format_option
from tei_edition.cli.new_file import write_new
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Severity
from tei_edition.recognisers.resources import Resources
from tei_edition.suggestion.mention import Mention, mentions
from tei_edition.suggestion.proposals import proposals
from tei_edition.suggestion.render import as_csv, as_json, as_table
from tei_edition.suggestion.suggest import Suggestion, collected
from tei_edition.validation.report import exit_status, problem_lines

_RENDER = {"table": as_table, "csv": as_csv, "json": as_json}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@authority_lists
@click.option("--only", type=click.Choice(["unlisted", "doubtful"]), help="List these only. CSV: unlisted.")
@format_option(_RENDER)
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
    mentioned: list[Mention] = []
    authorities: dict[str, Authority] = {}
    proposed: dict[Path, str] = {}
    clashing = {p.file for p in batch.problems if p.code == "IN07"}
    for edition, resources in _editions(batch):
        name, own = edition.transcript.name, mentions(edition, resources)
        mentioned += own
        authorities[name] = resources.authority
        text = proposals(edition, own, resources.authority) if decisions and name not in clashing else ""
        if decisions and text:
            proposed[decisions / f"{Path(name).stem}.toml"] = text
    found = collected(mentioned, authorities)
    if authorities or form != "table":
        click.echo(_RENDER[form](_chosen(found, only or ("unlisted" if form == "csv" else None))), nl=False)
    problems = [p for p in batch.problems if p.severity is Severity.ERROR]
    if output is not None:
        problems += write_new(output, as_csv(_chosen(found, "unlisted")), bom=True)
    for file, text in proposed.items():
        problems += write_new(file, text)
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    sys.exit(exit_status(problems))


def _editions(batch: Batch) -> Iterator[tuple[Edition, Resources]]:
    for transcript, context in zip(batch.transcripts, batch.contexts, strict=True):
        edition = annotated(transcript, context)
        if edition is not None:
            yield edition, context.resources


def _chosen(found: tuple[Suggestion, ...], only: str | None) -> tuple[Suggestion, ...]:
    return tuple(s for s in found if only is None or (s.status == "unlisted") == (only == "unlisted"))
