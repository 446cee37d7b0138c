"""A problem: something found in a text, a table or a TEI file that a person should know of."""

from dataclasses import dataclass
from enum import IntEnum

from tei_edition.model.transcript import Place


class Severity(IntEnum):
    """How much a problem matters; the greater, the more."""

    NOTE = 1
    """Worth knowing; nothing need be done."""
    WARNING = 2
    """The edition stands, but an editor should decide."""
    ERROR = 3
    """The edition is not proven or not valid."""


@dataclass(frozen=True, slots=True)
class XmlPlace:
    """Where something stands in an XML file."""

    line: int
    """Line in the file, counted from 1."""
    xpath: str
    """Path of the element, such as ``/TEI/text/body/div/p[3]``; empty if there is none."""
    column: int = 0
    """Column in the line, in characters, counted from 1; 0 if it is not known."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do next. Data, not an exception."""

    code: str
    """Stable code; ``tei-edition explain CODE`` tells more."""
    severity: Severity
    """How much it matters."""
    message: str
    """What is wrong, in one sentence of plain words."""
    hint: str = ""
    """What to do next; empty if nothing need be done."""
    file: str = ""
    """The file that it concerns, as the user named it."""
    place: Place | None = None
    """Where in the transcript, if that is known."""
    xml: XmlPlace | None = None
    """Where in the TEI file, if it is about one."""
