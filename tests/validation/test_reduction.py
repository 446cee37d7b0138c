"""A reduced schema says of a document what the whole one says."""

import random
from copy import deepcopy
from pathlib import Path

import pytest
from grammar_sampler import TEI, Sampler
from lxml import etree

from tei_edition.validation.reduction import Names, is_reducible, names_of, reduced
from tei_edition.validation.schema import PROJECT, relax_ng, relax_ng_for

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared"
TEI_ALL = SHARED / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
MINIMAL = HERE / "minimal.xml"
RNG = "http://relaxng.org/ns/structure/1.0"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs the folder ../shared")


def parsed(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()


def changed(document: etree._Element, chance: random.Random, names: list[str]) -> etree._Element:
    """Copy a document with one thing changed."""
    copy = deepcopy(document)
    nodes = list(copy.iter())[1:]
    node, other = chance.choice(nodes), chance.choice(nodes)
    match chance.randrange(5):
        case 0:
            node.tag = TEI + chance.choice(names)
        case 1:
            node.getparent().remove(node)
        case 2:
            etree.SubElement(node, TEI + chance.choice(names))
        case 3:
            node.set(chance.choice(["when", "type", "n", "spanTo", "reason", "no-such"]), "1959")
        case _:
            other.append(deepcopy(node))
    return copy


def verdicts(grammar: etree._Element, document: etree._Element) -> set[bool]:
    names = names_of(document)
    return {etree.RelaxNG(reduced(grammar, names, named=named)).validate(document) for named in (False, True)}


def names_in(grammar: etree._Element) -> list[str]:
    return sorted({e.get("name") for e in grammar.iter(f"{{{RNG}}}element") if e.get("name")})


def test_the_project_s_grammar_reduced_says_the_same() -> None:
    assert PROJECT.rng is not None
    grammar, whole = parsed(PROJECT.rng), relax_ng(PROJECT.rng)
    assert is_reducible(grammar)
    documents = [parsed(MINIMAL), *(Sampler(grammar, seed).document(depth=4) for seed in range(8))]
    seen = set()
    for seed in range(150):
        chance = random.Random(seed)
        document = chance.choice(documents)
        if seed % 3:
            document = changed(document, chance, names_in(grammar))
        verdict = whole.validate(document)
        seen.add(verdict)
        assert verdicts(grammar, document) == {verdict}, f"seed {seed}: {whole.error_log}"
    assert seen == {True, False}


@needs_shared
def test_tei_all_reduced_says_the_same() -> None:
    grammar = parsed(TEI_ALL)
    whole = etree.RelaxNG(etree.parse(TEI_ALL))
    document = parsed(MINIMAL)
    seen = []
    for seed in range(60):
        mutant = changed(document, random.Random(seed), names_in(grammar))
        verdict = whole.validate(mutant)
        seen.append(verdict)
        found = etree.RelaxNG(reduced(grammar, names_of(mutant))).validate(mutant)
        assert found == verdict, f"seed {seed}: {whole.error_log}"
    assert 5 < sum(seen) < 55


GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><choice><ref name="a"/><ref name="b"/></choice></start>
  <define name="a"><element name="a">{a}</element></define>
  <define name="b"><element name="b"><optional><attribute name="t"/></optional><zeroOrMore><choice><ref name="any"/>
    <ref name="a"/></choice></zeroOrMore><text/></element></define>
  <define name="any"><element><anyName><except><name>a</name><name>b</name></except></anyName><text/></element></define>
  <define name="none"><notAllowed/></define>
</grammar>
"""


@pytest.mark.parametrize("a", ["<empty/>", "<ref name='none'/>", "<ref name='b'/>", "<choice><ref name='none'/><ref name='b'/></choice>", "<optional><ref name='none'/></optional>", "<list><oneOrMore><data type='decimal'/></oneOrMore></list>", "<interleave><ref name='b'/><optional><ref name='a'/></optional></interleave>", "<attribute name='k'><choice><value>1</value><value>2</value></choice></attribute>", "<oneOrMore><attribute><anyName/></attribute></oneOrMore>", "<oneOrMore><ref name='none'/></oneOrMore>", "<mixed><ref name='b'/></mixed>"])  # fmt: skip
@pytest.mark.parametrize("document", ["<a/>", "<b/>", "<a><b/></a>", "<a><b/><a/></a>", "<b t='1'><a/></b>", "<b><c/>x</b>", "<a k='1'/>", "<a k='3'/>", "<a>1 2</a>", "<a>1 x</a>", "<a>x<b/></a>", "<c/>", "<b><c><a/></c></b>"])  # fmt: skip
def test_every_kind_of_pattern_is_reduced_rightly(a: str, document: str) -> None:
    grammar, root = etree.fromstring(GRAMMAR.format(a=a)), etree.fromstring(document)
    assert is_reducible(grammar)
    assert verdicts(grammar, root) == {etree.RelaxNG(grammar).validate(root)}


@pytest.mark.parametrize(
    "part",
    [
        '<include href="x.rng"/>',
        '<define name="a"><externalRef href="x.rng"/></define>',
        '<define name="a" combine="choice"><empty/></define><define name="a" combine="choice"><text/></define>',
        '<define name="a"><grammar><start><text/></start></grammar></define>',
        '<define name="a"><ref name="b"/></define>',
        '<div><define name="a"><text/></define></div>',
    ],
)
def test_a_schema_of_several_parts_is_left_alone(part: str) -> None:
    grammar = f'<grammar xmlns="{RNG}"><start><element name="x"><text/></element></start>{part}</grammar>'
    assert not is_reducible(etree.fromstring(grammar))


def test_names_add_up() -> None:
    names = names_of(etree.fromstring('<a xmlns="urn:x" xml:id="i"><b k="1"/><!-- c --></a>'))
    assert names == Names(frozenset("ab"), frozenset({"id", "k"}))
    assert names <= names | Names(frozenset("c"), frozenset())
    assert not names | Names(frozenset("c"), frozenset()) <= names


def test_a_small_schema_is_loaded_whole() -> None:
    assert PROJECT.rng is not None
    assert relax_ng_for(PROJECT.rng, parsed(MINIMAL)) is relax_ng(PROJECT.rng)


@needs_shared
def test_what_is_loaded_serves_the_next_document_with_the_same_names() -> None:
    document = parsed(MINIMAL)
    first = relax_ng_for(TEI_ALL, document)
    assert first.validate(document)
    assert relax_ng_for(TEI_ALL, deepcopy(document)) is first
    etree.SubElement(document.find(f".//{TEI}p"), TEI + "listApp")
    second = relax_ng_for(TEI_ALL, document)
    assert second is not first
    assert not second.validate(document)
    assert relax_ng_for(TEI_ALL, parsed(MINIMAL)) is second
