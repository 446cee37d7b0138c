"""A document may say whose its brackets are: the header says so, and @resp follows."""

import pytest

from tei_edition.pipeline import Context, encode
from tei_edition.recognisers.bracket_convention import whose
from tei_edition.tables import table
from tei_edition.tables.settings import read

ROWS = table("brackets")["declared-by"]
RELAY = "Words in square brackets were inserted by the Russian editor."
BODY = "He received me at [his] apartment and read it aloud [in Chinese in the text – trans.]."


def encoded(declaration: str) -> tuple[str, set[str]]:
    context = Context(read(None, file="")[0], "2026-01-01")
    result = encode(f"{declaration}\n\n{BODY}\n".encode(), name="talk.txt", context=context)
    assert result.tei is not None
    return result.tei.decode(), {p.code for p in result.problems}


@pytest.mark.parametrize(("by", "sentence"), [(r["by"], e) for r in ROWS for e in r["examples"]])
def test_a_declaration(by: str, sentence: str) -> None:
    assert whose(sentence) == by


@pytest.mark.parametrize("sentence", [e for r in ROWS for e in r["counter-examples"]])
def test_no_declaration(sentence: str) -> None:
    assert whose(sentence) is None


def test_brackets_of_an_earlier_translation_are_its_own_and_signed_notes_the_translators() -> None:
    tei, problems = encoded(RELAY)

    assert not problems
    assert '<supplied reason="subaudible" resp="#resp-relay">his</supplied>' in tei
    assert 'resp="#resp-translator">in Chinese in the text' in tei
    assert '<respStmt xml:id="resp-relay">' in tei
    assert f"the document itself declares: “{RELAY}”" in tei


def test_without_a_declaration_they_are_the_translators() -> None:
    tei, _ = encoded("A talk of importance was held.")

    assert '<supplied reason="subaudible" resp="#resp-translator">his</supplied>' in tei
    assert "declares" not in tei


def test_what_is_no_translators_is_left_to_the_editor() -> None:
    tei, problems = encoded("Remarks in square brackets are the work of the editors of the collection.")

    assert "BR03" in problems
    assert 'resp="#resp-translator">his</supplied>' in tei
