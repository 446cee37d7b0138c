"""The formulas that an edition adds: one line in its table, no code."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.cli import main
from tei_edition.tables.bracket_formulas import BracketFormula, kinds_of_formulas, read

TEXT = (
    "He spoke [the tape ends here] of it [Centre stamp: Received] and [Hist. Comm. remark: compare] left.\n"
)
TABLE = """formula = [
  { is = "The tape ends here", kind = "omission.lost" },
  { begins = "Centre stamp", kind = "stamp" },
  { begins = "Hist. Comm.", kind = "archive-note" },
]
"""


def built(folder: Path, formulas: str | None) -> tuple[int, str, str]:
    source, output = folder / "source", folder / "build"
    (source / "tables").mkdir(parents=True)
    (source / "talk.txt").write_text(TEXT, encoding="utf-8")
    if formulas is not None:
        (source / "tables" / "brackets.toml").write_text(formulas, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(source), "--output", str(output)])
    file = output / "talk.xml"
    return result.exit_code, result.output, file.read_text(encoding="utf-8") if file.is_file() else ""


def test_a_line_in_the_table_classes_a_bracket(tmp_path: Path) -> None:
    status, _, tei = built(tmp_path, TABLE)

    assert status == 0
    assert '<gap reason="lost" resp="#resp-translator"><desc>the tape ends here</desc></gap>' in tei
    assert '<stamp type="registry" rendition="#' in tei and ">Received</stamp>" in tei
    assert (
        '<note type="archive" place="inline" resp="#resp-archive">Hist. Comm. remark: compare</note>' in tei
    )


def test_without_the_line_it_is_classed_otherwise(tmp_path: Path) -> None:
    _, _, tei = built(tmp_path, None)

    assert "Hist. Comm. remark" in tei and 'type="archive" place="inline"' not in tei


@pytest.mark.parametrize(
    ("formulas", "message"),
    [
        ('formula = [ { begins = "Stamp", kind = "stmap" } ]', 'Did you mean "stamp"?'),
        ('formula = [ { starts = "Stamp", kind = "stamp" } ]', 'unknown key "starts"'),
        ('formula = [ { kind = "stamp" } ]', "write the words with one of is, begins, ends"),
        ('formula = [ { is = "a", ends = "b", kind = "stamp" } ]', "write the words with one of"),
        ('formula = [ { is = "", kind = "stamp" } ]', "is is missing"),
        ("formula = [", "cannot be read"),
    ],
)
def test_a_faulty_table_fails_the_build_and_is_named(tmp_path: Path, formulas: str, message: str) -> None:
    status, out, tei = built(tmp_path, formulas)

    assert status == 1
    assert "ED04" in out and message in out
    assert tei, "the transcript is encoded all the same, without the formulas"


@pytest.mark.parametrize(
    ("place", "content", "fits"),
    [
        ("begins", "Stamp: received", True),
        ("begins", "stampede of the herd", False),
        ("ends", "a large STAMP", True),
        ("ends", "a largestamp", False),
        ("is", "stamp", True),
        ("is", "stamp here", False),
    ],
)
def test_whole_words_fit_without_regard_to_case(place: str, content: str, *, fits: bool) -> None:
    assert BracketFormula(place, "stamp", "stamp", {}).fits(content) is fits


def test_an_edition_without_a_table_adds_nothing() -> None:
    assert read(None, file="tables/brackets.toml") == ((), ())


@pytest.mark.parametrize("kind", kinds_of_formulas())
def test_every_kind_that_may_be_stated_is_valid(tmp_path: Path, kind: str) -> None:
    status, out, tei = built(tmp_path, f'formula = [ {{ is = "the tape ends here", kind = "{kind}" }} ]')

    assert status == 0
    assert "WV0" not in out and "the tape ends here" in tei
