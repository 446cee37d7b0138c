"""What is in a file: its elements, by name and by attribute; found in one walk of the tree."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml import etree


class Inventory:
    """What one walk of the tree finds."""

    __slots__ = ("bearing", "elements", "named")

    def __init__(self, root: etree._Element) -> None:
        named: defaultdict[str, list[etree._Element]] = defaultdict(list)
        bearing: defaultdict[str, list[tuple[etree._Element, str]]] = defaultdict(list)
        self.elements = list(root.iter("*"))
        """All elements, in the order of the file."""
        for element in self.elements:
            named[element.tag].append(element)  # type: ignore[index]  # of an element it is a string
            for name, value in element.items():
                bearing[name].append((element, value))
        self.named: Mapping[str, Sequence[etree._Element]] = dict(named)
        """The elements by their names."""
        self.bearing: Mapping[str, Sequence[tuple[etree._Element, str]]] = dict(bearing)
        """The elements that bear an attribute, with its value, by the name of the attribute."""
