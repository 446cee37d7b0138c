"""The table of abbreviations: each row is found in its examples, and not in its counter-examples."""

from collections.abc import Mapping
from typing import Any

import pytest

from tei_edition.model.edition import Edition
from tei_edition.model.transcript import Transcript
from tei_edition.pipeline import Context, annotate
from tei_edition.tables import settings, table
from tei_edition.tables.abbreviations import of_program
from tei_edition.tables.kinds import kinds

ROWS = table("abbreviations")["abbreviation"]


def cases(key: str) -> list[object]:
    return [pytest.param(row, text, id=f"{row['written']}: {text}") for row in ROWS for text in row[key]]


def expansions(text: str) -> dict[str, str]:
    """Return the forms that are expanded in a text, without full stops, with their expansions."""
    # A second paragraph keeps the first from being taken for a heading.
    transcript = Transcript.of(f"{text}\n\nIt was a long talk, of which nothing else is known.\n")
    edition = annotate(Edition(transcript), Context(settings.read(None, file="")[0], "2026-01-01"))
    return {
        transcript.of_span(a.span).replace(".", ""): a.attributes["expansion"]
        for a in edition.of_kind("abbreviation")
    }


@pytest.mark.parametrize(("row", "text"), cases("examples"))
def test_a_row_is_found_in_its_examples(row: Mapping[str, Any], text: str) -> None:
    assert expansions(text)[row["written"]] == row["expansion"]


@pytest.mark.parametrize(("row", "text"), cases("counter-examples"))
def test_a_row_is_not_found_in_its_counter_examples(row: Mapping[str, Any], text: str) -> None:
    assert row["written"] not in expansions(text)


def test_every_row_has_examples_of_both_sorts() -> None:
    assert ROWS
    assert all(row["examples"] and row["counter-examples"] for row in ROWS)


def test_no_form_has_two_rows_or_is_left_as_it_stands_too() -> None:
    forms = [row.written for row in of_program().rows]

    assert len(set(forms)) == len(forms)
    assert of_program().not_expanded.isdisjoint(forms)


def test_what_is_not_expanded_is_left_as_it_stands() -> None:
    assert expansions(" and ".join(sorted(of_program().not_expanded))) == {}


def test_the_kinds_in_which_none_is_sought_exist() -> None:
    assert set(table("abbreviations")["not-within"]["kinds"]) <= set(kinds())
