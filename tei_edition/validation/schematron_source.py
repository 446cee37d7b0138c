"""Read Schematron rules: from a file of their own, or from the RELAX NG schema that carries them.

A RELAX NG schema made from an ODD has each rule beside the element or attribute that it is about (ISO/IEC
19757-3, annex on embedding). They are gathered into a schema as if they stood in a file of their own: a rule
without pattern becomes a pattern, as nothing makes it wait for another.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from tei_edition.tables import table
from tei_edition.validation.failure import SchemaError, complaint_about
from tei_edition.validation.parts import parsed, parts

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
_FUNCTION = re.compile(r"([A-Za-z_][\w.-]*(?::[\w.-]+)?)\s*\(")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
EXPRESSIONS = ("context", "test", "select", "value", "path")
"""Attributes of Schematron that hold expressions of XPath."""


def sch(name: str) -> str:
    """Return the name that lxml has for an element of Schematron."""
    return f"{{{SCH}}}{name}"


@dataclass(frozen=True, slots=True)
class SchematronSource:
    """Schematron rules, and what they need."""

    schema: etree._Element
    """The element ``schema`` of a schema of its own."""
    needs_xslt2: bool
    """Whether they need XPath 2 or later."""
    is_embedded: bool
    """Whether they stood in a schema of another language."""


@cache
def schematron_source(path: Path) -> SchematronSource:
    """Read Schematron rules.

    Args:
        path: a Schematron file, or a RELAX NG schema that carries rules.

    Raises:
        SchemaError: if there is no such file, it is not Schematron, it asks for a query language that is not
            known, or a part of it lies outside its folder.
    """
    try:
        parts(path)
        root = parsed(path)
    except (OSError, etree.LxmlError) as error:
        raise SchemaError(complaint_about(path, "Schematron", error)) from error
    is_embedded = root.tag != sch("schema")
    schema = _gathered(root) if is_embedded else root
    if next(schema.iter(sch("rule"), sch("include"), sch("pattern")), None) is None and is_embedded:
        raise SchemaError(f'The schema "{path}" cannot be used as Schematron: there are no rules in it.')
    _check_instructions(path, schema)
    languages = table("schemas")["binding"]
    binding = (root.get("queryBinding") or root.get(sch("queryBinding")) or "").lower()
    if not binding:
        later = is_embedded and any(map(_is_xpath2, _expressions(schema)))
        return SchematronSource(schema, later, is_embedded)
    if binding not in (*languages["native"], *languages["optional"]):
        known = ", ".join((*languages["native"], *languages["optional"]))
        words = f'The Schematron file "{path}" needs the query language {binding}; known are {known}.'
        raise SchemaError(words)
    return SchematronSource(schema, binding in languages["optional"], is_embedded)


def _gathered(root: etree._Element) -> etree._Element:
    """Make a schema from the rules that stand in a schema of another language."""
    schema = etree.Element(sch("schema"), nsmap={"sch": SCH})
    prefixes: set[str] = set()
    for ns in root.iter(sch("ns")):
        if (prefix := ns.get("prefix", "")) not in prefixes:
            prefixes.add(prefix)
            schema.append(_copy(ns))
    inside = (sch("pattern"), sch("rule"))
    for element in root.iter(sch("let"), f"{{{XSL}}}key", f"{{{XSL}}}function"):
        if next(element.iterancestors(*inside), None) is None:
            schema.append(_copy(element))
    for element in root.iter(*inside):
        if next(element.iterancestors(*inside), None) is not None:
            continue
        if element.tag == sch("pattern"):
            schema.append(_copy(element))
        else:
            etree.SubElement(schema, sch("pattern")).append(_copy(element))
    return schema


def _copy(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _check_instructions(path: Path, schema: etree._Element) -> None:
    """Refuse instructions of XSLT that read or write files: a schema may come from anybody."""
    allowed = table("schemas")["instruction"]["allowed"]
    for element in schema.iter(f"{{{XSL}}}*"):
        name = etree.QName(element).localname
        if name not in allowed:
            where = f'The Schematron rules in "{path}" use xsl:{name} (line {element.sourceline})'
            words = f"{where}, which is refused."
            raise SchemaError(words, code="XM21", hint="Only instructions that compute values are allowed.")
    for element in schema.iter("*"):
        namespace = etree.QName(element).namespace
        if namespace not in (SCH, XSL) and next(element.iterancestors(f"{{{XSL}}}*"), None) is not None:
            words = f'The Schematron rules in "{path}" use an instruction of "{namespace}", which is refused.'
            raise SchemaError(words, code="XM21", hint="Only instructions of XSLT are allowed.")


def _expressions(schema: etree._Element) -> Iterator[str]:
    for element in schema.iter(f"{{{SCH}}}*"):
        for name in EXPRESSIONS:
            if (expression := element.get(name)) is not None and element.tag != sch("ns"):
                yield expression


def _is_xpath2(expression: str) -> bool:
    """Tell whether an expression needs XPath 2: it is no XPath 1, or calls a function that came later."""
    try:
        etree.XPath(expression, namespaces=_any_prefix(expression))
    except etree.XPathError:
        return True
    called = _FUNCTION.findall(_LITERAL.sub("''", expression))
    known = table("schemas")["xpath"]["functions"]
    return any(name.rsplit("::", 1)[-1] not in known for name in called)


def _any_prefix(expression: str) -> dict[str, str]:
    return {prefix: "urn:x" for prefix in re.findall(r"([A-Za-z_][\w.-]*):(?!:)", expression)}
