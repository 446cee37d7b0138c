"""The next step is one that helps, and what only follows from a mistake is not told besides."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tei_edition.validation import PROJECT, SchemaSet, report, validate
from tei_edition.weaver.proof import proof_of

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_text("utf-8")
CHANGES: list[dict[str, Any]] = tomllib.loads((HERE / "broken" / "next_steps.toml").read_text("utf-8"))[
    "change"
]


def changed(row: dict[str, Any]) -> bytes:
    text = MINIMAL
    for old, new in ((row["old"], row["new"]), (row.get("also-old"), row.get("also-new"))):
        if old is not None:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
    return text.encode()


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: row["name"])
def test_one_message_says_what_helps(row: dict[str, Any]) -> None:
    found = validate(changed(row), file="wrong.xml", proof=proof_of)

    assert [p.code for p in found] == [row["code"]], report(found)
    assert row["says"] in found[0].message, report(found)
    assert row.get("fix", "") in found[0].hint, report(found)
    assert row.get("silent", "\0") not in f"{found[0].message} {found[0].hint}", report(found)


def test_a_part_that_stands_there_twice_is_told_once_not_each_identifier_in_it() -> None:
    begin, end = MINIMAL.index("<encodingDesc>"), MINIMAL.index("</encodingDesc>")
    twice = MINIMAL[:end] + "</encodingDesc>" + MINIMAL[begin:]

    found = validate(twice.encode(), file="wrong.xml", proof=proof_of)

    assert [p.code for p in found] == ["XM02"], report(found)
    assert '"encodingDesc" may not stand a second time' in found[0].message


def test_without_xml_schema_all_names_that_the_schema_does_not_have_are_told() -> None:
    wrong = MINIMAL.replace("It will stand.", "It <persname>will</persname> <i>stand</i>.")
    wrong = wrong.replace("<head>Summary:</head>", "<heading>Summary:</heading>")

    found = validate(wrong.encode(), file="wrong.xml", schemas=SchemaSet(rng=PROJECT.rng))

    assert [p.message for p in found] == [
        '"heading" is not an element of the schema. Did you mean "head"?',
        '"persname" is not an element of the schema. Did you mean "persName"?',
        '"i" is not an element of the schema.',
    ]
