"""What looks like a table and is none: its lines stand, and a problem says so."""

import pytest

from tei_edition.pipeline import Context, encode
from tei_edition.tables.settings import read

START = "A talk was held.\n\n"


def encoded(block: str) -> tuple[str, set[str]]:
    context = Context(read(None, file="")[0], "2026-01-01")
    result = encode(f"{START}{block}\n\nThey left.\n".encode(), name="a.txt", context=context)
    assert result.tei is not None
    return result.tei.decode(), {p.code for p in result.problems}


@pytest.mark.parametrize(
    "block",
    [
        "Oil 4,000 5,000\nSugar 300 400\nTea 2 3 4",
        "Year 1961 1962\nMilitary aid 12.5 13\nLoans 7 8 9",
        "Protocol      Far Eastern      Section\nMinistry   General\nReceived      5 May      No. 7      1962",
    ],
)
def test_it_stands_line_by_line_and_is_reported(block: str) -> None:
    tei, problems = encoded(block)

    assert "RD11" in problems
    assert "<table" not in tei and tei.count("<lb/>") >= block.count("\n")


@pytest.mark.parametrize(
    "block",
    [
        "Oil\t4,000\t5,000\nSugar\t300\t400\nTea\t2\t3",
        "We met in 1961 and in 1962 and spoke for a long time of trade\nand they left\nfor home",
        "Oil 4,000 5,000\nSugar 300 400",
    ],
)
def test_nothing_is_said_of_tables_and_sentences(block: str) -> None:
    assert "RD11" not in encoded(block)[1]
