"""The comparator itself: it sees every scholarly difference, and no other."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from by_design import Row, declared, judge
from facts import Fact, compare, facts, main
from lxml import etree

EXEMPLAR = Path(__file__).resolve().parents[2].parent / "shared" / "exemplar" / "alekseyev.xml"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"

pytestmark = pytest.mark.skipif(not EXEMPLAR.is_file(), reason="the exemplar (../shared) is not here")


@pytest.fixture(scope="module")
def exemplar() -> etree._Element:
    return etree.parse(EXEMPLAR).getroot()


def one(root: etree._Element, path: str) -> etree._Element:
    """Return the first element of a path; names of elements need no prefix."""
    found = root.xpath(re.sub(r"(?<=/)(?=\w)(?!text\(\))", "t:", path), namespaces=TEI)
    assert isinstance(found, list) and found, path
    assert isinstance(found[0], etree._Element)
    return found[0]


def unwrap(element: etree._Element) -> None:
    """Remove the tags of an element, not its content."""
    element.tag = "{http://example.org/removed}x"
    parent = element.getparent()
    assert parent is not None
    etree.strip_tags(parent, element.tag)


def remove(element: etree._Element) -> None:
    """Remove an element, not what follows it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


# Damages. Each names what must be reported: (element or element/@attribute, value).


def drop_a_ref(root: etree._Element) -> None:
    del one(root, "//p[@xml:id='p02']/persName").attrib["ref"]


def point_a_name_to_another_person(root: etree._Element) -> None:
    one(root, "//p[@xml:id='p02']/persName").set("ref", "#pers-castro-raul")


def change_a_date(root: etree._Element) -> None:
    one(root, "//date[@xml:id='date-nextweek']").set("notAfter", "1963-02-23")


def remove_a_page_break(root: etree._Element) -> None:
    remove(one(root, "//pb[@n='2']"))


def change_the_target_of_a_note(root: etree._Element) -> None:
    one(root, "//note[@xml:id='n06']").set("target", "#sic1")


def forget_one_target_of_a_note(root: etree._Element) -> None:
    one(root, "//note[@xml:id='n09']").set("target", "#rs-report-1")


def remove_an_occupation(root: etree._Element) -> None:
    remove(one(root, "//person[@xml:id='pers-pavlicek']/occupation"))


def move_a_supplied(root: etree._Element) -> None:
    supplied = one(root, "//p[@xml:id='p01']/supplied")
    before = supplied.getprevious()
    assert before is not None and before.tail is not None
    before.tail = before.tail.removesuffix("at ")
    supplied.text, supplied.tail = "at", " his" + (supplied.tail or "")


def leave_a_bracket_literal(root: etree._Element) -> None:
    supplied = one(root, "//p[@xml:id='p01']/supplied")
    supplied.text = f"[{supplied.text}]"
    unwrap(supplied)


def give_a_bracket_to_the_editor(root: etree._Element) -> None:
    one(root, "//p[@xml:id='p01']/supplied").set("resp", "#resp-editor")


def change_an_idno_of_the_header(root: etree._Element) -> None:
    one(root, "//biblFull//idno[@type='URI']").text = "https://example.org/"


def change_a_source_of_the_header(root: etree._Element) -> None:
    one(root, "//creation/date[@type='dispatch']").set("source", "#date-record")


def lose_an_expansion(root: etree._Element) -> None:
    remove(one(root, "//p[@xml:id='p01']//expan"))


def change_a_correction(root: etree._Element) -> None:
    one(root, "//corr").text = "be best held"


def lose_a_line_break(root: etree._Element) -> None:
    remove(one(root, "//byline/lb"))


def break_a_chain_of_speech(root: etree._Element) -> None:
    del one(root, "//said[@xml:id='sp2b']").attrib["prev"]


def change_a_word_of_the_text(root: etree._Element) -> None:
    p = one(root, "//p[@xml:id='p13']")
    p.text = (p.text or "").replace("enormous", "enormoux")


def drop_a_rule_of_rendition(root: etree._Element) -> None:
    rule = one(root, "//rendition[@xml:id='r-sqb-open']")
    rule.set("selector", "text supplied")


def empty_a_declaration(root: etree._Element) -> None:
    quotation = one(root, "//quotation")
    quotation[:] = []


def undescribe_a_category(root: etree._Element) -> None:
    remove(one(root, "//category[@xml:id='security.topSecret']/catDesc"))


def divide_a_paragraph_at_its_page_break(root: etree._Element) -> None:
    pb = one(root, "//pb[@n='2']")
    p = pb.getparent()
    assert p is not None
    second = etree.Element(p.tag, {ID: "p05b"})
    second.text, pb.tail = pb.tail, None
    rest = list(pb.itersiblings())
    second.extend(rest)
    second.tail, p.tail = p.tail, None
    p.addnext(pb)
    pb.addnext(second)


