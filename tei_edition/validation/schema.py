"""Find the schemas, and load each of them once, when it is first needed.

The project's schemas lie in ``tei_edition/schemas`` of an installed package and in ``schemas`` beside the
package in a source checkout. Loading takes from a hundredth of a second (Schematron) to some seconds (XML
Schema, only for explanations), so nothing is loaded before a file asks for it.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei_edition.validation.place import tei
from tei_edition.validation.schema_references import foreign_reference
from tei_edition.validation.schematron_engine import Engine
from tei_edition.validation.wording import excerpt
from tei_edition.xml_parser import xml_parser

if TYPE_CHECKING:
    import xmlschema

_PACKAGE = Path(__file__).resolve().parents[1]
_RNG = "http://relaxng.org/ns/structure/1.0"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_PATTERN = f"{_SCH}pattern"
_NAME_TEST = re.compile(r"(?<!ancestor::)tei:(\w+)")


class SchemaError(Exception):
    """A schema file that cannot be used; the message says which one and why."""

    code = "XM12"
    """The code of the problem that is made of it."""


class SchemaReferenceError(SchemaError):
    """A schema file that takes in something from outside its folder."""

    code = "XM16"


@dataclass(frozen=True, slots=True)
class SchemaSet:
    """The schemas that a file is held against."""

    rng: Path | None = None
    """RELAX NG schema in XML syntax: the gate."""
    xsd: Path | None = None
    """XML Schema; beside a RELAX NG schema it only explains, alone it is the gate."""
    sch: Path | None = None
    """ISO Schematron with ``queryBinding="xslt"``."""
    house: bool = False
    """Whether the rules that are programs apply as well."""


def schema_folder() -> Path:
    """Return the folder of the project's schemas, in an installed package or in a source checkout."""
    inside = _PACKAGE / "schemas"
    return inside if inside.is_dir() else _PACKAGE.parent / "schemas"


def project_schemas() -> SchemaSet:
    """Return the project's own schemas."""
    stem = schema_folder() / "tei_edition"
    return SchemaSet(
        rng=stem.with_suffix(".rng"), xsd=stem.with_suffix(".xsd"), sch=stem.with_suffix(".sch"), house=True
    )


PROJECT = project_schemas()


def schema_set(path: Path) -> SchemaSet:
    """Return the set that consists of one schema file.

    Args:
        path: a ``.rng``, ``.xsd`` or ``.sch`` file; with any other ending it is taken for RELAX NG, and
            loading it will tell.
    """
    match path.suffix.lower():
        case ".xsd":
            return SchemaSet(xsd=path)
        case ".sch":
            return SchemaSet(sch=path)
        case _:
            return SchemaSet(rng=path)


def schema_file(path: Path | None) -> SchemaSet:
    """Return the schemas that a user asked for.

    Args:
        path: the file given with ``--schema``; None for the project's own schemas.
    """
    return PROJECT if path is None else schema_set(path)


@cache
def relax_ng(path: Path) -> etree.RelaxNG:
    """Load a RELAX NG schema.

    Args:
        path: the file, in XML syntax.

    Raises:
        SchemaError: if there is no such file or it is not RELAX NG.
    """
    _check_references(path)
    try:
        return etree.RelaxNG(etree.parse(path, xml_parser()))
    except (OSError, etree.LxmlError) as error:
        raise SchemaError(_complaint(path, "RELAX NG", error)) from error


@cache
def xml_schema(path: Path) -> "xmlschema.XMLSchemaBase":
    """Load an XML Schema, version 1.0 or 1.1.

    Args:
        path: the file.

    Raises:
        SchemaError: if there is no such file or it is not an XML Schema.
    """
    import xmlschema  # takes half a second and is needed for explanations only

    _check_references(path)
    try:
        try:
            return xmlschema.XMLSchema10(path, allow="local", defuse="always")
        except xmlschema.XMLSchemaParseError:
            return xmlschema.XMLSchema11(path, allow="local", defuse="always")
    except (OSError, xmlschema.XMLSchemaException, xmlschema.XMLResourceError, SyntaxError) as error:
        raise SchemaError(_complaint(path, "XML Schema", error)) from error


