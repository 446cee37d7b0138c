"""What all exports have in common: what their target requires, and how files are called there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tei_edition.deposit.contents import Item
from tei_edition.deposit.description import Description
from tei_edition.deposit.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table

NEVER_NEEDED: Final = frozenset({"DP01", "DP02"})
"""What publication in general asks for: an export tells what its target asks for."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export consists of."""

    files: Mapping[str, bytes]
    """Its files, by their paths below the folder of the output; empty if it cannot be made."""
    problems: tuple[Problem, ...] = ()
    """What is missing or was left out."""


def target(format_: str) -> Mapping[str, Any]:
    """Return what is known of a format: a row of the table ``exports/formats``."""
    found: Mapping[str, Any] = table("exports/formats")["formats"][format_]
    return found


def missing(format_: str, edition: Edition, address: str) -> Iterator[Problem]:
    """Tell what the target of a format requires and nobody has stated.

    Args:
        format_: a key of ``formats`` in the table ``exports/formats``.
        edition: the edition.
        address: the address that was given; empty if none was.

    Yields:
        DP80 for each field of ``edition.toml``, DP87 for the address.
    """
    row, own = target(format_), table("exports/formats")["needs"]
    fields = {**table("crosswalk")["fields"], **own}
    for need in row["needs"]:
        if not _stated(edition.description, need):
            values = {"name": fields[need]["name"], "settings": fields[need]["settings"]}
            yield told("DP80", "missing", format_, edition.settings_file, **values)
    if row["address"] and not address:
        yield told("DP87", "no-address", format_, "", what=row["address"], format=format_)


def _stated(description: Description, need: str) -> bool:
    rights = description.rights
    own = {
        "licence": bool(rights.licence),
        "spdx": bool(rights.spdx),
        "rights": rights.status != "unknown",
        "email": "@" in description.contact,
    }
    return own[need] if need in own else bool(getattr(description, need))


def told(
    code: str, words: str, format_: str, file: str, severity: Severity = Severity.ERROR, **values: str
) -> Problem:
    """Make a problem of an export, in the words of the table ``exports/formats``.

    Args:
        code: its code.
        words: the key of its words.
        format_: the format; its target is named.
        file: what it is about.
        severity: how grave it is.
        values: what stands in the words.
    """
    said = table("exports/formats")["words"]
    values = {"target": target(format_)["target"], **values}
    message, hint = said[words].format(**values), said[f"{words}-next"].format(**values)
    return Problem(code, severity, message, hint, file=file)


def flat_names(items: Iterable[Item]) -> dict[str, Item]:
    """Call files without folders: by their names, and by folder and name where two have the same.

    The README is left out: it describes the folders of a package.
    """
    listed = [item for item in items if item.kind != "readme"]
    shared = Counter(item.name.casefold() for item in listed)
    return {
        (item.name if shared[item.name.casefold()] == 1 else item.path.replace("/", "-")): item
        for item in listed
    }
