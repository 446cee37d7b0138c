"""Which files are meant where a corpus is named."""

from pathlib import Path

import pytest

from tei_edition.collection import documents

CORPUS = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">
<teiHeader/>{}</teiCorpus>"""


def corpus(folder: Path, *addresses: str) -> Path:
    path = folder / "corpus.xml"
    included = "".join(f'<xi:include href="{address}"/>' for address in addresses)
    path.write_text(CORPUS.format(included), encoding="utf-8")
    return path


def test_a_document_is_meant_once_however_often_it_is_named(tmp_path: Path) -> None:
    one = tmp_path / "a b.xml"
    one.write_text("<TEI><text/></TEI>", encoding="utf-8")
    assert documents([corpus(tmp_path, "a%20b.xml", "x/../a%20b.xml"), one]) == ((one,), ())


@pytest.mark.parametrize(
    "address", ["http://example.org/a.xml", "//example.org/a.xml", "file:///etc/hosts", "/etc/hosts", ""]
)
def test_nothing_elsewhere_is_followed(tmp_path: Path, address: str) -> None:
    found, problems = documents([corpus(tmp_path, address)])
    assert found == () and [p.code for p in problems] == ["IN05"]


def test_a_corpus_may_include_any_number_of_documents(tmp_path: Path) -> None:
    path = corpus(tmp_path, *["corpus.xml"] * 100_001)
    assert documents([path]) == ((path,), ())


def test_other_files_stay_whatever_they_are(tmp_path: Path) -> None:
    files = {
        "gone.xml": None,
        "broken.xml": "<teiCorpus",
        "empty.xml": "",
        "whole.xml": CORPUS.format("<TEI/>"),
    }
    for name, text in files.items():
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
    paths = tuple(tmp_path / name for name in files)
    assert documents(paths) == (paths, ())
