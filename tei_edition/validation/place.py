"""Where an element stands, in the words of a person who looks for it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.parsers import expat

from lxml import etree

from tei_edition.model.problem import Problem, XmlPlace

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID = f"{{{XML}}}id"
NS = {"tei": TEI}

_MAX_DEPTH = 1000
_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")


@lru_cache(maxsize=1024)
def tei(name: str) -> str:
    """Return the name that lxml has for a TEI element.

    Args:
        name: the local name, such as ``persName``.
    """
    return f"{{{TEI}}}{name}"


def short(tag: object) -> str:
    """Return a name as people write it: without its namespace, ``xml:`` for the XML attributes.

    Args:
        tag: what lxml gives as tag or attribute name; comments and processing instructions have a function
            there, and are called so.
    """
    if not isinstance(tag, str):
        return "comment or processing instruction"
    if tag.startswith(f"{{{XML}}}"):
        return f"xml:{tag[len(XML) + 2 :]}"
    return tag.rsplit("}", 1)[-1]


def path_of(element: etree._Element) -> str:
    """Return a path such as ``/TEI/text/body/div/p[3]``; numbered only where siblings share a name.

    Args:
        element: an element of a parsed document.
    """
    steps: list[str] = []
    at: etree._Element | None = element
    while at is not None and len(steps) < _MAX_DEPTH:
        before = _before(at) if isinstance(at.tag, str) else 0
        alone = before == 0 and (not isinstance(at.tag, str) or next(at.itersiblings(at.tag), None) is None)
        steps.append(short(at.tag) + ("" if alone else f"[{before + 1}]"))
        at = at.getparent()
    return "/" + "/".join(reversed(steps))


def _before(element: etree._Element) -> int:
    """Count the siblings of the same name before an element; by XPath, for there may be thousands."""
    sibling = element.getprevious()
    return 0 if sibling is None else int(str(_counting(str(element.tag))(element)).partition(".")[0])


@lru_cache(maxsize=256)
def _counting(tag: str) -> etree.XPath:
    name = etree.QName(tag)
    if name.namespace is None:
        return etree.XPath(f"count(preceding-sibling::{name.localname})")
    return etree.XPath(f"count(preceding-sibling::n:{name.localname})", namespaces={"n": name.namespace})


def place_of(element: etree._Element) -> XmlPlace:
    """Return line and path of an element.

    Args:
        element: an element of a parsed document.
    """
    return XmlPlace(line=element.sourceline or 1, xpath=path_of(element))


def elements_at(root: etree._Element, problems: Iterable[Problem]) -> list[etree._Element | None]:
    """Return the elements that problems are about; None for one that names none that is there.

    Args:
        root: the root element of the document.
        problems: problems with paths as ``path_of`` writes them.
    """
    children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def at(problem: Problem) -> etree._Element | None:
        steps = _STEP.findall(problem.xml.xpath) if problem.xml is not None else []
        if not steps or short(root.tag) != steps[0][0]:
            return None
        element = root
        for name, number in steps[1:]:
            if element not in children:
                named = children[element] = {}
                for child in element.iterchildren("*"):
                    named.setdefault(short(child.tag), []).append(child)
            alike = children[element].get(name, [])
            if len(alike) < int(number or 1):
                return None
            element = alike[int(number or 1) - 1]
        return element

    return [at(problem) for problem in problems]


def tag_places(source: bytes) -> Mapping[int, tuple[int, int]]:
    """Tell where each start tag stands; lxml knows the line only, and of a long tag the last one.

    Args:
        source: the bytes of a well-formed file without a DOCTYPE.

    Returns:
        Line and column, counted from 1, by the number of the element in document order, from 0. Empty if the
        file is in an encoding that this parser does not know.
    """
    found: dict[int, tuple[int, int]] = {}
    parser = expat.ParserCreate()

    def start(name: str, attributes: object) -> None:
        found[len(found)] = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    parser.StartElementHandler = start
    try:
        parser.Parse(source, True)
    except (expat.ExpatError, ValueError, LookupError):
        return {}
    return found
