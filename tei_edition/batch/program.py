"""The digest of the program: what it made is used again only by the same program."""

import platform
import unicodedata
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tei_edition.batch.digest import digest
from tei_edition.validation.schema import schema_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_SCHEMAS = (".rng", ".xsd", ".sch")
_LIBRARIES = ("ahocorasick-rs", "lxml", "pyspellchecker", "rapidfuzz", "xmlschema")


@cache
def program_digest() -> str:
    """Return the digest of the program.

    That is of all its modules, tables and schemas, and of the versions of the interpreter and the libraries
    that may have a part in what it writes or reports.
    """
    own = {p.relative_to(_PACKAGE).as_posix(): p for p in _PACKAGE.rglob("*") if p.suffix in (".py", ".toml")}
    # They lie in the package or beside it, according to how it is installed.
    schemas = {f"schemas/{p.name}": p for p in schema_folder().iterdir() if p.suffix in _SCHEMAS}
    read = (part for name, p in sorted({**own, **schemas}.items()) for part in (name, p.read_bytes()))
    libraries = (f"{name} {_version(name)}" for name in _LIBRARIES)
    return digest(platform.python_version(), unicodedata.unidata_version, *libraries, *read)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
