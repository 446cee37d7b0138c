"""The record of a document, from its TEI file alone, whoever has changed it since."""

from lxml import etree

from tei_edition.collection.description import date_of, shelfmark_of, status_of, title_of
from tei_edition.collection.names import Names
from tei_edition.collection.review import review_of
from tei_edition.collection.row import Record
from tei_edition.collection.stand_off import entries_of
from tei_edition.validation.place import XML_ID, tei
from tei_edition.weaver.decode import parse, stored_digest


def record(source: bytes) -> Record | None:
    """Say in short what a TEI file holds.

    Args:
        source: the bytes of the file.

    Returns:
        The record, of nothing but strings, numbers, lists and dictionaries. None if the file is not
        well-formed XML, or no TEI document with a text: a list or a corpus is none. What a file lacks is
        empty in its record; nothing found in a file raises an exception.
    """
    try:
        root = parse(source)
    except etree.XMLSyntaxError:
        return None
    if root.tag != tei("TEI") or root.find(tei("text")) is None:
        return None
    date = date_of(root)
    names = Names(root)
    return {
        "id": root.get(XML_ID) or "",
        "title": title_of(root),
        "date": date.exact,
        "not_before": date.earliest,
        "not_after": date.latest,
        "shelfmark": shelfmark_of(root),
        "persons": names.of("person"),
        "places": names.of("place"),
        "organisations": names.of("org"),
        "review": review_of(root, status_of(root)),
        "digest": stored_digest(root) or "",
        "entries": entries_of(root),
    }
