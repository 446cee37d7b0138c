"""Find the schemas, and load each of them once, when it is first needed.

The project's schemas lie in ``tei_edition/schemas`` of an installed package and in ``schemas`` beside the
package in a source checkout. Loading takes from a hundredth of a second (Schematron) to some seconds (XML
Schema, only for explanations), so nothing is loaded before a file asks for it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei_edition.validation.failure import SchemaError, complaint_about
from tei_edition.validation.parts import parsed, parts
from tei_edition.validation.reduction import Names, is_reducible, names_of, reduced
from tei_edition.xml_parser import xml_parser

if TYPE_CHECKING:
    import xmlschema

_SMALL = 250_000
"""Bytes of a RELAX NG schema that libxml2 loads at once."""
_PACKAGE = Path(__file__).resolve().parents[1]
_RNG = "http://relaxng.org/ns/structure/1.0"
_SCH = "http://purl.oclc.org/dsdl/schematron"


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
            loading it will tell. The Schematron rules that a RELAX NG schema carries are part of the set.
    """
    match path.suffix.lower():
        case ".xsd":
            return SchemaSet(xsd=path)
        case ".sch":
            return SchemaSet(sch=path)
        case _:
            return SchemaSet(rng=path, sch=path if _carries_rules(path) else None)


@cache
def _carries_rules(path: Path) -> bool:
    """Tell whether a RELAX NG schema carries Schematron rules; loading it will tell if it cannot be read."""
    try:
        return next(parsed(path).iter(f"{{{_SCH}}}rule"), None) is not None
    except (OSError, etree.LxmlError):
        return False


@cache
def relax_ng(path: Path) -> etree.RelaxNG:
    """Load a RELAX NG schema.

    Args:
        path: the file, in XML syntax.

    Raises:
        SchemaError: if there is no such file, it is not RELAX NG, or a part of it lies outside its folder.
    """
    try:
        parts(path)
        return etree.RelaxNG(etree.parse(path, xml_parser()))
    except (OSError, etree.LxmlError) as error:
        raise SchemaError(complaint_about(path, "RELAX NG", error)) from error


@cache
def _large_relax_ng(path: Path) -> etree._Element | None:
    """Return the root of a RELAX NG schema that is so large that it is better reduced; None for others."""
    try:
        if path.stat().st_size <= _SMALL:
            return None
        parts(path)
        grammar = parsed(path)
        return grammar if is_reducible(grammar) else None
    except (OSError, etree.LxmlError) as error:
        raise SchemaError(complaint_about(path, "RELAX NG", error)) from error


_reductions: dict[tuple[Path, bool], tuple[Names, etree.RelaxNG]] = {}


def relax_ng_for(path: Path, root: etree._Element, *, named: bool = False) -> etree.RelaxNG:
    """Load as much of a RELAX NG schema as a document needs; of a small one, all.

    Args:
        path: the file, in XML syntax.
        root: the root element of the document.
        named: keep the names of what does not occur, which takes longer, for the sake of messages.

    Returns:
        A schema that accepts the document if the whole one does. It serves the next documents as well if no
        name is new in them.

    Raises:
        SchemaError: as for `relax_ng`.
    """
    grammar = _large_relax_ng(path)
    if grammar is None:
        return relax_ng(path)
    names = names_of(root)
    known, loaded = _reductions.get((path, named), (Names(), None))
    if loaded is None or not names <= known:
        known |= names
        try:
            loaded = etree.RelaxNG(reduced(grammar, known, named=named))
        except etree.LxmlError as error:
            raise SchemaError(complaint_about(path, "RELAX NG", error)) from error
        _reductions[path, named] = known, loaded
    return loaded


@cache
def xml_schema(path: Path) -> "xmlschema.XMLSchemaBase":
    """Load an XML Schema, version 1.0 or 1.1; a large one from the cache, if it was compiled before.

    Args:
        path: the file.

    Raises:
        SchemaError: if there is no such file, it is no XML Schema, or a part of it lies outside its folder.
    """
    import elementpath
    import xmlschema  # takes half a second and is needed for explanations only

    from tei_edition.validation.compiled import compiled

    def make() -> "xmlschema.XMLSchemaBase":
        try:
            return xmlschema.XMLSchema10(path, allow="local", defuse="always")
        except xmlschema.XMLSchemaParseError:
            return xmlschema.XMLSchema11(path, allow="local", defuse="always")

    versions = f"xmlschema {xmlschema.__version__}, elementpath {elementpath.__version__}"
    try:
        return compiled(parts(path), xmlschema.XMLSchemaBase, make, versions=versions)
    except (
        OSError,
        xmlschema.XMLSchemaException,
        xmlschema.XMLResourceError,
        SyntaxError,
        etree.LxmlError,
    ) as error:
        raise SchemaError(complaint_about(path, "XML Schema", error)) from error


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
        path: the file, in XML syntax; what it includes is read as well.
    """
    roots = [parsed(part) for part in parts(path)]

    def names(kind: str) -> frozenset[str]:
        return frozenset(
            name.strip().rsplit("}", 1)[-1].rsplit(":", 1)[-1] if kind == "element" else name.strip()
            for root in roots
            for e in root.iter(f"{{{_RNG}}}{kind}")
            for name in (e.get("name"), *(n.text for n in e.iterfind(f".//{{{_RNG}}}name")))
            if name
        )

    return Vocabulary(names("element"), names("attribute"))
