"""The description in unqualified Dublin Core (oai_dc): what every catalogue reads."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from tei_edition.deposit.description import Description, Source
from tei_edition.tables import table

_OAI: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA: Final = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def dublin_core(description: Description) -> tuple[tuple[str, str], ...]:
    """Return a description in the elements of Dublin Core.

    Args:
        description: of the edition.

    Returns:
        Names of elements and values, in the order of the table ``crosswalk``; without what nobody stated.
    """
    names = {key: field["dc"] for key, field in table("crosswalk")["fields"].items() if field["dc"]}
    return tuple(
        (name, value)
        for key, name in names.items()
        for value in dict.fromkeys(values(description, key))
        if value
    )


def dublin_core_xml(description: Description) -> bytes:
    """Write a description as ``oai_dc:dc``."""
    root = oai_dc(dublin_core(description))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def oai_dc(statements: Iterable[tuple[str, str]]) -> etree._Element:
    """Make ``oai_dc:dc`` of names of elements and values."""
    root = etree.Element(f"{{{_OAI}}}dc", nsmap={"oai_dc": _OAI, "dc": _DC, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{_OAI} {_SCHEMA}")
    for name, value in statements:
        etree.SubElement(root, f"{{{_DC}}}{name}").text = value
    return root


def of_source(source: Source) -> Iterator[str]:
    """Return what Dublin Core has of a source: its name with the place where it is kept, and its address."""
    yield ", ".join(part for part in (source.title, source.repository, source.shelfmark) if part)
    yield source.uri


def values(description: Description, field: str) -> Iterator[str]:
    """Return what Dublin Core has of a field of a description.

    Args:
        description: of the edition.
        field: a key of ``fields`` in the table ``crosswalk`` that has a name in Dublin Core.

    Yields:
        Its values; an empty one for what nobody stated.
    """
    match field:
        case "creators" | "contributors":
            yield from (a.name for a in getattr(description, field))
        case "subjects":
            yield from (s.term for s in description.subjects)
        case "rights":
            yield from (description.rights.licence, description.rights.statement)
        case "sources":
            for source in description.sources:
                yield from of_source(source)
        case "temporal":
            yield "/".join(dict.fromkeys(d for d in description.temporal if d))
        case "spatial":
            yield from (p.name for p in description.spatial)
        case "languages":
            yield from description.languages
        case "resource_type":
            yield table("crosswalk")["resource-types"][description.resource_type]["dc"]
        case "doi":
            yield f"https://doi.org/{description.doi}" if description.doi else ""
        case "abstract":
            yield description.abstract or description.summary
        case _:
            yield str(getattr(description, field))
