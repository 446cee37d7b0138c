"""OAI-PMH: a static repository, one file that a gateway serves to harvesters."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from lxml import etree

from tei_edition.deposit.description import Description, Document
from tei_edition.deposit.dublin_core import dublin_core, oai_dc, of_source, values
from tei_edition.deposit.edition import Edition
from tei_edition.deposit.exports.target import Exported
from tei_edition.tables import table

_STATIC: Final = "http://www.openarchives.org/OAI/2.0/static-repository"
_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


def oai(edition: Edition, address: str) -> Exported:
    """Export an edition and its documents for harvesters.

    Args:
        edition: the edition.
        address: at which the gateway serves the file (``baseURL``).

    Returns:
        ``oai.xml``: records of the edition and of each document, in ``oai_dc``. Their identifiers are that of
        the edition, and the same with the id of the document behind ``#``.
    """
    description = edition.description
    root = etree.Element(f"{{{_STATIC}}}Repository", nsmap={None: _STATIC, "oai": _OAI, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{_STATIC} {_STATIC}.xsd")
    _identify(root, description, address)
    words = table("exports/oai")["format"]
    formats = etree.SubElement(root, f"{{{_STATIC}}}ListMetadataFormats")
    format_ = etree.SubElement(formats, f"{{{_OAI}}}metadataFormat")
    for name, key in (("metadataPrefix", "prefix"), ("schema", "schema"), ("metadataNamespace", "namespace")):
        etree.SubElement(format_, f"{{{_OAI}}}{name}").text = words[key]
    records = etree.SubElement(root, f"{{{_STATIC}}}ListRecords", metadataPrefix=words["prefix"])
    _record(records, description.identifier, description.date, oai_dc(dublin_core(description)))
    for document in description.documents:
        made = oai_dc(_document(description, document))
        _record(records, _identifier(description, document), description.date, made)
    return Exported(
        {"oai.xml": etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)}
    )


def _identify(root: etree._Element, description: Description, address: str) -> None:
    words = table("exports/oai")["identify"]
    stated = {
        "repositoryName": description.title,
        "baseURL": address,
        "protocolVersion": words["version"],
        "adminEmail": description.contact,
        "earliestDatestamp": description.date,
        "deletedRecord": words["deleted"],
        "granularity": words["granularity"],
    }
    identify = etree.SubElement(root, f"{{{_STATIC}}}Identify")
    for name, value in stated.items():
        etree.SubElement(identify, f"{{{_OAI}}}{name}").text = value


def _identifier(description: Description, document: Document) -> str:
    return f"{description.identifier}#{quote(document.id)}"


def _record(records: etree._Element, identifier: str, date: str, statements: etree._Element) -> None:
    record = etree.SubElement(records, f"{{{_OAI}}}record")
    header = etree.SubElement(record, f"{{{_OAI}}}header")
    etree.SubElement(header, f"{{{_OAI}}}identifier").text = identifier
    etree.SubElement(header, f"{{{_OAI}}}datestamp").text = date
    etree.SubElement(record, f"{{{_OAI}}}metadata").append(statements)


def _document(description: Description, document: Document) -> Iterator[tuple[str, str]]:
    """Describe a document: its author is its creator, and the editors had a part in it."""
    of = [source for source in description.sources if document.id in source.documents]
    stated = [
        ("title", document.title),
        *(("creator", a.name) for a in document.authors),
        *(("contributor", a.name) for a in description.creators),
        ("publisher", description.publisher),
        ("date", document.date),
        ("type", table("exports/oai")["document"]["type"]),
        ("format", table("deposit")["kinds"]["document"]["media"]),
        ("identifier", _identifier(description, document)),
        *(("source", value) for source in of for value in of_source(source)),
        ("language", document.language),
        ("relation", description.identifier),
        *(("rights", value) for value in values(description, "rights")),
    ]
    yield from ((name, value) for name, value in stated if value)
