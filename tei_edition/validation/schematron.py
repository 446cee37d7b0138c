"""The house rules that are stated in Schematron, for this program and for any XML editor alike."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree, isoschematron

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.document import Document
from tei_edition.validation.place import place_of
from tei_edition.validation.schema import schematron, schematron_pattern, schematron_patterns
from tei_edition.validation.screens import Screen

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_NUMBER = re.compile(r"^\[([A-Z]+\d+)\]\s*")
_MILD = {"warning", "warn", "info", "information"}


def schematron_problems(root: etree._Element, *, sch: Path) -> tuple[Problem, ...]:
    """Hold a document against a Schematron schema.

    Args:
        root: the root element of the document.
        sch: the schema.

    Returns:
        A problem for each assertion that fails. A message that begins with the number of a house rule has
        that number as code, and its severity from the table of rules; any other is XM14.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    return _judged(root, schematron(sch))


def screened_problems(document: Document, *, sch: Path, screens: Mapping[str, Screen]) -> tuple[Problem, ...]:
    """Hold a document against those patterns of a Schematron schema that it may break.

    Args:
        document: the document.
        sch: the schema.
        screens: tell by the id of a pattern whether it is to be asked; a pattern without screen is asked.

    Returns:
        The same as `schematron_problems`.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    return tuple(
        problem
        for number, pattern in enumerate(schematron_patterns(sch))
        if pattern not in screens or screens[pattern](document)
        for problem in _judged(document.root, schematron_pattern(sch, number))
    )


def _judged(root: etree._Element, engine: isoschematron.Schematron) -> tuple[Problem, ...]:
    if engine.validate(root):
        return ()
    report: Any = engine.validation_report
    failures = report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
    return tuple(_problem(root, failure) for failure in failures)


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
