"""Exports: what is in them, what stops them, and that they are there whole or not at all."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from small_edition import DAY, Edition

from tei_edition.deposit.edition import Edition as Prepared
from tei_edition.deposit.edition import prepare
from tei_edition.deposit.exports import placing
from tei_edition.deposit.exports.export import WRITERS, Written, export
from tei_edition.model.problem import Severity
from tei_edition.tables import table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TEI_ALL = ROOT.parent / "shared" / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
ADDRESS = "https://edition.example.org/file.xml"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{http://textgrid.info/namespaces/metadata/core/2010}"
PREPARED: dict[object, Prepared] = {}
SENT = "source/alekseyev-1963-02-13.txt"


def exported(edition: Edition, format_: str, **values: str) -> Written:
    """Export an edition as it is now; the check of documents that are the same as before is not repeated."""
    key = tuple((path, held) for path, held in content(edition.folder).items() if "export/" not in path)
    if key not in PREPARED:
        PREPARED[key] = prepare(edition.build, edition.source, date=DAY)
    values = {"address": ADDRESS, **values}
    output = edition.folder / "export"
    return export(format_, PREPARED[key], output, source=edition.source, date=DAY, **values)


def codes(made: Written) -> list[str]:
    return [p.code for p in made.problems]


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


@pytest.fixture
def sent(sent_once: Edition, tmp_path: Path) -> Iterator[Edition]:
    shutil.copytree(sent_once.folder, tmp_path / "sent")
    yield Edition(tmp_path / "sent")


# ---- all formats


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_edition_gives_the_same_bytes(sent: Edition, format_: str) -> None:
    made = exported(sent, format_)
    assert made.places and not codes(made)
    before = content(sent.folder / "export")
    for path in sent.folder.rglob("*"):
        path.touch()
    exported(sent, format_)

    assert content(sent.folder / "export") == before


@pytest.mark.parametrize("format_", WRITERS)
def test_nothing_stated_is_nothing_written(sent: Edition, format_: str) -> None:
    (sent.source / "edition.toml").unlink()
    made = exported(sent, format_)

    assert made.places == () and not (sent.folder / "export").exists()
    assert {p.code for p in made.problems if p.severity is Severity.ERROR} == {"DP80"}
    assert all("edition.toml" in p.hint for p in made.problems if p.code == "DP80")


@pytest.mark.parametrize("format_", ["cmif", "oai"])
def test_an_address_is_asked_for(sent: Edition, format_: str) -> None:
    made = exported(sent, format_, address="")

    assert codes(made) == ["DP87"] and made.places == ()


@pytest.mark.parametrize("format_", WRITERS)
def test_a_document_that_does_not_hold_is_not_exported(sent: Edition, format_: str) -> None:
    sent.change(SENT, "Castro", "Castra")
    made = exported(sent, format_)

    assert "DP11" in codes(made) and made.places == ()


@pytest.mark.parametrize("format_", WRITERS)
def test_a_file_of_the_user_is_not_written_over(sent: Edition, format_: str) -> None:
    for place in exported(sent, format_).places:
        target = place / "thesis.doc" if place.is_dir() else place
        was = target.read_bytes() if target.exists() else None
        target.write_text("three years", encoding="utf-8")
        made = exported(sent, format_)

        assert codes(made) == ["DP86"] and made.places == ()
        assert target.read_text(encoding="utf-8") == "three years"
        target.unlink() if was is None else target.write_bytes(was)
    assert not codes(exported(sent, format_))


def test_nothing_is_written_into_the_source(sent: Edition) -> None:
    before = content(sent.source)
    edition = prepare(sent.build, sent.source, date=DAY)
    made = export("nakala", edition, sent.source / "export", source=sent.source, date=DAY)

    assert codes(made) == ["DP86"] and content(sent.source) == before


def test_a_failure_leaves_the_export_before_untouched(sent: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    exported(sent, "saf")
    before = content(sent.folder / "export")
    sent.change("source/edition.toml", "A sample", "Another")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(placing, "write_zip", full)
        exported(sent, "saf")

    assert content(sent.folder / "export") == before
    rename = Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path.parent.name == "new" and path.name == "saf.zip":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    with monkeypatch.context() as patched, pytest.raises(OSError, match="Input"):
        patched.setattr(Path, "rename", stuck)
        exported(sent, "saf")

    record = sent.folder / "export" / placing.RECORD
    assert {**content(sent.folder / "export"), placing.RECORD: b""} == {**before, placing.RECORD: b""}
    assert record.exists() and not codes(exported(sent, "saf"))


# ---- DSpace


def test_the_item_lists_every_file_that_it_has(edition: Edition) -> None:
    exported(edition, "saf")
    folder = edition.folder / "export" / "saf" / "edition"
    rows = [line.split("\t") for line in (folder / "contents").read_text(encoding="utf-8").splitlines()]

    assert {row[0] for row in rows} == {p.name for p in folder.iterdir()} - {"contents", "dublin_core.xml"}
    assert all(row[1] == "bundle:ORIGINAL" and row[2].startswith("description:") for row in rows)
    for path in edition.build.glob("*.xml"):
        assert (folder / path.name).read_bytes() == path.read_bytes()
    with zipfile.ZipFile(edition.folder / "export" / "saf.zip") as archive:
        assert {i.filename for i in archive.infolist()} == {f"saf/edition/{p.name}" for p in folder.iterdir()}


def test_the_item_is_described_in_qualified_dublin_core(edition: Edition) -> None:
    exported(edition, "saf")
    root = etree.parse(edition.folder / "export" / "saf" / "edition" / "dublin_core.xml").getroot()
    stated = {(e.get("element"), e.get("qualifier")): e.text for e in root}

    assert root.tag == "dublin_core" and root.get("schema") == "dc"
    assert all(e.tag == "dcvalue" and e.text for e in root)
    assert stated[("title", "none")] == "Letters from Havana"
    assert stated[("contributor", "author")] == "Editor, Ada"
    assert stated[("date", "issued")] == "2026-01-15"
    assert stated[("rights", "uri")] == "https://creativecommons.org/licenses/by/4.0/"


def test_files_of_the_same_name_are_told_apart(edition: Edition) -> None:
    (edition.source / "tables" / "People.csv.toml").write_text("", encoding="utf-8")
    (edition.source / "decisions" / "brackets.toml").write_text("", encoding="utf-8")
    exported(edition, "saf")
    folder = edition.folder / "export" / "saf" / "edition"

    assert {p.name for p in folder.glob("*brackets.toml")} == {
        "source-decisions-brackets.toml",
        "source-tables-brackets.toml",
    }


# ---- TextGrid


def test_each_edition_is_of_a_work_and_holds_its_file(sent: Edition) -> None:
    exported(sent, "textgrid")
    folder = sent.folder / "export" / "textgrid"
    meta = {p.name: etree.parse(p).getroot() for p in folder.rglob("*.meta")}
    name = "alekseyev-1963-02-13"

    assert {p.name for p in folder.rglob("*") if p.is_file()} == {
        f"{n}{m}"
        for n in ("edition.collection", f"{name}.edition", f"{name}.work", f"{name}.xml")
        for m in ("", ".meta")
    }
    edition, work = meta[f"{name}.edition.meta"], meta[f"{name}.work.meta"]
    assert edition.findtext(f"{META}edition/{META}isEditionOf") == f"{name}.work"
    assert edition.find(f"{META}edition/{META}license").get("licenseUri")
    assert work.findtext(f"{META}work/{META}agent") == "A. I. Alekseyev"
    assert work.find(f"{META}work/{META}dateOfCreation").get("date") == "1963-02-13"
    assert work.findtext(f"{META}work/{META}genre") == "non-fiction"
    aggregation = (folder / "edition" / f"{name}.edition").read_text(encoding="utf-8")
    assert f'<ore:aggregates rdf:resource="{name}.xml"/>' in aggregation
    assert (folder / "edition" / f"{name}.xml").read_bytes() == (sent.build / f"{name}.xml").read_bytes()


def test_a_document_without_author_is_named(edition: Edition) -> None:
    made = exported(edition, "textgrid")

    assert [(p.code, p.file) for p in made.problems] == [("DP82", "first letter.xml"), ("DP82", "second.xml")]
    assert made.places == ()


# ---- NAKALA


def nakala(edition: Edition) -> tuple[Written, dict[str, list[object]], dict[str, object]]:
    made = exported(edition, "nakala")
    record = json.loads((edition.folder / "export" / "nakala.json").read_text(encoding="utf-8"))
    stated: dict[str, list[object]] = {}
    for meta in record["metas"]:
        stated.setdefault(meta["propertyUri"], []).append(meta["value"])
    return made, stated, record


def test_nakala_has_its_five_fields_and_a_list_of_files(edition: Edition) -> None:
    made, stated, record = nakala(edition)
    terms = "http://nakala.fr/terms#"

    assert codes(made) == []
    assert {k.removeprefix(terms): v for k, v in stated.items() if k.startswith(terms)} == {
        "title": ["Letters from Havana"],
        "creator": [{"givenname": "Ada", "surname": "Editor", "orcid": "0000-0002-1825-0097"}],
        "created": ["2026-01-15"],
        "type": ["http://purl.org/coar/resource_type/c_ddb1"],
        "license": ["CC-BY-4.0"],
    }
    assert record["status"] == "pending"
    assert {"second.xml", "second.txt"} < {f["name"] for f in record["files"]}
    assert all(len(f["sha1"]) == 40 for f in record["files"])


def test_an_organisation_is_creator_in_other_words(edition: Edition) -> None:
    edition.change("source/edition.toml", "[[contributor]]", EDITING + "\n[[contributor]]")
    made, stated, _ = nakala(edition)

    assert codes(made) == ["DP88"]
    assert stated["http://purl.org/dc/terms/creator"] == ["The Institute"]


EDITING = '[[contributor]]\nrole = "editor"\nname = "The Institute"\nkind = "organisation"\n'


def test_nakala_without_a_person_is_not_written(edition: Edition) -> None:
    edition.change("source/edition.toml", 'family = "Editor"\ngiven = "Ada"\n', "")
    made = exported(edition, "nakala")

    assert codes(made) == ["DP80"] and made.places == ()


# ---- Dataverse


def citation(edition: Edition) -> tuple[dict[str, object], dict[str, object]]:
    exported(edition, "dataverse")
    made = json.loads((edition.folder / "export" / "dataverse.json").read_text(encoding="utf-8"))
    fields = made["datasetVersion"]["metadataBlocks"]["citation"]["fields"]
    return made["datasetVersion"], {f["typeName"]: f for f in fields}


def test_dataverse_has_what_it_requires(edition: Edition) -> None:
    version, fields = citation(edition)

    assert version["license"] == {"name": "CC BY 4.0", "uri": "http://creativecommons.org/licenses/by/4.0"}
    assert fields["title"]["value"] == "Letters from Havana"
    assert fields["author"]["value"][0]["authorIdentifierScheme"]["value"] == "ORCID"
    assert fields["datasetContact"]["value"][0]["datasetContactEmail"]["value"] == "press@example.org"
    assert fields["subject"]["value"] == ["Arts and Humanities"]
    assert fields["language"]["value"] == ["English"]
    for field in fields.values():
        assert field["multiple"] is isinstance(field["value"], list)


def test_a_licence_that_dataverse_does_not_have_is_told_in_words(edition: Edition) -> None:
    edition.change("source/edition.toml", "licenses/by/4.0/", "licenses/by-nc/4.0/")
    edition.change("source/edition.toml", "CC-BY-4.0", "CC-BY-NC-4.0")
    edition.encode()
    version, _ = citation(edition)

    assert "license" not in version
    assert "licenses/by-nc/4.0/" in str(version["termsOfUse"])


# ---- letters


def schema(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / name))


def test_letters_are_listed_as_the_format_requires(sent: Edition) -> None:
    exported(sent, "cmif")
    root = etree.parse(sent.folder / "export" / "cmif.xml")

    schema("cmif.rng").assertValid(root)
    letter = root.find(".//{*}correspDesc")
    assert letter.get("key") == "alekseyev-1963-02-13"
    assert [(a.get("type"), a.findtext("{*}persName")) for a in letter] == [
        ("sent", "A. I. Alekseyev"),
        ("received", "Unknown"),
    ]
    assert letter.find(".//{*}date").attrib == {"when": "1963-03-23"}


def test_persons_are_named_by_their_identifiers(sent: Edition) -> None:
    path = sent.source / "authority.xml"
    text = path.read_text(encoding="utf-8")
    begin = text.index('xml:id="pers-alekseyev"')
    end = text.index("</person>", begin)
    idno = '<idno type="VIAF">https://viaf.org/viaf/113230702</idno>'
    path.write_text(text[:end] + idno + text[end:], encoding="utf-8")
    sent.encode()
    exported(sent, "cmif")
    root = etree.parse(sent.folder / "export" / "cmif.xml")

    schema("cmif.rng").assertValid(root)
    assert root.find(".//{*}persName").get("ref") == "https://viaf.org/viaf/113230702"


@pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all is not beside the repository")
def test_the_list_of_letters_is_valid_tei(sent: Edition) -> None:
    exported(sent, "cmif")

    etree.RelaxNG(etree.parse(TEI_ALL)).assertValid(etree.parse(sent.folder / "export" / "cmif.xml"))


def test_what_is_no_letter_is_left_out_and_named(sent: Edition) -> None:
    (sent.source / "second.txt").write_text("2 March 1963\n\nNothing new.\n", encoding="utf-8")
    sent.encode()
    made = exported(sent, "cmif")

    assert [(p.code, p.file) for p in made.problems] == [("DP83", "second.xml")]
    assert (sent.folder / "export" / "cmif.xml").read_text(encoding="utf-8").count("<correspDesc") == 1


def test_without_letters_there_is_no_list(edition: Edition) -> None:
    made = exported(edition, "cmif")

    assert codes(made) == ["DP83", "DP83", "DP84"] and made.places == ()


@pytest.mark.parametrize("other", ["licenses/by-nc/4.0/", "licenses/by/4.01/"])
def test_no_licence_is_assumed_for_the_list(sent: Edition, other: str) -> None:
    sent.change("source/edition.toml", "licenses/by/4.0/", other)
    sent.encode()
    made = exported(sent, "cmif")

    assert codes(made) == ["DP85"] and made.places == ()
    assert other in made.problems[0].message


# ---- OAI


def test_the_repository_has_a_record_of_the_edition_and_of_each_document(edition: Edition) -> None:
    exported(edition, "oai")
    root = etree.parse(edition.folder / "export" / "oai.xml")

    schema("static-repository.rng").assertValid(root)
    assert root.findtext(".//{*}baseURL") == ADDRESS
    own = "urn:uuid:0e5f3c1e-9f7a-4c55-8f0e-5a3f8f2f7c11"
    assert [e.text for e in root.iterfind(".//{*}header/{*}identifier")] == [
        own,
        f"{own}#first-letter",
        f"{own}#second",
    ]
    assert [e.text for e in root.iterfind(f".//{DC}relation")] == [own, own]


def test_the_author_of_a_document_is_creator_of_its_record(sent: Edition) -> None:
    exported(sent, "oai")
    root = etree.parse(sent.folder / "export" / "oai.xml")

    assert [e.text for e in root.iterfind(f".//{DC}creator")] == ["Editor, Ada", "A. I. Alekseyev"]


# ---- the tables


@pytest.mark.parametrize("format_", WRITERS)
def test_the_tables_name_what_there_is(format_: str) -> None:
    formats, crosswalk, own = table("exports/formats"), table("crosswalk"), table(f"exports/{format_}")

    assert set(formats["formats"]) == set(WRITERS)
    assert set(formats["formats"][format_]["needs"]) <= {*formats["needs"], *crosswalk["fields"]}
    assert set(own.get("fields", {})) <= {*crosswalk["fields"], "citation"}
    assert set(own.get("roles", {})) <= {*crosswalk["roles"], "creator", ""}
    assert set(own.get("schemes", {})) - {"persons", "places"} <= set(crosswalk["schemes"])
    if format_ == "nakala":
        assert set(own["coar"]) == set(crosswalk["resource-types"])
    words = formats["words"]
    assert {f"{key}-next" for key in words if not key.endswith("-next")} == {
        key for key in words if key.endswith("-next")
    }
