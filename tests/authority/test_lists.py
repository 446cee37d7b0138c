"""Joining authority lists, the sample's own list, and the table of codes."""

import re
from pathlib import Path

import pytest
from lxml import etree

from tei_edition.authority import lists
from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.tables import table

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "source" / "authority.xml"
EXEMPLAR = SHARED / "exemplar" / "alekseyev.xml"
XML = '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="pers-a"><persName>O</persName></person></listPerson>'


def test_first_list_wins(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,surname\na,Rusk\nb,Ball\n", encoding="utf-8")
    (tmp_path / "b.xml").write_text(XML, encoding="utf-8")
    authority, problems = load([tmp_path / "a.csv", tmp_path / "b.xml"])
    assert [(e.id, e.kind) for e in authority.entities] == [("pers-a", "person"), ("pers-b", "person")]
    assert [p.code for p in problems] == ["ED25"]
    assert "a.csv" in problems[0].message
    assert problems[0].file.endswith("b.xml")


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.xlsx", b"x", "ED23"),
        ("missing.csv", None, "ED23"),
        ("missing.xml", None, "ED23"),
        ("latin.csv", "id,surname\na,Gerő\n".encode("iso8859-2"), "ED24"),
    ],
)
def test_unreadable_lists(tmp_path: Path, name: str, raw: bytes | None, code: str) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    authority, problems = load([tmp_path / name])
    assert authority.entities == ()
    assert [p.code for p in problems] == [code]
    assert problems[0].hint


def test_every_code_is_explained_and_no_other() -> None:
    codes = table("codes/authority")
    used = set()
    for module in Path(lists.__file__).parent.glob("*.py"):
        used |= set(re.findall(r'"(ED\d\d)"', module.read_text(encoding="utf-8")))
    assert used == set(codes)
    for entry in codes.values():
        assert set(entry) == {"title", "explanation", "wrong", "right"}
        assert all(entry.values())
        assert entry["wrong"] != entry["right"]


def test_sample_list_is_sound() -> None:
    authority, problems = load([SAMPLE])
    assert problems == ()
    assert len(authority.of_kind("person")) == 7


def test_sample_list_names_what_the_sample_says() -> None:
    authority, _ = load([SAMPLE])
    text = (ROOT / "source" / "alekseyev-1963-02-13.txt").read_text(encoding="utf-8")
    matches = NameIndex.of(authority).matches(text)
    found = {text[m.start : m.end]: [c.id for c in m.candidates] for m in matches}
    assert found["Soviet government"] == ["org-government-ussr"]
    assert found["US"] == ["pl-us"]
    assert found["REPUBLIC OF CUBA"] == ["pl-cuba"]
    assert found["Fidel CASTRO RUZ"] == ["pers-castro-fidel"]
    assert found["A. ALEKSEYEV"] == ["pers-alekseyev"]
    assert found["Camara Canto"] == ["pers-camara-canto"]
    assert set(found["Castro"]) == {"pers-castro-fidel", "pers-castro-raul"}
    assert found["Caribbean Crisis"] == ["ev-caribbean-crisis"]


@pytest.mark.skipif(not EXEMPLAR.exists(), reason="the folder shared with the exemplar is not there")
def test_sample_list_has_the_entries_of_the_exemplar() -> None:
    ours, _ = load([SAMPLE])
    theirs, problems = load([EXEMPLAR])
    assert problems == ()
    assert [(e.id, e.kind, e.group) for e in ours.entities] == [
        (e.id, e.kind, e.group) for e in theirs.entities
    ]
    for mine, other in zip(ours.entities, theirs.entities, strict=True):
        added = _children(mine.tei)
        for fact in _children(other.tei):
            assert fact in added, other.id
            added.remove(fact)
        assert all("Name" in fact.split()[0] for fact in added), "only names may be added"
        assert dict(etree.fromstring(mine.tei).attrib) == dict(etree.fromstring(other.tei).attrib)
        assert (etree.fromstring(mine.tei).text or "") == (etree.fromstring(other.tei).text or "")
        assert mine.names[:1] == other.names[:1]


def _children(tei: str) -> list[str]:
    return [etree.tostring(child, encoding="unicode") for child in etree.fromstring(tei)]


@pytest.mark.skipif(
    not (SHARED / "corpus").exists(), reason="the folder shared with the corpora is not there"
)
def test_lists_of_the_corpora() -> None:
    for path in sorted((SHARED / "corpus").glob("*/*/authority.csv")):
        from_csv, problems = load([path])
        from_xml, more = load([path.with_suffix(".xml")])
        assert not [p for p in (*problems, *more) if p.code != "ED14"]
        assert [e.id for e in from_csv.entities] == [e.id for e in from_xml.entities]
        assert all(e.names[0].surname for e in from_csv.entities)
