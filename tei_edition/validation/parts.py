"""The files that a schema consists of; all of them must lie in its own folder.

A schema may come with a file from anybody. It may not make the program read what lies elsewhere on the disk,
and it may not make it open a connection; so what it includes is looked at before any library loads it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import etree

from tei_edition.tables import table
from tei_edition.validation.failure import SchemaError
from tei_edition.xml_parser import xml_parser

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XS = "{http://www.w3.org/2001/XMLSchema}"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_XI = "{http://www.w3.org/2001/XInclude}"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_REFERENCES = {
    f"{_RNG}include": "href",
    f"{_RNG}externalRef": "href",
    f"{_XS}include": "schemaLocation",
    f"{_XS}import": "schemaLocation",
    f"{_XS}redefine": "schemaLocation",
    f"{_XS}override": "schemaLocation",
    f"{_SCH}include": "href",
    f"{_SCH}extends": "href",
    f"{_XI}include": "href",
    f"{_XSL}include": "href",
    f"{_XSL}import": "href",
}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")


def parsed(path: Path) -> etree._Element:
    """Parse one file of a schema with the caution that any file is read with.

    Args:
        path: the file.

    Returns:
        Its root element.

    Raises:
        OSError: if it cannot be read.
        lxml.etree.XMLSyntaxError: if it is not well-formed.
    """
    return etree.parse(path, xml_parser()).getroot()


def parts(path: Path) -> tuple[Path, ...]:
    """Return all files of a schema, itself first.

    Args:
        path: the schema.

    Raises:
        SchemaError: if a part lies elsewhere than in the folder of the schema or below it.
        OSError: if a part cannot be read.
        lxml.etree.XMLSyntaxError: if a part is not well-formed.
    """
    home = path.resolve().parent
    found = [path]
    seen = {path.resolve()}
    for part in found:  # grows while it is gone through
        for reference, element in _references(parsed(part)):
            where = f'The schema "{part}" includes "{reference}" (line {element.sourceline})'
            bases = [base for e in (element, *element.iterancestors()) if (base := e.get(_XML_BASE))]
            if bases:
                raise SchemaError(f'{where} from another place, "{bases[0]}" (xml:base).', code="XM21")
            if _SCHEME.match(reference) or reference.startswith("//"):
                raise SchemaError(f"{where}, which is not a file of its own folder.", code="XM21")
            target = part.parent / unquote(reference)
            if not target.resolve().is_relative_to(home):
                raise SchemaError(f"{where}, which lies outside its own folder.", code="XM21")
            if target.resolve() not in seen:
                seen.add(target.resolve())
                found.append(target)
    return tuple(found)


def _references(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Iterate over the addresses of other files in a file, each with its element."""
    built_in = table("schemas")["built-in"]["namespaces"]
    for element in root.iter(*_REFERENCES):
        address, _ = urldefrag((element.get(_REFERENCES[str(element.tag)]) or "").strip())
        if not address or (_SCHEME.match(address) and element.get("namespace") in built_in):
            continue
        yield address, element
