"""The option ``--format`` of the commands that list or count something."""

from collections.abc import Callable, Collection
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])


def format_option(formats: Collection[str], *, help: str = "How to list.") -> Callable[[Command], Command]:
    """Return the option, which gives the command the argument ``form``.

    Args:
        formats: names of the formats; ``table`` is among them, and is taken if none is given.
        help: what the help says of it.
    """
    return click.option(
        "--format", "form", type=click.Choice(list(formats)), default="table", show_default=True, help=help
    )
