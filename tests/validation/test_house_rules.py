"""Each rule has a file that breaks it, and is reported there and nothing else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tei_mutation import mutated

from tei_edition.tables import table
from tei_edition.validation import report, validate
from tei_edition.validation.rules import RULES
from tei_edition.validation.schema import PROJECT

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_bytes()
CHANGES: list[dict[str, Any]] = tomllib.loads((HERE / "broken" / "rules.toml").read_text("utf-8"))["change"]
NEAR_MISSES: list[dict[str, Any]] = tomllib.loads((HERE / "broken" / "near_misses.toml").read_text("utf-8"))[
    "change"
]
NUMBERS = {number: rule["level"] for number, rule in table("rules").items()}


def test_a_file_that_breaks_no_rule_is_silent() -> None:
    assert validate(MINIMAL, file="minimal.xml") == ()


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['rule']}-{row['action']}")
def test_a_file_that_breaks_one_rule_is_reported(row: dict[str, Any]) -> None:
    problems = validate(mutated(MINIMAL, row), file="broken.xml")
    code = row.get("code", row["rule"])
    assert {p.code for p in problems} == {code, *row.get("also", [])}, report(problems)
    told = [p for p in problems if p.code == code]
    assert all(p.xml is not None and p.xml.line > 0 and p.hint for p in told)
    assert row.get("says", "") in " ".join(p.message for p in told)
    assert len(told) == row.get("times", 1), report(problems)


@pytest.mark.parametrize("row", NEAR_MISSES, ids=lambda row: f"{row['rule']}-{row['action']}")
def test_a_file_that_only_seems_to_break_a_rule_is_silent(row: dict[str, Any]) -> None:
    problems = validate(mutated(MINIMAL, row), file="right.xml")
    assert problems == (), report(problems)


def test_every_rule_that_is_checked_has_a_file_that_breaks_it() -> None:
    checked = {number for number, level in NUMBERS.items() if level not in ("proof", "later")}
    assert checked - {row["rule"] for row in CHANGES} == set()


def test_grammar_rules_are_reported_by_the_grammar_and_the_others_by_their_number() -> None:
    for row in CHANGES:
        by_grammar = row.get("code", row["rule"]).startswith("XM")
        assert by_grammar == (NUMBERS[row["rule"]] == "grammar"), row["rule"]


def test_programs_are_where_the_table_says() -> None:
    assert set(RULES) == {number for number, level in NUMBERS.items() if level == "program"}


def test_schematron_rules_are_where_the_table_says() -> None:
    from lxml import etree

    assert PROJECT.sch is not None
    asserts = list(etree.parse(PROJECT.sch).iter("{http://purl.oclc.org/dsdl/schematron}assert"))
    stated = {str(a.get("id")).split(".")[0] for a in asserts}
    assert stated == {number for number, level in NUMBERS.items() if level == "schematron"}
    for a in asserts:
        number = str(a.get("id")).split(".")[0]
        assert (a.text or "").startswith(f"[{number}] ")
        assert (a.get("role") == "warning") == (table("rules")[number]["severity"] == "warning"), number


def test_rules_that_are_left_for_later_say_why() -> None:
    for number, rule in table("rules").items():
        assert rule["severity"] in ("error", "warning")
        assert rule["level"] in ("grammar", "schematron", "program", "proof", "later")
        assert ("reason" in rule) == (rule["level"] == "later"), number
        assert rule["level"] in ("grammar", "later") or rule.get("hint"), number
