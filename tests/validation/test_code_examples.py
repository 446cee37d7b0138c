"""The examples of the pages of codes are true: the wrong one raises its code, the right one does not."""

import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from code_examples import PLACES, in_a_paragraph, in_place

from tei_edition.batch import gather
from tei_edition.cli import main
from tei_edition.model.problem import Problem
from tei_edition.pipeline import encode
from tei_edition.tables import table
from tei_edition.tables.code_pages import code_pages
from tei_edition.validation import PROJECT, schema_set, validate
from tei_edition.weaver.proof import proof, proof_of

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_bytes()
PUT = [
    (code, base, place)
    for base, places in tomllib.loads((HERE / "code-examples.toml").read_text("utf-8")).items()
    for place, codes in places.items()
    for code in codes
]
ABBREVIATED = {"H01", "H02"}
"""Examples that leave out what every file has, so that the grammar complains of something else as well."""
BY_THEMSELVES = {"XM11", "XM12", "XM14", "XM15", "X01", "WV02"}
NOT_RUN = {
    "XM18": "needs a thousand problems; it is raised with lower limits elsewhere",
    "XM17": "needs 200 million bytes; it is raised with lower limits elsewhere",
    "F03": "the example is the end of a file that has no front",
    "X02": "needs the version published before",
    "X03": "needs the authority file of a collection",
    "WV01": "an error of the program itself",
}


@pytest.fixture(scope="module")
def bases() -> dict[str, bytes]:
    source = HERE.parents[1] / "source"
    batch = gather([source], lists=[], date="2026-01-01")
    tei = encode(
        batch.transcripts[0].read_bytes(), name=batch.transcripts[0].name, context=batch.contexts[0]
    ).tei
    assert tei is not None
    return {"minimal": MINIMAL, "sample": tei}


def raised(code: str, tei: bytes) -> set[tuple[str, str]]:
    by_grammar = table("rules").get(code, {}).get("level") == "grammar"
    return {
        (p.code, p.xml.xpath.rpartition("/")[2].partition("[")[0] if p.xml else "")
        for p in validate(tei, file="x.xml", proof=proof_of)
        if (p.code.startswith("XM") if by_grammar else p.code == code)
    }


@pytest.mark.parametrize(("code", "base", "place"), PUT, ids=[row[0] for row in PUT])
def test_the_wrong_example_raises_its_code_and_the_right_one_does_not(
    code: str, base: str, place: str, bases: dict[str, bytes]
) -> None:
    page = code_pages()[code]
    wrong, right = (raised(code, PLACES[place](bases[base], e)) for e in (page.wrong, page.right))

    assert wrong - right
    assert code in ABBREVIATED or not right


def test_every_code_of_tei_files_is_shown_or_says_why_not() -> None:
    codes = {*table("codes/validation"), *table("codes/rules"), *table("codes/proof")}
    shown = [row[0] for row in PUT]
    assert sorted([*shown, *BY_THEMSELVES, *NOT_RUN]) == sorted(codes)


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


def test_xm11_by_a_schema_that_gives_up() -> None:
    page = code_pages()["XM11"]
    assert PROJECT.xsd is not None
    wrong, right = (
        codes(validate(in_place(MINIMAL, e), file="x.xml", schemas=schema_set(PROJECT.xsd)))
        for e in (page.wrong, page.right)
    )
    assert "XM11" in wrong and "XM11" not in right


@pytest.mark.parametrize("code", ["XM12", "XM15"])
def test_commands(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert PROJECT.rng is not None
    Path("edition.xml").write_bytes(MINIMAL)
    Path("tei_all.rng").write_bytes(PROJECT.rng.read_bytes())
    Path("tei_all.rnc").write_text("start = element TEI { text }", encoding="utf-8")
    page = code_pages()[code]
    wrong, right = (
        CliRunner().invoke(main, shlex.split(e.removeprefix("tei-edition ")))
        for e in (page.wrong, page.right)
    )
    assert (wrong.exit_code, code in wrong.output) == (1, True)
    assert (right.exit_code, right.output) == (0, "1 file, 1 without error. No problems.\n")


def test_xm14_by_a_schema_of_one_s_own(tmp_path: Path) -> None:
    page = code_pages()["XM14"]
    own = tmp_path / "own.sch"
    own.write_text(
        '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt"><sch:ns prefix="tei" '
        'uri="http://www.tei-c.org/ns/1.0"/><sch:pattern><sch:rule context="tei:pb[@n = 2]">'
        f"{page.wrong}</sch:rule></sch:pattern></sch:schema>",
        encoding="utf-8",
    )
    schemas = schema_set(own)
    assert codes(validate(MINIMAL, file="x.xml", schemas=schemas)) == {"XM14"}
    mended = MINIMAL.replace(b'<pb n="2" ', b'<pb n="2" facs="page2.jpg" ')
    assert 'facs="page2.jpg"' in page.right
    assert codes(validate(mended, file="x.xml", schemas=schemas)) == set()


def test_x01_by_a_correction_that_hides_the_source() -> None:
    page = code_pages()["X01"]
    written = page.wrong.partition("\n")[2], page.right.partition("\n")[2]
    before = "<p>He <choice><sic>recieved</sic><corr>received</corr></choice> it.</p>"
    assert written[1] == before
    wrong, right = (in_a_paragraph(MINIMAL, f" {words}") for words in written)
    # What the right example decodes to is the transcript; the wrong one decodes to something else.
    assert codes(proof(wrong)) == codes(proof(right)) == {"X01"}
    digest = proof(right)[0].message.partition("its digest is ")[2][:12]
    assert digest not in proof(wrong)[0].message


def test_wv02_by_a_file_without_a_digest() -> None:
    page = code_pages()["WV02"]
    assert codes(proof(in_place(MINIMAL, page.wrong))) == {"WV02"}
    assert "WV02" not in codes(proof(in_place(MINIMAL, page.right)))


@pytest.mark.parametrize("code", ["IN02", "IN04", "IN09", "RD11", "BR03", "DA01"])
def test_examples_that_are_transcripts(code: str, tmp_path: Path) -> None:
    page = code_pages()[code]
    found = []
    for example in (page.wrong, page.right):
        path = tmp_path / "talk.txt"
        path.write_text(example, encoding="utf-8")
        batch = gather([path], lists=[], date="2026-01-01")
        found.append(codes(encode(path.read_bytes(), name=path.name, context=batch.contexts[0]).problems))
    assert code in found[0] and code not in found[1]
