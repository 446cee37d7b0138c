"""Appraise a TEI file: ask every criterion of each document in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.validation.place import XML_ID, tei
from tei_edition.validation.quality import (
    dates,
    distinction,
    entities,
    identity,
    links,
    machine,
    method,
    responsibility,
    rights,
    source,
    structure,
    text,
)
from tei_edition.validation.quality.check import Check
from tei_edition.validation.quality.collection import Bearings, bearings
from tei_edition.validation.quality.register import Entry, elements_by_id, is_register
from tei_edition.validation.quality.tei_document import Proof, TeiDocument
from tei_edition.validation.quality.verdict import Verdict
from tei_edition.validation.wellformed import not_tei, parse

CHECKS: Mapping[str, Check] = {
    **identity.CHECKS,
    **responsibility.CHECKS,
    **source.CHECKS,
    **rights.CHECKS,
    **method.CHECKS,
    **distinction.CHECKS,
    **text.CHECKS,
    **structure.CHECKS,
    **entities.CHECKS,
    **links.CHECKS,
    **dates.CHECKS,
    **machine.CHECKS,
}
"""The check of each criterion of documents, by its code."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the criteria say of one document."""

    name: str
    """The file; in a corpus with the identifier or the number of the document."""
    verdicts: Mapping[str, Verdict]
    """The verdict of each criterion, by its code."""
    bearings: Bearings
    """What the document contributes to the criteria of the collection."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a first look at a file has shown."""

    elements: Mapping[str, Entry | None]
    """Its elements by xml:id; those that are entries of a list as such."""
    problems: tuple[Problem, ...] = ()
    """Why it cannot be appraised: XM01, XM09, XM10, XM13; empty if it can."""
    is_register: bool = False
    """Whether it holds nothing but lists, which are not appraised."""


def survey(content: bytes, *, file: str) -> Surveyed:
    """Look at a file: whether it is TEI, and what the pointers of others may find in it.

    Args:
        content: the bytes of the file.
        file: its name, as the user knows it.
    """
    reading = parse(content)
    if reading.root is None:
        return Surveyed({}, tuple(replace(problem, file=file) for problem in reading.problems))
    if reading.root.tag not in (tei("TEI"), tei("teiCorpus")):
        return Surveyed({}, (replace(not_tei(reading.root), file=file),))
    found = list(_documents(reading.root))
    return Surveyed(elements_by_id(reading.root), is_register=all(is_register(e) for e in found))


def appraise(
    content: bytes,
    *,
    file: str,
    others: Mapping[str, Mapping[str, Entry | None]] | None = None,
    proof: Proof | None = None,
) -> tuple[Appraisal, ...]:
    """Ask every criterion of each document in a file.

    Args:
        content: the bytes of the file.
        file: its name, as the user knows it.
        others: of the files of the collection the elements by xml:id, by the name of the file.
        proof: decodes a document and compares it with the digest that it carries; this package does not know
            the decoder, so the caller brings it. None leaves that criterion out.

    Returns:
        An appraisal for each element TEI that holds a text of its own and is no mere list; nothing for a
        file that cannot be appraised (see ``survey``). Nothing found in a file raises an exception.
    """
    root = parse(content).root
    if root is None or root.tag not in (tei("TEI"), tei("teiCorpus")):
        return ()
    found = [e for e in _documents(root) if not is_register(e)]
    appraisals = []
    for number, element in enumerate(found, 1):
        document = TeiDocument(element, others or {}, proof)
        name = file if len(found) == 1 else f"{file}#{element.get(XML_ID) or number}"
        verdicts = {code: check(document) for code, check in CHECKS.items()}
        appraisals.append(Appraisal(name, verdicts, bearings(document, name)))
    return tuple(appraisals)


def _documents(root: etree._Element) -> Iterator[etree._Element]:
    """Iterate over the elements TEI that are documents, and no mere frame around others."""
    for element in root.iter(tei("TEI")):
        own = any(isinstance(c.tag, str) and c.tag not in _FRAME for c in element)
        if own or next(element.iterchildren(tei("TEI")), None) is None:
            yield element


_FRAME = frozenset({tei("teiHeader"), tei("TEI"), tei("teiCorpus")})
