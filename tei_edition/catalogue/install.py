"""Install a published schema: get it, prove it, keep it."""

import io
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tei_edition import __version__
from tei_edition.catalogue.download import DownloadFailure, download
from tei_edition.catalogue.folder import Holding, cache_folder, digest_of, find, keep
from tei_edition.catalogue.identifier import Identifier
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table


@dataclass(frozen=True, slots=True)
class Source:
    """Where a schema is to come from; without either, from the TEI Consortium."""

    file: Path | None = None
    """A file that the user has."""
    mirror: str = ""
    """An address that stands for the Consortium's Vault, or the address of the schema file itself."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What came of installing a schema."""

    holding: Holding | None
    """The installed schema; None if there is none."""
    problems: tuple[Problem, ...] = ()
    """Why not."""
    is_new: bool = True
    """Whether something was installed now; if not, it was there already."""
    is_known: bool = False
    """Whether its digest was one that was asked for or that this program knows."""


def address_of(wanted: Identifier, mirror: str = "") -> str:
    """Return the address of a schema.

    Args:
        wanted: the schema.
        mirror: an address that stands for the Consortium's Vault, or that of a schema file itself.
    """
    if mirror.endswith((".rng", ".sch")):
        return mirror
    vault = table("schemas")["vault"]
    path = vault["path"].format(name=wanted.name, version=wanted.version)
    return f"{(mirror or vault['address']).rstrip('/')}/{path}"


def install(
    wanted: Identifier, source: Source | None = None, *, digest: str = "", again: bool = False
) -> Installation:
    """Install a schema.

    Args:
        wanted: what it is called.
        source: where it comes from; None for the TEI Consortium.
        digest: SHA-256 that the file must have, in hexadecimal digits; empty for the one that this program
            knows, or that was recorded when the schema was first installed, if there is one.
        again: get it even though it is installed.

    Returns:
        The installed schema, or the problem XM24 to XM27.
    """
    source = source or Source()
    there = find(wanted)
    known: str = table("schemas")["digest"].get(str(wanted), "")
    demanded = digest.lower() or known or (there.digest if there else "")
    if there is not None and there.is_sound and not again and demanded == there.digest:
        return Installation(there, is_new=False, is_known=bool(digest or known))
    name = str(source.file) if source.file else address_of(wanted, source.mirror)
    try:
        content = source.file.read_bytes() if source.file else download(name, agent=_agent())
    except OSError as error:
        words = f"The schema cannot be read: {error.strerror or type(error).__name__}."
        return _refused("XM25", words, name, "Check the path and whether you may read the file.")
    except DownloadFailure as error:
        return _refused("XM25", f"The address {error}.", name)
    found = digest_of(content)
    if demanded not in ("", found):
        where = (
            "was demanded" if digest else "is known" if known else "was recorded at its first installation"
        )
        words = f"The file is not the {wanted} that {where}: its SHA-256 is {found}, not {demanded}."
        return _refused("XM24", words, name)
    ending = _ending(content)
    if ending is None:
        return _refused("XM26", "What came is not a schema that can be installed.", name)
    try:
        holding = keep(wanted, content, ending=ending, source=name)
    except OSError as error:
        words = f"The schema cannot be kept: {error.strerror or type(error).__name__}."
        return _refused("XM27", words, str(cache_folder()))
    return Installation(holding, is_known=bool(digest or known))


def _agent() -> str:
    return f"tei_edition/{__version__}"


def _ending(content: bytes) -> str | None:
    """Return the ending for a schema file by its root element; None if it is none."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return None
    try:
        _, root = next(iter(ElementTree.iterparse(io.BytesIO(content), events=("start",))))
    except (ElementTree.ParseError, StopIteration, ValueError):
        return None
    ending: str | None = table("schemas")["root"].get(root.tag)
    return ending


def _refused(code: str, words: str, file: str, hint: str = "") -> Installation:
    hint = hint or table("schemas")["next_step"][code]
    return Installation(None, (Problem(code, Severity.ERROR, words, hint, file=file),))
