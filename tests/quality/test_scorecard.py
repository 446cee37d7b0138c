"""Many documents: figures, files that are no TEI, lists, corpora, what lies beside them."""

import json
from pathlib import Path

import pytest
from edition import edition

from tei_edition.scorecard import Scorecard, as_json, falls_short, score_files
from tei_edition.tables.quality import criteria
from tei_edition.validation.quality import CHECKS, Verdict

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
TITLED = {"titleStmt": "<title>Minutes of 5 May 1961</title>"}
UNTITLED = {"titleStmt": "<title>Untitled</title>"}


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.xml").write_text(content, encoding="utf-8")
    return folder


def standing(card: Scorecard, code: str) -> tuple[float | None, int, int]:
    [found] = [s for s in card.standings if s.criterion.code == code]
    return found.share, found.applies, found.wholly


def verdict(card: Scorecard, document: int, code: str) -> Verdict:
    return card.documents[document].verdicts[code]


# ---- figures


def test_a_score_is_the_weighted_mean_of_what_applies(tmp_path: Path) -> None:
    card = score_files([write(tmp_path, a=edition(TITLED)) / "a.xml"])
    document = card.documents[0]
    known = {c: v.share for c, v in document.verdicts.items() if v.share is not None}
    weight = {code: criteria()[code].weight for code in known}

    assert document.verdicts["Q08"].share is None
    mean = sum(weight[c] * share for c, share in known.items()) / sum(weight.values())
    assert document.score == round(100 * mean, 1)
    assert document.score == card.score
    assert document.groups["machine"] is None


def test_a_collection_scores_as_the_mean_of_its_documents(tmp_path: Path) -> None:
    write(tmp_path, a=edition(TITLED), b=edition(UNTITLED))
    card = score_files([tmp_path / "a.xml", tmp_path / "b.xml"])

    assert card.score == pytest.approx(sum(d.score for d in card.documents) / 2, abs=0.1)
    assert card.groups["identity"] == pytest.approx(
        sum(d.groups["identity"] or 0 for d in card.documents) / 2, abs=0.1
    )
    assert card.groups["collection"] is None


def test_the_share_of_a_criterion_is_the_mean_of_the_documents(tmp_path: Path) -> None:
    card = score_files([write(tmp_path, a=edition(TITLED), b=edition(UNTITLED))])

    assert standing(card, "Q01") == (0.5, 2, 1)
    assert standing(card, "Q08") == (None, 0, 0)


def test_gains_add_up_to_what_is_lacking(tmp_path: Path) -> None:
    card = score_files([write(tmp_path, a=edition(TITLED), b=edition(UNTITLED))])

    assert card.score + sum(s.gain for s in card.gains) == pytest.approx(100, abs=0.2)
    assert [s.gain for s in card.gains] == sorted((s.gain for s in card.gains), reverse=True)


def test_a_bad_file_scores_nothing_and_takes_its_part(tmp_path: Path) -> None:
    write(tmp_path, a=edition(TITLED), b=edition(TITLED), c=edition(TITLED), d="<TEI><p></TEI>")
    whole = score_files([tmp_path / f"{name}.xml" for name in "abc"])
    card = score_files([tmp_path / f"{name}.xml" for name in "abcd"])

    assert [d.score for d in card.documents][3] == 0
    assert card.documents[3].problem is not None and card.documents[3].problem.code == "XM01"
    assert standing(card, "Q01") == (1, 3, 3)
    assert card.score == pytest.approx(whole.score * 3 / 4, abs=0.1)


def test_nothing_but_bad_files(tmp_path: Path) -> None:
    card = score_files([write(tmp_path, a="x", b="")])

    assert card.score == 0 and len(card.documents) == 2
    assert [p.code for p in card.problems] == ["XM01", "XM01"]
    json.loads(as_json(card))


# ---- the gate


