"""Where an edition can be deposited: sections ``[target.NAME]`` of ``edition.toml``, well-known names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from tei_edition.tables import TableError, check_keys, one_of, section, table

SECTION: Final = "target"
"""The section of ``edition.toml`` that is read here."""
INVENIORDM: Final = "inveniordm"
SWORD: Final = "swordv2"
_KEYS: Final = {
    INVENIORDM: ("kind", "address", "community"),
    SWORD: ("kind", "address", "user", "collection", "origin"),
}
_NEEDED: Final = {INVENIORDM: ("address",), SWORD: ("address", "user")}
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Target:
    """A repository that takes deposits."""

    name: str
    """What it is called on the command line."""
    kind: str
    """``inveniordm`` or ``swordv2``."""
    address: str
    """Of InvenioRDM the address of its API, of SWORD that of its service document."""
    community: str = ""
    """InvenioRDM: the community that is asked to take the record, by its short name."""
    user: str = ""
    """SWORD: the name of the account."""
    collection: str = ""
    """SWORD: address or title of the collection; empty if the server has only one."""
    origin: str = ""
    """SWORD, for Software Heritage: the address under which the edition is known there."""

    @property
    def host(self) -> str:
        """The host, with the port if one is named."""
        return urlsplit(self.address).netloc


def read(values: Mapping[str, Any], file: str) -> tuple[Target, ...]:
    """Read where an edition can be deposited.

    Args:
        values: the parsed ``edition.toml``.
        file: its name, for messages.

    Returns:
        The targets of the file, and the well-known ones that it does not name.

    Raises:
        TableError: for the first key or value that nobody knows.
    """
    stated = values.get(SECTION, {})
    if not isinstance(stated, dict) or not all(isinstance(row, dict) for row in stated.values()):
        raise TableError(f"{file}: write [target.NAME] with a name of your choice, such as [target.archive].")
    known = table("targets")
    found = {
        name: _target(name, {**known.get(name, {}), **section(stated, name, f"{file}, [{SECTION}]")}, file)
        for name in [*stated, *(name for name in known if name not in stated)]
    }
    return tuple(found.values())


def well_known() -> tuple[Target, ...]:
    """Return the targets that need no section in ``edition.toml``."""
    return read({}, "")


def named(name: str, targets: Iterable[Target], where: str) -> Target:
    """Return the target of a name.

    Raises:
        TableError: if there is none; the message names the nearest.
    """
    by_name = {target.name: target for target in targets}
    return by_name[one_of(name, by_name, where)]


def _target(name: str, row: Mapping[str, str], file: str) -> Target:
    where = f"{file}, [target.{name}]"
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,40}", name):
        raise TableError(f"{where}: a name has small letters, digits and hyphens only.")
    if not row.get("kind"):
        raise TableError(f'{where}: kind is missing. Write kind = "{INVENIORDM}" or kind = "{SWORD}".')
    kind = one_of(row["kind"], _KEYS, f"{where}: kind")
    check_keys(row, _KEYS[kind], where)
    for key in _NEEDED[kind]:
        if not row.get(key):
            raise TableError(f"{where}: {key} is missing.")
    for key, value in table("targets").get(name, {}).items():
        if row[key] != value:
            raise TableError(
                f'{where}: {key} of "{name}" is "{value}". Give another repository another name.'
            )
    _check_address(row["address"], f"{where}: address")
    return Target(name, **{key: value.strip() for key, value in row.items()})


def _check_address(address: str, where: str) -> None:
    """Refuse an address to which no secret may be sent, or that holds one."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if host is None or parts.scheme not in ("http", "https") or not address.isascii() or " " in address:
        raise TableError(
            f'{where} must begin with "https://" and name a host, such as "https://zenodo.org/api".'
        )
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise TableError(f'{where} must begin with "https://": your token would be readable on its way.')
    if parts.username or parts.password or parts.query or parts.fragment:
        raise TableError(
            f'{where} must hold neither name, password nor "?". The README says where a token goes.'
        )
