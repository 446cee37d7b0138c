"""Load Schematron rules that need XSLT 1 only, whole or pattern by pattern, each once."""

import re
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

from tei_edition.validation.failure import SchemaError, complaint_about
from tei_edition.validation.place import tei
from tei_edition.validation.schematron_engine import Engine
from tei_edition.validation.schematron_source import sch, schematron_source

_PATTERN = sch("pattern")
_NAME_TEST = re.compile(r"(?<!ancestor::)tei:(\w+)")


@cache
def schematron(path: Path) -> Engine:
    """Compile Schematron rules.

    Args:
        path: a Schematron file, or a RELAX NG schema that carries rules.

    Raises:
        SchemaError: if there is no such file or it is not Schematron.
    """
    return _compiled(path, schematron_source(path).schema)


@cache
def schematron_patterns(path: Path) -> tuple[str, ...]:
    """Return the ids of the patterns of a Schematron schema, in its order; empty for one without.

    Args:
        path: the file.

    Raises:
        SchemaError: if the file cannot be used.
    """
    return tuple(p.get("id", "") for p in schematron_source(path).schema.iterchildren(_PATTERN))


@cache
def schematron_pattern(path: Path, number: int) -> Engine:
    """Compile a single pattern of a Schematron schema, with all that the schema declares for it.

    Args:
        path: the file.
        number: the place of the pattern among those of `schematron_patterns`.

    Raises:
        SchemaError: if the file cannot be used.
    """
    schema = deepcopy(schematron_source(path).schema)
    for other, pattern in enumerate(list(schema.iterchildren(_PATTERN))):
        if other != number:
            schema.remove(pattern)
    return _compiled(path, schema)


@cache
def names_in_context(path: Path, pattern: str) -> frozenset[str]:
    """Return the elements that the contexts of a pattern of a Schematron schema speak of.

    Args:
        path: the file.
        pattern: the id of the pattern.

    Returns:
        Names with their namespace. Names of ancestors in predicates may be among them.
    """
    rules = schematron_source(path).schema.iterfind(f"{_PATTERN}[@id='{pattern}']/{sch('rule')}")
    return frozenset(tei(name) for r in rules for name in _NAME_TEST.findall(r.get("context", "")))


def _compiled(path: Path, schema: etree._Element) -> Engine:
    try:
        return Engine(etree.ElementTree(schema))
    except etree.LxmlError as error:
        raise SchemaError(complaint_about(path, "Schematron", error)) from error
