"""``tei-edition package``."""

import sys
from pathlib import Path

import click

from tei_edition.cli.build_date import build_date
from tei_edition.cli.edition_options import doi_and_day, edition_folders
from tei_edition.deposit.doi import bare_doi, is_doi
from tei_edition.model.problem import Problem, Severity
from tei_edition.validation.report import exit_status, report


@click.command()
@edition_folders("package", "the package")
@doi_and_day("the package")
def package(build: Path, source: Path, output: Path, doi: str, lists: tuple[Path, ...], date: object) -> None:
    """Put everything of an edition into one package that can be kept, cited and verified.

    The package is a folder, and a zip file of it: TEI files, transcripts, lists, decisions, schema, reports,
    description for catalogues, and a digest of every file. It is written only if every document is proven
    and valid. What is missing before publication is listed.
    """
    bare = bare_doi(doi)
    if doi and not is_doi(bare):
        raise click.UsageError(f'"{doi}" is no DOI. One looks like 10.5281/zenodo.1234567.')
    try:
        from tei_edition.deposit.package import package as make

        made = make(build, source, output, date=build_date(date), doi=bare or None, lists=lists)
    except ModuleNotFoundError as error:
        if error.name not in ("bagit", "rocrate", "datacite"):
            raise
        click.echo(report((_missing_library(error.name),)))
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"{error.filename or output}: {error.strerror}.") from error
    if made.problems:
        click.echo(report(made.problems) + "\n")
    if made.is_written:
        click.echo(f"written: {made.directory} ({len(made.files)} files) and {made.zip.name}")
        click.echo(f"cite as: {made.description.citation}")
        click.echo(_standing(len(made.hindrances)))
    else:
        click.echo("Nothing was written.")
    sys.exit(exit_status(made.problems))


def _standing(hindrances: int) -> str:
    if not hindrances:
        return "Nothing stands against publication."
    return (
        f"Before publication, settle the {hindrances} {'warning' if hindrances == 1 else 'warnings'} above."
    )


def _missing_library(name: str) -> Problem:
    message = f"To make a package the program needs the library {name}, which is not installed."
    return Problem("DP24", Severity.ERROR, message, "Install it with: pip install '.[deposit]'")
