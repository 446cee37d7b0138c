"""Where an element stands, in the words of a person who looks for it."""

from functools import lru_cache

from lxml import etree

from tei_edition.model.problem import XmlPlace

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID = f"{{{XML}}}id"
NS = {"tei": TEI}

_MAX_DEPTH = 1000


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
