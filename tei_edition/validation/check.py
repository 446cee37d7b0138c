"""Validate TEI files: read, grammar, house rules, and the proof that the caller brings."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from errno import EINVAL
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from lxml import etree

from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.model.transcript import Place
from tei_edition.tables import table
from tei_edition.validation.answers import ANSWERS
from tei_edition.validation.association import Following, followed
from tei_edition.validation.bound import bounded, is_stopped
from tei_edition.validation.consequences import causes, doublets, proofs
from tei_edition.validation.document import Document
from tei_edition.validation.failure import SchemaError, unusable
from tei_edition.validation.grammar import grammar_problems
from tei_edition.validation.place import elements_at, tag_places
from tei_edition.validation.rules import rule_problems
from tei_edition.validation.schema import PROJECT, SchemaSet
from tei_edition.validation.schematron import schematron_problems, screened_problems
from tei_edition.validation.screens import SCREENS
from tei_edition.validation.wellformed import doubled_identifiers, read
from tei_edition.validation.wording import excerpt

Proof = Callable[[etree._Element], Iterable[Problem]]
"""The proof of losslessness: takes the root of a file, tells what is wrong with its text (X01)."""

Locator = Callable[[bytes, Collection[int]], Mapping[int, Place]]
"""Finds elements in the transcript: takes the bytes of a file and the numbers of elements in document order,
tells where those that are of the text stand in what the file decodes to."""


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
    document = Document(reading.root)
    own, unfollowed = followed(reading.root, following) if following is not None else ((), ())
    sets = own if following is not None and following.alone else (schemas, *own)
    held = dict.fromkeys(problem for each in sets for problem in _held(document, each))
    told = (*unfollowed, *doublets(doubled_identifiers(document), held), *held)
    proven = proofs(proof(reading.root), told) if proof is not None else []
    return _in(file, (*told, *proven))


def validate_files(
    files: Iterable[Path],
    *,
    schemas: SchemaSet = PROJECT,
    proof: Proof | None = None,
    locate: Locator | None = None,
    following: Callable[[Path], Following] | None = None,
) -> tuple[Problem, ...]:
    """Validate files one after another; one that cannot be read is a problem, and the others go on.

    Args:
        files: paths of TEI files.
        schemas: what they are held against.
        proof: as for `validate`.
        locate: finds elements in the transcript; None leaves the places there out.
        following: makes of a path how far the schemas that its file asks for are followed.

    Returns:
        The problems, those of elements with line and column of the start tag.
    """
    problems: list[Problem] = []
    for path in files:
        try:
            most = table("validation")["limit"]["bytes"]
            if not (S_ISREG(kind := path.stat().st_mode) or S_ISDIR(kind)):
                raise OSError(EINVAL, "It is a device or a pipe, not a file")  # it might never end, or begin
            with path.open("rb") as opened:
                source = opened.read(most + 1)  # one more is refused as too large, and no more is kept
        except OSError as error:
            words = f"The file cannot be read: {error.strerror or type(error).__name__}."
            hint = table("validation")["next_step"]["XM15"]
            problems.append(Problem("XM15", Severity.ERROR, words, hint, file=str(path)))
            continue
        how = following(path) if following is not None else None
        found = validate(source, file=str(path), schemas=schemas, proof=proof, following=how)
        problems.extend(located(found, source, locate))
    return tuple(problems)


def _held(document: Document, schemas: SchemaSet) -> list[Problem]:
    """Hold a document against one set of schemas; the rules are not asked about what the grammar refuses.

    Where the grammar refuses so much that it was not asked to the end, they are not asked at all.
    """
    refused = grammar_problems(document.root, schemas)
    if is_stopped(refused):
        return [*refused]
    return [*refused, *causes(document.root, refused, _house_problems(document, schemas))]


def _house_problems(document: Document, schemas: SchemaSet) -> list[Problem]:
    """Ask the house rules, those in Schematron and those that are programs."""
    problems: list[Problem] = []
    if schemas.sch is not None:
        try:
            if schemas.house:
                problems.extend(
                    screened_problems(document, sch=schemas.sch, screens=SCREENS, answers=ANSWERS)
                )
            else:
                problems.extend(schematron_problems(document.root, sch=schemas.sch))
        except SchemaError as error:
            # Rules that a grammar carries were not asked for by name, so that it is no error to leave them.
            carried = error.code == "XM22" and schemas.sch == schemas.rng
            problems.append(unusable(error, severity=Severity.NOTE if carried else Severity.ERROR))
    if schemas.house:
        problems.extend(rule_problems(document))
    return problems


def located(problems: Iterable[Problem], source: bytes, locate: Locator | None) -> tuple[Problem, ...]:
    """Say more exactly where problems are: the column in the TEI file, and the place in the transcript.

    Args:
        problems: what was found in a file.
        source: its bytes.
        locate: finds elements in the transcript; None leaves the places there out.
    """
    found = list(problems)
    if not any(p.xml is not None and p.xml.xpath for p in found):
        return tuple(found)
    root = read(source).root
    if root is None:
        return tuple(found)
    tags = tag_places(source)
    elements = elements_at(root, found)
    numbers = {e: i for i, e in enumerate(root.iter("*"))}
    wanted = {numbers[e] for e in elements if e is not None}
    places = locate(source, wanted) if locate is not None else {}
    exact: list[Problem] = []
    for problem, element in zip(found, elements, strict=True):
        number = numbers[element] if element is not None else -1
        if problem.xml is not None and number in tags:
            line, column = tags[number]
            problem = replace(problem, xml=XmlPlace(line, problem.xml.xpath, column))
        if problem.place is None and number in places:
            problem = replace(problem, place=places[number])
        exact.append(problem)
    return tuple(exact)


def _in(file: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Name the file in each problem, bound what is told, and put the problems in the order of the file."""
    most = table("validation")["limit"]["message"]
    named = [
        replace(
            p,
            file=file,
            message=p.message if len(p.message) <= most else excerpt(p.message, most),
            hint=p.hint.replace("{file}", file or "FILE"),
        )
        for p in problems
    ]
    return tuple(bounded(sorted(named, key=lambda p: (p.xml.line if p.xml else 0, p.code))))
