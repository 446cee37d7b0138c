"""What an editor adds to an edition: statements for the header, and notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EditorialNote:
    """A note of the edition; it stands apart from the text and points into it."""

    subtype: str
    """dating, textual, translation or reference."""
    targets: tuple[str, ...]
    """Pointers to what it is about."""
    text: str
    """Its text; may hold TEI phrases such as ``ref`` and ``mentioned``."""
    id: str = ""
    """Its xml:id; empty to have it numbered."""


@dataclass(frozen=True, slots=True)
class DoubtOfMarkup:
    """A statement that an element might be another (TEI CE, certainty)."""

    targets: tuple[str, ...]
    locus: str
    asserted: str
    degree: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the history of revisions."""

    when: str
    text: str
    status: str = "draft"


@dataclass(frozen=True, slots=True)
class Statements:
    """What the header says on the editor's word."""

    header: Mapping[str, str] = field(default_factory=dict)
    """Single values: title, subtitle, status, item-title, time, duration, locale, activity."""
    keywords: tuple[str, ...] = ()
    """Subjects of the document."""
    related: tuple[tuple[str, str], ...] = ()
    """Type and pointer of related items."""
    changes: tuple[Change, ...] = ()
    """History of revisions, newest first."""
    notes: tuple[EditorialNote, ...] = ()
    """Editorial notes."""
    doubts: tuple[DoubtOfMarkup, ...] = ()
    """Doubts about the markup."""
