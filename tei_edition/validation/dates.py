"""Dates: their order (T22, T23, H16), and that header and text say the same (H15, H19).

TEI Guidelines, att.datable.w3c: a value may be a year, a month or a day, so a value is a stretch of days and
two values are compared by its edges. XPath 1.0 cannot compare them, nor can a schema.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.validation.document import Document, Rule, breach, is_tei
from tei_edition.validation.place import short, tei

_ISO = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):?(\d\d)(?::?(\d\d))?)?$")
_ZONE = re.compile(r"(?<=[0-9])(?:Z|[+-][0-9]{2}:[0-9]{2})$")
_DATES = (tei("date"), tei("time"))
_VALUES = ("when", "when-iso", "notBefore", "notAfter", "from", "to")

Moment = tuple[int, int, int, int, int, int]


def earliest(value: str) -> Moment | None:
    """Return the first moment that a value may mean; None if it has no year or a time zone.

    Args:
        value: a date of the W3C profile or of ISO 8601.
    """
    return _edge(value, (1, 1, 0, 0, 0))


def latest(value: str) -> Moment | None:
    """Return the last moment that a value may mean; None if it has no year or a time zone.

    Args:
        value: a date of the W3C profile or of ISO 8601.
    """
    return _edge(value, (12, 31, 23, 59, 59))


def _edge(value: str, defaults: tuple[int, int, int, int, int]) -> Moment | None:
    found = _ISO.match(value.strip())
    if found is None:
        return None
    year, *rest = found.groups()
    month, day, hour, minute, second = (
        int(part) if part is not None else default for part, default in zip(rest, defaults, strict=True)
    )
    return int(year), month, day, hour, minute, second


def limits_in_order(document: Document) -> Iterator[Problem]:
    """T22, T23: notBefore is not later than notAfter, from not later than to."""
    for number, first, last in (("T22", "notBefore", "notAfter"), ("T23", "from", "to")):
        for element, _ in document.bearing(first):
            if element.get(last) is None or is_tei(element, "locus", "biblScope"):
                continue
            values = element.get(first, ""), element.get(last, "")
            zones = {found[0] if (found := _ZONE.search(value)) else "" for value in values}
            if len(zones) == 1:  # the same everywhere, so that it moves neither against the other
                values = _ZONE.sub("", values[0]), _ZONE.sub("", values[1])
            begin, end = earliest(values[0]), latest(values[1])
            if begin is not None and end is not None and begin > end:
                said = f"{first} ({element.get(first)}) is later than {last} ({element.get(last)})."
                yield breach(number, element, said)


def header_and_text(document: Document) -> Iterator[Problem]:
    """H15: a date of creation equals the date of the text that it is taken from."""
    created = [e for creation in document.named("creation") for e in creation.iterchildren("*")]
    for element in created:
        if element.get("source") is None or element.get("type") == "assigned":
            continue
        if not _values(element):
            continue
        found = [
            date
            for _, target in document.targets(element, "source")
            if target in document.text
            for date in ([target] if is_tei(target, "date", "time") else target.iter(*_DATES))
        ]
        if _differs(element, found):
            yield breach("H15", element, f"{_said(element)}, but the text has {_listed(found)}.")
    origins = document.under("creation/origDate")
    for element in document.named("origDate"):
        if next(element.iterancestors(tei("history")), None) is None:
            continue
        if _differs(element, origins):
            yield breach("H15", element, f"{_said(element)}, but creation has {_listed(origins)}.")


def record_before_dispatch(document: Document) -> Iterator[Problem]:
    """H16: the record is not later than its dispatch or its receipt."""
    sending = [d for d in document.under("creation/date") if d.get("type") in ("dispatch", "received")]
    for record in document.under("creation/origDate") if sending else ():
        first = _limit(record, "when", "notBefore", "from")
        written = earliest(first)
        for later in sending:
            last = _limit(later, "when", "notAfter", "to")
            sent = latest(last)
            if written is not None and sent is not None and written > sent:
                said = f"The record is dated {first}, its {later.get('type')} {last}."
                yield breach("H16", record, said)


def _limit(date: etree._Element, *names: str) -> str:
    return next((value for name in names if (value := date.get(name)) is not None), "")


def correspondence(document: Document) -> Iterator[Problem]:
    """H19: the dates of correspDesc and of the setting are those of creation."""
    dates = document.under("correspAction/date")
    for elements, kind in (
        ([date for date in dates if _action(date) == "sent"], "dispatch"),
        ([date for date in dates if _action(date) == "received"], "received"),
        ([*document.under("setting/date"), *document.under("setting/time")], "conversation"),
    ):
        created = [d for d in document.under("creation/date") if d.get("type") == kind] if elements else []
        for element in elements:
            if _differs(element, created):
                said = f"{_said(element)}, but creation gives for {kind} {_listed(created)}."
                yield breach("H19", element, said)


def _action(date: etree._Element) -> str | None:
    action = date.getparent()
    return None if action is None else action.get("type")


def _values(element: etree._Element) -> list[str]:
    return [value for name in _VALUES if (value := element.get(name)) is not None]


def _differs(element: etree._Element, others: Sequence[etree._Element]) -> bool:
    """Tell whether a value has not its like in others, if those have any; one may lack the time of day."""
    theirs = [value for other in others for value in _values(other)]
    return bool(theirs) and not all(
        any(mine == other or mine.startswith(f"{other}T") or other.startswith(f"{mine}T") for other in theirs)
        for mine in _values(element)
    )


def _said(element: etree._Element) -> str:
    kind = f' of type "{element.get("type")}"' if element.get("type") else ""
    return f"The {short(element.tag)}{kind} is {', '.join(_values(element))}"


def _listed(elements: Sequence[etree._Element]) -> str:
    return ", ".join(dict.fromkeys(value for e in elements for value in _values(e)))


RULES: dict[str, Rule] = {
    "T22": limits_in_order,
    "T23": limits_in_order,
    "H15": header_and_text,
    "H16": record_before_dispatch,
    "H19": correspondence,
}
"""The rules of this module, by number."""
