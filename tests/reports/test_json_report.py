"""JSON: the keys are those that are described."""

import json
import re
from pathlib import Path

from tei_edition.reports import FORMATS
from tei_edition.reports.outcome import Outcome, outcome

PAGE = Path(__file__).parents[2] / "docs" / "reports.md"


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


def test_what_is_written(found: Outcome) -> None:
    report = json.loads(FORMATS["json"](found))

    assert report["summary"] == {"files": 5, "sound": 2, "errors": 3, "warnings": 1, "notes": 1}
    assert [file["file"] for file in report["files"]] == ["sound.xml", "a.xml", "b.xml", "c d.xml", "e.xml"]
    first, second = report["files"][1]["problems"]
    assert (first["code"], first["severity"], second["code"]) == ("XM02", "error", "P10")
    assert first["title"] == "element not allowed here"
    assert first["tei"] == {"line": 3, "column": 7, "xpath": "/TEI/text/body/div/p"}
    assert first["transcript"] == {"line": 2, "column": 5, "quotation": "bold words"}
    assert second["transcript"] is None
    assert report["files"][2]["problems"][0]["tei"] is None


def test_every_key_is_described(found: Outcome) -> None:
    described = set(
        re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8").partition("## JSON")[2].partition("\n## ")[0])
    )
    assert keys(json.loads(FORMATS["json"](found))) <= described


def test_nothing_found_is_a_report_too() -> None:
    report = json.loads(FORMATS["json"](outcome((), ("a.xml",))))
    assert report["files"] == [{"file": "a.xml", "sound": True, "problems": []}]
