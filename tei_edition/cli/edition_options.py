"""The options of the commands that take an edition as it was built: where it lies, and what it is called."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]
FOLDER = click.Path(path_type=Path, file_okay=False)


def edition_folders(output: str, for_what: str) -> Callable[[Command], Command]:
    """Add the options for where an edition lies: ``--build``, ``--source``, ``--output``, ``--authority``.

    Args:
        output: the folder that is written into, if none is given.
        for_what: what is written there, for the help.
    """
    options = (
        click.option(
            "--build", type=FOLDER, default=Path("build"), show_default=True, help="Folder of the TEI files."
        ),
        click.option(
            "--source",
            type=FOLDER,
            default=Path("source"),
            show_default=True,
            help="Folder of the transcripts.",
        ),
        click.option(
            "--output", type=FOLDER, default=Path(output), show_default=True, help=f"Folder for {for_what}."
        ),
        click.option(
            "--authority",
            "lists",
            multiple=True,
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            help="An authority list from elsewhere that the build was given.",
        ),
    )
    return _all(options)


def doi_and_day(of_what: str) -> Callable[[Command], Command]:
    """Add the options ``--doi`` and ``--date``.

    Args:
        of_what: what is made on that day, for the help.
    """
    options = (
        click.option(
            "--doi", metavar="DOI", default="", help="The DOI of the edition, if it has one already."
        ),
        click.option(
            "--date",
            metavar="YYYY-MM-DD",
            type=click.DateTime(["%Y-%m-%d"]),
            help=f"Day of {of_what}. Default: SOURCE_DATE_EPOCH, else today.",
        ),
    )
    return _all(options)


def _all(options: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    def added(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return added
