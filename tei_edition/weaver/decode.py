"""The decoder: from the TEI back to the transcript, without knowing how the TEI was made.

It walks ``text`` once, depth first, emits the characters, writes the strings that renditions declare, and
puts between two pieces of text what stands between them: line breaks, a blank line, a space or nothing.
Fields, labels and types mean nothing to it. The law is decode(encode(t)) = t at level B.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from tei_edition.model.whitespace import level_a, level_b
from tei_edition.weaver.renditions import TEI, Generated, Renditions, State, Step
from tei_edition.xml_parser import xml_parser

# XML white space; NO-BREAK SPACE, NEXT LINE and LINE SEPARATOR are characters of the text.
_WHITE: Final = " \t\n\r"
_NO_BREAK_SPACE: Final = "\u00a0"

_CONTAINERS: Final = frozenset(
    {"text", "front", "body", "back", "div", "list", "table", "row", "sp", "postscript", "floatingText"}
)
_BLOCKS: Final = frozenset({"p", "ab", "head", "list", "table", "sp", "floatingText", "fw"})
_RUN_IN: Final = frozenset({"label", "speaker", "cell"})
_ELEMENT_ONLY: Final = frozenset(
    {"text", "front", "body", "back", "div", "list", "table", "row", "sp", "postscript", "choice", "subst"}
)
_SILENT: Final = frozenset({"certainty", "precision", "respons"})
_TELLING: Final = _CONTAINERS | _BLOCKS | _RUN_IN | _ELEMENT_ONLY | {"lb", "pb"}
_OF_THE_EDITION: Final = frozenset({"corr", "reg", "expan"})


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the text of a file is the one that its digest was taken of."""

    stored: str | None
    """SHA-256 that the file carries, None if it carries none."""
    computed: str
    """SHA-256 of the decoded text at level A."""

    @property
    def holds(self) -> bool | None:
        """Whether the two agree; None if the file carries no digest."""
        return None if self.stored is None else self.stored == self.computed


def parse(source: bytes) -> etree._Element:
    """Parse a TEI file that nobody vouches for.

    Args:
        source: the bytes of the file.

    Returns:
        The root element. No DTD and nothing from the network was loaded, no entity was resolved;
        comments and processing instructions are kept.

    Raises:
        lxml.etree.XMLSyntaxError: if it is not well-formed, or passes the parser's limits of size.
    """
    parser = xml_parser()
    return etree.fromstring(source, parser)


def decode(root: etree._Element) -> str:
    """Recover the transcript from a TEI file.

    Args:
        root: the element ``TEI``, in the TEI namespace or in none.

    Returns:
        The transcript at level B: lines joined by LF, no blank line at either end. Empty if there is no
        ``text``.
    """
    text = root.find("{*}text")
    return "" if text is None else decode_element(text, Renditions.of(root))


def decode_element(element: etree._Element, renditions: Renditions) -> str:
    """Recover the stretch of the transcript that one element holds, such as one block just built.

    Args:
        element: any element; what is above it in its tree counts for the selectors.
        renditions: the declarations of the file.

    Returns:
        The lines at level B, without what separates them from their neighbours.
    """
    state = State(0, 0)
    for above in reversed(list(element.iterancestors())):
        state = renditions.step(state, above, _name(above)).state
    pieces = _Pieces()
    _walk(element, renditions, state, pieces)
    return level_b("".join(pieces.written))


def stored_digest(root: etree._Element) -> str | None:
    """Read the digest of the text that the header carries.

    Args:
        root: the element ``TEI``.

    Returns:
        The SHA-256 in hexadecimal from ``sourceDesc/bibl[@type='transcript']``, None if there is none.
    """
    transcript = "{*}teiHeader//{*}sourceDesc/{*}bibl[@type='transcript']"
    for idno in root.iterfind(f"{transcript}/{{*}}idno[@type='sha256']"):
        if idno.get("subtype") == "whitespace-normalized":
            return (idno.text or "").strip().lower() or None
    return None


def verify(root: etree._Element) -> Proof:
    """Prove that the text of a file is still the one that its digest was taken of.

    Args:
        root: the element ``TEI``.
    """
    text = level_a(decode(root)).encode("utf-8", "surrogatepass")
    return Proof(stored_digest(root), hashlib.sha256(text).hexdigest())


class _Gap:
    """What stands between two pieces of text; the greater prevails. Above BLOCK it counts the ``lb``."""

    NOTHING, SPACE, BLOCK = range(3)
    WRITTEN: Final = ("", " ", "\n\n")


