"""A second, smaller way from the TEI to the characters of the transcript; it knows nothing of the decoder.

Every character that is not blank is told together with where it came from: a text node, or a string that a
rendition stands for. Blanks are not told at all: what lies between is checked by other tests.
"""

import re
from collections.abc import Iterator

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
_N = {"t": TEI}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BLANK = re.compile(r"[ \t\n\r\v\f]+")
_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|attr\((\w+)\)', re.DOTALL)
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{6}) ?|(.))", re.DOTALL)


def visible(text: str) -> str:
    """Leave out the blanks of a text."""
    return _BLANK.sub("", text)


def characters(source: bytes) -> list[tuple[str, str]]:
    """Return (origin, character) for each character of the text of a TEI file, in the order of the file."""
    root = etree.fromstring(source)
    return [(origin, c) for origin, piece in _pieces(root) for c in visible(piece)]


def _pieces(root: etree._Element) -> Iterator[tuple[str, str]]:
    declared = root.findall(".//t:tagsDecl/t:rendition", _N)
    by_id = {d.get(XML_ID): d for d in declared}
    by_element: dict[etree._Element, list[etree._Element]] = {}
    for d in declared:
        for selector in (d.get("selector") or "").split(","):
            if selector.strip():
                path = "".join("//t:" + step.replace("[", "[@") for step in selector.split())
                for element in root.xpath(path, namespaces=_N):
                    by_element.setdefault(element, []).append(d)

    def generated(element: etree._Element, scope: str) -> str:
        here = by_element.get(element, [])
        if pointers := element.get("rendition"):
            here = [by_id[p[1:]] for p in pointers.split()]
        return "".join(_string(d, element) for d in here if d.get("scope") == scope)

    stack: list[etree._Element | tuple[str, str]] = [root.find("t:text", _N)]
    while stack:
        element = stack.pop()
        if isinstance(element, tuple):
            yield element
            continue
        children = list(element)
        if element.tag == f"{{{TEI}}}choice":
            children = children[:1]
        later: list[etree._Element | tuple[str, str]] = [
            ("marker", generated(element, "before")),
            ("text", element.text or ""),
        ]
        for child in children:
            later += [
                child,
                (
                    "text",
                    (child.tail or "") if child is not children[-1] or len(children) == len(element) else "",
                ),
            ]
        stack += reversed([*later, ("marker", generated(element, "after"))])


def _string(declaration: etree._Element, element: etree._Element) -> str:
    css = (declaration.text or "").partition("content:")[2]
    found = []
    for string, attribute in _TOKEN.findall(css):
        found.append(element.get(attribute, "") if attribute else _unescaped(string))
    return "".join(found)


def _unescaped(string: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], string)
