"""The columns of an authority list in CSV, which are the keys of one in JSON."""

import difflib
from collections.abc import Mapping
from functools import cache

from tei_edition.authority.schemes import schemes
from tei_edition.tables import table


@cache
def columns() -> tuple[str, ...]:
    """Return all columns in the order in which a list is written."""
    return (*table("list_columns")["columns"], *schemes())


@cache
def _also() -> Mapping[str, str]:
    return dict(table("list_columns")["also"])


def column(written: str) -> str:
    """Return the column that a heading or key means, such as ``display`` for ``Name``.

    Args:
        written: the heading.

    Returns:
        The column; the heading itself in small letters if there is none.
    """
    name = written.strip().casefold()
    return _also().get(name, name)


def is_known(name: str) -> bool:
    """Tell whether a column is one that is read."""
    return name in columns()


def advice(name: str) -> str:
    """Say which column may have been meant by one that is not known."""
    known = [*columns(), *_also()]
    near = difflib.get_close_matches(name, known, n=1)
    return f'Did you mean "{near[0]}"?' if near else f"Known are: {', '.join(known)}."


def lacking(names: Mapping[str, object] | tuple[str, ...]) -> str:
    """Say which column is missing without which a list cannot be read; empty if none is.

    Args:
        names: the columns of the list.
    """
    if "id" not in names:
        return "no column id" if "surname" in names or "display" in names else "no columns id and surname"
    return "" if "surname" in names or "display" in names else "neither a column surname nor a column display"
