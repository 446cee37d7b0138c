"""Files that are broken or mean harm are refused in plain words; none of them crashes the program."""

import os
from pathlib import Path

import pytest

from tei_edition.collection.members import documents
from tei_edition.tables import table
from tei_edition.validation import PROJECT, report, schema_set, validate, validate_files
from tei_edition.weaver.proof import proof_of

MINIMAL = (Path(__file__).parent / "minimal.xml").read_bytes()
TEI = b'xmlns="http://www.tei-c.org/ns/1.0"'

BOMB = (
    b'<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("k")))
    + b"]><TEI "
    + TEI
    + b' n="&j;">&j;</TEI>'
)
EXTERNAL = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]><TEI ' + TEI + b">&x;</TEI>"

REFUSED = {
    "empty": (b"", "XM01", "empty"),
    "blank": (b" \n ", "XM01", "empty"),
    "not XML at all": (b"RECORD OF A CONVERSATION", "XM01", "not XML"),
    "a zip archive": (b"PK\x03\x04\x00\x00\x00\x00", "XM01", ""),
    "nothing but NUL": (b"\x00" * 64, "XM01", ""),
    "truncated": (MINIMAL[:4000], "XM01", ""),
    "wrong end tag": (b"<TEI " + TEI + b"><p></q></TEI>", "XM01", '"p" of line 1 by that of "q"'),
    "bare ampersand": (b"<TEI " + TEI + b">a & b</TEI>", "XM01", "&amp;"),
    "bare less-than": (b"<TEI " + TEI + b">a < b</TEI>", "XM01", "&lt;"),
    "entity not declared": (b"<TEI " + TEI + b">&nbsp;</TEI>", "XM01", "entity"),
    "control character": (b"<TEI " + TEI + b">\x0c</TEI>", "XM01", "control character"),
    "two roots": (b"<TEI " + TEI + b"/><TEI/>", "XM01", "behind the end"),
    "Latin-1 without declaration": (b"<TEI " + TEI + b">caf\xe9 </TEI>", "XM01", "encoding"),
    "unknown encoding": (b'<?xml version="1.0" encoding="koi-7"?><TEI ' + TEI + b"/>", "XM01", "encoding"),
    "UTF-16 declared, UTF-8 written": (
        b'<?xml version="1.0" encoding="UTF-16"?><TEI ' + TEI + b"/>",
        "XM01",
        "",
    ),
    "depth of ten thousand": (b"<TEI " + TEI + b">" + b"<p>" * 10_000, "XM01", "256 levels"),
    "huge attribute": (b"<TEI " + TEI + b' n="' + b"x" * 10_500_000 + b'"/>', "XM01", "longer than"),
    "entity bomb": (BOMB, "XM09", "DOCTYPE"),
    "entity bomb in UTF-16": (BOMB.decode().encode("utf-16"), "XM09", "DOCTYPE"),
    "entity bomb in UTF-16 without mark": (BOMB.decode().encode("utf-16-le"), "XM09", "DOCTYPE"),
    "external entity": (EXTERNAL, "XM09", "DOCTYPE"),
    "DOCTYPE behind comments": (b"<?x ?><!-- <TEI> --> <!DOCTYPE TEI><TEI " + TEI + b"/>", "XM09", "DOCTYPE"),
    "DOCTYPE behind a long prologue": (
        b" " * 70_000 + b"<!DOCTYPE TEI><TEI " + TEI + b"/>",
        "XM09",
        "DOCTYPE",
    ),
    "another root": (b"<teiHeader " + TEI + b"/>", "XM10", '"teiHeader"'),
    "a web page": (b"<html><body/></html>", "XM10", '"html"'),
    "no namespace": (b"<TEI/>", "XM13", "no namespace"),
    "another namespace": (b'<TEI xmlns="http://www.tei-c.org/ns/1.1"/>', "XM13", "ns/1.1"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_plain_words(name: str) -> None:
    source, code, words = REFUSED[name]
    problems = validate(source, file="hostile.xml")
    assert [p.code for p in problems] == [code]
    assert words in problems[0].message
    assert problems[0].hint
    assert problems[0].xml is not None and problems[0].xml.line >= 1
    assert len(report(problems)) < 1000


def test_no_external_file_is_read() -> None:
    assert "localhost" not in report(validate(EXTERNAL, file="hostile.xml"))


def test_the_line_of_the_fault_is_told() -> None:
    lines = MINIMAL.splitlines(keepends=True)
    lines[99] = lines[99].replace(b"<", b"<<", 1)
    problem = validate(b"".join(lines), file="x.xml")[0]
    assert problem.xml is not None and problem.xml.line == 100


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_read(encoding: str) -> None:
    source = MINIMAL.decode("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"').encode(encoding)
    assert validate(source, file="utf16.xml") == ()


def test_each_id_that_is_used_twice_is_told_and_the_rest_is_still_examined() -> None:
    source = MINIMAL.replace(b'xml:id="p02"', b'xml:id="p01"').replace(b'xml:id="p04"', b'xml:id="p03"')
    source = source.replace(b"It will stand.", b"It will [surely] stand.")
    problems = validate(source, file="doubled.xml")
    assert sorted(p.code for p in problems) == ["P01", "T32", "XM08", "XM08"]


@pytest.mark.parametrize("cut", range(200, len(MINIMAL), 997))
def test_wherever_a_file_breaks_off_it_is_not_well_formed(cut: int) -> None:
    assert [p.code for p in validate(MINIMAL[:cut], file="cut.xml")] == ["XM01"]


@pytest.mark.parametrize("name", ["type", "nil", "schemaLocation", "noNamespaceSchemaLocation"])
def test_what_a_file_tells_a_validator_is_refused_and_not_followed(name: str) -> None:
    instruction = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:{name}="http://127.0.0.1:9/x y"'
    source = MINIMAL.replace(b"<TEI ", f"<TEI {instruction} ".encode())

    problems = validate(source, file="x.xml")

    assert [p.code for p in problems] == ["XM03"]
    assert f'"xsi:{name}"' in problems[0].message


def test_a_schema_that_gives_up_does_not_pass_a_file() -> None:
    assert PROJECT.xsd is not None
    instruction = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="none"'
    source = MINIMAL.replace(b'<p xml:id="p04"', b'<p xml:id="p04" ' + instruction)

    problems = validate(source, file="x.xml", schemas=schema_set(PROJECT.xsd))

    assert "XM11" in {p.code for p in problems}


WITHIN = MINIMAL.index(b">", MINIMAL.index(b'<p xml:id="p04"')) + 1

LARGE = {
    "too many children": (b"<lb/>" * 100_001, "XM17"),
    "a long pointer": (b'<persName ref="#' + b"x" * 100_000 + b'">a</persName>', "P01"),
    "a long name": (b"<" + b"x" * 10_000 + b"/>", "XM02"),
    "many attributes": (b"<hi " + b" ".join(b'a%d=""' % k for k in range(300)) + b"/>", "XM05"),
    "more attributes than anybody writes": (
        b"<hi " + b" ".join(b'a%d=""' % k for k in range(20_000)) + b"/>",
        "XM17",
    ),
    "XInclude": (
        b'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>',
        "XM02",
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_told_of_a_large_thing_is_short(name: str) -> None:
    piece, code = LARGE[name]
    problems = validate(MINIMAL[:WITHIN] + piece + MINIMAL[WITHIN:], file="hostile.xml")
    assert code in {p.code for p in problems}
    assert all(p.hint and len(p.message) <= 2_000 for p in problems)


def test_more_bytes_or_tags_than_anybody_writes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = dict(table("validation")["limit"])
    for name in ("bytes", "tags"):
        with monkeypatch.context() as changed:
            changed.setitem(table("validation")["limit"], "children", 10)
            changed.setitem(table("validation")["limit"], name, 10)
            assert [p.code for p in validate(MINIMAL, file="large.xml")] == ["XM17"]
    assert limit == table("validation")["limit"]


def test_no_more_of_a_file_is_read_than_is_examined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table("validation")["limit"], "bytes", 10)
    (tmp_path / "large.xml").write_bytes(MINIMAL)
    assert [p.code for p in validate_files([tmp_path / "large.xml"])] == ["XM17"]


@pytest.mark.parametrize("content", [b'"\\' * 20_000, b'content: "' + b" " * 20_000, b'"a" ' * 20_000])
def test_a_long_rendition_is_none(content: bytes) -> None:
    at = MINIMAL.index(b"</tagsDecl>")
    declared = b'<rendition xml:id="r-long" scheme="css" scope="before">' + content + b"</rendition>"
    problems = validate(MINIMAL[:at] + declared + MINIMAL[at:], file="hostile.xml", proof=proof_of)
    assert [p.code for p in problems] == ["H23"]


def test_processing_instructions_change_nothing() -> None:
    fetching = (
        b'<?xml-model href="http://127.0.0.1:9/x.rng"?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>'
    )
    assert validate(MINIMAL.replace(b"<TEI ", fetching + b"<TEI ", 1), file="x.xml") == ()


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs pipes that have names")
    os.mkfifo(tmp_path / "pipe.xml")
    (problem,) = validate_files([tmp_path / "pipe.xml"])
    assert problem.code == "XM15" and "pipe" in problem.message
    assert documents([tmp_path / "pipe.xml"]) == ((tmp_path / "pipe.xml",), ())


def test_a_circle_of_links_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.xml").symlink_to(tmp_path / "b.xml")
    (tmp_path / "b.xml").symlink_to(tmp_path / "a.xml")
    assert [p.code for p in validate_files([tmp_path / "a.xml"])] == ["XM15"]
