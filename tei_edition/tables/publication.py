"""``edition.toml``, for those who cite an edition and keep it: version, persons, subjects, deposit."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tei_edition.tables import TableError, check_keys, one_of, rows, section, string, table

SECTIONS: Final = ("contributor", "subject", "deposit")
"""Sections of ``edition.toml`` that are read here."""
OF_EDITION: Final = ("subtitle", "version", "date", "description")
"""Keys of ``[edition]`` that are read here."""
SCHEMES: Final = ("orcid", "gnd", "viaf", "isni", "wikidata", "lcnaf", "ror")
"""Keys for identifiers of persons and organisations."""
OF_PARTY: Final = ("kind", "family", "given", "affiliation", "affiliation-ror", *SCHEMES)
"""Keys for what catalogues want to know of a person."""
_KINDS: Final = ("person", "organisation")
_OF_DEPOSIT: Final = ("identifier", "resource-type", "historical-author", "contact")
_HISTORICAL: Final = ("source", "creator")
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Party:
    """What catalogues want to know of a person or an organisation besides the name."""

    kind: str = "person"
    """``person`` or ``organisation``."""
    family: str = ""
    """Family name."""
    given: str = ""
    """Given names."""
    affiliation: str = ""
    """The institution that the person belongs to."""
    affiliation_ror: str = ""
    """Its identifier in the Research Organization Registry."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """Scheme, a key of ``SCHEMES``, and identifier, as written."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who is named in catalogues, and not in the header of each document."""

    role: str
    """A key of ``roles`` in the table ``crosswalk``."""
    name: str
    """The name."""
    party: Party
    """What else is known."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the edition is about."""

    term: str
    """The word."""
    scheme: str = ""
    """The vocabulary that it is from; empty for a free keyword."""
    uri: str = ""
    """The URI of the word in its vocabulary."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What an edition states for those who cite and keep it. The defaults claim nothing."""

    subtitle: str = ""
    """Subtitle of the edition."""
    version: str = ""
    """Version, such as ``1.0.0``."""
    date: str = ""
    """Date of publication, ``YYYY-MM-DD``."""
    description: str = ""
    """What the edition is, in a few sentences."""
    spdx: str = ""
    """SPDX identifier of the licence."""
    contributors: tuple[Contributor, ...] = ()
    """Who has a part in it besides those responsible."""
    subjects: tuple[Subject, ...] = ()
    """What it is about."""
    identifier: str = ""
    """Its own identifier, the same in all versions."""
    resource_type: str = "dataset"
    """A key of ``resource-types`` in the table ``crosswalk``."""
    historical_author: str = "source"
    """Whether the authors of the documents are named as authors of the ``source``, or as ``creator`` too."""
    contact: str = ""
    """Address for enquiries."""


def read(values: Mapping[str, Any], file: str) -> Publication:
    """Read what ``edition.toml`` states for those who cite and keep the edition.

    Args:
        values: the parsed file.
        file: its name, for messages.

    Raises:
        TableError: for the first key or value that nobody knows.
    """
    edition = section(values, "edition", file)
    deposit, where = section(values, "deposit", file), f"{file}, [deposit]"
    check_keys(deposit, _OF_DEPOSIT, where)
    crosswalk = table("crosswalk")
    kind = deposit.get("resource-type") or "dataset"
    historical = deposit.get("historical-author") or "source"
    return Publication(
        edition.get("subtitle", ""),
        _version(edition.get("version", ""), f"{file}, [edition]: version"),
        _date(edition.get("date", ""), f"{file}, [edition]: date"),
        edition.get("description", "").strip(),
        section(values, "availability", file).get("spdx", ""),
        tuple(_contributor(row, f"{file}, [[contributor]]") for row in rows(values, "contributor", file)),
        tuple(_subject(row, f"{file}, [[subject]]") for row in rows(values, "subject", file)),
        _uri(deposit.get("identifier", ""), f"{where}: identifier"),
        one_of(kind, crosswalk["resource-types"], f"{where}: resource-type"),
        one_of(historical, _HISTORICAL, f"{where}: historical-author"),
        deposit.get("contact", ""),
    )


def party(row: Mapping[str, Any], where: str) -> Party:
    """Read what is said of a person or an organisation besides the name.

    Args:
        row: the row, its keys checked.
        where: file and section, for messages.

    Raises:
        TableError: if a value is no text, or the kind is unknown.
    """
    said = {key: string(row, key, where).strip() for key in OF_PARTY}
    return Party(
        one_of(said["kind"] or "person", _KINDS, f"{where}: kind"),
        said["family"],
        said["given"],
        said["affiliation"],
        said["affiliation-ror"],
        tuple((scheme, said[scheme]) for scheme in SCHEMES if said[scheme]),
    )


def _contributor(row: Mapping[str, Any], where: str) -> Contributor:
    check_keys(row, ("role", "name", *OF_PARTY), where)
    known = [role for role, said in table("crosswalk")["roles"].items() if said["stated"]]
    role = one_of(string(row, "role", where, needed=True), known, f"{where}: role")
    return Contributor(role, string(row, "name", where, needed=True).strip(), party(row, where))


def _subject(row: Mapping[str, Any], where: str) -> Subject:
    check_keys(row, ("term", "scheme", "uri"), where)
    term, scheme, uri = (string(row, key, where).strip() for key in ("term", "scheme", "uri"))
    if not term:
        raise TableError(f"{where}: term is missing.")
    return Subject(term, scheme, uri)


def _version(written: str, where: str) -> str:
    if written and not _VERSION.fullmatch(written):
        raise TableError(
            f'{where} is "{written}". Write figures, letters, "." and "-" only, such as "1.0.0".'
        )
    return written


def _date(written: str, where: str) -> str:
    try:
        if not written or datetime.date.fromisoformat(written).isoformat() == written:
            return written
    except ValueError:
        pass
    raise TableError(f'{where} is "{written}". Write a day as year, month and day: "2026-01-31".')


def _uri(written: str, where: str) -> str:
    if written and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", written):
        raise TableError(f'{where} is "{written}", but must be a URI, such as "urn:uuid:…" or "https://…".')
    return written
