"""What a header says of its document: title, date of the record, shelfmark, status."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from tei_edition.model.whitespace import level_a
from tei_edition.tables import table
from tei_edition.validation.place import tei

_SUFFIXES: Final = ("", "-iso", "-custom")
"""A date is W3C's, ISO 8601, or in a form of its own (att.datable)."""
_EDITION: Final = frozenset(map(tei, ("expan", "reg", "corr", "note")))


class RecordDate(NamedTuple):
    """When a document was written."""

    exact: str = ""
    """A date or an interval with a slash, as ISO 8601 has it; empty if it is not known exactly."""
    earliest: str = ""
    """The earliest date otherwise."""
    latest: str = ""
    """The latest date otherwise."""


def title_of(root: etree._Element) -> str:
    """Return the main title, else the first; empty if there is none."""
    statement = "{*}teiHeader/{*}fileDesc/{*}titleStmt/{*}title"
    found = root.find(f"{statement}[@type='main']")
    if found is None:
        found = root.find(statement)
    return "" if found is None else words_of(found)


def status_of(root: etree._Element) -> str:
    """Return the status that the history of revisions states; empty if it states none."""
    history = root.find("{*}teiHeader/{*}revisionDesc")
    return "" if history is None else (history.get("status") or "")


def date_of(root: etree._Element) -> RecordDate:
    """Return the date of the record: of the creation, else of the original, else of the date line."""
    for path in (
        "{*}teiHeader/{*}profileDesc/{*}creation/{*}origDate[@type='record']",
        "{*}teiHeader/{*}profileDesc/{*}creation/{*}origDate",
        "{*}teiHeader/{*}fileDesc/{*}sourceDesc/{*}msDesc/{*}history/{*}origin/{*}origDate",
        "{*}text//{*}date[@type='record']",
    ):
        for element in root.iterfind(path):
            if any(date := _date(element)):
                return date
    return RecordDate()


def _date(element: etree._Element) -> RecordDate:
    def value(name: str) -> str:
        return next((v.strip() for s in _SUFFIXES if (v := element.get(f"{name}{s}"))), "")

    exact = value("when")
    if not exact and (value("from") or value("to")):
        exact = f"{value('from') or '..'}/{value('to') or '..'}"
    return RecordDate(exact, value("notBefore"), value("notAfter"))


def shelfmark_of(root: etree._Element) -> str:
    """Return repository and archival reference of each original; empty if there is none."""
    marks = []
    for identifier in root.iterfind("{*}teiHeader/{*}fileDesc/{*}sourceDesc/{*}msDesc/{*}msIdentifier"):
        own = identifier.findall("{*}repository") + identifier.findall("{*}idno")
        # What nobody knows is stated as unknown in the header, and is empty here.
        unknown = ("", table("header")["source"]["repository-unknown"])
        marks.append(", ".join(words for e in own if (words := words_of(e)) not in unknown))
    return "; ".join(dict.fromkeys(m for m in marks if m))


def words_of(element: etree._Element) -> str:
    """Return the words of an element, white space folded; of a ``choice`` what the document has itself."""
    return level_a("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _EDITION:
            yield from _pieces(child)
        yield child.tail or ""