def test_each_document_is_asked_whether_it_is_good_enough(tmp_path: Path) -> None:
    card = score_files([write(tmp_path, a=edition(TITLED), b=edition(UNTITLED))])
    low, high = sorted(d.score for d in card.documents)

    assert falls_short(card, low) == ""
    assert falls_short(card, high) == (
        f"Not good enough: 1 of 2 documents scores under {high:g}; "
        f"the lowest is {tmp_path / 'b.xml'} with {low:.1f}."
    )


def test_the_collection_is_asked_too(tmp_path: Path) -> None:
    same = {**TITLED, "TEI": 'xml:id="same"'}
    card = score_files([write(tmp_path, a=edition(same), b=edition(same))])

    assert card.score < card.documents[0].score
    assert falls_short(card, card.documents[0].score).startswith("Not good enough: the collection scores")


def test_no_document_is_not_good_enough() -> None:
    assert falls_short(score_files([]), 1)


# ---- files


def test_folders_are_searched_and_what_is_no_tei_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "er", a=edition(TITLED))
    write(tmp_path / ".git", b=edition(TITLED))
    write(tmp_path, web="<html/>", old="<TEI.2/>")
    card = score_files([tmp_path])

    assert [d.name for d in card.documents] == [str(tmp_path / "deep" / "er" / "a.xml")]
    assert [(p.code, p.severity.name) for p in card.problems] == [("XM10", "NOTE")] * 2


def test_a_file_that_is_named_must_be_tei(tmp_path: Path) -> None:
    card = score_files([write(tmp_path, web="<html/>") / "web.xml", tmp_path / "nowhere.xml"])

    assert [d.score for d in card.documents] == [0, 0]
    assert [(p.code, p.severity.name) for p in card.problems] == [("XM10", "ERROR"), ("XM15", "ERROR")]


def test_a_folder_without_tei(tmp_path: Path) -> None:
    assert [p.code for p in score_files([tmp_path]).problems] == ["IN20"]


def test_a_file_in_a_wrong_namespace_is_an_error(tmp_path: Path) -> None:
    card = score_files([write(tmp_path, a="<TEI><text/></TEI>")])

    assert [p.code for p in card.problems] == ["XM13"] and card.documents[0].score == 0


def test_a_file_is_scored_once(tmp_path: Path) -> None:
    write(tmp_path, a=edition(TITLED))

    assert len(score_files([tmp_path, tmp_path / "a.xml", tmp_path]).documents) == 1


# ---- corpora and lists


def test_the_documents_of_a_corpus_share_its_header(tmp_path: Path) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Corpus</title></titleStmt><publicationStmt><publisher>Press</publisher>"
        "</publicationStmt><sourceDesc><p>Papers</p></sourceDesc></fileDesc></teiHeader>"
    )
    first = edition({**TITLED, "TEI": 'xml:id="d1"', "publicationStmt": "<p/>"}, inside=True)
    second = edition({"body": "<p>[his]</p>", "publicationStmt": "<authority>Us</authority>"}, inside=True)
    write(tmp_path, c=f"<teiCorpus {TEI}>{header}<teiCorpus>{header}{first}</teiCorpus>{second}</teiCorpus>")
    card = score_files([tmp_path])

    assert [d.name for d in card.documents] == [f"{tmp_path / 'c.xml'}#d1", f"{tmp_path / 'c.xml'}#2"]
    assert verdict(card, 0, "Q02").share == 1
    gap = verdict(card, 1, "Q22").gaps[0]
    assert gap.place is not None and gap.place.xpath == "/teiCorpus/TEI/text/body/p"
    assert verdict(card, 0, "Q22").share is None


LIST = '<listPerson><person xml:id="brek"><persName>Brek</persName><idno>1</idno></person></listPerson>'


