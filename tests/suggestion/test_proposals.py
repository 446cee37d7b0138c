"""Proposed decisions: one for all places of the same words, a file only where there are doubts, never over one."""

from pathlib import Path

from small_corpus import written

from tei_edition.batch import annotated, gather
from tei_edition.cli.new_file import write_new
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.transcript import Transcript
from tei_edition.suggestion.mention import mentions
from tei_edition.suggestion.proposals import proposals


def test_one_decision_for_all_places_that_have_the_same_candidates(tmp_path: Path) -> None:
    batch = gather([written(tmp_path)], lists=[], date="1970-01-01")
    [context, _] = batch.contexts
    edition = annotated(batch.transcripts[1], context)
    assert edition is not None

    text = proposals(edition, mentions(edition, context.resources), context.resources.authority)

    assert [line for line in text.splitlines() if line.startswith(("#quote", "#every", "#attributes"))] == [
        '#quote = "Smith"',
        "#every = true",
        '#attributes = { ref = "#pers-smith-a" }  # Anna Smith',
        '#attributes = { ref = "#pers-smith-b" }  # Bert Smith',
        '#quote = "Comrade Smith"',
        '#attributes = { ref = "#pers-smith-a" }  # Anna Smith',
        '#attributes = { ref = "#pers-smith-b" }  # Bert Smith',
    ]


def test_a_document_without_doubts_has_no_file() -> None:
    assert proposals(Edition(Transcript.of("Nobody came.")), [], Authority()) == ""


def test_no_file_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "decisions" / "a.toml"
    assert write_new(file, "one") == ()
    [problem] = write_new(file, "two")

    assert (problem.code, problem.file, file.read_text(encoding="utf-8")) == ("NA10", str(file), "one")


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file", encoding="utf-8")
    [problem] = write_new(tmp_path / "a" / "b" / "c.toml", "two")

    assert problem.code == "NA11" and problem.hint
