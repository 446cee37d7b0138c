"""What a user asks for with ``--schema``: a file, a schema that is installed, or its address."""

from pathlib import Path

from tei_edition.catalogue.folder import Holding, find, find_address
from tei_edition.catalogue.identifier import identifier, meant_by
from tei_edition.validation.failure import SchemaError
from tei_edition.validation.schema import SchemaSet, schema_set


def requested(written: str) -> SchemaSet:
    """Return the schemas that a user asks for.

    Args:
        written: path of a schema, name and version of one that is installed, or the address of one.

    Raises:
        SchemaError: if it is to be installed first, or the installed file was changed.
    """
    if Path(written).exists():
        return schema_set(Path(written))
    named = identifier(written)
    if named is not None:
        return schema_set(_sound(find(named), str(named), f"tei-edition schema install {named}"))
    if written.startswith(("http://", "https://")):
        return schema_set(at_address(written))
    return schema_set(Path(written))


def at_address(address: str) -> Path:
    """Return the file of the installed schema that an address means. Nothing is downloaded.

    Args:
        address: an ``http`` or ``https`` address.

    Raises:
        SchemaError: if it is to be installed first, or the installed file was changed.
    """
    meant = meant_by(address)
    if meant is not None:
        command = f"tei-edition schema install {meant.name}@{meant.version or 'VERSION'}"
    else:
        command = f"tei-edition schema install NAME@VERSION --mirror {address}"
    return _sound(find_address(address), address, command)


def _sound(holding: Holding | None, called: str, command: str) -> Path:
    if holding is None:
        words = f'The schema "{called}" is not installed; nothing is fetched while files are validated.'
        raise SchemaError(words, code="XM20", hint=f"Install it once with: {command}")
    if not holding.is_sound:
        words = f"The installed schema {holding.identifier} is no longer the file that was installed."
        command = f"tei-edition schema install {holding.identifier} --again"
        raise SchemaError(words, code="XM24", hint=f"Install it again with: {command}")
    return holding.path