Said = tuple[str, str]


@dataclass(frozen=True)
class Damage:
    do: Callable[[etree._Element], None]
    missing: tuple[Said, ...] = ()
    additional: tuple[Said, ...] = ()


SUPPLIED = (("supplied", ""), ("supplied/@reason", "subaudible"), ("supplied/@resp", "translator"))

DAMAGES = [
    Damage(drop_a_ref, (("persName/@ref", "pers-castro-fidel"),)),
    Damage(
        point_a_name_to_another_person,
        (("persName/@ref", "pers-castro-fidel"),),
        (("persName/@ref", "pers-castro-raul"),),
    ),
    Damage(change_a_date, (("date/@notAfter", "1963-02-24"),), (("date/@notAfter", "1963-02-23"),)),
    Damage(
        remove_a_page_break,
        (
            ("pb", "in p"),
            ("pb/@cert", "medium"),
            ("pb/@edRef", "fileDesc/sourceDesc/biblFull"),
            ("pb/@n", "2"),
            ("note/@target", "pb @3486 «all its entirety so that»"),
        ),
        (("note/@target", "nothing: #pb2"),),
    ),
    Damage(
        change_the_target_of_a_note,
        (("note/@target", "sic @6893 «and»"),),
        (("note/@target", "sic @1225 «best held»"),),
    ),
    Damage(forget_one_target_of_a_note, (("note/@target", "rs @4038 «a report of our governme»"),)),
    Damage(
        remove_an_occupation,
        (
            ("occupation", "Czechoslovak Ambassador (place of accreditation not stated)"),
            ("occupation/@source", "fileDesc/sourceDesc/biblFull"),
        ),
    ),
    Damage(move_a_supplied, SUPPLIED, SUPPLIED),
    Damage(leave_a_bracket_literal, SUPPLIED),
    Damage(give_a_bracket_to_the_editor, (("supplied/@resp", "translator"),)),
    Damage(
        change_an_idno_of_the_header,
        (("idno", "https://digitalarchive.umd.edu/document/177829"),),
        (("idno", "https://example.org/"),),
    ),
    Damage(
        change_a_source_of_the_header,
        (("date/@source", "date @740 «23 March 1963»"),),
        (("date/@source", "date @862 «13 February 1963»"),),
    ),
    Damage(lose_an_expansion, (("expan", "Comrade"),)),
    Damage(change_a_correction, (("corr", "best be held"),), (("corr", "be best held"),)),
    Damage(lose_a_line_break, (("lb", "in byline"),)),
    Damage(break_a_chain_of_speech, (("said/@prev", "said @5530 «This always makes a stro»"),)),
    Damage(
        drop_a_rule_of_rendition,
        (("rendition", "text note[type='translation'] | before | content: \"[\";"),),
    ),
    Damage(empty_a_declaration, (("quotation", "stated"),), (("quotation", "(empty)"),)),
    Damage(
        undescribe_a_category,
        (("category", "security.topSecret"),),
        (("category", "security.topSecret (not described)"),),
    ),
    Damage(
        divide_a_paragraph_at_its_page_break,
        (("p", ""), ("pb", "in p")),
        (("p", ""), ("p", ""), ("pb", "between blocks")),
    ),
]


def said(found: list[Fact]) -> Counter[Said]:
    return Counter((fact.what, fact.value) for fact in found)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.do.__name__)
def test_a_damage_is_reported_exactly(exemplar: etree._Element, damage: Damage) -> None:
    damaged = deepcopy(exemplar)
    damage.do(damaged)
    found = compare(exemplar, damaged)
    assert said(found.missing) == Counter(damage.missing)
    assert said(found.additional) == Counter(damage.additional)


def test_a_changed_letter_is_reported(exemplar: etree._Element) -> None:
    damaged = deepcopy(exemplar)
    change_a_word_of_the_text(damaged)
    found = compare(exemplar, damaged)
    assert [f.what for f in found.missing] == [f.what for f in found.additional] == ["characters"]


def test_the_exemplar_equals_itself(exemplar: etree._Element) -> None:
    found = compare(exemplar, deepcopy(exemplar))
    assert (found.missing, found.additional) == ([], [])
    assert sum(facts(exemplar).values()) > 900


def test_identifiers_of_the_text_are_free(exemplar: etree._Element) -> None:
    renamed = deepcopy(exemplar)
    known = ("pers-", "org-", "pl-", "ev-", "doc-", "bib-", "note.", "genre.", "security.", "tax-")
    new = {
        "#" + old: f"#renamed.{old}"
        for element in renamed.iter(etree.Element)
        if (old := element.get(ID, "")) and not old.startswith(known)
    }
    assert "#p01" in new and "#n01" in new and "#resp-editor" in new and "#src-wcda" in new
    for element in renamed.iter(etree.Element):
        for name, value in element.attrib.items():
            if name == ID:
                element.set(name, new.get("#" + value, "#" + value)[1:])
            elif "#" in value:
                element.set(name, " ".join(new.get(token, token) for token in value.split()))
    assert etree.tostring(renamed) != etree.tostring(exemplar)
    assert compare(exemplar, renamed) == compare(exemplar, exemplar)


