"""SARIF 2.1.0: what the standard requires; the official schema is asked where TEI_EDITION_SARIF_SCHEMA names it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tei_edition.reports import FORMATS
from tei_edition.reports.outcome import Outcome, outcome


@pytest.fixture
def log(found: Outcome) -> dict[str, Any]:
    return json.loads(FORMATS["sarif"](found))


def test_the_frame_is_that_of_the_standard(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://docs.oasis-open.org/sarif/")
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "tei-edition"
    assert run["columnKind"] == "unicodeCodePoints"


def test_rules_are_the_pages_of_the_codes(log: dict[str, Any]) -> None:
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["P10", "T25", "XM01", "XM02", "XM15"]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"]
        assert "wrong:" in rule["help"]["text"] and "```" in rule["help"]["markdown"]


def test_results_have_regions_that_start_at_one(log: dict[str, Any]) -> None:
    run = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        physical = result["locations"][0]["physicalLocation"]
        assert " " not in physical["artifactLocation"]["uri"]
        assert all(value >= 1 for value in physical.get("region", {}).values())
    (html,) = (r for r in run["results"] if r["ruleId"] == "XM02")
    assert html["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}
    assert html["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "/TEI/text/body/div/p"
    assert html["relatedLocations"][0]["message"]["text"] == 'transcript, line 2, column 5: "bold words"'


def test_a_problem_is_known_again_in_another_line(found: Outcome) -> None:
    def prints(o: Outcome) -> list[str]:
        results = json.loads(FORMATS["sarif"](o))["runs"][0]["results"]
        return [r["partialFingerprints"]["tei-edition/v1"] for r in results]

    assert len(set(prints(found))) == 5
    assert prints(found) == prints(found)


@pytest.mark.parametrize("empty", [False, True])
def test_the_official_schema_accepts_it(found: Outcome, empty: bool) -> None:
    path = os.environ.get("TEI_EDITION_SARIF_SCHEMA")
    if not path:
        pytest.skip(
            "TEI_EDITION_SARIF_SCHEMA names no file (npm package @microsoft/jest-sarif has the schema)"
        )
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    log = json.loads(FORMATS["sarif"](outcome((), ("a.xml",)) if empty else found))
    kind = jsonschema.validators.validator_for(schema)
    assert [error.message for error in kind(schema).iter_errors(log)] == []
    del log["runs"][0]["tool"]
    assert not kind(schema).is_valid(log)