@pytest.mark.parametrize(
    "register",
    [
        edition({"body": f"<div><head>Persons</head>{LIST}</div>"}),
        f"<TEI {TEI}><standOff>{LIST}</standOff></TEI>",
    ],
    ids=["in the text", "in standOff"],
)
def test_a_file_of_lists_is_not_scored_but_pointers_lead_into_it(tmp_path: Path, register: str) -> None:
    body = '<p><persName ref="../lists/people.xml#brek">Brek</persName> <persName ref="people.xml#falk">F.</persName></p>'
    write(tmp_path / "lists", people=register)
    write(tmp_path / "letters", a=edition({"body": body}))
    card = score_files([tmp_path])

    assert card.registers == (str(tmp_path / "lists" / "people.xml"),)
    assert len(card.documents) == 1
    assert (verdict(card, 0, "Q31").fulfilled, verdict(card, 0, "Q31").counted) == (1, 1)
    assert (verdict(card, 0, "Q32").fulfilled, verdict(card, 0, "Q32").counted) == (1, 2)
    alone = score_files([tmp_path / "letters"])
    assert verdict(alone, 0, "Q31").share is None and verdict(alone, 0, "Q32").share is None


def test_an_identifier_of_two_documents(tmp_path: Path) -> None:
    number = {"publicationStmt": "<publisher>A</publisher><idno>17</idno>"}
    other = {"publicationStmt": "<publisher>A</publisher><idno>18</idno>"}
    write(tmp_path, a=edition(number), b=edition(number), c=edition(other))
    card = score_files([tmp_path])

    assert standing(card, "Q41")[0] == pytest.approx(1 / 3)
    assert standing(score_files([tmp_path / "a.xml"]), "Q41")[0] is None
    assert standing(score_files([tmp_path / "a.xml", tmp_path / "c.xml"]), "Q41")[0] == 1


def test_an_identifier_of_two_persons(tmp_path: Path) -> None:
    def with_person(name: str) -> str:
        return edition(
            {"standOff": f'<listPerson><person xml:id="p1"><persName>{name}</persName></person></listPerson>'}
        )

    write(tmp_path, a=with_person("Brek"), b=with_person("Orlin"), c=with_person("brek"))
    paths = {name: tmp_path / f"{name}.xml" for name in "abc"}

    assert standing(score_files([paths["a"], paths["b"]]), "Q42")[0] == 0
    assert standing(score_files([paths["a"], paths["c"]]), "Q42")[0] == 1
    assert standing(score_files([paths["a"]]), "Q42")[0] is None


def test_schema_and_guidelines_beside_the_data(tmp_path: Path) -> None:
    write(tmp_path, a=edition(TITLED))
    assert standing(score_files([tmp_path]), "Q43")[0] == 0
    (tmp_path / "schema.rng").touch()
    assert standing(score_files([tmp_path]), "Q43")[0] == 0.5
    (tmp_path / "README.md").touch()
    assert standing(score_files([tmp_path]), "Q43")[0] == 1
    assert standing(score_files([tmp_path / "a.xml"]), "Q43")[0] is None


# ---- what it is worth


def test_the_order_of_the_paths_changes_no_figure(tmp_path: Path) -> None:
    a, b = (write(tmp_path / n, **{n: edition(s)}) for n, s in (("a", TITLED), ("b", UNTITLED)))
    one, two = score_files([a, b]), score_files([b, a])

    assert one.score == two.score and one.groups == two.groups
    assert as_json(score_files([a, b])) == as_json(one)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the folder ../shared")
def test_the_exemplar_is_far_above_a_converted_file(tmp_path: Path) -> None:
    exemplar = score_files([SHARED / "exemplar" / "alekseyev.xml"])
    converted = score_files([Path(__file__).parent / "converted.xml"])

    assert exemplar.score > 85 and converted.score < 10
    # What the exemplar lacks is what it says itself that it lacks.
    open_ = {s.criterion.code for s in exemplar.gains}
    assert open_ == {"Q02", "Q04", "Q07", "Q16", "Q21", "Q30", "Q31"}


def test_a_converted_file_is_valid_tei_and_no_edition() -> None:
    card = score_files([Path(__file__).parent / "converted.xml"])

    assert card.score < 10
    assert len([v for v in card.documents[0].verdicts.values() if v.share == 1]) <= 2
    assert len(card.documents[0].verdicts) == len(CHECKS)
