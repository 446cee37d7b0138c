"""What is kept of a document: small, and of nothing but what JSON can hold, so that a cache may keep it."""

from typing import TypedDict


class Named(TypedDict):
    """A person, place or organisation that a document names."""

    id: str
    """Id of its entry; empty if the name is tagged, but linked to none."""
    name: str
    """The name by which the document's own list shows it, else the words that are tagged."""
    times: int
    """How often it is named."""


class Review(TypedDict):
    """How far a document has been reviewed."""

    status: str
    """Status that the history of revisions states, such as ``draft``; empty if there is none."""
    machine: int
    """Statements of the program that nobody has taken over."""
    editor: int
    """Statements of the same kinds that an editor made or confirmed."""
    doubtful: int
    """Of those of the program the ones of which it is not sure: certainty medium or low."""


class Entry(TypedDict):
    """An entry of the document's ``standOff``."""

    id: str
    """Its xml:id."""
    list: str
    """The element in which it stands, such as ``listPerson``."""
    type: str
    """The type of that list; empty if there is none."""
    tei: str
    """The entry in TEI, without declaration of the namespace."""
    outside: list[str]
    """Ids of the document outside the entries, such as its sources, to which the entry points."""
    same: str
    """A digest of what it says without these pointers: equal if two documents say the same."""


class Record(TypedDict):
    """A document."""

    id: str
    """The xml:id of its root element; empty if there is none."""
    title: str
    """The main title."""
    date: str
    """The date of the record, as ISO 8601 has it; an interval has a slash. Empty if it is not known."""
    not_before: str
    """The earliest date, if the date is not known exactly."""
    not_after: str
    """The latest date, if the date is not known exactly."""
    shelfmark: str
    """The archival reference of the original, with the repository before it."""
    persons: list[Named]
    """The persons who are named, in the order of the text."""
    places: list[Named]
    """The places that are named."""
    organisations: list[Named]
    """The organisations that are named."""
    review: Review
    """How far it has been reviewed."""
    digest: str
    """SHA-256 of the text that the file states (white space normalized); empty if it states none."""
    entries: list[Entry]
    """The entries that it takes from the lists."""
