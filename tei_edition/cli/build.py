"""``tei-edition build``."""

import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

import click

from tei_edition.batch import Cache, CannotBuildError, gather, left_over
from tei_edition.batch import build as build_batch
from tei_edition.cli.authority_lists import authority_lists
from tei_edition.cli.build_date import build_date
from tei_edition.cli.cluster_option import workforce
from tei_edition.cli.progress import Progress
from tei_edition.cli.share import share_of
from tei_edition.collection import FOLDER, Records, record, write_collection
from tei_edition.ledger import undecided
from tei_edition.model.problem import Problem, Severity
from tei_edition.register import REGISTER
from tei_edition.reports.build_report import BuildReport, build_report
from tei_edition.summary import Show, Summary, fitting
from tei_edition.tables.settings import Settings

_INTERRUPTED = 130


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Folder for the TEI files.",
)
@authority_lists
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the build. Default: SOURCE_DATE_EPOCH, else today.",
)
@click.option("--strict", is_flag=True, help="Write no file in which a bracket is still to be decided.")
@click.option("--only", metavar="PATTERN", help="Build only transcripts of such names, such as 'letter-19*'.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Build N transcripts at most.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first transcript with an error.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes work at once. Default: one for each core.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Build on a cluster of Dask that has its scheduler there (tcp://host:8786, or its file .json).",
)
@click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    help="How long a cluster may be without scheduler or workers.",
)
@click.option(
    "--share",
    metavar="K/N",
    callback=share_of,
    help="Build only the K-th of N shares of the transcripts, for as many jobs with one cache.",
)
@click.option(
    "--cache",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where results are kept for the next build. Default: .cache in the folder of the TEI files.",
)
@click.option("--rebuild", is_flag=True, help="Encode everything anew, also what has not changed.")
@click.option(
    "--show",
    type=click.Choice(["all", "problems", "summary"]),
    help="What is printed of each document. Default: all of few documents, of many the problems.",
)
@click.option(
    "--report",
    metavar="FILE.json",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write everything into a file for programs as well.",
)
def build(
    paths: tuple[Path, ...],
    output: Path,
    lists: tuple[Path, ...],
    date: object,
    only: str | None,
    limit: int | None,
    jobs: int | None,
    scheduler: str | None,
    wait: float,
    share: tuple[int, int] | None,
    folder: Path | None,
    show: Show | None,
    report: Path | None,
    *,
    strict: bool,
    fail_fast: bool,
    rebuild: bool,
) -> None:
    """Encode transcripts as TEI.

    PATHS are transcripts, or folders of them; without any, the folder source. A file is written only if its
    text is proven to be the transcript's and it is valid. Beside it a table says of every name that is tagged
    who or what is meant, why, and how to decide otherwise. The folder collection within has an index of all
    documents, a corpus that includes them, and the entries that they share.

    What has not changed since the last build is not encoded again.
    """
    if scheduler is not None and jobs is not None:
        raise click.UsageError("--jobs is for this computer: a cluster has as many workers as were started.")
    begun = time.perf_counter()
    cache = Cache(folder or output / ".cache", is_read=not rebuild)
    whole = gather(paths or (Path("source"),), lists=lists, date=build_date(date), cache=cache)
    batch = whole.narrowed(only=only, limit=limit, share=share)
    summary = Summary(show or fitting(batch.size), overview=fitting(batch.size) != "all")
    problems = (*whole.problems, *left_over(whole, paths or (Path("source"),), output))
    if only is not None and whole.size and not batch.size:
        hint = "Look at the spelling, and put the pattern into quotation marks."
        problems += (Problem("BU06", Severity.ERROR, f'No transcript has a name like "{only}".', hint),)
    click.echo(summary.opening(problems), nl=False)
    writing: AbstractContextManager[BuildReport | None]
    writing = build_report(report, problems) if report is not None else nullcontext()
    stopped, together = 0, list[Problem]()
    try:
        with (
            writing as written,
            Records() as records,
            workforce(scheduler, jobs, batch, output, cache, wait=wait) as who,
            closing(
                build_batch(
                    batch,
                    output,
                    [undecided] if strict else [],
                    [REGISTER],
                    recorder=record,
                    cache=cache,
                    jobs=who.workers(),
                    executor=who.executor,
                    workers=who.workers,
                    afterwards=lambda parts: together.extend(
                        _collection(output, whole.settings, records, parts)
                    ),
                )
            ) as found,
            Progress(batch.size) as progress,
        ):
            try:
                for outcome in found:
                    progress.step(summary.document(outcome))
                    if outcome.written is not None and outcome.record is not None:
                        records.add(outcome.written.name, outcome.record)
                    if written is not None:
                        written.add(outcome)
                    if fail_fast and any(p.severity is Severity.ERROR for p in outcome.problems):
                        break
                click.echo(summary.collection(tuple(together)), nl=False)
            except KeyboardInterrupt:
                stopped = _INTERRUPTED
            if written is not None:
                seconds = round(time.perf_counter() - begun, 3)
                left = batch.size - summary.documents
                written.close(
                    summary.numbers,
                    {"jobs": who.workers(), "not_tried": left, "seconds": seconds, **summary.run},
                )
    except CannotBuildError as error:
        click.echo(summary.opening((error.problem,)), nl=False)
    except OSError as error:
        message = f"The report could not be written: {error.strerror or error}."
        hint = "Look at its name, at the permissions of its folder and at the room on the disk."
        problem = Problem("BU03", Severity.ERROR, message, hint, str(report or output))
        click.echo(summary.opening((problem,)), nl=False)
    click.echo(summary.closing(), nl=False)
    if left := batch.size - summary.documents:
        click.echo(f"{left} more {'was' if left == 1 else 'were'} not tried.")
    sys.exit(stopped or summary.exit_status)


def _collection(
    output: Path, settings: Sequence[Settings], records: Records, parts: Path
) -> tuple[Problem, ...]:
    """Write the files of the collection, and tell what an editor should know of it."""
    try:
        return write_collection(output, settings, records, parts=parts)
    except OSError as error:
        message = f"The files of the collection could not be written: {error.strerror or error}."
        hint = (
            "Make room, look at the permissions of the folder, and build again; the documents are in place."
        )
        return (Problem("BU03", Severity.ERROR, message, hint, str(output / FOLDER)),)
