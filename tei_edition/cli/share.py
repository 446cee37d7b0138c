"""``--share``: which of how many shares of the work."""

import re

import click


def share_of(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Read a share such as ``2/8``, the second of eight.

    Raises:
        click.BadParameter: if there is no such share.
    """
    if value is None:
        return None
    if (found := re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)) is not None:
        which, of = map(int, found.groups())
        if 1 <= which <= of:
            return which, of
    raise click.BadParameter(f'"{value}" is no share: write 2/8 for the second of eight, up to 8/8.')