@cache
def schematron(path: Path) -> Engine:
    """Compile an ISO Schematron schema.

    Args:
        path: the file, with the query language XSLT 1.

    Raises:
        SchemaError: if there is no such file, it is not Schematron, or it needs XSLT 2.
    """
    return _compiled(path, _schematron_tree(path))


@cache
def schematron_patterns(path: Path) -> tuple[str, ...]:
    """Return the ids of the patterns of an ISO Schematron schema, in its order; empty for one without.

    Args:
        path: the file.

    Raises:
        SchemaError: if the file cannot be used.
    """
    return tuple(p.get("id", "") for p in _schematron_tree(path).getroot().iterchildren(_PATTERN))


@cache
def schematron_pattern(path: Path, number: int) -> Engine:
    """Compile a single pattern of an ISO Schematron schema, with all that the schema declares for it.

    Args:
        path: the file.
        number: the place of the pattern among those of `schematron_patterns`.

    Raises:
        SchemaError: if the file cannot be used.
    """
    tree = deepcopy(_schematron_tree(path))
    root = tree.getroot()
    for other, pattern in enumerate(list(root.iterchildren(_PATTERN))):
        if other != number:
            root.remove(pattern)
    return _compiled(path, tree)


@cache
def names_in_context(path: Path, pattern: str) -> frozenset[str]:
    """Return the elements that the contexts of a pattern of a Schematron schema speak of.

    Args:
        path: the file.
        pattern: the id of the pattern.

    Returns:
        Names with their namespace. Names of ancestors in predicates may be among them.
    """
    rules = _schematron_tree(path).getroot().iterfind(f"{_PATTERN}[@id='{pattern}']/{_SCH}rule")
    return frozenset(tei(name) for r in rules for name in _NAME_TEST.findall(r.get("context", "")))


def _schematron_tree(path: Path) -> "etree._ElementTree[etree._Element]":
    _check_references(path)
    try:
        tree = etree.parse(path, xml_parser())
    except (OSError, etree.LxmlError) as error:
        raise SchemaError(_complaint(path, "Schematron", error)) from error
    binding = tree.getroot().get("queryBinding", "xslt")
    if binding.lower() not in ("xslt", "xslt1", "exslt", "xpath"):
        raise SchemaError(f'The Schematron file "{path}" needs the query language {binding}; known is xslt.')
    return tree


def _compiled(path: Path, tree: "etree._ElementTree[etree._Element]") -> Engine:
    try:
        return Engine(tree)
    except etree.LxmlError as error:
        raise SchemaError(_complaint(path, "Schematron", error)) from error


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a RELAX NG schema declares, without their namespaces; to guess what was meant."""

    elements: frozenset[str] = frozenset()
    """Names of elements."""
    attributes: frozenset[str] = frozenset()
    """Names of attributes; ``xml:id`` with its prefix."""


@cache
def vocabulary(path: Path) -> Vocabulary:
    """Read the names that a RELAX NG schema declares.

    Args:
        path: the file, in XML syntax, with names as attributes as trang writes them.
    """
    root = etree.parse(path).getroot()

    def names(kind: str) -> frozenset[str]:
        return frozenset(
            name.rsplit("}", 1)[-1] for e in root.iter(f"{{{_RNG}}}{kind}") if (name := e.get("name"))
        )

    return Vocabulary(names("element"), names("attribute"))


def _check_references(path: Path) -> None:
    reference = foreign_reference(path)
    if reference is not None:
        raise SchemaReferenceError(
            f'The schema "{path}" refers to "{excerpt(reference, 200)}", which is not in its folder.'
        )


def _complaint(path: Path, language: str, error: Exception) -> str:
    words = str(error).strip().splitlines()
    return f'The schema "{path}" cannot be used as {language}: {words[0] if words else type(error).__name__}.'
