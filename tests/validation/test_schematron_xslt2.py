"""Schematron that needs XSLT 2: how it is told from the other, compiled, and run if saxonche is there."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.validation import schema_set, validate
from tei_edition.validation.schematron_compiler import compiled_schematron
from tei_edition.validation.schematron_source import schematron_source

HERE = Path(__file__).resolve().parent
MINIMAL = (HERE / "minimal.xml").read_bytes()
SHARED = HERE.parents[1].parent / "shared"
TEI_ALL = SHARED / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
needs_saxon = pytest.mark.skipif(find_spec("saxonche") is None, reason="needs the package saxonche")
HEAD = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><ns prefix="my" uri="urn:my"/>'


def written(folder: Path, rules: str, *, binding: str = "xslt2") -> Path:
    path = folder / "own.sch"
    path.write_text(f"{HEAD.format(binding)}{rules}</schema>", encoding="utf-8")
    return path


def found(path: Path) -> list[str]:
    problems = validate(MINIMAL, file="minimal.xml", schemas=schema_set(path))
    assert all(p.code == "XM14" for p in problems), problems
    return [p.message for p in problems]


RULES = {
    "a rule of XPath 2": (
        '<pattern><rule context="t:pb"><assert test="matches(@n, \'x\')">No x in <value-of select="@n"/>, a <name/>.</assert></rule></pattern>',
        ["No x in 1, a pb.", "No x in 2, a pb."],
    ),
    "the first rule that fits counts, in each pattern anew": (
        '<pattern><rule context="t:pb[@n eq \'1\']"><report test="true()">first</report></rule>'
        '<rule context="t:pb"><report test="true()">second</report></rule></pattern>'
        '<pattern><rule context="t:pb[@n eq \'1\']"><report test="true()">other</report></rule></pattern>',
        ["first", "other", "second"],
    ),
    "variables of schema, pattern and rule": (
        '<let name="s" value="count(//t:pb)"/><pattern><let name="p" value="$s + 1"/><let name="q" value="name(*)"/>'
        '<rule context="t:body"><let name="r" value="$p * 2"/><report test="$r eq 6"><value-of select="$r, $q"/></report></rule></pattern>',
        ["6 TEI"],
    ),
    "an abstract rule": (
        '<pattern><rule abstract="true" id="a"><report test="$v"><value-of select="$v"/></report></rule>'
        '<rule context="t:body"><let name="v" value="\'seen\'"/><extends rule="a"/></rule></pattern>',
        ["seen"],
    ),
    "an abstract pattern": (
        '<pattern abstract="true" id="a"><rule context="$what"><report test="$what-for = 1"><value-of select="$what-for"/></report></rule></pattern>'
        '<pattern is-a="a"><param name="what" value="t:body"/><param name="what-for" value="(2, 1)"/></pattern>',
        ["2 1"],
    ),
    "an attribute as context": (
        '<pattern><rule context="t:pb/@n"><report test=". ge \'2\'"><name path=".."/> <value-of select="."/></report></rule></pattern>',
        ["pb 2"],
    ),
    "the default phase": (
        '<phase id="f"><active pattern="two"/></phase>'
        '<pattern id="one"><rule context="t:body"><report test="1">one</report></rule></pattern>'
        '<pattern id="two"><rule context="t:body"><report test="1">two</report></rule></pattern>',
        ["one", "two"],
    ),
    "a diagnostic": (
        '<pattern><rule context="t:body"><report test="1" diagnostics="d">why: </report></rule></pattern>'
        '<diagnostics><diagnostic id="d">because of <value-of select="name()"/></diagnostic></diagnostics>',
        ["why: because of body"],
    ),
    "a function and a key": (
        '<xsl:function name="my:twice"><xsl:param name="n"/><xsl:sequence select="2 * $n"/></xsl:function>'
        '<xsl:key name="k" match="t:pb" use="@n"/>'
        '<pattern><rule context="t:body"><report test="key(\'k\', \'2\')"><value-of select="my:twice(4)"/></report></rule></pattern>',
        ["8"],
    ),
    "braces, emphasis and space": (
        '<pattern><rule context="t:body"><report test="1" role="error">a <emph>{b}</emph>\n  c</report></rule></pattern>',
        ["a {b} c"],
    ),
}


@needs_saxon
@pytest.mark.parametrize("name", RULES)
def test_rules_are_run(name: str, tmp_path: Path) -> None:
    rules, messages = RULES[name]
    assert sorted(found(written(tmp_path, rules))) == sorted(messages)


@needs_saxon
def test_a_default_phase_leaves_the_others_out(tmp_path: Path) -> None:
    path = written(tmp_path, RULES["the default phase"][0])
    path.write_text(path.read_text().replace("<schema", '<schema defaultPhase="f"', 1), encoding="utf-8")
    assert found(path) == ["two"]


@needs_saxon
def test_what_is_included_is_run(tmp_path: Path) -> None:
    part = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="{0}"><rule context="t:body"><report test="1">{0}</report></rule></pattern>'
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.sch").write_text(part.format("a"), encoding="utf-8")
    (tmp_path / "b.sch").write_text(f"<x>{part.format('b')}</x>", encoding="utf-8")
    path = written(tmp_path, '<include href="sub/a.sch"/><include href="b.sch#b"/>')
    assert found(path) == ["a", "b"]


@needs_saxon
def test_the_place_and_the_severity_are_told(tmp_path: Path) -> None:
    rules = '<pattern><rule context="t:pb[@n=\'2\']"><assert test="()" role="warning">So.</assert></rule></pattern>'
    (problem,) = validate(MINIMAL, file="x", schemas=schema_set(written(tmp_path, rules)))
    assert problem.severity.name == "WARNING"
    assert problem.xml is not None and problem.xml.xpath.endswith("/said[1]/pb")
    assert b"<pb" in MINIMAL.splitlines()[problem.xml.line - 1]


@needs_saxon
@pytest.mark.parametrize("test", ["doc('http://127.0.0.1:9/x')/x", "unparsed-text('http://127.0.0.1:9/x')", "foo(", "no-such()", "'a' + 1"])  # fmt: skip
def test_rules_that_fail_and_rules_that_reach_out_are_a_problem(tmp_path: Path, test: str) -> None:
    rules = f'<pattern><rule context="t:body"><assert test="{test}">x</assert></rule></pattern>'
    (problem,) = validate(MINIMAL, file="x", schemas=schema_set(written(tmp_path, rules)))
    assert problem.code == "XM12" and "own.sch" in problem.message


@needs_saxon
@pytest.mark.skipif(not TEI_ALL.exists(), reason="needs the folder ../shared")
def test_the_rules_that_tei_all_carries_are_run() -> None:
    assert validate(MINIMAL, file="x", schemas=schema_set(TEI_ALL)) == ()
    wrong = MINIMAL.replace(b"<date ", b'<date notAfter="1959" ', 1)
    assert wrong != MINIMAL
    messages = {p.message for p in validate(wrong, file="x", schemas=schema_set(TEI_ALL))}
    assert any("@when attribute cannot be used with" in message for message in messages), messages


def test_without_saxonche_asked_for_rules_are_an_error_and_carried_ones_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "saxonche", None)
    monkeypatch.setattr("tei_edition.validation.saxon._processor", _import_error)
    rules = RULES["a rule of XPath 2"][0]

    def only(path: Path) -> Problem:
        (problem,) = validate(MINIMAL, file="x", schemas=schema_set(path))
        return problem

    problem = only(written(tmp_path, rules))
    assert (problem.code, problem.severity.name) == ("XM22", "ERROR") and "schematron" in problem.hint
    carried = tmp_path / "own.rng"
    carried.write_text(carrier(rules), encoding="utf-8")
    problem = only(carried)
    assert (problem.code, problem.severity.name) == ("XM22", "NOTE") and "own.rng" in problem.message


def _import_error() -> None:
    raise ImportError("saxonche")


def carrier(rules: str) -> str:
    """A grammar that accepts anything, and carries rules beside a pattern of it."""
    return (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element><anyName/>'
        '<s:ns xmlns:s="http://purl.oclc.org/dsdl/schematron" prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'
        f'<x xmlns="http://purl.oclc.org/dsdl/schematron">{rules}</x>'
        "<zeroOrMore><choice><text/><attribute><anyName/></attribute><ref name='any'/></choice></zeroOrMore></element></define></grammar>"
    )


@pytest.mark.parametrize(
    ("test", "is_later"),
    [
        ("@n", False),
        ("count(t:p) > 1 and not(contains(@n, 'tokenize(')) or child::text()", False),
        ("ancestor::node()[t:x]/@xml:id", False),
        ("@n eq '1'", True),
        ("tokenize(@n, ' ')", True),
        ("some $x in t:p satisfies $x", True),
        ("xs:date(@when)", True),
        ("if (@n) then 1 else 2", True),
    ],
)
def test_rules_that_a_grammar_carries_are_told_apart(tmp_path: Path, test: str, is_later: bool) -> None:
    path = tmp_path / "own.rng"
    escaped = test.replace(">", "&gt;")
    path.write_text(
        carrier(f'<rule context="t:body"><assert test="{escaped}">x</assert></rule>'), encoding="utf-8"
    )
    assert schematron_source(path).needs_xslt2 == is_later


def test_rules_that_a_grammar_carries_are_run_natively_where_that_will_do(tmp_path: Path) -> None:
    path = tmp_path / "own.rng"
    path.write_text(
        carrier('<rule context="t:body"><assert test="@n">No number.</assert></rule>'), encoding="utf-8"
    )
    assert found(path) == ["No number."]


@pytest.mark.parametrize("name", RULES)
def test_rules_are_compiled_to_one_mode_a_pattern(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, RULES[name][0])
    sheet = etree.fromstring(compiled_schematron(schematron_source(path).schema, tmp_path))
    assert sheet.tag == f"{XSL}stylesheet" and sheet.get("version") == "3.0"
    modes = {mode.get("name") for mode in sheet.iter(f"{XSL}mode")}
    used = {template.get("mode") for template in sheet.iter(f"{XSL}template")} - {None}
    assert modes and used == modes
