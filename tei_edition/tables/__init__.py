"""The tables: word lists, vocabularies and maps as data files, and their loader."""

import difflib
import pkgutil
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
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
    written = pkgutil.get_data(__name__, f"{name}.toml")
    assert written is not None
    return tomllib.loads(written.decode("utf-8"))


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


def one_of(value: str, allowed: Iterable[str], where: str) -> str:
    """Return a value if it is one of those allowed.

    Raises:
        TableError: if it is not; the message names the nearest, and all if they are few.
    """
    known = list(allowed)
    if value in known:
        return value
    near = difflib.get_close_matches(value, known, n=1)
    guess = f' Did you mean "{near[0]}"?' if near else ""
    choice = f"one of {', '.join(known)}" if len(known) <= 8 else "one of those in the table"
    raise TableError(f'{where} is "{value}", but must be {choice}.{guess}')


def string(row: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
    """Return a text from what an editor wrote.

    Args:
        row: the section or row.
        key: the key; a key that is missing gives an empty text.
        where: file and section, for the message.
        needed: whether the key must be there.

    Raises:
        TableError: if the value is no text, or is needed and missing.
    """
    value = row.get(key, "")
    if not isinstance(value, str):
        raise TableError(f"{where}: {key} must be a text in quotation marks, but is {value!r}.")
    if needed and not value.strip():
        raise TableError(f"{where}: {key} is missing.")
    return value


def strings(row: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> tuple[str, ...]:
    """Return a list of texts from what an editor wrote; empty if the key is missing.

    Raises:
        TableError: if the value is no list of texts, or is needed and missing.
    """
    value = row.get(key, [])
    if needed and not value:
        raise TableError(f"{where}: {key} is missing.")
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise TableError(f'{where}: {key} must be a list of texts, such as ["one", "two"].')
    return tuple(value)


def section(row: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
    """Return a section of which every value is a text; empty if it is missing.

    Raises:
        TableError: if it is no section, or a value is no text.
    """
    value = row.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise TableError(f"{where}, {key}: every value must be a text in quotation marks.")
    return dict(value)


def rows(values: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    """Return the rows that an editor wrote under ``[[key]]``; none if there are none.

    Raises:
        TableError: if the key is written otherwise.
    """
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise TableError(f"{where}: write [[{key}]] with two brackets, once for each.")
    return value
