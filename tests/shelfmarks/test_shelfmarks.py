"""The tables of shelfmarks: every family reads its examples, and none of its counter-examples."""

from collections import Counter

import pytest

from tei_edition.tables import TableError
from tei_edition.tables.shelfmarks import archives, families, find_archive, read, tables

FAMILIES = {f.name: f for f in families()}
ROWS = [row for country in tables().values() for row in country.get("family", ())]
EXAMPLES = [pytest.param(row, e, id=f"{row['name']}: {e['text']}") for row in ROWS for e in row["example"]]
COUNTER = [
    pytest.param(row["name"], t, id=f"{row['name']}: {t}") for row in ROWS for t in row["counter-examples"]
]


@pytest.mark.parametrize(("row", "example"), EXAMPLES)
def test_an_example_is_read(row, example) -> None:
    text = example["text"]
    reading = FAMILIES[row["name"]].read(text)
    assert reading is not None
    assert {p.level: text[p.start : p.end] for p in reading.parts} == dict(example["parts"])
    assert not reading.unread


@pytest.mark.parametrize(("row", "example"), EXAMPLES)
def test_an_example_is_read_likewise_among_all_families(row, example) -> None:
    text = example["text"]
    reading = read(text, (row.get("archives") or [None])[0])
    assert reading is not None
    assert {p.level: text[p.start : p.end] for p in reading.parts} == dict(example["parts"])


@pytest.mark.parametrize(("family", "text"), COUNTER)
def test_a_counter_example_is_not_read(family: str, text: str) -> None:
    reading = FAMILIES[family].read(text)
    assert reading is None or reading.unread


def test_every_family_has_examples_and_its_archives_exist() -> None:
    slugs = {a.slug for a in archives()}
    for row in ROWS:
        assert row["example"] and row["counter-examples"], row["name"]
        assert set(row.get("archives", ())) <= slugs, row["name"]


def test_no_name_is_that_of_two_archives() -> None:
    assert {n: c for n, c in Counter(a.name for a in archives()).items() if c > 1} == {}


@pytest.mark.parametrize(
    ("text", "name", "slug"),
    [
        ("AVP RF, f. 5", "AVP RF", "avprf"),
        ("AVPRF, f. 5", "AVPRF", "avprf"),
        ("6/77 w-86, Archive of the Ministry of Foreign Affairs (AMSZ), Warsaw", "Archive of the Ministry of Foreign Affairs (AMSZ)", "amsz"),
        ("Hungarian National\nArchives (Budapest), XIX-J-1-j", "Hungarian National\nArchives (Budapest)", "mol"),
        ("AQPPSH-MPKK-V. 1967", "AQPPSH", "aqppsh"),
        ("Central State Archive, Sofia, Fond 5", "Central State Archive", "tsda"),
    ],
)  # fmt: skip
def test_an_archive_is_found(text: str, name: str, slug: str) -> None:
    found = find_archive(text)
    assert found is not None
    assert (text[found.start : found.end], found.archive.slug) == (name, slug)


@pytest.mark.parametrize("text", ["NAVAL affairs, f. 5", "Kept in a box", "avp rf"])
def test_no_archive_is_found_within_words(text: str) -> None:
    assert find_archive(text) is None


def test_an_unknown_key_is_refused(monkeypatch) -> None:
    from tei_edition.tables import shelfmarks

    monkeypatch.setattr(
        shelfmarks, "tables", lambda: {"x": {"family": [{"name": "n", "forms": [], "need": []}]}}
    )
    with pytest.raises(TableError, match="needs"):
        shelfmarks.families.__wrapped__()
