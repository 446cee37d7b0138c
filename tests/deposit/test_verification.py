"""A package that was tampered with is found out, and what was changed is named."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from tei_edition.deposit.bag import manifest
from tei_edition.deposit.package import Package
from tei_edition.deposit.verification import verify_package
from tei_edition.model.problem import Severity
from tei_edition.tables import table

TEI = "data/tei/second.xml"
TRANSCRIPT = "data/source/second.txt"


def found(path: Path) -> set[tuple[str, str]]:
    return {(p.code, p.file) for p in verify_package(path).problems}


def change(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def restore_manifests(bag: Path) -> None:
    """Do as a forger would: compute all digests again."""
    data = {p.relative_to(bag).as_posix(): p.read_bytes() for p in (bag / "data").rglob("*") if p.is_file()}
    for name in ("sha256", "sha512"):
        (bag / f"manifest-{name}.txt").write_bytes(manifest(data, name))
    tags = {
        p.relative_to(bag).as_posix(): p.read_bytes()
        for p in bag.rglob("*")
        if p.is_file() and not p.relative_to(bag).as_posix().startswith(("data/", "tagmanifest-"))
    }
    for name in ("sha256", "sha512"):
        (bag / f"tagmanifest-{name}.txt").write_bytes(manifest(tags, name))


def describe_again(bag: Path) -> None:
    """Put the digests of the files into the description of the crate."""
    path = bag / "data" / "ro-crate-metadata.json"
    crate = json.loads(path.read_text(encoding="utf-8"))
    for entity in crate["@graph"]:
        if "sha256" in entity:
            content = (bag / "data" / entity["@id"].replace("%20", " ")).read_bytes()
            entity |= {"sha256": hashlib.sha256(content).hexdigest(), "contentSize": str(len(content))}
    path.write_text(json.dumps(crate), encoding="utf-8")


def test_a_package_holds_as_folder_and_as_zip_file(made: Package) -> None:
    for path in (made.directory, made.zip):
        verified = verify_package(path)

        assert verified.problems == ()
        assert verified.files == len(made.files)
        assert verified.documents == ("data/tei/first letter.xml", TEI)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (TEI, b"Nothing new", b"Nothing now", {("DP31", TEI), ("X01", TEI), ("DP39", TEI)}),
        (TEI, b"</TEI>", b"", {("DP31", TEI), ("XM01", TEI), ("DP39", TEI)}),
        (TEI, b"<TEI ", b"<TEI  ", {("DP31", TEI)}),
        (TRANSCRIPT, b"Nothing", b"nothing", {("DP31", TRANSCRIPT), ("DP39", TEI)}),
        ("data/README.md", b"Letters", b"letters", {("DP31", "data/README.md")}),
        ("metadata/datacite.xml", b"Letters", b"letters", {("DP31", "metadata/datacite.xml")}),
        ("bag-info.txt", b"2026", b"2025", {("DP31", "bag-info.txt")}),
        ("bagit.txt", b"1.0", b"1.1", {("DP31", "bagit.txt")}),
    ],
)
def test_a_changed_file_is_named(
    bag: Path, file: str, old: bytes, new: bytes, expected: set[tuple[str, str]]
) -> None:
    change(bag / file, old, new)

    assert found(bag) == expected
    assert not bagit.Bag(str(bag)).is_valid()


def test_every_byte_of_every_file_counts(made: Package, bag: Path) -> None:
    for file in made.files:
        path = bag / file.path
        content = path.read_bytes()
        if not content:
            continue
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        problems = verify_package(bag).problems

        assert any(p.severity is Severity.ERROR for p in problems), file.path
        if not file.path.startswith("tagmanifest"):
            assert file.path in {p.file for p in problems}
        path.write_bytes(content)
    assert verify_package(bag).problems == ()


def test_a_missing_file_is_named(made: Package, bag: Path) -> None:
    for file in made.files:
        if file.path in ("bagit.txt", "data/source/second.txt"):
            continue
        content = (bag / file.path).read_bytes()
        (bag / file.path).unlink()

        assert ("DP32", file.path) in found(bag)
        (bag / file.path).write_bytes(content)


def test_without_its_transcript_a_text_is_not_proven(bag: Path) -> None:
    (bag / TRANSCRIPT).unlink()

    assert found(bag) == {("DP32", TRANSCRIPT), ("DP39", TEI)}


@pytest.mark.parametrize(
    ("file", "code", "severity"),
    [
        ("data/tei/more.csv", "DP33", Severity.ERROR),
        ("data/source/third.txt", "DP33", Severity.ERROR),
        (".DS_Store", "DP33", Severity.WARNING),
    ],
)
def test_an_added_file_is_named(bag: Path, file: str, code: str, severity: Severity) -> None:
    (bag / file).write_text("new", encoding="utf-8")

    assert [(p.code, p.file, p.severity) for p in verify_package(bag).problems] == [(code, file, severity)]


def test_a_changed_manifest_is_named(bag: Path) -> None:
    change(bag / "manifest-sha256.txt", b"a", b"b")

    assert ("DP34", "manifest-sha256.txt") in found(bag)


# ---- whoever computes the digests again is found out by the description, or by the proof


def test_a_forged_file_does_not_fit_its_description(bag: Path) -> None:
    change(bag / "data" / "source" / "people.csv", b"Khrushchev", b"Krushchevh")
    restore_manifests(bag)

    assert bagit.Bag(str(bag)).is_valid()
    assert found(bag) == {("DP38", "data/source/people.csv")}


def test_a_forged_text_is_not_that_of_the_transcript(bag: Path) -> None:
    change(bag / TEI, b"Nothing new", b"Nothing now")
    describe_again(bag)
    restore_manifests(bag)

    assert found(bag) == {("X01", TEI), ("DP39", TEI)}


def test_a_forged_transcript_is_not_that_of_the_text(bag: Path) -> None:
    change(bag / TRANSCRIPT, b"Nothing new", b"Nothing now")
    describe_again(bag)
    restore_manifests(bag)

    assert found(bag) == {("DP39", TEI)}


def test_a_file_that_is_not_described_is_named(bag: Path) -> None:
    (bag / "data" / "tei" / "more.csv").write_text("new", encoding="utf-8")
    restore_manifests(bag)

    assert found(bag) == {("DP37", "data/tei/more.csv")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"@graph": [{}]}',
        '{"@graph": 7}',
        '{"@graph": ["text"]}',
        '{"@graph": [{"@id": 5, "@type": "File"}]}',
        '{"@graph": [{"@id": "./", "name": [[[]]]}]}',
        '{"@graph": [{"@id": "x", "y": ' + "[" * 900 + "]" * 900 + "}]}",
        "[" * 100_000,
    ],
)
def test_a_description_that_cannot_be_read_is_named(bag: Path, text: str) -> None:
    (bag / "data" / "ro-crate-metadata.json").write_text(text, encoding="utf-8")
    restore_manifests(bag)

    assert ("DP40", "data/ro-crate-metadata.json") in found(bag)


def test_a_package_of_another_schema_is_held_against_its_own(bag: Path) -> None:
    change(bag / "data" / "schema" / "tei_edition.rng", b"</grammar>", b"<!-- older --></grammar>")
    describe_again(bag)
    restore_manifests(bag)

    assert found(bag) == {("DP41", "data/schema/tei_edition.rng")}


# ---- a zip file that nobody vouches for


def packed(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = compression
            archive.writestr(info, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt",
        "edition/../../outside.txt",
        "/outside.txt",
        "C:/outside.txt",
        "..\\outside.txt",
        "edition/data/new\nline",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = inside / "edition.zip"
    path.write_bytes(packed(("edition/bagit.txt", b""), (name, b"gone")))

    assert {code for code, _ in found(path)} == {"DP35"}
    assert [p.name for p in inside.iterdir()] == ["edition.zip"]
    assert not (tmp_path / "outside.txt").exists() and not Path("/outside.txt").exists()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "edition.zip"
    path.write_bytes(packed(("edition/bagit.txt", b"one"), ("edition/BagIt.txt", b"two")))

    assert found(path) == {("DP35", "edition/BagIt.txt")}


def test_a_link_in_a_zip_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "edition.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("edition/data/passwords")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert found(path) == {("DP35", "edition/data/passwords")}


def test_a_link_in_a_folder_is_not_followed(bag: Path) -> None:
    (bag / TRANSCRIPT).unlink()
    (bag / TRANSCRIPT).symlink_to("/etc/passwd")

    assert {("DP35", TRANSCRIPT), ("DP32", TRANSCRIPT)} <= found(bag)


@pytest.mark.parametrize(("limit", "most"), [("bytes-of-a-file", 1 << 20), ("bytes", 1 << 20), ("files", 3)])
def test_a_zip_bomb_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setitem(table("deposit")["limits"], limit, most)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    many = [(f"edition/data/{i}", bytes(1 << 19)) for i in range(4)]
    path = tmp_path / "edition.zip"
    path.write_bytes(packed(("edition/data/large", bytes(1 << 24)), *many, compression=zipfile.ZIP_DEFLATED))

    assert {code for code, _ in found(path)} == {"DP36"}


def test_what_an_archive_says_of_its_sizes_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(table("deposit")["limits"], "bytes", 1000)
    content = packed(("edition/data/large", bytes(1 << 20)), compression=zipfile.ZIP_DEFLATED)
    size = (1 << 20).to_bytes(4, "little")
    assert content.count(size) == 2
    path = tmp_path / "edition.zip"
    path.write_bytes(content.replace(size, (10).to_bytes(4, "little")))

    assert {code for code, _ in found(path)} <= {"DP30", "DP36"} and found(path)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_zip_file_that_was_cut_off_is_refused(made: Package, tmp_path: Path, part: float) -> None:
    content = made.zip.read_bytes()
    path = tmp_path / "edition.zip"
    path.write_bytes(content[: int(len(content) * part)])

    assert found(path) == {("DP30", str(path))}


def test_a_damaged_zip_file_is_refused_or_the_damage_is_named(made: Package, tmp_path: Path) -> None:
    content = bytearray(made.zip.read_bytes())
    for at in range(40, len(content), len(content) // 40):
        damaged = bytearray(content)
        damaged[at] ^= 0x55
        path = tmp_path / "edition.zip"
        path.write_bytes(damaged)
        verified = verify_package(path)  # a date of an entry, say, is no part of the package

        assert verified.problems or verified.files == len(made.files)


@pytest.mark.parametrize("make", [lambda p: p.mkdir(), lambda p: p.write_bytes(packed(("a.txt", b"a")))])
def test_what_is_no_package_is_said_to_be_none(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "thing"
    make(path)

    assert found(path) == {("DP30", str(path))}
