"""Of a file with countless problems the most severe are told, and that there are more."""

from pathlib import Path

import pytest

from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.reports import FORMATS
from tei_edition.reports.outcome import outcome
from tei_edition.tables import table
from tei_edition.validation import report, validate, validate_files
from tei_edition.validation.bound import bounded

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_text("utf-8")


def of(*severities: Severity) -> list[Problem]:
    return [
        Problem("XM14", severity, f"Fault {number}.", xml=XmlPlace(number, "/TEI"))
        for number, severity in enumerate(severities, 1)
    ]


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table("validation")["limit"], "problems", 3)


@pytest.mark.usefixtures("three")
def test_as_many_as_are_allowed_are_told_as_they_are() -> None:
    found = of(Severity.NOTE, Severity.ERROR, Severity.WARNING)
    assert bounded(found) == found


@pytest.mark.usefixtures("three")
def test_of_more_the_most_severe_are_told_in_their_order() -> None:
    found = of(Severity.NOTE, Severity.WARNING, Severity.ERROR, Severity.WARNING, Severity.ERROR)
    *kept, last = bounded(found)
    assert kept == [found[1], found[2], found[4]]
    assert (last.code, last.severity) == ("XM18", Severity.NOTE)
    assert last.message == "There are 2 more problems in this file; the most severe are told."
    assert last.hint


@pytest.mark.usefixtures("three")
def test_a_single_one_more_is_spoken_of_as_one() -> None:
    assert bounded(of(*[Severity.ERROR] * 4))[-1].message.startswith("There is 1 more problem in")


@pytest.mark.usefixtures("three")
def test_pointers_that_lead_nowhere_are_counted() -> None:
    pointers = "".join(f'<ref target="#nowhere{n}">x</ref>' for n in range(7))
    found = validate(MINIMAL.replace("It will stand.", f"It will stand.{pointers}").encode(), file="x.xml")
    assert [p.code for p in found] == ["P01", "P01", "P01", "XM18"]
    assert "4 more problems" in found[-1].message


@pytest.mark.usefixtures("three")
def test_where_the_grammar_refuses_too_much_the_rest_is_not_examined() -> None:
    wrong = "<i>x</i>" * 9 + '<persName ref="#nowhere">x</persName>'
    found = validate(MINIMAL.replace("It will stand.", wrong).encode(), file="x.xml")
    assert [p.code for p in found] == ["XM02", "XM02", "XM02", "XM18"]
    assert found[-1].message == (
        "The grammar refuses more than 3 things in this file; the rest was not examined."
    )


@pytest.mark.usefixtures("three")
def test_each_file_has_a_bound_of_its_own_and_every_report_says_so(tmp_path: Path) -> None:
    wrong = MINIMAL.replace("It will stand.", "<i>x</i>" * 5)
    files = [tmp_path / "a.xml", tmp_path / "b.xml"]
    for path in files:
        path.write_text(wrong, encoding="utf-8")

    found = validate_files(files)

    assert [p.code for p in found] == ["XM02", "XM02", "XM02", "XM18"] * 2
    assert report(found).count("note XM18: The grammar refuses more than 3 things") == 2
    for form in FORMATS.values():
        assert "more than 3 things" in form(outcome(found, tuple(map(str, files))))


def test_a_thousand_are_told() -> None:
    assert table("validation")["limit"]["problems"] == 1_000
    found = validate(MINIMAL.replace("It will stand.", "<i>x</i>" * 1_000).encode(), file="x.xml")
    assert [p.code for p in found] == ["XM02"] * 1_000
