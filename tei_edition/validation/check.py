"""Validate TEI files: read, grammar, house rules, and the proof that the caller brings."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.association import Following, followed
from tei_edition.validation.failure import SchemaError, unusable
from tei_edition.validation.grammar import grammar_problems
from tei_edition.validation.rules import rule_problems
from tei_edition.validation.schema import PROJECT, SchemaSet
from tei_edition.validation.schematron import schematron_problems
from tei_edition.validation.wellformed import read

Proof = Callable[[bytes], Iterable[Problem]]
"""The proof of losslessness: takes the bytes of a file, tells what is wrong with its text (X01)."""


def validate(
    source: bytes,
    *,
    file: str,
    schemas: SchemaSet = PROJECT,
    proof: Proof | None = None,
    following: Following | None = None,
) -> tuple[Problem, ...]:
    """Validate a TEI file.

    Args:
        source: the bytes of the file.
        file: its name, as the user knows it.
        schemas: what it is held against.
        proof: decodes the text and compares it with the digest that the file carries; this package does
            not know the decoder, so the caller brings it. None leaves the proof out.
        following: how far the schemas that the file itself asks for are followed; None for not at all.

    Returns:
        The problems in the order of the file, one for each cause: an element that the grammar refuses is not
        examined by the house rules as well. Nothing found in a file raises an exception.
    """
    reading = read(source)
    if reading.root is None:
        return _in(file, reading.problems)
    own, told = followed(reading.root, following) if following is not None else ((), ())
    sets = own if following is not None and following.alone else (schemas, *own)
    kept = list(dict.fromkeys(problem for held in sets for problem in _held(reading.root, held)))
    proven = list(proof(source)) if proof is not None else []
    if any(problem.code == "H09" for problem in kept):  # that there is no digest is told already
        proven = [problem for problem in proven if problem.code != "WV02"]
    return _in(file, (*reading.problems, *told, *kept, *proven))


def validate_files(
    files: Iterable[Path],
    *,
    schemas: SchemaSet = PROJECT,
    proof: Proof | None = None,
    following: Callable[[Path], Following] | None = None,
) -> tuple[Problem, ...]:
    """Validate files one after another; one that cannot be read is a problem, and the others go on.

    Args:
        files: paths of TEI files.
        schemas: what they are held against.
        proof: as for `validate`.
        following: makes of a path how far the schemas that its file asks for are followed.
    """
    problems: list[Problem] = []
    for path in files:
        try:
            source = path.read_bytes()
        except OSError as error:
            words = f"The file cannot be read: {error.strerror or type(error).__name__}."
            hint = table("validation")["next_step"]["XM15"]
            problems.append(Problem("XM15", Severity.ERROR, words, hint, file=str(path)))
            continue
        how = following(path) if following is not None else None
        problems.extend(validate(source, file=str(path), schemas=schemas, proof=proof, following=how))
    return tuple(problems)


def _held(root: etree._Element, schemas: SchemaSet) -> list[Problem]:
    """Hold a document against one set of schemas, and do not ask the rules about what the grammar refuses."""
    refused = grammar_problems(root, schemas)
    refused_at = {problem.xml.xpath for problem in refused if problem.xml is not None}
    house: list[Problem] = []
    if schemas.sch is not None:
        try:
            house.extend(schematron_problems(root, sch=schemas.sch))
        except SchemaError as error:
            # Rules that a grammar carries were not asked for by name, so that it is no error to leave them.
            is_extra = error.code == "XM22" and schemas.sch == schemas.rng
            house.append(unusable(error, severity=Severity.NOTE if is_extra else Severity.ERROR))
    if schemas.house:
        house.extend(rule_problems(root))
    kept = (problem for problem in house if problem.xml is None or problem.xml.xpath not in refused_at)
    return [*refused, *kept]


def _in(file: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Name the file in each problem, and put the problems in the order of the file."""
    named = [replace(problem, file=file) for problem in problems]
    return tuple(sorted(named, key=lambda p: (p.xml.line if p.xml else 0, p.code)))