class _Pieces:
    """The pieces of text written so far, and what was met since the last of them."""

    __slots__ = ("gap", "run_in", "written")

    def __init__(self) -> None:
        self.written: list[str] = []
        self.gap = _Gap.NOTHING
        self.run_in = False
        """Whether a run-in element has just ended: the block that begins there does so on its line."""

    def write(self, piece: str) -> None:
        if self.run_in and self.gap == _Gap.SPACE and piece.startswith(_NO_BREAK_SPACE):
            self.gap = _Gap.NOTHING  # the text goes on in the line already, behind a character of its own
        if gap := self.gap:
            self.written.append(_Gap.WRITTEN[gap] if gap <= _Gap.BLOCK else "\n" * (gap - _Gap.BLOCK))
            self.gap = _Gap.NOTHING
        self.run_in = False
        self.written.append(piece)

    def characters(self, characters: str, element_only: bool) -> None:
        if characters.strip(_WHITE):
            # Its outer white space may stay: level B reduces it, and strips it at the ends of a line.
            self.write(characters.replace("\n", " ").replace("\r", " "))
        elif not element_only:
            self.space()

    def generated(self, generated: Generated, element: etree._Element) -> None:
        if string := generated.string(element):
            if generated.block:
                self.boundary()
            self.write(string)
            if generated.block:
                self.boundary()

    def space(self) -> None:
        if self.gap < _Gap.SPACE:
            self.gap = _Gap.SPACE

    def boundary(self) -> None:
        self.run_in = False
        if self.gap < _Gap.BLOCK:
            self.gap = _Gap.BLOCK

    def line_break(self) -> None:
        self.gap = max(self.gap, _Gap.BLOCK) + 1

    def end_of_run_in(self) -> None:
        self.space()
        self.run_in = True


class _Open(NamedTuple):
    """An element whose end is not yet reached."""

    element: etree._Element
    name: str
    children: Iterator[etree._Element]
    state: State
    after: Generated
    boundary: bool
    """Whether its edges are block boundaries."""


def _walk(top: etree._Element, renditions: Renditions, state: State, pieces: _Pieces) -> None:
    """Visit an element and all below it. Not recursive, so that depth is no limit."""
    parent = top.getparent()
    step = renditions.step(state, top, _name(top))
    stack = [_enter(top, _name(top), "" if parent is None else _name(parent), step, pieces)]
    while stack:
        current = stack[-1]
        element_only = current.name in _ELEMENT_ONLY
        in_container = current.name in _CONTAINERS
        for child in current.children:
            if not isinstance(child.tag, str):
                if isinstance(child, etree._Entity):
                    # Not resolved, it stands as it is written, so that it cannot pass unnoticed.
                    pieces.characters(child.text or "", False)
            elif (name := _name(child)) not in _SILENT:
                step = renditions.step(current.state, child, name)
                if len(child):
                    stack.append(_enter(child, name, current.name, step, pieces))
                    break
                if in_container or name in _TELLING or step.is_eloquent:
                    _leave(_enter(child, name, current.name, step, pieces), pieces)
                elif text := child.text:  # most elements are names and dates: nothing but their text
                    pieces.characters(text, False)
            if tail := child.tail:
                pieces.characters(tail, element_only)
        else:
            stack.pop()
            _leave(current, pieces)
            if stack and (tail := current.element.tail):
                pieces.characters(tail, stack[-1].name in _ELEMENT_ONLY)


def _enter(element: etree._Element, name: str, parent: str, step: Step, pieces: _Pieces) -> _Open:
    boundary = parent in _CONTAINERS or name in _BLOCKS
    if name == "lb":
        boundary = False
    elif name == "pb" and not (step.before.string(element) or step.after.string(element)):
        boundary = False
        if parent not in _CONTAINERS:
            pieces.boundary()
    if boundary and not pieces.run_in:
        pieces.boundary()
    pieces.generated(step.before, element)
    if name == "lb":
        pieces.line_break()
    if text := element.text:
        pieces.characters(text, name in _ELEMENT_ONLY)
    children = _branch(element) if name == "choice" else iter(element)
    return _Open(element, name, children, step.state, step.after, boundary)


def _branch(choice: etree._Element) -> Iterator[etree._Element]:
    """Yield the one branch of a ``choice`` that is the transcript's: the first not made by the edition."""
    for child in choice.iterchildren("*"):
        if _name(child) not in _SILENT | _OF_THE_EDITION:
            yield child
            return


def _leave(closed: _Open, pieces: _Pieces) -> None:
    pieces.generated(closed.after, closed.element)
    if closed.name in _RUN_IN:
        pieces.end_of_run_in()
    elif closed.boundary:
        pieces.boundary()


def _name(element: etree._Element) -> str:
    """Return the local name of an element of TEI; names of other vocabularies keep their namespace."""
    return str(element.tag).removeprefix(TEI)
