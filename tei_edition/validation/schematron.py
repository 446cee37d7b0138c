"""The house rules that are stated in Schematron, for this program and for any XML editor alike."""

import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.answers import Answer
from tei_edition.validation.document import Document
from tei_edition.validation.failure import SchemaError
from tei_edition.validation.place import place_of
from tei_edition.validation.schematron_engine import Engine, Outcome, reported
from tei_edition.validation.schematron_schema import schematron, schematron_pattern, schematron_patterns
from tei_edition.validation.schematron_source import schematron_source
from tei_edition.validation.screens import Screen

_NUMBER = re.compile(r"^\[([A-Z]+\d+)\]\s*")


def schematron_problems(root: etree._Element, *, sch: Path) -> tuple[Problem, ...]:
    """Hold a document against a Schematron schema.

    Args:
        root: the root element of the document.
        sch: the schema, or the RELAX NG schema that carries the rules.

    Returns:
        A problem for each assertion that fails and each report that applies. A message that begins with the
        number of a house rule has that number as code, and its severity from the table of rules; any other
        is XM14.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    if schematron_source(sch).needs_xslt2:
        from tei_edition.validation.saxon import saxon_report

        return tuple(_problem(outcome) for outcome in reported(root, saxon_report(root, sch)))
    return _judged(root, schematron(sch), sch)


def screened_problems(
    document: Document, *, sch: Path, screens: Mapping[str, Screen], answers: Mapping[str, Answer]
) -> tuple[Problem, ...]:
    """Hold a document against those patterns of a Schematron schema that it may break.

    Args:
        document: the document.
        sch: the schema.
        screens: tell by the id of a pattern whether it is to be asked; a pattern without screen is asked.
        answers: find by the id of a pattern what breaks it, in place of the Schematron.

    Returns:
        The same as `schematron_problems`.

    Raises:
        SchemaError: if the schema cannot be used.
    """
    found: list[Problem] = []
    for number, pattern in enumerate(schematron_patterns(sch)):
        if pattern in screens and not screens[pattern](document):
            continue
        if (answer := answers.get(pattern)) is not None:
            found.extend(answer(document))
        else:
            found.extend(_judged(document.root, schematron_pattern(sch, number), sch))
    return tuple(found)


def _judged(root: etree._Element, engine: Engine, sch: Path) -> tuple[Problem, ...]:
    try:
        return tuple(_problem(outcome) for outcome in engine.outcomes(root))
    except etree.XSLTError as error:
        raise SchemaError(f'The schema "{sch}" cannot be applied: {error}.') from error


def _problem(outcome: Outcome) -> Problem:
    place, words = place_of(outcome.element), outcome.words
    number = _NUMBER.match(words)
    rule = table("rules").get(number[1]) if number else None
    if number is None or rule is None:
        severity = Severity.WARNING if outcome.mild else Severity.ERROR
        return Problem("XM14", severity, words, table("validation")["next_step"]["XM14"], xml=place)
    severity = Severity[rule["severity"].upper()]
    return Problem(number[1], severity, words[number.end() :], rule.get("hint", ""), xml=place)
