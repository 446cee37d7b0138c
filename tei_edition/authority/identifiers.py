"""Identifiers of list entries as xml:id: names without colon (Namespaces in XML 1.0, NCName)."""

import re
from functools import cache

from tei_edition.model.characters import NOT_XML, OF_NAMES, is_ncname


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(f"[^{OF_NAMES}]")


def safe_ncname(text: str) -> str:
    """Make an xml:id of a text: what may not stand in one becomes ``_``.

    Args:
        text: an identifier of any form.
    """
    made = _foreign().sub("_", text)
    return made if is_ncname(made) else f"_{made}"


def legal(text: str) -> str:
    """Return the text without characters that no XML file can hold (XML 1.0, production 2)."""
    return NOT_XML.sub("", text)
