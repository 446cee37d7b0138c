"""What goes into a package, and what does not."""

import pytest
from small_edition import Edition

from tei_edition.deposit.contents import Gathered, gather

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


def gathered(edition: Edition) -> Gathered:
    return gather(edition.build, edition.source)


def paths(found: Gathered) -> set[str]:
    return {item.path for item in found.items}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".hidden.xml", f"<TEI {TEI}/>"),
        (".cache/second.xml", f"<TEI {TEI}/>"),
        ("second.names.csv", "text,id\n"),
        ("page.xml", "<html/>"),
        ("TEI.xml", "<TEI/>"),
        ("notes.txt", "remember"),
    ],
)
def test_what_is_no_edition_is_passed_over(edition: Edition, name: str, text: str) -> None:
    before = gathered(edition)
    path = edition.build / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")

    assert gathered(edition) == before


@pytest.mark.parametrize(
    ("text", "kind", "pronom"),
    [
        (f"<teiCorpus {TEI}><teiHeader/></teiCorpus>", "corpus", "fmt/1477"),
        (f"<TEI {TEI}><teiHeader/><standOff/></TEI>", "register", "fmt/1476"),
    ],
)
def test_files_of_the_whole_edition_go_with_it(edition: Edition, text: str, kind: str, pronom: str) -> None:
    (edition.build / "all.xml").write_text(text, encoding="utf-8")
    found = gathered(edition)

    item = next(i for i in found.items if i.path == "tei/all.xml")
    assert (item.kind, item.format["pronom"]) == (kind, pronom)
    assert found.problems == ()


def test_an_edition_of_no_transcript_is_left_out_and_named(edition: Edition) -> None:
    (edition.source / "second.txt").unlink()
    found = gathered(edition)

    assert "tei/second.xml" not in paths(found)
    assert [(p.code, p.severity.name) for p in found.problems] == [("DP14", "WARNING")]


def test_a_broken_file_is_left_out_and_named(edition: Edition) -> None:
    (edition.build / "broken.xml").write_text("<TEI", encoding="utf-8")
    found = gathered(edition)

    assert "tei/broken.xml" not in paths(found)
    assert [p.code for p in found.problems] == ["DP16"]


def test_a_link_is_not_followed(edition: Edition) -> None:
    secret = edition.folder / "secret.csv"
    secret.write_text("id,surname\n", encoding="utf-8")
    (edition.source / "list.csv").symlink_to(secret)

    assert "source/list.csv" not in paths(gathered(edition))


def test_a_licence_of_the_editor_is_taken_as_it_is(edition: Edition) -> None:
    (edition.source / "LICENSE").write_text("Do what is right.\n", encoding="utf-8")
    made = edition.package()

    assert (made.directory / "data" / "LICENSE").read_text(encoding="utf-8") == "Do what is right.\n"


def test_lists_from_elsewhere_come_along(edition: Edition) -> None:
    elsewhere = edition.folder / "world.csv"
    elsewhere.write_text("id,surname\n", encoding="utf-8")
    made = edition.package(lists=[elsewhere])

    assert "data/authority/world.csv" in {f.path for f in made.files}
