"""The tables: word lists, vocabularies and maps as data files, and their loader."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any


class TableError(Exception):
    """A table that cannot be read; the message says which file, what is wrong and what to do."""


@cache
def table(name: str) -> Mapping[str, Any]:
    """Load one of the program's tables, once.

    Args:
        name: path below ``tei_edition/tables`` without ending, such as ``kinds`` or ``codes/input``.

    Returns:
        The parsed TOML. Callers must not change it.
    """
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def check_keys(keys: Iterable[str], known: Iterable[str], where: str) -> None:
    """Refuse keys that nobody knows.

    Args:
        keys: the keys found.
        known: the keys that may stand there.
        where: file and table, for the message.

    Raises:
        TableError: for the first unknown key, with the nearest known one.
    """
    allowed = sorted(known)
    for key in keys:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            guess = f'Did you mean "{near[0]}"?' if near else f"Known are: {', '.join(allowed)}."
            raise TableError(f'{where}: unknown key "{key}". {guess}')
