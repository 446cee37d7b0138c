"""``tei-edition deposit``."""

import sys
from pathlib import Path

import click

from tei_edition import __version__
from tei_edition.cli.build_date import build_date
from tei_edition.cli.edition_options import FOLDER, edition_folders
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import TableError, settings, targets
from tei_edition.validation.report import exit_status, problem_lines

_LIBRARIES = ("bagit", "rocrate", "datacite", "httpx")


@click.command()
@click.argument("target")
@click.option("--publish", is_flag=True, help="Publish it. Without this it stays a draft, to be looked at.")
@click.option("--new-version", is_flag=True, help="It must be a new version of what was deposited before.")
@click.option("--dry-run", is_flag=True, help="Show every request that would be made, and send nothing.")
@edition_folders("package", "the package")
@click.option(
    "--journal",
    type=FOLDER,
    default=Path("deposits"),
    show_default=True,
    help="Folder of what was done; keep it with the edition.",
)
def deposit(
    target: str,
    build: Path,
    source: Path,
    output: Path,
    journal: Path,
    lists: tuple[Path, ...],
    *,
    publish: bool,
    new_version: bool,
    dry_run: bool,
) -> None:
    """Deposit the edition at a repository.

    TARGET is zenodo, zenodo-sandbox, or the name of a section [target.NAME] in edition.toml. The package is
    made, put there as a draft with a reserved DOI, and each file is compared with what arrived. Interrupted
    at any point, the same command goes on where it stopped. A later version of an edition that is published
    there becomes a new version of its record.

    The token is taken from the variable TEI_EDITION_TOKEN_NAME or TEI_EDITION_TOKEN, or from the keyring
    (keyring set tei-edition HOST).
    """
    try:
        from tei_edition.cli.deposit_run import run
        from tei_edition.deposit.submission import Order
    except ModuleNotFoundError as error:
        if error.name not in _LIBRARIES:
            raise
        _tell(_missing_library(error.name))
        sys.exit(1)
    file = source / settings.FILE_NAME
    stated, found = settings.read(
        file.read_text(encoding="utf-8") if file.is_file() else None, file=str(file)
    )
    if exit_status(found):
        _tell(*found)
        sys.exit(1)
    try:
        order = Order(targets.named(target, stated.targets, "the target"), publish, new_version)
    except TableError as error:
        hint = "Correct the name, or write the section into edition.toml; the README shows one."
        _tell(Problem("DP70", Severity.ERROR, f"The target cannot be used: {error}", hint))
        sys.exit(1)
    problems = run(
        order, build, source, output, journal, lists, date=build_date(), version=__version__, dry=dry_run
    )
    _tell(*problems)
    sys.exit(exit_status(problems))


def _tell(*problems: Problem) -> None:
    for problem in problems:
        click.echo("\n".join(problem_lines(problem, file=problem.file)), err=True)


def _missing_library(name: str | None) -> Problem:
    message = f"To deposit an edition the program needs the library {name}, which is not installed."
    return Problem("DP76", Severity.ERROR, message, "Install it with: pip install '.[deposit]'")
