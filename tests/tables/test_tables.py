"""The tables: every example holds, no counter-example does, and what one table names the others have."""

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import tei_edition
from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.recognisers.gap import gap
from tei_edition.recognisers.personal_name import around
from tei_edition.tables import TableError, check_keys, code_pages, kinds, shelfmarks, table

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(tei_edition.__file__).parent
RNG = "{http://relaxng.org/ns/structure/1.0}"
CODE = re.compile(r'"([A-Z]{1,2}\d\d)"')


def names(folder: str = "") -> Iterator[str]:
    for entry in (resources.files("tei_edition.tables") / folder).iterdir():
        if entry.name.endswith(".toml"):
            yield f"{folder}/{entry.name}".strip("/").removesuffix(".toml")


# ---- examples and counter-examples


def examples(rows: list[Mapping[str, Any]], key: str) -> list[tuple[Mapping[str, Any], str]]:
    return [(row, example) for row in rows for example in row.get(key, ())]


GAPS = table("brackets")["gap"]
HONORIFICS = table("titles")["honorific"]


@pytest.mark.parametrize(("row", "example"), examples(GAPS, "examples"))
def test_a_formula_gives_the_reason_of_its_gap(row: Mapping[str, Any], example: str) -> None:
    found = gap(example)

    assert found is not None and found["reason"] == row["reason"]


@pytest.mark.parametrize(("row", "example"), examples(GAPS, "counter-examples"))
def test_other_words_are_no_gap(row: Mapping[str, Any], example: str) -> None:
    assert gap(example) is None


@pytest.mark.parametrize(("row", "example"), examples(HONORIFICS, "examples"))
def test_an_honorific_belongs_to_the_name_behind_it(row: Mapping[str, Any], example: str) -> None:
    name = Span(len(row["written"]) + 1, len(example))
    block = Annotation(Span(0, len(example)), "paragraph", "test")

    roles = [a for a in around(example, name, block) if a.kind == "role"]

    # What is said of several persons belongs to the name of none.
    written = [] if row.get("plural") else [row["written"]]
    assert [example[a.span.start : a.span.end] for a in roles] == written
    assert all(a.attributes["type"] == "honorific" for a in roles)


@pytest.mark.parametrize("rows", [GAPS], ids=["gaps"])
def test_every_row_has_examples_of_both_sorts(rows: list[Mapping[str, Any]]) -> None:
    assert rows
    assert all(row["examples"] and row["counter-examples"] for row in rows)


def test_every_honorific_has_an_example() -> None:
    assert all(row.get("examples") for row in HONORIFICS)


def test_archives_are_told_by_every_form_of_their_name() -> None:
    found = {archive.name: archive for archive in shelfmarks.archives()}

    assert found["AVP RF"].slug == found["AVPRF"].slug == "avprf"
    assert all(a.slug.isascii() and a.country for a in found.values())


# ---- keys


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(
        TableError, match=r'brackets\.toml: unknown key "exmples"\. Did you mean "examples"\?'
    ):
        check_keys(["exmples"], ["examples", "words"], "brackets.toml")
    with pytest.raises(TableError, match="Known are: examples, words"):
        check_keys(["zzz"], ["words", "examples"], "brackets.toml")
    check_keys(["words"], ["words"], "brackets.toml")


def test_an_unknown_key_in_the_table_of_kinds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"element": "p", "layer": "block", "content": "phrase", "outsde": ["date"]}
    monkeypatch.setattr(kinds, "table", lambda name: {"paragraph": row})

    with pytest.raises(TableError, match=r'kinds\.toml, \[paragraph\]: .*"outsde"\. Did you mean "outside"'):
        kinds.kinds.__wrapped__()


def test_an_unknown_key_in_the_pages_of_codes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = {"title": "a", "explanation": "b", "wrong": "c", "rihgt": "d"}
    monkeypatch.setattr(code_pages, "table", lambda name: {"IN01": page})

    with pytest.raises(TableError, match=r'"rihgt"\. Did you mean "right"'):
        code_pages.code_pages.__wrapped__()


# ---- what one table names the others have


def grammar() -> dict[str, set[str]]:
    """Return the elements of the schema, each with its attributes, whatever the context."""
    root = etree.parse(ROOT / "schemas" / "tei_edition.rng").getroot()
    defined = {define.get("name"): define for define in root.iter(f"{RNG}define")}

    def attributes(pattern: etree._Element, seen: set[str]) -> Iterator[str]:
        for child in pattern:
            name = child.get("name", "")
            if child.tag == f"{RNG}attribute":
                yield name
            elif child.tag == f"{RNG}ref":
                if name not in seen:
                    seen.add(name)
                    yield from attributes(defined[name], seen)
            elif child.tag != f"{RNG}element" and isinstance(child.tag, str):
                yield from attributes(child, seen)

    found: dict[str, set[str]] = {}
    for element in root.iter(f"{RNG}element"):
        found.setdefault(element.get("name", ""), set()).update(attributes(element, set()))
    return found


GRAMMAR = grammar()


def test_the_schema_was_read() -> None:
    assert {"when", "xml:id", "resp", "cert"} <= GRAMMAR["date"]
    assert "when" not in GRAMMAR["supplied"]


@pytest.mark.parametrize("kind", list(kinds.kinds().values()), ids=list(kinds.kinds()))
def test_a_kind_names_elements_and_attributes_of_the_schema(kind: kinds.Kind) -> None:
    if kind.layer == "fact":
        assert not kind.element and not kind.fixed
        return
    assert set(kind.fixed) <= GRAMMAR[kind.element]
    assert not kind.id or "xml:id" in GRAMMAR[kind.element]
    assert not kind.inner or kind.inner in GRAMMAR
    assert not kind.choice or {"choice", kind.choice["element"]} <= set(GRAMMAR)
    assert kind.outside <= set(kinds.kinds())


def test_the_summary_counts_kinds_that_exist() -> None:
    assert set(table("summary")["counted"]) <= set(kinds.kinds())


def test_the_languages_have_tags() -> None:
    rows = table("languages")["language"]

    assert all(re.fullmatch(r"[a-z]{2,3}", row["tag"]) for row in rows.values())
    assert all(row["latin"] in ("", f"{row['tag']}-Latn") for row in rows.values())


def test_the_default_delimiters_have_declarations() -> None:
    rows = table("delimiters")

    for row in rows["default"]:
        before, after = row["delimiters"]
        assert before in rows["before"] and after in rows["after"]


# ---- codes


def raised() -> set[str]:
    """Return the codes that the program can report: those in its modules, and the house rules by number."""
    sources = PACKAGE.rglob("*.py")
    found = {code for file in sources for code in CODE.findall(file.read_text(encoding="utf-8"))}
    return found | set(table("rules"))


def test_every_code_has_a_page() -> None:
    assert {"BR01", "IN04", "RV01", "XM01"} <= raised()
    assert raised() - set(code_pages.code_pages()) == set()


def test_every_page_is_of_a_code() -> None:
    assert set(code_pages.code_pages()) - raised() == set()


def test_every_table_can_be_read() -> None:
    assert all(table(name) for name in (*names(), *names("codes"), *names("shelfmarks")))
