"""The files of a collection, made from records."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.authority.check import check
from tei_edition.authority.lists import load
from tei_edition.collection import Record, record, write
from tei_edition.tables.settings import Responsible, Settings

TEI = "{http://www.tei-c.org/ns/1.0}"
SETTINGS = [Settings(title="Letters", statement="None.", responsible=(Responsible("editor", "edited"),))]
DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt>
<title type="main">{title}</title></titleStmt></fileDesc></teiHeader>
<standOff>{lists}</standOff><text><body><p>{text}</p></body></text></TEI>"""


def document(id_: str, lists: str = "", *, title: str = "T", text: str = "") -> tuple[str, Record]:
    found = record(DOCUMENT.format(id=id_, title=title, lists=lists, text=text).encode())
    assert found is not None
    return f"{id_}.xml", found


def person(id_: str, name: str, more: str = "") -> str:
    return f'<listPerson><person xml:id="{id_}"><persName>{name}</persName>{more}</person></listPerson>'


def persons(folder: Path) -> dict[str, str]:
    tree = etree.parse(folder / "collection" / "authority.xml")
    return {
        e.get("{http://www.w3.org/XML/1998/namespace}id", ""): " ".join("".join(e.itertext()).split())
        for e in tree.iter(f"{TEI}person")
    }


def test_what_most_documents_say_of_an_entry_stands_and_the_rest_is_reported(tmp_path: Path) -> None:
    said = ["old", "new", "new", "newest"]
    records = [document(f"d{i}", person("pers-a", name)) for i, name in enumerate(said)]
    problems = write(records, SETTINGS, tmp_path)
    assert persons(tmp_path) == {"pers-a": "new"}
    (problem,) = problems
    assert problem.code == "ED40"
    assert "has what d1.xml (and 1 more) says; otherwise: d0.xml, d3.xml." in problem.message


def test_many_conflicts_are_counted(tmp_path: Path) -> None:
    lists = ["".join(person(f"pers-{i}", name) for i in range(9)) for name in "ab"]
    problems = write([document("d0", lists[0]), document("d1", lists[1])], SETTINGS, tmp_path)
    assert [p.code for p in problems] == ["ED40"] * 6
    assert "4 more entries" in problems[-1].message


def test_a_pointer_into_a_document_bears_the_name_of_its_file(tmp_path: Path) -> None:
    lists = [
        person("pers-a", "A", f'<occupation source="{pointers}">O</occupation>') + person("pers-b", "B")
        for pointers in ("#pers-b", "#src-a #pers-b")
    ]
    assert write([document("d 0", lists[0]), document("d 1", lists[1])], SETTINGS, tmp_path) == ()
    written = (tmp_path / "collection" / "authority.xml").read_text(encoding="utf-8")
    assert 'source="../d%201.xml#src-a #pers-b"' in written


def test_terms_and_works_are_read_back_as_they_were(tmp_path: Path) -> None:
    lists = (
        '<list type="gloss"><label xml:id="term-MAP">MAP</label><item>Military Assistance Program</item></list>'
        '<listBibl type="cited"><bibl xml:id="bib-x"><title>X</title>, 1963</bibl></listBibl>'
        '<listPlace><place xml:id="pl-x" type="country"><placeName>X &amp; Y</placeName></place></listPlace>'
    ) + person("pers-a", "A")
    assert write([document("d0", lists), document("d1", lists)], SETTINGS, tmp_path) == ()
    path = tmp_path / "collection" / "authority.xml"
    assert check([path]) == ()
    authority, _ = load([path])
    assert {(e.id, e.kind) for e in authority.entities} == {
        ("term-MAP", "term"), ("bib-x", "work"), ("pl-x", "place"), ("pers-a", "person"),
    }  # fmt: skip


def test_the_index_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    names = "".join(f"<persName>{'N' * 60}{i}</persName>" for i in range(1000))
    write([document("d0", title="=1+1", text=names), document("d1", title='"B", ü')], SETTINGS, tmp_path)
    raw = (tmp_path / "collection" / "index.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,date,") and raw.count(b"\xef\xbb\xbf") == 1
    first, second = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert first["title"] == "'=1+1" and second["title"] == '"B", ü'
    assert len(first["persons"]) < 32_767 and first["persons"].endswith(" more")
    shown, _, more = first["persons"].rpartition(" | … and ")
    assert len(shown.split(" | ")) + int(more.removesuffix(" more")) == 1000
    listed = json.loads((tmp_path / "collection" / "index.json").read_text(encoding="utf-8"))
    assert [len(d["persons"]) for d in listed] == [1000, 0]
    assert [d["file"] for d in listed] == ["d0.xml", "d1.xml"]


def test_what_folders_do_not_agree_in_is_not_stated(tmp_path: Path) -> None:
    settings = [
        Settings("Letters", "The Press", "free", "Free.", "http://example.org/by", SETTINGS[0].responsible),
        Settings("Letters", "Another", "restricted", "All rights reserved."),
    ]
    (problem,) = write([document("d0")], settings, tmp_path)
    assert problem.code == "ED41" and "authority in [edition]" in problem.message
    corpus = (tmp_path / "collection" / "corpus.xml").read_text(encoding="utf-8")
    assert '<title type="main">Letters</title>' in corpus
    assert not any(
        words in corpus for words in ("Press", "Another", "Free", "reserved", "example.org", "respStmt")
    )
    assert '<availability status="unknown">' in corpus


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    def made(folder: Path) -> dict[str, bytes]:
        records = [
            document(f"d{i}", person("pers-a", str(i % 2)) + person(f"pers-{9 - i}", "X")) for i in range(4)
        ]
        write(iter(records), SETTINGS, folder)
        return {p.name: p.read_bytes() for p in (folder / "collection").iterdir()}

    first = made(tmp_path / "a")
    assert first == made(tmp_path / "b") == made(tmp_path / "a")
    assert sorted(first) == ["authority.xml", "corpus.xml", "index.csv", "index.json"]


def test_without_documents_an_earlier_collection_is_removed(tmp_path: Path) -> None:
    write([document("d0", person("pers-a", "A"))], SETTINGS, tmp_path)
    write([document("d0")], SETTINGS, tmp_path)
    assert not (tmp_path / "collection" / "authority.xml").exists()
    write([], SETTINGS, tmp_path)
    assert list((tmp_path / "collection").iterdir()) == []


def test_a_build_that_breaks_off_leaves_the_earlier_files(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, Record]]:
        yield document("d1")
        raise KeyboardInterrupt

    write([document("d0")], SETTINGS, tmp_path)
    before = {p: p.read_bytes() for p in (tmp_path / "collection").iterdir()}
    with pytest.raises(KeyboardInterrupt):
        write(broken(), SETTINGS, tmp_path)
    assert {p: p.read_bytes() for p in (tmp_path / "collection").iterdir()} == before


def test_a_file_with_the_name_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "collection").write_text("mine", encoding="utf-8")
    (problem,) = write([document("d0")], SETTINGS, tmp_path)
    assert problem.code == "IN41" and (tmp_path / "collection").read_text(encoding="utf-8") == "mine"
