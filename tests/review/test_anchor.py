"""Decisions are tied to the text by quotation: they survive changes elsewhere, and go stale visibly."""

import pytest

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.review.anchor import Quotation, find
from tei_edition.review.apply import apply
from tei_edition.review.decisions import Decisions, read

TEXT = "They met in town on 5 May.\n\nThen they left town."
FILE = "decisions/letter.toml"


def found(text: str, quotation: Quotation) -> list[str]:
    return [text[: span.start] + "«" + text[span.start : span.end] + "»" for span in find(text, quotation)]


def decided(toml: str) -> Decisions:
    decisions, problems = read(toml, file=FILE)
    assert not problems
    return decisions


def edition(text: str, *annotations: Annotation) -> Edition:
    return Edition(Transcript.of(text), annotations)


# ---- finding a quotation


def test_all_places_of_a_quotation_from_left_to_right() -> None:
    assert found(TEXT, Quotation("town")) == [
        "They met in «town»",
        "They met in town on 5 May.\n\nThen they left «town»",
    ]


@pytest.mark.parametrize("quotation", [Quotation("town", before="in"), Quotation("town", after="on 5 May")])
def test_words_around_it_tell_the_place(quotation: Quotation) -> None:
    assert found(TEXT, quotation) == ["They met in «town»"]


def test_any_blanks_equal_any_others() -> None:
    assert found("in\r\n\ttown", Quotation("in town")) == ["«in\r\n\ttown»"]
    assert found("in\u00a0town", Quotation("in town")) == []


def test_a_long_stretch_is_told_by_its_first_and_last_words() -> None:
    assert found(TEXT, Quotation("met", through="Then they")) == [
        "They «met in town on 5 May.\n\nThen they»",
    ]


def test_a_place_between_words_is_the_beginning_of_the_second() -> None:
    assert found(TEXT, Quotation("", before="5 May.", after="Then")) == [
        "They met in town on 5 May.\n\n«»",
    ]


@pytest.mark.parametrize("words", ["[t", "t.wn", "(town)", "town|met", "\\w"])
def test_signs_have_no_meaning_but_themselves(words: str) -> None:
    assert found(TEXT, Quotation(words)) == []
    assert found(f"a {words} b", Quotation(words)) == [f"a «{words}»"]


# ---- decisions and a text that changes

ACCEPT = '[[accept]]\nkind = "date"\nquote = "5 May"\nattributes = { when = "1961-05-05" }\n'


def date_in(text: str, words: str = "5 May") -> Edition:
    start = text.index(words)
    return edition(
        text, Annotation(Span(start, start + len(words)), "date", "date.no-year", {"when": "--05-05"})
    )


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"A new line.\n\n{TEXT}",
        TEXT.replace("town", "the country"),
        TEXT.replace("on 5 May", "on 5\nMay"),
    ],
    ids=["as it was", "lines before it", "other words around it", "another line end in it"],
)
def test_a_decision_survives_changes_elsewhere(text: str) -> None:
    words = "5\nMay" if "5\nMay" in text else "5 May"

    result = apply(date_in(text, words), decided(ACCEPT), file=FILE)

    assert not result.problems
    assert [(a.attributes["when"], a.responsibility) for a in result.annotations] == [
        ("1961-05-05", "editor")
    ]


def test_a_decision_whose_words_have_changed_goes_stale_and_says_so() -> None:
    changed = date_in(TEXT.replace("5 May", "6 May"), "6 May")

    result = apply(changed, decided(ACCEPT), file=FILE)

    assert result.annotations == changed.annotations
    (problem,) = result.problems
    assert (problem.code, problem.severity, problem.file) == ("RV01", Severity.WARNING, FILE)
    assert "«5 May»" in problem.message and problem.hint


def test_a_decision_on_a_judgement_that_is_no_longer_made_goes_stale() -> None:
    result = apply(edition(TEXT), decided(ACCEPT), file=FILE)

    assert [p.code for p in result.problems] == ["RV01"]


def test_a_decision_that_fits_two_places_is_applied_to_neither() -> None:
    result = apply(edition(TEXT), decided('[[tag]]\nkind = "place"\nquote = "town"\n'), file=FILE)

    assert result.annotations == ()
    (problem,) = result.problems
    assert problem.code == "RV02" and "2 places" in problem.message


