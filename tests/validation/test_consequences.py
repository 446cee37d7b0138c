"""One message for one cause, wherever in a file it is."""

from pathlib import Path

import pytest
from lxml import etree

from tei_edition.tables import table
from tei_edition.validation import report, validate
from tei_edition.validation.place import XML_ID
from tei_edition.validation.schema import PROJECT, vocabulary
from tei_edition.weaver.proof import proof_of

MINIMAL = (Path(__file__).parent / "minimal.xml").read_bytes()
NUMBERS = {
    (e.tag, e.getparent().tag): i for i, e in enumerate(etree.fromstring(MINIMAL).iter("*")) if i
}.values()
"""One element of each name in each kind of element."""


def changed(number: int) -> tuple[etree._Element, etree._Element]:
    root = etree.fromstring(MINIMAL)
    return root, list(root.iter("*"))[number]


def test_a_name_misspelt_is_one_message_wherever_it_is() -> None:
    for number in NUMBERS:
        root, element = changed(number)
        element.tag = f"{element.tag}x"

        found = validate(etree.tostring(root), file="x.xml", proof=proof_of)

        assert [p.code for p in found] == ["XM02"], report(found)
        assert "is not an element of the profile" in found[0].message


def test_an_element_taken_out_is_told_by_the_grammar_or_by_rules_never_by_both() -> None:
    told = 0
    for number in NUMBERS:
        root, element = changed(number)
        if element.get(XML_ID) is not None:
            continue  # what pointed to it leads nowhere, and that is told besides
        before, parent = element.getprevious(), element.getparent()
        assert parent is not None
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            parent.text = (parent.text or "") + (element.tail or "")
        parent.remove(element)

        codes = [p.code for p in validate(etree.tostring(root), file="x.xml", proof=proof_of)]
        grammar = [code for code in codes if code.startswith("XM")]

        told += len(grammar)
        assert len(grammar) <= 1, codes
        assert not grammar or codes == grammar, (element.tag, codes)
    assert told > 50


@pytest.mark.parametrize("number", [n for n, rule in table("rules").items() if "depends" in rule])
def test_what_a_rule_rests_on_are_elements_of_the_profile(number: str) -> None:
    assert PROJECT.rng is not None
    known = vocabulary(PROJECT.rng)
    for name in table("rules")[number]["depends"]:
        element, _, attribute = name.partition("@")
        assert not element or element.rstrip("/") in known.elements
        assert not attribute or attribute in known.attributes


def test_what_is_written_instead_of_foreign_names_is_of_the_profile() -> None:
    assert PROJECT.rng is not None
    known = vocabulary(PROJECT.rng)
    foreign = table("foreign_names")
    for key in ("instead_of_html", "instead_of_tei"):
        for name, meant in foreign[key].items():
            assert meant.split()[0] in known.elements, name
            assert name not in known.elements or name == "caption", name
    assert set(foreign["instead_of_tei"]) <= set(foreign["tei"].split())
    assert not set(foreign["tei"].split()) & known.elements
    assert set(foreign["instead_of_attributes"].values()) <= known.attributes
