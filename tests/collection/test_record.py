"""The record of a document: from the file alone, whoever has changed it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.cli import main
from tei_edition.collection import record

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sample")
    result = CliRunner().invoke(main, ["build", str(ROOT / "source"), "--output", str(folder)])
    assert result.exit_code == 0, result.output
    return (folder / "alekseyev-1963-02-13.xml").read_bytes()


def test_the_sample(sample: bytes) -> None:
    found = record(sample)
    assert found is not None
    assert found["id"] == "alekseyev-1963-02-13"
    assert found["title"].startswith("Record of a conversation with Fidel Castro Ruz")
    assert (found["date"], found["not_before"], found["not_after"]) == ("1963-02-13", "", "")
    assert found["shelfmark"] == "AVP RF, f. 0104, op. 19, p. 124, d. 3, ll. 61-65"
    by_id = {p["id"]: (p["name"], p["times"]) for p in found["persons"]}
    assert by_id["pers-castro-raul"] == ("Castro, Raul", 3)
    assert {"id": "", "name": "Gary Goldberg", "times": 1} in found["persons"]
    assert "pl-havana" in {p["id"] for p in found["places"]}
    assert "org-nato" in {o["id"] for o in found["organisations"]}
    assert found["review"]["status"] == "candidate"
    assert found["review"]["doubtful"] == 2
    assert found["digest"] == "e977d2b4369d112e8849d3b3bcb38a860bfebd49028ac9a98c4eb8b3b4ffdfe4"
    lists = {e["list"] for e in found["entries"]}
    assert lists == {"listPerson", "listOrg", "listPlace", "listEvent", "listBibl"}


def test_a_cache_may_keep_it_as_json(sample: bytes) -> None:
    found = record(sample)
    assert json.loads(json.dumps(found)) == found


def test_what_an_editor_confirms_is_counted(sample: bytes) -> None:
    before, after = record(sample), record(sample.replace(b'resp="#resp-program"', b'resp="#resp-editor"', 3))
    assert before is not None and after is not None
    assert before["review"]["machine"] - after["review"]["machine"] == 3
    assert after["review"]["editor"] >= before["review"]["editor"]


TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}</TEI>'


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"no XML",
        b"<TEI><text/></TEI>",
        TEI.format("<teiHeader/><standOff/>").encode(),
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>',
        b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;',
    ],
)
def test_what_is_no_document_has_no_record(source: bytes) -> None:
    assert record(source) is None


def test_what_a_file_lacks_is_empty() -> None:
    found = record(TEI.format("<!-- changed by hand --><text><body><?x y?><p/></body></text>").encode())
    assert found == {
        "id": "", "title": "", "date": "", "not_before": "", "not_after": "", "shelfmark": "", "persons": [],
        "places": [], "organisations": [], "digest": "", "entries": [],
        "review": {"status": "", "machine": 0, "editor": 0, "doubtful": 0},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('when="1963-02"', ("1963-02", "", "")),
        ('when-iso="1963-02-13T02:00"', ("1963-02-13T02:00", "", "")),
        ('from="1962-07-16" to="1962-07-17"', ("1962-07-16/1962-07-17", "", "")),
        ('from="1962-07-16"', ("1962-07-16/..", "", "")),
        ('notBefore="1962" notAfter="1963"', ("", "1962", "1963")),
        ('cert="low"', ("", "", "")),
    ],
)
def test_dates_are_as_iso_8601_has_them(attributes: str, expected: tuple[str, str, str]) -> None:
    creation = f'<creation><origDate type="record" {attributes}>then</origDate></creation>'
    header = f"<teiHeader><profileDesc>{creation}</profileDesc></teiHeader>"
    found = record(TEI.format(f"{header}<text/>").encode())
    assert found is not None
    assert (found["date"], found["not_before"], found["not_after"]) == expected


def test_names_are_counted_by_who_is_meant() -> None:
    text = """<standOff><listPerson>
        <person xml:id="pers-a"><persName><surname>Adams</surname>, <forename>A.</forename></persName></person>
        <person xml:id="pers-in-text-b"><persName>B</persName></person></listPerson></standOff>
      <text><p><persName ref="#pers-a">Adams</persName>, <rs type="person" ref="#pers-a #pers-c">they</rs>,
        <rs type="person">he</rs>, <persName>Gen.
        Brown</persName>, <persName><choice><abbr>Gen.</abbr><expan>General</expan></choice> Brown</persName>,
        <persName ref="#pers-in-text-b">B</persName>, <placeName ref="http://example.org/x">Rome</placeName>
      </p></text>"""
    found = record(TEI.format(text).encode())
    assert found is not None
    assert found["persons"] == [
        {"id": "pers-a", "name": "Adams, A.", "times": 2},
        {"id": "pers-c", "name": "they", "times": 1},
        {"id": "", "name": "Gen. Brown", "times": 2},
        {"id": "pers-in-text-b", "name": "B", "times": 1},
    ]
    assert found["places"] == [{"id": "", "name": "Rome", "times": 1}]
    assert [e["id"] for e in found["entries"]] == ["pers-a"]


def test_entries_say_the_same_wherever_they_are_from() -> None:
    entry = '<listOrg><org xml:id="org-a"{}><orgName>A &amp; B</orgName></org></listOrg>'
    files = [TEI.format(f"<standOff>{entry.format(p)}</standOff><text/>") for p in ("", ' source="#src-x"')]
    first, second = (record(file.encode()) for file in files)
    assert first is not None and second is not None
    assert first["entries"][0]["same"] == second["entries"][0]["same"]
    assert (first["entries"][0]["outside"], second["entries"][0]["outside"]) == ([], ["src-x"])
    assert second["entries"][0]["tei"] == (
        '<org xml:id="org-a" source="#src-x"><orgName>A &amp; B</orgName></org>'
    )
