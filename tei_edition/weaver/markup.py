"""Writing XML: escaping, attributes, elements.

Pieces of XML are strings, because every file is parsed again before it is kept.
"""

import re
from collections.abc import Mapping

from tei_edition.model.characters import NOT_XML

_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_TEXT_SPECIAL = re.compile("[&<>\r]")
_ATTRIBUTE_SPECIAL = re.compile('[&<>"\t\n\r]')
_PLAIN_VALUE = re.compile(r"[\w#./:-]*").fullmatch
"""Most values are words, pointers and dates, in which nothing needs be escaped."""


def text(string: str) -> str:
    """Escape character data. Characters that XML cannot hold become U+FFFD: callers keep them otherwise."""
    if NOT_XML.search(string):
        string = NOT_XML.sub("�", string)
    return _TEXT_SPECIAL.sub(lambda m: _TEXT[m[0]], string) if _TEXT_SPECIAL.search(string) else string


def attributes(values: Mapping[str, str | None]) -> str:
    """Write attributes in the order given, each with a space before it; those without value are left out."""
    written = []
    for name, value in values.items():
        if value is not None:
            if not _PLAIN_VALUE(value):
                value = _ATTRIBUTE_SPECIAL.sub(lambda m: _ATTRIBUTE[m[0]], NOT_XML.sub("�", value))
            written.append(f' {name}="{value}"')
    return "".join(written)


def element(name: str, values: Mapping[str, str | None], *content: str) -> str:
    """Write an element in one line.

    Args:
        name: name of the element.
        values: its attributes.
        content: pieces of XML, already escaped; none for an empty element.
    """
    inside = "".join(content)
    return f"<{name}{attributes(values)}>{inside}</{name}>" if inside else f"<{name}{attributes(values)}/>"


def indented(name: str, values: Mapping[str, str | None], *children: str) -> str:
    """Write an element that holds elements only, each child in lines of its own. Empty without children."""
    inside = [child for child in children if child]
    if not inside:
        return ""
    lines = "\n".join(inside).replace("\n", "\n  ")
    return f"<{name}{attributes(values)}>\n  {lines}\n</{name}>"
