"""The house rules that are stated in Schematron, for this program and for any XML editor alike."""

import re
from pathlib import Path
from typing import Any

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.place import place_of
from tei_edition.validation.saxon import saxon_report
from tei_edition.validation.schema import schematron
from tei_edition.validation.schematron_source import schematron_source

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_NUMBER = re.compile(r"^\[([A-Z]+\d+)\]\s*")
_MILD = {"warning", "warn", "info", "information", "nonfatal"}


def schematron_problems(root: etree._Element, *, sch: Path) -> tuple[Problem, ...]:
    """Hold a document against a Schematron schema.

    Args:
        root: the root element of the document.
        sch: the schema, or the RELAX NG schema that carries the rules.

    Returns:
        A problem for each assertion that fails. A message that begins with the number of a house rule has
        that number as code, and its severity from the table of rules; any other is XM14.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    report = _report(root, sch)
    if report is None:
        return ()
    failures = report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
    return tuple(_problem(root, failure) for failure in failures)


def _report(root: etree._Element, sch: Path) -> Any:
    """Return the report, in SVRL; perhaps None if no assertion fails."""
    if schematron_source(sch).needs_xslt2:
        return saxon_report(root, sch)
    engine = schematron(sch)
    return None if engine.validate(root) else engine.validation_report


def _problem(root: etree._Element, failure: etree._Element) -> Problem:
    words = " ".join("".join(failure.itertext()).split())
    number = _NUMBER.match(words)
    found = root.xpath(failure.get("location", "/*"))
    element = found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else root
    rule = table("rules").get(number[1]) if number else None
    if number is None or rule is None:
        role = (failure.get("role") or failure.get("flag") or "").lower()
        severity = Severity.WARNING if role in _MILD else Severity.ERROR
        return Problem(
            "XM14", severity, words, table("validation")["next_step"]["XM14"], xml=place_of(element)
        )
    return Problem(
        number[1],
        Severity[rule["severity"].upper()],
        words[number.end() :],
        rule.get("hint", ""),
        xml=place_of(element),
    )
