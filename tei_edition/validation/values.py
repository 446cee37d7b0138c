"""Explain why the value of an attribute is refused, and what it was probably meant to be."""

import ast
import re

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.tables.chronology.calendar_date import CalendarDate, last_day
from tei_edition.tables.chronology.figures import figure_dates
from tei_edition.tables.chronology.written import written_dates
from tei_edition.validation.place import XML_ID, short
from tei_edition.validation.wording import complaint, enumeration, excerpt, guess, nearest, quoted

_ONE_OF = re.compile(r"must be one of (\[.*\])$", re.DOTALL)
_DATES = frozenset({"when", "notBefore", "notAfter", "from", "to", "when-iso"})
_FIGURES = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
_WITH_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w.-]*")


def value_refused(element: etree._Element, key: str, reason: str) -> Problem:
    """Explain a value: the closed list, or in words what the attribute wants.

    Args:
        element: the element that has the attribute.
        key: name of the attribute as lxml has it.
        reason: the sentence of xmlschema.

    Returns:
        Problem XM04; its next step names the value that was probably meant, if that can be told.
    """
    attribute, value = short(key), element.get(key) or ""
    said = f'The attribute "{attribute}" of {quoted(element.tag)} may not be "{excerpt(value)}"'
    if listed := _ONE_OF.search(reason):
        values = [str(v) for v in ast.literal_eval(listed[1])]
        near = nearest(value, values)
        hint = f'Write "{near}", if that is meant.' if near else "Choose one of the list."
        message = f"{said}.{guess(value, values)} It is one of: {enumeration(values)}."
        return complaint("XM04", element, message, hint)
    if impossible := _impossible_day(value) if attribute in _DATES else "":
        return complaint("XM04", element, f"{said}: {impossible}.", "Correct the misprint.")
    meant = likely(element, attribute, value)
    hint = f'Write "{meant}", if that is meant.' if meant else ""
    prefix = table("validation")["prefix"].get(short(element.tag))
    if key == XML_ID and prefix and _NAME.fullmatch(value):
        return complaint("XM04", element, f'{said}; it must begin with "{prefix}".', hint)
    wanted = table("validation")["value"].get(attribute)
    return complaint("XM04", element, f"{said}; it must be {wanted}." if wanted else f"{said}.", hint)


def likely(element: etree._Element, attribute: str, value: str) -> str:
    """Return the value that was probably meant; empty if that cannot be told.

    Args:
        element: the element that has the attribute.
        attribute: its name.
        value: what was written.
    """
    if attribute in _DATES:
        return _date(value) or ""
    if attribute == "xml:id":
        prefix = table("validation")["prefix"].get(short(element.tag), "")
        return prefix + value if prefix and _NAME.fullmatch(value) else ""
    if attribute in table("pointers")["attributes"]:
        pointers = [p if p.startswith("#") or ":" in p else f"#{p}" for p in value.split()]
        known = {f"#{e.get(XML_ID)}" for e in element.getroottree().iter("*") if e.get(XML_ID)}
        if all(":" in p or p in known for p in pointers):
            return " ".join(pointers)
        return f"https://{value.strip()}" if _ADDRESS.fullmatch(value.strip()) and "/" in value else ""
    return ""


def _date(written: str) -> str | None:
    """Read a date in words or figures; None if nobody can tell which figure is the month."""
    written = written.strip()
    if found := _FIGURES.fullmatch(written):
        year, month, day = (int(part) if part else None for part in found.groups())
        return CalendarDate(year, month, day).iso
    for expression in written_dates(written):
        if (expression.start, expression.end) == (0, len(written)) and expression.last is None:
            return None if expression.abbreviated else expression.iso
    for figures in figure_dates(written):
        whole = (figures.start, figures.end) == (0, len(written))
        if whole and not figures.ambiguous and not figures.abbreviated:
            return figures.read(None).iso
    return None


def _impossible_day(value: str) -> str:
    """Say which day or month the calendar does not have; empty if that is not what is wrong."""
    found = _WITH_DAY.fullmatch(value.strip())
    if found is None:
        return ""
    year, month, day = map(int, found.groups())
    if not 1 <= month <= 12:
        return f"there is no month {found[2]}"
    days = last_day(year, month)
    return "" if 1 <= day <= days else f"the month {year:04d}-{month:02d} has {days} days"
