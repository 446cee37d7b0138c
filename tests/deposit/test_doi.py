"""A DOI is one line more in a TEI file, and changes nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from small_edition import Edition

from tei_edition.deposit.doi import bare_doi, is_doi, with_doi

DOI = "10.5072/zenodo.1234"
FORM = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
  <publicationStmt>{}</publicationStmt></fileDesc></teiHeader></TEI>"""


def test_one_line_is_added_and_nothing_else_changed(edition: Edition) -> None:
    for path in edition.build.glob("*.xml"):
        before = path.read_bytes()
        after = with_doi(before, DOI)

        assert after is not None
        added = [line for line in after.split(b"\n") if line not in before.split(b"\n")]
        assert added == [f'        <idno type="DOI">{DOI}</idno>'.encode()]
        assert after.replace(b"\n" + added[0], b"", 1) == before


def test_the_doi_of_the_version_before_is_replaced(edition: Edition) -> None:
    before = (edition.build / "second.xml").read_bytes()
    first = with_doi(before, DOI)
    assert first is not None

    assert with_doi(first, "10.5072/zenodo.5678") == with_doi(before, "10.5072/zenodo.5678")
    assert with_doi(first, DOI) == first


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<authority>A</authority>", f'<authority>A</authority><idno type="DOI">{DOI}</idno>'),
        (
            "\n    <publisher>A</publisher>\n    <availability><p>x</p></availability>\n  ",
            f'\n    <publisher>A</publisher>\n    <idno type="DOI">{DOI}</idno>'
            "\n    <availability><p>x</p></availability>\n  ",
        ),
        (
            "<authority>A</authority><idno type='DOI'>x</idno>",
            f"<authority>A</authority><idno type='DOI'>{DOI}</idno>",
        ),
    ],
)
def test_where_it_stands(inside: str, expected: str) -> None:
    after = with_doi(FORM.format(inside).encode(), DOI)

    assert after == FORM.format(expected).encode()


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<TEI",
        FORM.format("<p>Unpublished.</p>").encode(),
        FORM.format("").replace("publicationStmt", "editionStmt").encode(),
        # The first one is a comment: a place that cannot be trusted.
        b"<!--<publicationStmt><authority>A</authority></publicationStmt>-->" + FORM.format("<p/>").encode(),
        FORM.format("<authority>A</authority>").encode("utf-16"),
    ],
)
def test_without_a_place_that_can_be_trusted_nothing_is_made(source: bytes) -> None:
    assert with_doi(source, DOI) is None


@given(st.from_regex(r"10\.[0-9]{4,9}/[!-~]+", fullmatch=True))
def test_any_doi_comes_back(doi: str) -> None:
    after = with_doi(FORM.format("<authority>A</authority>").encode(), doi)

    assert after is not None and is_doi(doi)
    assert etree.fromstring(after).findtext(".//{*}idno[@type='DOI']") == doi


@pytest.mark.parametrize(
    "written", [DOI, f"https://doi.org/{DOI}", f"doi:{DOI}", f" http://dx.doi.org/{DOI} "]
)
def test_a_doi_may_be_written_in_several_ways(written: str) -> None:
    assert bare_doi(written) == DOI


@pytest.mark.parametrize("written", ["", "10.5072", "zenodo.1234", "10.5072/with blank"])
def test_what_is_no_doi_is_none(written: str) -> None:
    assert not is_doi(written)
