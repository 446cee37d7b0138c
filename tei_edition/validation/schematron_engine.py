"""Run ISO Schematron by XSLT: safely, and with places that are found at once however many there are.

lxml's stylesheet gives a place as an XPath that compares names with all siblings to be found; here it is the
numbers of the elements among their siblings. The stylesheet of a foreign schema may read or write nothing,
neither files nor the network.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_OUTCOMES = (f"{_SVRL}failed-assert", f"{_SVRL}successful-report")
_PLACE = etree.fromstring(
    '<xsl:for-each xmlns:xsl="http://www.w3.org/1999/XSL/Transform" select="ancestor-or-self::*[parent::*]">'
    "<xsl:value-of select=\"concat(count(preceding-sibling::*), ' ')\"/></xsl:for-each>"
)
_MILD = {"warning", "warn", "info", "information", "nonfatal"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """An assertion that failed, or a report that applies."""

    element: etree._Element
    """The element that it is said of; of an attribute or a text the element around it."""
    words: str
    """The message, with one space for a run of white space."""
    mild: bool
    """Whether the schema calls it a warning (``role`` or ``flag``)."""


class Engine:
    """A compiled schema, or a single pattern of one."""

    __slots__ = ("_transform",)

    def __init__(self, tree: "etree._ElementTree[etree._Element]") -> None:
        """Compile a schema.

        Args:
            tree: the schema, with the query language XSLT 1.

        Raises:
            lxml.etree.LxmlError: if it is not Schematron, or its expressions are not XPath.
        """
        from lxml import isoschematron  # loads stylesheets, and most files break no rule

        stylesheet = isoschematron.Schematron(tree, store_xslt=True).validator_xslt
        assert stylesheet is not None, "it was stored"
        root = stylesheet.getroot()
        for place in root.iterfind(f".//{_SVRL}*/{_XSL}attribute[@name='location']"):
            place[:] = [etree.fromstring(etree.tostring(_PLACE))]
        for fired in list(root.iter(f"{_SVRL}fired-rule")):
            _dropped(fired)
        self._transform = etree.XSLT(stylesheet, access_control=etree.XSLTAccessControl.DENY_ALL)

    def outcomes(self, root: etree._Element) -> Iterator[Outcome]:
        """Hold a document against the schema.

        Args:
            root: the root element of the document.

        Returns:
            What fails or applies, pattern by pattern.

        Raises:
            lxml.etree.XSLTApplyError: if the schema wants what it may not have, or goes round in circles.
        """
        return reported(root, self._transform(root).getroot())


def reported(root: etree._Element, report: etree._Element) -> Iterator[Outcome]:
    """Read a report in SVRL.

    Args:
        root: the root element of the document.
        report: the root element of the report; a ``location`` in it is the numbers of the element and its
            ancestors, from below the root, among their siblings that are elements, counted from 0.

    Yields:
        What fails or applies, in the order of the report.
    """
    children: dict[etree._Element, list[etree._Element]] = {}
    for outcome in report.iter(*_OUTCOMES):
        element = root
        for number in map(int, outcome.get("location", "").split()):
            if element not in children:
                children[element] = list(element.iterchildren("*"))
            element = children[element][number]
        role = (outcome.get("role") or outcome.get("flag") or "").lower()
        yield Outcome(element, " ".join("".join(outcome.itertext()).split()), role in _MILD)


def _dropped(element: etree._Element) -> None:
    """Take an element out of its parent; its tail, which is white space of the stylesheet, goes as well."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
