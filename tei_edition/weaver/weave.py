"""From an edition to the bytes of a TEI file."""

from collections.abc import Iterator
from dataclasses import dataclass
from re import compile as pattern

from tei_edition.model.authority import Authority
from tei_edition.model.characters import is_ncname
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.tables.settings import Settings
from tei_edition.weaver.decode import decode_element, parse
from tei_edition.weaver.delimiters import Renditions
from tei_edition.weaver.facts import Facts
from tei_edition.weaver.header import header
from tei_edition.weaver.markup import attributes
from tei_edition.weaver.renditions import Renditions as Declared
from tei_edition.weaver.resolve import Forest
from tei_edition.weaver.standoff import stand_off
from tei_edition.weaver.tree import weave_text

_ID = pattern(r' xml:id="([^"]+)"')
_TAG = pattern(r"<[^<>]+>")
_TEI = "http://www.tei-c.org/ns/1.0"


@dataclass(frozen=True, slots=True)
class Woven:
    """A TEI file, and where the blocks of the transcript stand in it."""

    source: bytes
    """The file."""
    blocks: tuple[tuple[int, Span], ...]
    """For each block its line in the file, counted from 1, and its stretch of the transcript."""
    problems: tuple[Problem, ...]
    """What could not be encoded."""


def weave(
    edition: Edition,
    forest: Forest,
    *,
    authority: Authority,
    settings: Settings,
    date: str,
    literal: frozenset[int] = frozenset(),
    plain_entries: bool = False,
) -> Woven:
    """Write the TEI file of an edition.

    Args:
        edition: transcript, annotations and statements.
        forest: the annotations, resolved.
        authority: the lists that the text points to.
        settings: what the editor decided for all documents.
        date: the day of the build, ``YYYY-MM-DD``.
        literal: offsets of blocks whose text is to stand without markup.
        plain_entries: whether the entries of the lists are to be given by name only.
    """
    entries = authority.by_id(edition.strangers)
    facts = Facts(edition, authority, {})
    reserved: frozenset[str] = frozenset()
    while True:
        renditions = Renditions()
        tree = weave_text(
            edition.transcript,
            forest,
            renditions,
            source=facts.source,
            original=f"#{facts.original_id}",
            literal=literal,
            reserved=reserved,
        )
        facts = Facts(edition, authority, tree.ids)
        head = header(facts, settings, renditions=renditions.declarations(), date=date)
        in_text, in_header = _identifiers("\n".join(tree.lines)), _identifiers(head)
        outside = in_header | {n.id for n in edition.statements.notes}
        if all(id_ in reserved or not (id_ in outside or id_ in entries) for id_ in in_text):
            break
        # What the header, the lists and the notes need is not for the text.
        reserved |= outside | entries.keys()
    known = in_text | in_header
    pointing = "".join(_TAG.findall(head) + _TAG.findall("".join(tree.lines)))
    aside = stand_off(
        authority,
        edition.statements,
        strangers=edition.strangers,
        pointing=pointing,
        known=known,
        plain=plain_entries,
    )
    id_ = document_id(edition.transcript.stem)
    while id_ in known or id_ in outside or id_ in entries:
        id_ = f"doc-{id_}"
    values = {"xmlns": _TEI, "xml:id": id_, "xml:lang": facts.main_language}
    start = ['<?xml version="1.0" encoding="UTF-8"?>', f"<TEI{attributes(values)}>", *_shifted(head)]
    if aside:
        start += _shifted(aside)
    first = len(start) + 1
    lines = [*start, *(f"  {line}" for line in tree.lines), "</TEI>", ""]
    blocks = tuple((first + line, span) for line, span in tree.blocks)
    return Woven("\n".join(lines).encode("utf-8"), blocks, (*forest.problems, *tree.problems))


def decode_blocks(woven: Woven) -> Iterator[tuple[Span, str]]:
    """Decode each block of a file alone, to find those whose text is not that of the transcript.

    Yields:
        The stretch of the transcript and what the block decodes to, at level B.
    """
    root = parse(woven.source)
    renditions = Declared.of(root)
    by_line = {line: span for line, span in woven.blocks}
    for element in root.iter():
        span = by_line.pop(element.sourceline or 0, None)
        if span is not None:
            yield span, decode_element(element, renditions)


def _shifted(piece: str) -> list[str]:
    return [f"  {line}" for line in piece.split("\n")]


def _identifiers(piece: str) -> set[str]:
    """Collect the ids of elements; what looks like one in the words of a text is none."""
    return {id_ for tag in _TAG.findall(piece) for id_ in _ID.findall(tag)}


def document_id(stem: str) -> str:
    """Make an xml:id of a file's name: other characters become hyphens, and it begins with a letter."""
    name = "".join(c if is_ncname(f"a{c}") else "-" for c in stem)
    return name if is_ncname(name) and name[0] != "_" else f"doc-{name}"
