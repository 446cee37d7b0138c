"""Random damage to a TEI document that leaves it well-formed."""

import random

from lxml import etree

from tei_edition.validation.place import tei

NAMES = ["p", "persName", "div", "note", "choice", "date", "teiHeader", "text", "lb", "gap", "nonsense"]
ATTRIBUTES = ["when", "ref", "type", "resp", "source", "next", "n"]
VALUES = ["", " ", "#d1", "#nobody", "1959-05-02", "-1", "x y", "#p01 #p02", "é", "9" * 40]


def damage(root: etree._Element, chance: random.Random) -> None:
    """Remove, rename, move, empty or change one element of a document."""
    element = chance.choice(list(root.iter("*"))[1:])
    parent = element.getparent()
    assert parent is not None
    match chance.randrange(7):
        case 0:
            parent.remove(element)
        case 1:
            element.tag = tei(chance.choice(NAMES))
        case 2:
            element.text = chance.choice(["", " ", "words", "[", "□", "\n   "])
        case 3:
            element.set(chance.choice(ATTRIBUTES), chance.choice(VALUES))
        case 4:
            element.attrib.clear()
        case 5:
            parent.append(element)
        case _:
            element.append(etree.Comment("a comment"))
            element.append(etree.ProcessingInstruction("p", "i"))
