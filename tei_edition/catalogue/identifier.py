"""The name of a published schema: ``tei_all@4.12.0``."""

import re
from dataclasses import dataclass

from tei_edition.tables import table

_WRITTEN = re.compile(r"([A-Za-z][\w-]*)@(\d+(?:\.\d+)*[a-z]?)", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """Name and version of a published schema."""

    name: str
    """Name of the customisation, such as ``tei_all``."""
    version: str
    """Version of TEI P5, such as ``4.12.0``."""

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"

    @property
    def age(self) -> tuple[int, ...]:
        """The numbers of the version: the greater, the newer."""
        return tuple(int(number) for number in re.findall(r"\d+", self.version))


def identifier(written: str) -> Identifier | None:
    """Read an identifier.

    Args:
        written: what a user wrote.

    Returns:
        The identifier; None if it is none, but perhaps a path.
    """
    found = _WRITTEN.fullmatch(written)
    return Identifier(found[1], found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Meant:
    """What an address of the TEI Consortium means."""

    name: str
    """Name of the customisation."""
    version: str
    """Version; empty where the address means the newest."""


def meant_by(address: str) -> Meant | None:
    """Tell which schema of the TEI Consortium an address means.

    Args:
        address: an ``http`` or ``https`` address.

    Returns:
        The schema; None if the address is none of the Consortium's.
    """
    rest = without_scheme(address)
    for pattern in table("schemas")["address"]["patterns"]:
        if found := re.fullmatch(pattern, rest):
            parts = found.groupdict()
            return Meant(parts["name"], parts.get("version") or "")
    return None


def without_scheme(address: str) -> str:
    """Return an address without ``http://`` or ``https://``, which lead to the same schema."""
    return re.sub(r"^https?://", "", address.strip())
