"""Where elements of a TEI file stand in the text that it decodes to, and what file that text is of."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from tei_edition.model.span import Span
from tei_edition.weaver.decode import decode, decode_element, parse
from tei_edition.weaver.renditions import Renditions

_PRIVATE_USE: Final = range(0xE000, 0xF900)
_MOST: Final = 200
"""Elements that are looked for: some take a decoding of their own."""
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
    text, plain = root.find("{*}text"), decode(root)
    marks = list(islice((c for c in map(chr, _PRIVATE_USE) if c not in plain), _MOST))
    if text is None or not marks:
        return {}
    renditions = Renditions.of(root)
    within = set(text.iterdescendants("*"))
    elements = ((number, e) for number, e in enumerate(root.iter("*")) if number in wanted and e in within)
    looked_for = list(islice(elements, _MOST))
    starts = _starts(root, [element for _, element in looked_for], marks, plain)
    found: dict[int, Span] = {}
    for number, element in looked_for:
        if element in starts:
            generated = _generated(element, marks[0], renditions)
            start = starts[element] - len(generated)
            found[number] = Span(start, start + len(decode_element(element, renditions)))
            continue
        for at in (element, *element.iterancestors()):
            span = _span(root, at, marks[0], renditions) if at in within else None
            if span is not None:
                found[number] = span
                break
    return found


def _starts(
    root: etree._Element, elements: Sequence[etree._Element], marks: Sequence[str], plain: str
) -> Mapping[etree._Element, int]:
    """Tell by one decoding where elements with words begin; of none if marks there change the text."""
    worded = [element for element in elements if (element.text or "").strip()]
    used = dict(zip(marks, worded, strict=False))
    kept = {element: element.text for element in used.values()}
    try:
        for mark, element in used.items():
            element.text = mark + (element.text or "")
        marked = decode(root)
    finally:
        for element, words in kept.items():
            element.text = words
    if marked.translate(dict.fromkeys(map(ord, used))) != plain:
        return {}
    places = [(at, character) for at, character in enumerate(marked) if character in used]
    return {used[character]: at - number for number, (at, character) in enumerate(places)}


def _generated(element: etree._Element, mark: str, renditions: Renditions) -> str:
    """Return what the renditions of an element write before its words."""
    words = element.text
    element.text = mark + (words or "")
    try:
        return decode_element(element, renditions).partition(mark)[0]
    finally:
        element.text = words


def _span(root: etree._Element, element: etree._Element, mark: str, renditions: Renditions) -> Span | None:
    """Return the stretch that an element holds; None if the decoder passes it over."""
    words = decode_element(element, renditions)
    text = element.text
    element.text = mark + (text or "")
    try:
        before = decode(root).partition(mark)
    finally:
        element.text = text
    if not before[1]:
        return None
    start = len(before[0]) - len(_generated(element, mark, renditions))  # that belongs to an element, too
    return Span(start, start + len(words))
