"""Whatever is done to a file, validation answers with problems; to a right file it answers with none."""

import random
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.validation import PROJECT, report, validate
from tei_edition.validation.place import tei
from tei_edition.validation.schema import relax_ng

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_bytes()
SHARED = HERE.resolve().parents[1].parent / "shared"
NAMES = ["p", "persName", "div", "note", "choice", "date", "teiHeader", "text", "lb", "gap", "nonsense"]
ATTRIBUTES = ["when", "ref", "type", "resp", "source", "next", "n"]
VALUES = ["", " ", "#d1", "#nobody", "1959-05-02", "-1", "x y", "#p01 #p02", "é", "9" * 40]


@pytest.mark.skipif(not SHARED.exists(), reason="needs the folder ../shared")
def test_the_exemplar_is_silent() -> None:
    source = (SHARED / "exemplar" / "alekseyev.xml").read_bytes()
    assert validate(source, file="alekseyev.xml") == ()


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_answered_with_problems(seed: int) -> None:
    chance = random.Random(seed)
    root = etree.fromstring(MINIMAL)
    for _ in range(chance.randint(1, 6)):
        _damage(root, chance)
    source = etree.tostring(root, encoding="UTF-8")
    problems = validate(source, file="damaged.xml")
    assert report(problems)
    assert all(p.xml is not None and p.xml.line >= 1 and p.message for p in problems)
    assert PROJECT.rng is not None
    valid = relax_ng(PROJECT.rng).validate(etree.fromstring(source, etree.XMLParser(collect_ids=False)))
    assert any(p.code.startswith("XM") for p in problems) is not valid


def _damage(root: etree._Element, chance: random.Random) -> None:
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
            element.set(
                chance.choice(["when", "ref", "type", "resp", "source", "next", "n"]), chance.choice(VALUES)
            )
        case 4:
            element.attrib.clear()
        case 5:
            parent.append(element)
        case _:
            element.append(etree.Comment("a comment"))
            element.append(etree.ProcessingInstruction("p", "i"))
