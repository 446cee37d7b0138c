"""The report as JSON, for programs. The keys are stable; docs/reports.md describes them."""

import json
from typing import Any

from tei_edition.model.problem import Problem, Severity
from tei_edition.reports.outcome import TOOL, VERSION, Outcome
from tei_edition.tables.code_pages import code_pages

LAYOUT = 1
"""Counted up when a key changes its meaning or goes; new keys may come without."""


def as_json(outcome: Outcome) -> str:
    """Write the report as JSON.

    Args:
        outcome: what was found.
    """
    report = {
        "report": f"{TOOL} validate",
        "layout": LAYOUT,
        "version": VERSION,
        "summary": {
            "files": len(outcome.files),
            "sound": sum(1 for file in outcome.files if file.sound),
            **{f"{s.name.lower()}s": outcome.count(s) for s in reversed(Severity)},
        },
        "files": [
            {"file": file.name, "sound": file.sound, "problems": [problem_record(p) for p in file.problems]}
            for file in outcome.files
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def problem_record(problem: Problem) -> dict[str, Any]:
    """Return a problem as reports in JSON have it."""
    page = code_pages().get(problem.code)
    written: dict[str, Any] = {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "title": page.title if page is not None else "",
        "message": problem.message,
        "next": problem.hint,
        "tei": None,
        "transcript": None,
    }
    if problem.xml is not None:
        column = problem.xml.column or None
        written["tei"] = {"line": problem.xml.line, "column": column, "xpath": problem.xml.xpath or None}
    if problem.place is not None:
        place = problem.place
        written["transcript"] = {"line": place.line, "column": place.column, "quotation": place.quotation}
    return written
