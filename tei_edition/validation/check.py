"""Validate TEI files: read, grammar, house rules, and the proof that the caller brings."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.document import Document
from tei_edition.validation.grammar import grammar_problems, unusable
from tei_edition.validation.rules import rule_problems
from tei_edition.validation.schema import PROJECT, SchemaError, SchemaSet
from tei_edition.validation.schematron import schematron_problems, screened_problems
from tei_edition.validation.screens import SCREENS
from tei_edition.validation.wellformed import doubled_identifiers, read
from tei_edition.validation.wording import excerpt

Proof = Callable[[etree._Element], Iterable[Problem]]
"""The proof of losslessness: takes the root of a file, tells what is wrong with its text (X01)."""


def validate(
    source: bytes, *, file: str, schemas: SchemaSet = PROJECT, proof: Proof | None = None
) -> tuple[Problem, ...]:
    """Validate a TEI file.

    Args:
        source: the bytes of the file.
        file: its name, as the user knows it.
        schemas: what it is held against.
        proof: decodes the text and compares it with the digest that the file carries; this package does
            not know the decoder, so the caller brings it. None leaves the proof out.

    Returns:
        The problems in the order of the file, one for each cause: an element that the grammar refuses is not
        examined by the house rules as well. Nothing found in a file raises an exception.
    """
    reading = read(source)
    if reading.root is None:
        return _in(file, reading.problems)
    refused = grammar_problems(reading.root, schemas)
    refused_at = {problem.xml.xpath for problem in refused if problem.xml is not None}
    document = Document(reading.root)
    house = _house_problems(document, schemas)
    kept = [problem for problem in house if problem.xml is None or problem.xml.xpath not in refused_at]
    proven = list(proof(reading.root)) if proof is not None else []
    if any(problem.code == "H09" for problem in kept):  # that there is no digest is told already
        proven = [problem for problem in proven if problem.code != "WV02"]
    return _in(file, (*doubled_identifiers(document), *refused, *kept, *proven))


def validate_files(
    files: Iterable[Path], *, schemas: SchemaSet = PROJECT, proof: Proof | None = None
) -> tuple[Problem, ...]:
    """Validate files one after another; one that cannot be read is a problem, and the others go on.

    Args:
        files: paths of TEI files.
        schemas: what they are held against.
        proof: as for `validate`.
    """
    problems: list[Problem] = []
    for path in files:
        try:
            most = table("validation")["limit"]["bytes"]
            with path.open("rb") as opened:
                source = opened.read(most + 1)  # one more is refused as too large, and no more is kept
        except OSError as error:
            words = f"The file cannot be read: {error.strerror or type(error).__name__}."
            hint = table("validation")["next_step"]["XM15"]
            problems.append(Problem("XM15", Severity.ERROR, words, hint, file=str(path)))
            continue
        problems.extend(validate(source, file=str(path), schemas=schemas, proof=proof))
    return tuple(problems)


def _house_problems(document: Document, schemas: SchemaSet) -> list[Problem]:
    """Ask the house rules, those in Schematron and those that are programs."""
    problems: list[Problem] = []
    if schemas.sch is not None:
        try:
            if schemas.house:
                problems.extend(screened_problems(document, sch=schemas.sch, screens=SCREENS))
            else:
                problems.extend(schematron_problems(document.root, sch=schemas.sch))
        except SchemaError as error:
            problems.append(unusable(error))
    if schemas.house:
        problems.extend(rule_problems(document))
    return problems


def _in(file: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Name the file in each problem, bound what is told, and put the problems in the order of the file."""
    most = table("validation")["limit"]["message"]
    named = [
        replace(p, file=file, message=p.message if len(p.message) <= most else excerpt(p.message, most))
        for p in problems
    ]
    return tuple(sorted(named, key=lambda p: (p.xml.line if p.xml else 0, p.code)))
