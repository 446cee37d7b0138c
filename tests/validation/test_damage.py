"""Whatever is done to a file, validation answers with problems; to a right file it answers with none."""

import random
from pathlib import Path

import pytest
from damage import damage
from lxml import etree

from tei_edition.validation import PROJECT, report, validate
from tei_edition.validation.schema import relax_ng

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_bytes()
SHARED = HERE.resolve().parents[1].parent / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="needs the folder ../shared")
def test_the_exemplar_is_silent() -> None:
    source = (SHARED / "exemplar" / "alekseyev.xml").read_bytes()
    assert validate(source, file="alekseyev.xml") == ()


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_answered_with_problems(seed: int) -> None:
    chance = random.Random(seed)
    root = etree.fromstring(MINIMAL)
    for _ in range(chance.randint(1, 6)):
        damage(root, chance)
    source = etree.tostring(root, encoding="UTF-8")
    problems = validate(source, file="damaged.xml")
    assert report(problems)
    assert all(p.xml is not None and p.xml.line >= 1 and p.message for p in problems)
    assert PROJECT.rng is not None
    valid = relax_ng(PROJECT.rng).validate(etree.fromstring(source, etree.XMLParser(collect_ids=False)))
    assert any(p.code.startswith("XM") for p in problems) is not valid
