"""A bar that shows how far a command has come, on a terminal only."""

import sys
from types import TracebackType

import click

_CLEAR = "\r\x1b[K"


class Progress:
    """A bar on standard error; where that is no terminal, or there is little to do, there is none."""

    def __init__(self, length: int, *, few: int = 20) -> None:
        """Begin.

        Args:
            length: how many steps there are.
            few: no bar is shown for as many.
        """
        self._shown = length > few and sys.stderr.isatty()
        self._bar = click.progressbar(
            length=length, show_pos=True, file=sys.stderr, hidden=not self._shown, update_min_steps=1
        )

    def __enter__(self) -> "Progress":
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.__exit__(kind, value, trace)

    def step(self, words: str) -> None:
        """Go on by one step.

        Args:
            words: what is printed on standard output; the bar makes room for it.
        """
        if words:
            if self._shown:
                click.echo(_CLEAR, nl=False, err=True)
            click.echo(words, nl=False)
        self._bar.update(1)
