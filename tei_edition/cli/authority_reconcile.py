"""``tei-edition authority reconcile``."""

import contextlib
import sys
from pathlib import Path

import click

from tei_edition import __version__
from tei_edition.authority.lists import load
from tei_edition.cli.new_file import write_new
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem, Severity
from tei_edition.reconciliation.cache import Cache
from tei_edition.reconciliation.reconcile import Service, Wanted, is_identified
from tei_edition.reconciliation.reconcile import reconcile as ask
from tei_edition.reconciliation.render import as_csv, as_lines
from tei_edition.validation.report import exit_status, problem_lines


@click.command()
@click.argument("list_", metavar="LIST", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--service", metavar="URL", required=True, help="Address of the service.")
@click.option("--kind", type=click.Choice(["person", "place", "organisation"]), help="Ask for these only.")
@click.option("--type", "type_", metavar="ID", default="", help="Type of entity, in the service's own terms.")
@click.option(
    "--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="Candidates an entry."
)
@click.option("--min-score", type=float, metavar="X", help="Leave out candidates with a lower score.")
@click.option("--all", "everyone", is_flag=True, help="Ask for entries that have identifiers as well.")
@click.option(
    "--output",
    metavar="FILE.csv",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the candidates as a list to complete.",
)
@click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".reconciliation"),
    show_default=True,
    help="Folder of the answers that are kept. It may be deleted at any time.",
)
@click.option("--offline", is_flag=True, help="Use the answers that are kept, and open no connection.")
@click.option(
    "--pause",
    type=click.FloatRange(0),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="From one request to the next, at least.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for the service.",
)
@click.option("--contact", metavar="MAIL", default="", help="Your address, for those who run the service.")
def reconcile(
    list_: Path,
    service: str,
    kind: str | None,
    type_: str,
    limit: int,
    min_score: float | None,
    output: Path | None,
    cache: Path,
    pause: float,
    timeout: float,
    contact: str,
    *,
    everyone: bool,
    offline: bool,
) -> None:
    """Ask a service for identifiers of the entries of an authority LIST.

    Any service of the W3C Reconciliation Service API will do, such as those that OpenRefine uses for
    Wikidata, GND or VIAF. The names of the entries are sent to it, and nothing else. Entries that have an
    identifier are left out. Nothing is accepted: mark what is right in the column accept of the list to
    complete, and take it over with tei-edition authority accept.
    """
    authority, problems = load([list_])
    wanted = Wanted(service, type_, limit, float("-inf") if min_score is None else min_score)
    entities = [
        e
        for e in authority.entities
        if e.kind != "work" and kind in (None, e.kind) and (everyone or not is_identified(e))
    ]
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if not entities:
        errors += () if errors else (_nothing_to_ask(list_),)
    else:
        errors += _asked(entities, wanted, cache, output, None if offline else (pause, timeout, contact))
    for problem in errors:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)
    sys.exit(exit_status(errors))


def _asked(
    entities: list[Entity],
    wanted: Wanted,
    cache: Path,
    output: Path | None,
    manners: tuple[float, float, str] | None,
) -> list[Problem]:
    """Ask for the candidates, show and write them, and return what went wrong."""
    with contextlib.ExitStack() as stack:
        service: Service | None = None
        if manners is not None:
            try:
                from tei_edition.reconciliation.service import HttpService, Manners
            except ModuleNotFoundError as error:
                if error.name != "httpx":
                    raise
                return [_missing_httpx(wanted.url)]
            pause, timeout, contact = manners
            agent = f"tei_edition/{__version__}{f' ({contact})' if contact else ''}"
            service = stack.enter_context(HttpService(wanted.url, Manners(agent, pause, timeout)))
        made = ask(entities, wanted, cache=Cache(cache), service=service)
    problems = list(made.problems)
    if made.proposals:
        click.echo(as_lines(made), nl=False)
        if output is not None:
            problems += write_new(output, as_csv(made.proposals), bom=True)
    return problems


def _missing_httpx(url: str) -> Problem:
    message = "To ask a service the program needs the library httpx, which is not installed."
    hint = "Install it with: pip install httpx"
    return Problem("NA25", Severity.ERROR, message, hint, file=url)


def _nothing_to_ask(file: Path) -> Problem:
    message = "The list has no entry to ask for: every one has an identifier, or is of another kind."
    hint = "Ask for all with --all, or for another --kind."
    return Problem("NA27", Severity.NOTE, message, hint, file=str(file))
