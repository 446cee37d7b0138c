"""What the screens ask of the words of an element. White space is what XML calls so, as in XPath."""

from lxml import etree

WHITE = " \t\r\n"


def has_words(element: etree._Element) -> bool:
    """Tell whether an element surely holds characters other than white space.

    Args:
        element: any element.
    """
    text = element.text
    if text and not text.isspace():
        return True
    for child in element:
        tail = child.tail
        if (tail and not tail.isspace()) or (isinstance(child.tag, str) and has_words(child)):
            return True
    return False


def before(element: etree._Element) -> str:
    """Return the characters directly before an element, up to its next sibling; empty if there are none.

    Args:
        element: any element.
    """
    sibling = element.getprevious()
    if sibling is not None:
        return sibling.tail or ""
    parent = element.getparent()
    return "" if parent is None else parent.text or ""


def words_around(element: etree._Element, within: etree._Element) -> bool:
    """Tell whether words stand before an element and behind it, inside another.

    Args:
        element: the element.
        within: one of its ancestors.
    """
    return _words_beside(element, within, preceding=True) and _words_beside(element, within, preceding=False)


def _words_beside(element: etree._Element, within: etree._Element, *, preceding: bool) -> bool:
    at = element
    while at is not within:
        near = before(at) if preceding else at.tail
        if near and not near.isspace():
            return True
        for sibling in at.itersiblings(preceding=preceding):
            if isinstance(sibling.tag, str) and has_words(sibling):
                return True
            further = before(sibling) if preceding else sibling.tail
            if further and not further.isspace():
                return True
        parent = at.getparent()
        if parent is None:
            return False
        at = parent
    return False
