"""Where elements of a TEI file stand in the text that it decodes to, and what file that text is of."""

from collections.abc import Collection, Mapping
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from tei_edition.model.span import Span
from tei_edition.weaver.decode import decode, decode_element, parse
from tei_edition.weaver.renditions import Renditions

_PRIVATE_USE: Final = range(0xE000, 0xF900)
_MOST: Final = 200
"""Elements that are looked for: each takes a decoding of its own."""
_TRANSCRIPT: Final = "{*}teiHeader//{*}sourceDesc/{*}bibl[@type='transcript']/{*}idno"


class TranscriptFile(NamedTuple):
    """The file that a TEI file says it was made from."""

    name: str
    sha256: str
    """SHA-256 of its bytes, in hexadecimal."""


def transcript_file(source: bytes) -> TranscriptFile | None:
    """Read from which file a TEI file was made.

    Args:
        source: the bytes of the TEI file.

    Returns:
        Name and digest as the header has them; None if it lacks one of them or is not well-formed.
    """
    try:
        root = parse(source)
    except etree.XMLSyntaxError:
        return None
    stated = {
        idno.get("type"): (idno.text or "").strip()
        for idno in root.iterfind(_TRANSCRIPT)
        if idno.get("subtype") is None
    }
    name, digest = stated.get("filename"), stated.get("sha256")
    return TranscriptFile(name, digest.lower()) if name and digest else None


def spans(source: bytes, wanted: Collection[int]) -> Mapping[int, Span]:
    """Find elements in the text that a TEI file decodes to.

    Args:
        source: the bytes of a TEI file.
        wanted: numbers of elements in document order, counted from 0.

    Returns:
        For each of them that is of the text, up to two hundred, the stretch of what ``decode`` gives; for one
        that the decoder passes over, such as ``corr``, that of the element around it that it reads. Nothing
        if the file is not well-formed.
    """
    try:
        root = parse(source)
    except etree.XMLSyntaxError:
        return {}
    text = root.find("{*}text")
    mark = next((c for c in map(chr, _PRIVATE_USE) if c not in decode(root)), None)
    if text is None or mark is None:
        return {}
    renditions = Renditions.of(root)
    within = set(text.iterdescendants("*"))
    looked_for = ((number, e) for number, e in enumerate(root.iter("*")) if number in wanted and e in within)
    found: dict[int, Span] = {}
    for number, element in islice(looked_for, _MOST):
        for at in (element, *element.iterancestors()):
            span = _span(root, at, mark, renditions) if at in within else None
            if span is not None:
                found[number] = span
                break
    return found


def _span(root: etree._Element, element: etree._Element, mark: str, renditions: Renditions) -> Span | None:
    """Return the stretch that an element holds; None if the decoder passes it over."""
    words = decode_element(element, renditions)
    text = element.text
    element.text = mark + (text or "")
    try:
        before = decode(root).partition(mark)
        # What its renditions generate belongs to an element, too.
        generated = decode_element(element, renditions).partition(mark)[0]
    finally:
        element.text = text
    if not before[1]:
        return None
    start = len(before[0]) - len(generated)
    return Span(start, start + len(words))
