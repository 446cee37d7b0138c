"""What others say of our packages: validators that we did not write, each in an environment of its own.

``.ci/validators`` makes the environments, and prints the folder that TEI_EDITION_VALIDATORS has to name.
"""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest
from small_edition import DAY, Edition

from tei_edition.deposit.contents import Item
from tei_edition.deposit.package import Package, package

FOLDER = os.environ.get("TEI_EDITION_VALIDATORS", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="TEI_EDITION_VALIDATORS names no folder; see .ci/validators"
)

BAG = "import sys; from pathlib import Path; from bagit_utils import Bag; print(Bag(Path(sys.argv[1])).validate())"


@pytest.fixture(scope="module", params=["complete", "nothing stated", "with a DOI"])
def packaged(
    request: pytest.FixtureRequest, encoded: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Package:
    """The package of an edition with everything, and of one of which hardly anything is known."""
    folder = tmp_path_factory.mktemp("packaged")
    if request.param == "nothing stated":
        for path in encoded.source.glob("*.txt"):
            (folder / path.name).write_bytes(path.read_bytes())
        return package(encoded.build, folder, folder.with_name("output"), date=DAY)
    doi = "10.5072/zenodo.1234" if request.param == "with a DOI" else None
    return package(encoded.build, encoded.source, folder, date=DAY, doi=doi)


def run(environment: str, *command: str) -> subprocess.CompletedProcess[str]:
    program = Path(FOLDER) / environment / "bin" / command[0]
    return subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)


def test_bagit_accepts_the_bag(packaged: Package) -> None:
    done = run("bags", "python", "-m", "bagit", "--validate", str(packaged.directory))

    assert done.returncode == 0, done.stderr


def test_bagit_utils_accepts_the_bag(packaged: Package) -> None:
    done = run("bags", "python", "-c", BAG, str(packaged.directory))

    assert done.returncode == 0 and "is valid" in done.stdout, done.stdout + done.stderr


def test_bagit_utils_refuses_a_bag_that_was_changed(bag: Path) -> None:
    with (bag / "data" / "tei" / "second.xml").open("ab") as file:
        file.write(b"\n")
    done = run("bags", "python", "-c", BAG, str(bag))

    assert "is valid" not in done.stdout


def validated(crate: Path, report: Path) -> dict[str, object]:
    run(
        "crates", "rocrate-validator", "validate", "--offline", "--cache-path", f"{FOLDER}/contexts",
        "--profile-identifier", "ro-crate-1.2", "--no-paging", "--verbose", "--output-format", "json",
        "--output-file", str(report), str(crate),
    )  # fmt: skip
    return json.loads(report.read_text(encoding="utf-8"))


def test_roc_validator_accepts_the_crate(packaged: Package, tmp_path: Path) -> None:
    report = validated(packaged.directory / "data", tmp_path / "report.json")

    assert report["passed"], report["issues"]


def test_roc_validator_refuses_a_crate_without_a_name(bag: Path, tmp_path: Path) -> None:
    path = bag / "data" / "ro-crate-metadata.json"
    crate = json.loads(path.read_text(encoding="utf-8"))
    next(e for e in crate["@graph"] if e["@id"] == "./").pop("name")
    path.write_text(json.dumps(crate), encoding="utf-8")

    assert not validated(bag / "data", tmp_path / "report.json")["passed"]


def test_cffconvert_accepts_the_citation(packaged: Package) -> None:
    done = run(
        "citations", "cffconvert", "--validate", "--infile", str(packaged.directory / "data" / "CITATION.cff")
    )

    assert done.returncode == 0 and "are valid" in done.stdout, done.stdout + done.stderr


def test_fido_says_of_each_file_what_the_crate_says(packaged: Package) -> None:
    """Formats that fido can only guess from the ending of the name are left to it."""
    folder = packaged.directory / "data"
    done = run("formats", "fido", "-recurse", str(folder))
    told: dict[str, set[str]] = {}
    for row in csv.reader(done.stdout.splitlines()):
        if row[0] == "OK" and row[8] == "signature":
            told.setdefault(Path(row[6]).relative_to(folder).as_posix(), set()).add(row[2])

    documents = {path: found for path, found in told.items() if path.startswith("tei/")}
    assert documents == {"tei/first letter.xml": {"fmt/1476"}, "tei/second.xml": {"fmt/1476"}}
    assert told["schema/tei_edition.rng"] == {Item("a.rng", b"", "schema").format["pronom"]}
    assert told["schema/tei_edition.odd"] == {Item("a.odd", b"", "schema").format["pronom"]}
    assert Item("a.xsd", b"", "schema").format["pronom"] in told["schema/tei_edition.xsd"]
