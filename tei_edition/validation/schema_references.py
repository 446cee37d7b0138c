"""Follow what a schema takes in: all of it must lie in the folder of the schema.

A RELAX NG, XML Schema or Schematron file names others, and a library that loads it loads them, from anywhere.
A foreign schema could thus read files of the user or call a machine on the network; so they are looked up
before anything is loaded.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_edition.xml_parser import xml_parser

_REFERENCES = {
    "{http://relaxng.org/ns/structure/1.0}include": "href",
    "{http://relaxng.org/ns/structure/1.0}externalRef": "href",
    "{http://www.w3.org/2001/XMLSchema}include": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}import": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}redefine": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}override": "schemaLocation",
    "{http://purl.oclc.org/dsdl/schematron}include": "href",
    "{http://purl.oclc.org/dsdl/schematron}extends": "href",
    "{http://www.w3.org/1999/XSL/Transform}include": "href",
    "{http://www.w3.org/1999/XSL/Transform}import": "href",
}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def foreign_reference(schema: Path) -> str | None:
    """Return the first reference of a schema that leads out of its folder; None if all stay within.

    Args:
        schema: the file. What cannot be read or parsed holds no reference; whoever loads it will complain.
    """
    folder = schema.resolve().parent
    seen: set[Path] = set()
    waiting = [schema.resolve()]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        try:
            root = etree.parse(path, xml_parser(commented=False)).getroot()
        except (OSError, etree.LxmlError):
            continue
        for element in root.iter("*"):
            if (base := element.get(_BASE)) is not None:
                return base  # it would change what every reference below it means
            attribute = _REFERENCES.get(str(element.tag))
            reference = element.get(attribute) if attribute is not None else None
            if reference is None:
                continue
            target = _local(reference, path)
            if target is None or not target.is_relative_to(folder):
                return reference
            waiting.append(target)
    return None


def _local(reference: str, path: Path) -> Path | None:
    """Resolve a relative reference; None if it is an address or an absolute path."""
    try:
        parts = urlsplit(reference.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith(("/", "\\")):
        return None
    return (path.parent / unquote(parts.path)).resolve()
