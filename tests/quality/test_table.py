"""The table of criteria: complete, and consistent with itself."""

import re

import pytest
from lxml import etree

from tei_edition.tables import TableError, check_keys, table
from tei_edition.tables.code_pages import code_page, code_pages
from tei_edition.tables.quality import Criterion, columns, criteria, groups, questions, sources, words

CRITERIA = list(criteria().values())


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.code)
def test_a_criterion_is_complete(criterion: Criterion) -> None:
    assert re.fullmatch(r"Q\d\d", criterion.code)
    assert not criterion.title.endswith(".")
    assert all(w.endswith((".", ")")) for w in (criterion.explanation, criterion.checked, criterion.gain))
    assert criterion.wrong != criterion.right
    assert criterion.title in code_page(criterion.code)


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.code)
def test_examples_are_well_formed(criterion: Criterion) -> None:
    for example in (criterion.wrong, criterion.right):
        for piece in re.split(" and, in another file, | and, elsewhere, ", example):
            if piece.count("<text ") > piece.count("</text>"):
                continue  # the beginning of a text that goes on
            etree.fromstring(f"<x>{piece}</x>", etree.XMLParser(collect_ids=False))


def test_codes_are_in_order_and_each_is_explained() -> None:
    codes = [c.code for c in CRITERIA]

    assert codes == sorted(codes) and set(codes) <= set(code_pages())


def test_what_is_named_is_used() -> None:
    used = {c.group for c in CRITERIA} | {q.group for q in questions()}
    cited = [*(c.source for c in CRITERIA), *(q.source for q in questions())]

    assert used == set(groups()) == set(columns())
    assert set(sources(cited)) == set(table("quality")["source"])


def test_words_are_compared_in_small_letters() -> None:
    for key in table("quality")["words"]:
        assert all(word == word.lower() for word in words(key))


def test_a_key_that_nobody_knows_is_refused() -> None:
    with pytest.raises(TableError, match='Did you mean "weight"'):
        check_keys(["wieght"], ["weight"], "quality.toml, Q01")
