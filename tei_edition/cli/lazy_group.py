"""A group of commands that are imported when they are called.

Their short help stands with their names, and nowhere else, so that the help of the group loads none of them.
"""

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands stand each in a module of its own, under the name of the command.

    Args:
        modules: what the names of the modules begin with, such as ``tei_edition.cli.``.
        short: for each command its short help, in the order in which they are shown.
        settings: as for a group of click.
    """

    def __init__(self, *, modules: str, short: Mapping[str, str], **settings: Any) -> None:
        super().__init__(**settings)
        self._modules = modules
        self.short = short

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.short)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is none of this name."""
        if cmd_name not in self.short:
            return None
        command = getattr(importlib.import_module(f"{self._modules}{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        command.short_help = self.short[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.short.items()))
