"""A package: what is in it, that it is the same every time, and that it is there whole or not at all."""

import hashlib
import json
import zipfile
from pathlib import Path

import bagit
import pytest
from lxml import etree
from small_edition import DAY, Edition

from tei_edition.batch import build, gather
from tei_edition.deposit import package as module
from tei_edition.deposit.package import Package, package
from tei_edition.deposit.verification import verify_package
from tei_edition.model.problem import Severity
from tei_edition.weaver.proof import proof

DOI = "10.5072/zenodo.1234"


def codes(made: Package) -> list[str]:
    return [p.code for p in made.problems]


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_everything_of_the_edition_is_in_it(made: Package) -> None:
    data = {f.path.removeprefix("data/") for f in made.files if f.path.startswith("data/")}

    assert data == {
        "CITATION.cff",
        "LICENSE",
        "README.md",
        "provenance/proof.json",
        "provenance/validation.json",
        "ro-crate-metadata.json",
        *(f"schema/tei_edition.{ending}" for ending in ("odd", "rnc", "rng", "sch", "xsd")),
        "schema/xml.xsd",
        "source/decisions/second.toml",
        "source/edition.toml",
        "source/first letter.txt",
        "source/people.csv",
        "source/second.txt",
        "source/tables/brackets.toml",
        "tei/first letter.xml",
        "tei/second.xml",
    }
    assert (made.directory.name, made.zip.name) == ("edition-1.2.0", "edition-1.2.0.zip")


def test_sources_and_editions_are_packaged_byte_for_byte(made: Package, encoded: Edition) -> None:
    for name, was in content(encoded.source).items():
        assert (made.directory / "data" / "source" / name).read_bytes() == was
    for path in encoded.build.glob("*.xml"):
        assert (made.directory / "data" / "tei" / path.name).read_bytes() == path.read_bytes()


def test_what_is_listed_is_what_was_written(made: Package) -> None:
    files = content(made.directory)

    assert {f.path: (f.size, f.sha256, f.md5) for f in made.files} == {
        path: (len(c), hashlib.sha256(c).hexdigest(), hashlib.md5(c).hexdigest()) for path, c in files.items()
    }


def test_the_zip_file_holds_the_folder(made: Package) -> None:
    with zipfile.ZipFile(made.zip) as archive:
        packed = {i.filename: archive.read(i) for i in archive.infolist()}
        times = {i.date_time for i in archive.infolist()}

    assert packed == {f"{made.directory.name}/{path}": c for path, c in content(made.directory).items()}
    assert times == {(2026, 1, 31, 0, 0, 0)}


def test_the_same_edition_gives_the_same_bytes(made: Package, edition: Edition) -> None:
    for path in edition.folder.rglob("*"):
        path.touch()  # times of files count for nothing
    again = edition.package()

    assert content(again.directory) == content(made.directory)
    assert again.zip.read_bytes() == made.zip.read_bytes()


def test_another_day_changes_the_day_and_nothing_else(made: Package, edition: Edition) -> None:
    other = package(edition.build, edition.source, edition.output, date="2027-02-03")
    differing = {p for p, c in content(other.directory).items() if c != (made.directory / p).read_bytes()}

    assert differing == {
        "bag-info.txt",
        "data/ro-crate-metadata.json",
        *(f"{kind}manifest-{name}.txt" for kind in ("", "tag") for name in ("sha256", "sha512")),
    }


def test_the_library_of_congress_accepts_the_bag(made: Package) -> None:
    bag = bagit.Bag(str(made.directory))
    bag.validate()

    assert bag.version_info == (1, 0)
    assert set(bag.algorithms) == {"sha256", "sha512"}
    assert bag.info["External-Identifier"] == "urn:uuid:0e5f3c1e-9f7a-4c55-8f0e-5a3f8f2f7c11"
    assert bag.info["Bagging-Date"] == DAY
    assert "BagIt-Profile-Identifier" not in bag.info


