"""Identifiers of persons, places and bodies in other authority files: VIAF, GND, Wikidata and the like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tei_edition.tables import table

_SCHEME_OF_URI = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_END_OF_ID = re.compile(r"[/?#]")


@dataclass(frozen=True, slots=True)
class Scheme:
    """Whose identifiers they are, and how they are written."""

    key: str
    """Name of the column in a list."""
    name: str
    """What the scheme is called."""
    idno: str
    """Type of the ``idno`` in TEI."""
    written: str
    """What the ``idno`` has before the identifier; mostly nothing."""
    pattern: re.Pattern[str]
    """The whole identifier."""
    hosts: tuple[str, ...]
    """What stands before the identifier in a URI, protocol and ``www.`` aside."""
    check: str
    """How the last character is computed; empty if it is not."""
    example: str
    """An identifier that exists."""


@cache
def schemes() -> Mapping[str, Scheme]:
    """Return the schemes by their keys, in the order of the table."""
    return {
        key: Scheme(
            key,
            row["name"],
            row["idno"],
            row.get("written", ""),
            re.compile(row["pattern"]),
            tuple(row["hosts"]),
            row.get("check", ""),
            row["example"],
        )
        for key, row in table("identifier_schemes").items()
    }


def bare(scheme: Scheme, written: str) -> str:
    """Take an identifier out of the URI in which it may be written.

    Args:
        scheme: whose identifier it is.
        written: the identifier, or a URI of it such as ``https://viaf.org/viaf/102325430/``.

    Returns:
        The identifier; what was given if it is not a URI of that scheme.
    """
    text = written.strip()
    if "/" not in text:
        return text
    rest = _SCHEME_OF_URI.sub("", text, count=1)
    for host in scheme.hosts:
        if rest.lower().startswith(host):
            return _END_OF_ID.split(rest[len(host) :], maxsplit=1)[0]
    return text


def of_idno(type_: str, written: str) -> tuple[str, str] | None:
    """Tell which identifier an ``idno`` holds.

    Args:
        type_: its type, in any case: ``VIAF``, ``wikidata``, ``ORCID``.
        written: its text.

    Returns:
        Key of the scheme, and the identifier; None if it is of no known scheme.
    """
    wanted = type_.casefold()
    for scheme in schemes().values():
        if wanted in (scheme.key, scheme.idno.casefold()):
            id_ = bare(scheme, written)
            if wanted == "uri" and scheme.key != "uri" and id_ == written.strip():
                continue  # a URI, but not of this scheme that is written as one
            return scheme.key, id_
    return None


def idno_of(key: str, id_: str) -> tuple[str, str]:
    """Tell how an identifier is written in TEI.

    Args:
        key: key of the scheme.
        id_: the identifier.

    Returns:
        Type and text of the ``idno``.
    """
    scheme = schemes()[key]
    return scheme.idno, id_ if ":" in id_ else scheme.written + id_


def fault(key: str, id_: str) -> str:
    """Tell what is wrong with an identifier.

    Args:
        key: key of the scheme.
        id_: the identifier without URI.

    Returns:
        A clause such as ``its check digit should be 8``; empty if nothing is wrong.
    """
    scheme = schemes()[key]
    if not scheme.pattern.fullmatch(id_):
        return f"one looks like {scheme.example}"
    if scheme.check:
        right = _CHECKS[scheme.check](id_)
        return (
            "" if id_[-1] == right else f"its last character does not fit the others, which ask for {right}"
        )
    return ""


def _gnd(id_: str) -> str:
    """Compute the last character of a GND identifier (German National Library).

    Digits are weighted 2, 3, 4 … from the right. The sum is the check digit modulo 11 where a hyphen stands
    before it (bodies, places, subjects), and the complement of the check digit where none does (persons, and
    all that is new since 2012); 10 is ``X``.
    """
    digits = id_[:-1].replace("-", "")
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), start=2))
    return _character(total if "-" in id_ else -total)


def _mod_11_2(id_: str) -> str:
    """Compute the last character by ISO 7064, MOD 11-2, as ISNI and ORCID have it."""
    total = 0
    for digit in id_[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return _character(1 - total)


def _character(value: int) -> str:
    rest = value % 11
    return "X" if rest == 10 else str(rest)


_CHECKS = {"gnd": _gnd, "mod-11-2": _mod_11_2}