def test_a_decision_for_every_place_is_applied_to_all() -> None:
    result = apply(
        edition(TEXT), decided('[[tag]]\nkind = "place"\nquote = "town"\nevery = true\n'), file=FILE
    )

    assert [result.transcript.of_span(a.span) for a in result.annotations] == ["town", "town"]
    assert not result.problems


def test_the_decisions_are_those_of_the_text_and_not_of_each_other() -> None:
    first = '[[tag]]\nkind = "place"\nquote = "town"\nbefore = "met in"\n'
    toml = f'{first}[[tag]]\nkind = "place"\nquote = "village"\n'

    result = apply(edition(TEXT), decided(toml), file=FILE)

    assert len(result.annotations) == 1
    assert [p.code for p in result.problems] == ["RV01"]


@pytest.mark.parametrize(
    ("kind", "responsibility"),
    [("supplied", "translator"), ("omission", "translator"), ("archive-note", "archive"), ("date", "editor")],
)
def test_whoever_classes_a_bracket_its_words_are_not_the_editors(kind: str, responsibility: str) -> None:
    result = apply(edition("[the] town"), decided(f'[[tag]]\nkind = "{kind}"\nquote = "[the]"\n'), file=FILE)

    assert [a.responsibility for a in result.annotations] == [responsibility]


def test_on_the_cover_sheet_the_brackets_are_the_archives() -> None:
    covered = edition("[the] town", Annotation(Span(0, 10), "cover", "test"))

    result = apply(covered, decided('[[tag]]\nkind = "supplied"\nquote = "[the]"\n'), file=FILE)

    assert [a.responsibility for a in result.annotations if a.kind == "supplied"] == ["archive"]


# ---- files that cannot be read


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[acept]]\n", 'unknown key "acept". Did you mean "accept"?'),
        ('[[tag]]\nkind = "plase"\nquote = "x"\n', 'Did you mean "place"?'),
        ('[[tag]]\nkind = "place"\nqoute = "x"\n', 'unknown key "qoute". Did you mean "quote"?'),
        ('[[reject]]\nkind = "place"\nquote = "x"\nid = "a"\n', 'unknown key "id"'),
        ('[[tag]]\nkind = "place"\n', "say which words are meant"),
        ('[document]\ntitel = "x"\n', 'Did you mean "title"?'),
        ('[[note]]\nsubtype = "dating"\ntargets = ["#a"]\ntext = "a & b"\n', "write &amp; for &"),
        ('[[note]]\nsubtype = "dating"\ntext = "a"\n', "'targets' is missing"),
        ("[[tag]\n", "line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_not_applied(toml: str, message: str) -> None:
    decisions, (problem,) = read(toml, file=FILE)

    assert decisions == Decisions()
    assert (problem.code, problem.severity, problem.file) == ("RV03", Severity.ERROR, FILE)
    assert message in problem.message


@pytest.mark.xfail(
    strict=True, raises=(TypeError, AttributeError), reason="a value of another type is not expected"
)
@pytest.mark.parametrize(
    "toml",
    [
        "tag = 5\n",
        "tag = [1]\n",
        "document = 5\n",
        "[document]\nkeywords = 5\n",
        '[[tag]]\nkind = 5\nquote = "x"\n',
        '[[tag]]\nkind = "place"\nquote = "x"\nattributes = 5\n',
        '[[note]]\nsubtype = "dating"\ntargets = 5\ntext = "a"\n',
        '[[note]]\nsubtype = "dating"\ntargets = ["#a"]\ntext = 5\n',
    ],
)
def test_no_shape_of_the_file_stops_the_program(toml: str) -> None:
    assert [p.code for p in read(toml, file=FILE)[1]] == ["RV03"]


@pytest.mark.xfail(strict=True, reason="found by the schema only, at the price of all markup of the block")
@pytest.mark.parametrize("value", ['certainty = "sure"', 'every = "no"', "quote = 5"])
def test_a_value_that_is_none_is_named(value: str) -> None:
    toml = f'[[tag]]\nkind = "place"\nbefore = "x"\n{value}\n'

    assert [p.code for p in read(toml, file=FILE)[1]] == ["RV03"]