def test_every_file_is_described_with_its_format(made: Package) -> None:
    crate = json.loads((made.directory / "data" / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    entities = {e["@id"]: e for e in crate["@graph"]}
    letter = entities["tei/first%20letter.xml"]

    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert letter["encodingFormat"] == [
        "application/tei+xml",
        {"@id": "https://www.nationalarchives.gov.uk/PRONOM/fmt/1476"},
    ]
    assert letter["isBasedOn"] == {"@id": "source/first%20letter.txt"}
    assert letter["conformsTo"] == {"@id": "schema/tei_edition.rng"}
    assert entities["./"]["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert entities["./"]["author"] == {"@id": "https://orcid.org/0000-0002-1825-0097"}


def test_the_reports_say_what_was_checked(made: Package) -> None:
    folder = made.directory / "data" / "provenance"
    proof_report = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
    validation = json.loads((folder / "validation.json").read_text(encoding="utf-8"))

    assert proof_report["summary"] == {"files": 2, "proven": 2}
    assert proof_report["files"][0]["transcript"] == "source/first letter.txt"
    assert validation["summary"]["sound"] == 2


def test_the_readme_says_how_to_cite_and_to_check(made: Package) -> None:
    text = (made.directory / "data" / "README.md").read_text(encoding="utf-8")

    assert "Editor, Ada (2026). Letters from Havana. Version 1.2.0. The Example Press" in text
    assert "tei-edition verify" in text
    assert "| 1963-02-13 | `tei/first letter.xml` |" in text


def test_the_edition_can_be_built_again_from_its_package(made: Package, tmp_path: Path) -> None:
    data = made.directory / "data"
    list(build(gather([data / "source"], lists=[], date=DAY), tmp_path / "again"))

    for path in (data / "tei").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


# ---- the DOI


def test_the_doi_is_written_into_the_packaged_copies(edition: Edition) -> None:
    before = content(edition.build)
    made = edition.package(doi=DOI)

    assert made.problems == ()
    assert content(edition.build) == before
    for path in (made.directory / "data" / "tei").glob("*.xml"):
        root = etree.parse(path).getroot()
        written = root.findall("{*}teiHeader/{*}fileDesc/{*}publicationStmt/{*}idno[@type='DOI']")
        assert [e.text for e in written] == [DOI]
        assert proof(path.read_bytes()) == ()
    assert DOI in made.description.citation
    assert verify_package(made.zip).problems == ()


# ---- what stands against a package


def test_a_changed_transcript_is_stale(edition: Edition) -> None:
    edition.change("source/second.txt", "Nothing", "Something")
    made = edition.package()

    assert [(p.code, Path(p.file).name) for p in made.problems if p.severity is Severity.ERROR] == [
        ("DP13", "second.xml"),
        ("DP11", "second.xml"),
    ]
    assert not made.is_written and not edition.output.exists()


def test_a_transcript_without_edition_is_named(edition: Edition) -> None:
    (edition.build / "second.xml").unlink()
    made = edition.package()

    assert [(p.code, Path(p.file).name) for p in made.problems] == [("DP12", "second.txt")]
    assert not made.is_written


def test_a_text_that_was_changed_in_the_edition_is_not_packaged(edition: Edition) -> None:
    edition.change("build/second.xml", "Nothing new", "Nothing")
    made = edition.package()

    assert [(p.code, p.file) for p in made.problems] == [("DP11", str(edition.build / "second.xml"))]
    assert "not proven" in made.problems[0].message


def test_an_edition_that_is_not_valid_is_not_packaged(edition: Edition) -> None:
    edition.change("build/second.xml", "<teiHeader>", "<teiHeader n='1'>")
    made = edition.package()

    assert [(p.code, p.file) for p in made.problems] == [("DP11", str(edition.build / "second.xml"))]
    assert "not valid" in made.problems[0].message


def test_an_empty_build_says_what_to_do(edition: Edition, tmp_path: Path) -> None:
    made = package(tmp_path / "nowhere", edition.source, edition.output, date=DAY)

    assert codes(made)[0] == "DP10"
    assert "tei-edition build" in made.problems[0].hint


def test_settings_that_cannot_be_read_stop_the_package(edition: Edition) -> None:
    edition.change("source/edition.toml", "version", "verison")
    made = edition.package()

    assert made.problems[0].code == "ED02"
    assert "version" in made.problems[0].message
    assert not made.is_written


# ---- whole or not at all


def test_a_package_replaces_the_one_before(edition: Edition) -> None:
    edition.package()
    edition.change("source/edition.toml", "A sample", "Another")
    again = edition.package()

    assert "Another" in (again.directory / "data" / "README.md").read_text(encoding="utf-8")
    assert sorted(p.name for p in edition.output.iterdir()) == ["edition-1.2.0", "edition-1.2.0.zip"]


def test_what_is_no_package_is_not_written_over(edition: Edition) -> None:
    precious = edition.output / "edition-1.2.0" / "thesis.doc"
    precious.parent.mkdir(parents=True)
    precious.write_text("three years", encoding="utf-8")
    made = edition.package()

    assert codes(made) == ["DP23"]
    assert precious.read_text(encoding="utf-8") == "three years"


@pytest.mark.parametrize("inside", ["", "deep/er"])
def test_nothing_is_written_into_the_source(edition: Edition, inside: str) -> None:
    before = content(edition.source)
    made = package(edition.build, edition.source, edition.source / inside, date=DAY)

    assert codes(made) == ["DP23"]
    assert content(edition.source) == before


def test_a_failure_leaves_the_package_before_untouched(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(edition.package().directory)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_zip", full)
    edition.change("source/edition.toml", "A sample", "Another")
    with pytest.raises(OSError, match="No space"):
        edition.package()

    assert content(edition.output / "edition-1.2.0") == before
    assert sorted(p.name for p in edition.output.iterdir()) == ["edition-1.2.0", "edition-1.2.0.zip"]


def test_what_a_validator_refuses_is_not_put_in_its_place(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "bag_faults", lambda folder: ("a manifest is wrong",))
    made = edition.package()

    assert codes(made) == ["DP20"]
    assert not made.is_written
    assert list(edition.output.iterdir()) == []
