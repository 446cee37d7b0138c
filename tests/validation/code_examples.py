"""The examples of the pages of codes, put into a TEI file as an editor would have them."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tei_edition.validation.place import TEI, XML_ID

Place = Callable[[bytes, str], bytes]


def fragment(example: str) -> list[etree._Element]:
    written = f'<x xmlns="{TEI}">{example}</x>'
    return list(etree.fromstring(written, etree.XMLParser(collect_ids=False)))


def parsed(base: bytes) -> etree._Element:
    return etree.fromstring(base, etree.XMLParser(collect_ids=False))


def in_a_paragraph(base: bytes, example: str) -> bytes:
    """At the end of a paragraph; a paragraph gives its content."""
    root = parsed(base)
    paragraph = next(p for p in root.iter(f"{{{TEI}}}p") if p.get(XML_ID) == "p04")
    holder = etree.fromstring(f'<x xmlns="{TEI}">{example}</x>', etree.XMLParser(collect_ids=False))
    if [etree.QName(e).localname for e in holder] == ["p"]:
        holder = holder[0]
    if holder.text and len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + holder.text
    elif holder.text:
        paragraph.text = (paragraph.text or "") + holder.text
    paragraph.extend(list(holder))
    return etree.tostring(root)


def behind_a_paragraph(base: bytes, example: str) -> bytes:
    """Between two paragraphs of the document."""
    root = parsed(base)
    document = next(d for d in root.iter(f"{{{TEI}}}div") if d.get("type") == "document")
    paragraph = next(p for p in document if p.tag == f"{{{TEI}}}p")
    for element in reversed(fragment(example)):
        paragraph.addnext(element)
    return etree.tostring(root)


def in_place(base: bytes, example: str) -> bytes:
    """Instead of the elements that it stands for: of the same id, source or type, else of the same name."""
    root = parsed(base)
    put: list[etree._Element] = []
    for element in fragment(example):
        alike = [e for e in root.iter(element.tag) if e not in put]
        by_id = [e for e in alike if element.get(XML_ID) and e.get(XML_ID) == element.get(XML_ID)]
        by_source = [e for e in alike if element.get("source") and e.get("source") == element.get("source")]
        by_type = [e for e in alike if all(e.get(k) == element.get(k) for k in ("type", "subtype"))]
        old = (by_id or by_source or by_type or alike)[0]
        element.tail = old.tail
        old.getparent().replace(old, element)
        put.append(element)
    return etree.tostring(root)


def merged(base: bytes, example: str) -> bytes:
    """Its attributes and content instead of those of the first element of the name, which keeps its id."""
    root = parsed(base)
    for element in fragment(example):
        old = next(root.iter(element.tag))
        kept = {key: value for key, value in old.attrib.items() if key == XML_ID}
        old.attrib.clear()
        old.attrib.update({**kept, **element.attrib})
        if len(element) or (element.text or "").strip():
            old[:] = []
            old.text = element.text
            old.extend(deepcopy(list(element)))
    return etree.tostring(root)


def alone(base: bytes, example: str) -> bytes:
    """In a file that has nothing else."""
    return f'<TEI xmlns="{TEI}"><text><body>{example}</body></text></TEI>'.encode()


def as_file(base: bytes, example: str) -> bytes:
    """As a file of its own."""
    return example.encode()


PLACES: dict[str, Place] = {
    f.__name__: f for f in (in_a_paragraph, behind_a_paragraph, in_place, merged, alone, as_file)
}