def test_serialisation_is_free(exemplar: etree._Element) -> None:
    """White space, order of attributes, order of targets, comments, prefixes."""
    other = deepcopy(exemplar)
    for element in other.iter(etree.Element):
        attributes = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(attributes):
            element.set(name, " ".join(reversed(value.split())) if value.startswith("#") else value)
        holds_text = (element.text or "").strip() or any((c.tail or "").strip() for c in element)
        if not holds_text and len(element):
            element.text = None
            if all(etree.QName(c).localname in ("p", "div", "head", "person", "note") for c in element):
                for child in element:
                    child.tail = None
        elif element.text:
            element.text = element.text.replace(" ", "\n      ")
    one(other, "//body").insert(0, etree.Comment("a remark"))
    source = etree.tostring(other).decode().replace("<TEI xmlns=", "<TEI xmlns:unused='urn:x' xmlns=")
    found = compare(exemplar, etree.fromstring(source))
    assert (found.missing, found.additional) == ([], [])


def changes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every kind of attribute on every kind of element, once, save what is no fact by intention."""
    seen = set()
    for element in root.iter(etree.Element):
        above = {etree.QName(a).localname for a in element.iterancestors()}
        if above & {"appInfo", "revisionDesc", "classDecl", "tagsDecl", "abbr"}:
            continue
        for name in map(str, element.attrib):
            kind = (bool(above & {"text"}), bool(above & {"teiHeader"}), element.tag, name)
            if name not in (ID, "resp") and kind not in seen:
                seen.add(kind)
                yield element, name


def test_no_attribute_is_invisible(exemplar: etree._Element) -> None:
    root = deepcopy(exemplar)
    wanted, blind = facts(root), []
    for element, name in list(changes(root)):
        value = element.attrib.pop(name)
        if wanted == facts(root):
            blind.append(f"{etree.QName(element).localname}/@{name}")
        element.set(name, value)
    inside_prose = {"ref/@target"}
    assert set(blind) <= inside_prose, blind


def test_no_element_of_the_text_is_invisible(exemplar: etree._Element) -> None:
    text = one(exemplar, "//text")
    places = [
        f for f in facts(exemplar) if f.area == "text" and "/@" not in f.what and f.what != "characters"
    ]
    assert len(places) == sum(1 for _ in text.iter(etree.Element))


def test_a_fact_reads_as_one_line(exemplar: etree._Element) -> None:
    lines = {str(fact) for fact in facts(exemplar)}
    assert not any("\n" in line for line in lines)
    assert "text: date/@when = 1963-02-13  (@901–906 «today»)" in lines
    assert "standOff: idno/@source = bib-hsg  (listPerson/person[pers-khrushchev]/idno «64007537»)" in lines


def test_a_declaration_covers_what_it_says_and_no_more() -> None:
    fact = Fact("text", "date/@cert", "@1–2 «a [b]»", "high")
    other = Fact("header", "date/@cert", "x", "high")
    rows = [
        Row("additional", (("area", "text"), ("what", "*/@cert")), "why"),
        Row("missing", (("area", "x"),), ""),
    ]
    verdict = judge([fact], [fact, other], rows)
    assert (verdict.missing, verdict.additional, verdict.excused) == ([fact], [other], 1)
    assert verdict.unused == [rows[1]]
    assert Row("missing", (("where", "*«a [b]»"),), "").covers(fact)


def test_declarations_need_reasons(tmp_path: Path) -> None:
    assert all(len(row.reason) > 20 for row in declared())
    table = tmp_path / "by_design.toml"
    for wrong in ('what = "x"', 'reason = "no pattern"', 'wat = "x"\nreason = "misspelt"'):
        table.write_text(f"[[missing]]\n{wrong}\n", encoding="utf-8")
        with pytest.raises(ValueError, match="a row needs"):
            declared(table)


def test_the_command_prints_what_differs(
    exemplar: etree._Element, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = deepcopy(exemplar)
    drop_a_ref(damaged)
    ours = tmp_path / "ours.xml"
    ours.write_bytes(etree.tostring(damaged))
    assert main(str(EXEMPLAR), str(ours)) == 1
    printed = capsys.readouterr().out
    assert "MISSING: 1\n  text (1)\n    persName/@ref = pers-castro-fidel  (@1137–1143 «Castro»)" in printed
    assert "ADDITIONAL: 0" in printed
