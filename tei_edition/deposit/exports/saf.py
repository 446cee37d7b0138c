"""DSpace, Simple Archive Format: a folder for the item, with Dublin Core and a list of files."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from tei_edition.deposit.description import Description
from tei_edition.deposit.dublin_core import values
from tei_edition.deposit.edition import Edition
from tei_edition.deposit.exports.target import Exported, flat_names
from tei_edition.tables import table

_NONE: Final = "none"
"""What DSpace writes where there is no qualifier."""


def saf(edition: Edition, address: str) -> Exported:
    """Export an edition for DSpace's batch import.

    Args:
        edition: the edition; all its files become bitstreams of one item.
        address: not needed.

    Returns:
        ``saf/edition/`` with ``dublin_core.xml``, ``contents`` and the files, without folders.
    """
    words = table("exports/saf")["item"]
    folder = f"saf/{words['folder']}"
    items = flat_names(edition.payload())
    about = table("deposit")["kinds"]
    contents = "".join(
        f"{name}\tbundle:{words['bundle']}\tdescription:{about[item.kind]['description']}\n"
        for name, item in items.items()
    )
    files = {f"{folder}/{name}": item.content for name, item in items.items()}
    own = {
        f"{folder}/dublin_core.xml": _dublin_core(edition.description),
        f"{folder}/contents": contents.encode(),
    }
    return Exported({**files, **own})


def _dublin_core(description: Description) -> bytes:
    root = etree.Element("dublin_core", schema="dc")
    for (element, qualifier), value in dict.fromkeys(_statements(description)):
        etree.SubElement(root, "dcvalue", element=element, qualifier=qualifier or _NONE).text = value
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _statements(description: Description) -> Iterator[tuple[tuple[str, str], str]]:
    names = table("exports/saf")
    for field, (element, qualifier) in names["fields"].items():
        for value in values(description, field):
            if value:
                yield (element, qualifier), value
    roles = names["roles"]
    for agent in description.creators:
        yield tuple(roles["creator"]), agent.name
    for agent in (*description.creators, *description.contributors):
        if agent.role in roles or agent not in description.creators:
            yield tuple(roles.get(agent.role, roles[""])), agent.name
    for part, value in (("statement", description.rights.statement), ("licence", description.rights.licence)):
        if value:
            yield tuple(names["rights"][part]), value
