"""The values of dates: that there is one, and that it can be true (TEI att.datable)."""

import re
from calendar import monthrange
from typing import Final

from lxml import etree

from tei_edition.validation.dates import earliest, latest

_BASES = ("when", "from", "to", "notBefore", "notAfter")
_W3C: Final = frozenset(_BASES)
_ISO: Final = frozenset(f"{base}-iso" for base in _BASES)
VALUES: Final = (*_BASES, *sorted(_ISO), *(f"{base}-custom" for base in _BASES), "dur", "dur-iso")
"""The attributes that give a date or a duration in machine-readable form."""

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_TIME = r"\d\d:\d\d:\d\d(?:\.\d+)?"
_DATE = r"(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
_FORM = re.compile(rf"^(?:{_DATE}(?:T(?P<time>{_TIME}))?{_ZONE}|{_TIME}{_ZONE}|--\d\d(?:-\d\d)?|---\d\d)$")
_ISO_FORM = re.compile(r"^[-+0-9:./TZPYMWDHSX~?%R]+$")
_LEAP = 2000


def has_value(element: etree._Element) -> bool:
    """Tell whether an element has a date or a duration in machine-readable form."""
    return any((element.get(name) or "").strip() for name in VALUES)


def flaw(element: etree._Element) -> str:
    """Return what is wrong with the values of a date, in one sentence; empty if nothing is.

    Args:
        element: an element with values of dates.
    """
    for name in (*_BASES, *_ISO):
        value = (element.get(name) or "").strip()
        if value and not _can_be(name, value):
            return f'{name} is "{value}", which is no date.'
    for first, last in (("notBefore", "notAfter"), ("from", "to")):
        begin, end = earliest(element.get(first) or ""), latest(element.get(last) or "")
        if begin is not None and end is not None and begin > end:
            return f"{first} ({element.get(first)}) is later than {last} ({element.get(last)})."
    return ""


def _can_be(name: str, value: str) -> bool:
    if name in _ISO:  # ISO 8601 has many forms; only what is none at all is refused
        found = _FORM.match(value)
        return bool(_ISO_FORM.match(value)) and (found is None or _exists(found))
    found = _FORM.match(value)
    return found is not None and _exists(found)


def _exists(found: re.Match[str]) -> bool:
    if found["year"] is None or found["month"] is None:
        return True
    month = int(found["month"])
    if not 1 <= month <= 12:
        return False
    year = abs(int(found["year"])) % 400 or _LEAP  # leap years come again after 400 years
    return found["day"] is None or 1 <= int(found["day"]) <= monthrange(year, month)[1]
