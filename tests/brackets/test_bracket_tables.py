"""The rows of the table of brackets: every example fits its row, and no counter-example does."""

import pytest

from tei_edition.recognisers.brackets.abbreviation import stands_for
from tei_edition.recognisers.brackets.page_features import described
from tei_edition.recognisers.brackets.speech import action_type
from tei_edition.recognisers.gap import gap
from tei_edition.tables import table
from tei_edition.tables.kinds import kinds

TABLE = table("brackets")


def _examples(section: str, key: str, which: str) -> list[tuple[str, str]]:
    return [(str(row[key]), example) for row in TABLE[section] for example in row[which]]


@pytest.mark.parametrize(("reason", "content"), _examples("gap", "reason", "examples"))
def test_a_gap(reason: str, content: str) -> None:
    found = gap(content)
    assert found is not None and found["reason"] == reason


@pytest.mark.parametrize(("reason", "content"), _examples("gap", "reason", "counter-examples"))
def test_no_gap(reason: str, content: str) -> None:
    found = gap(content)
    assert found is None or found["reason"] != reason


@pytest.mark.parametrize(("rule", "content"), _examples("page", "rule", "examples"))
def test_a_feature_of_the_page(rule: str, content: str) -> None:
    found = described(content)
    assert found is not None and found[0]["rule"] == rule


@pytest.mark.parametrize(("rule", "content"), _examples("page", "rule", "counter-examples"))
def test_no_feature_of_the_page(rule: str, content: str) -> None:
    found = described(content)
    assert found is None or found[0]["rule"] != rule


@pytest.mark.parametrize(("kind", "content"), _examples("action", "type", "examples"))
def test_an_action(kind: str, content: str) -> None:
    assert action_type(content, turns=True) == kind


@pytest.mark.parametrize(("kind", "content"), _examples("action", "type", "counter-examples"))
def test_no_action(kind: str, content: str) -> None:
    assert action_type(content, turns=True) is None


@pytest.mark.parametrize(
    ("short", "long", "stands"),
    [
        ("CPSU", "Communist Party of the Soviet Union", True),
        ("NEFA", "North-East Frontier Agency", True),
        ("RYaN", "Raketno-yadernoe napadenie (Nuclear Missile Attack)", True),
        ("HVA", "Hauptverwaltung Aufklärung", True),
        ("MID", "Foreign Ministry", True),
        ("CC", "Presidium of the Party", False),
        ("UN", "Undersecretary", False),
        ("Cuba", "Comrade Ulbricht", False),
    ],
)
def test_initials(short: str, long: str, *, stands: bool) -> None:
    assert stands_for(short, long) is stands


def test_every_rule_has_a_class_and_every_class_a_name() -> None:
    assert set(TABLE["classes"].values()) <= set(TABLE["names"])
    rules = {row["rule"] for row in TABLE["page"]}
    assert rules <= set(TABLE["classes"])


def test_every_kind_of_the_classes_exists() -> None:
    stated = {key.split(".")[0] for key in TABLE["classes"] if not key.startswith("bracket.")}
    assert stated <= set(kinds())
