"""The report as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines of a file."""

import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from tei_edition.model.problem import Problem, Severity
from tei_edition.reports.outcome import TOOL, VERSION, Outcome
from tei_edition.tables.code_pages import CodePage, code_pages

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(outcome: Outcome) -> str:
    """Write the report as SARIF.

    Args:
        outcome: what was found.
    """
    codes = outcome.codes
    pages = code_pages()
    results = [
        _result(problem, codes.index(problem.code)) for file in outcome.files for problem in file.problems
    ]
    run = {
        "tool": {
            "driver": {
                "name": TOOL,
                "version": VERSION,
                "semanticVersion": VERSION,
                "rules": [_rule(code, pages.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file.name)}} for file in outcome.files if file.name],
        "results": results,
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(code: str, page: CodePage | None) -> dict[str, Any]:
    if page is None:
        return {"id": code}
    words = " ".join(page.explanation.split())
    text = f"{words}\n\nwrong:\n{page.wrong}\n\nright:\n{page.right}"
    markdown = f"{words}\n\nWrong:\n\n{_fenced(page.wrong)}\n\nRight:\n\n{_fenced(page.right)}"
    return {
        "id": code,
        "shortDescription": {"text": f"{page.title[:1].upper()}{page.title[1:]}."},
        "fullDescription": {"text": words},
        "help": {"text": text, "markdown": markdown},
    }


def _fenced(example: str) -> str:
    return f"```xml\n{example}\n```"


def _result(problem: Problem, index: int) -> dict[str, Any]:
    words = f"{problem.message} {problem.hint}".strip()
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": words},
    }
    path = problem.xml.xpath if problem.xml is not None else ""
    if problem.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.file)}}
        if problem.xml is not None:
            region = {"startLine": problem.xml.line}
            if problem.xml.column:
                region["startColumn"] = problem.xml.column
            physical["region"] = region
        location: dict[str, Any] = {"physicalLocation": physical}
        if path:
            location["logicalLocations"] = [{"fullyQualifiedName": path, "kind": "element"}]
        result["locations"] = [location]
    if problem.place is not None:
        place = problem.place
        where = f'transcript, line {place.line}, column {place.column}: "{place.quotation}"'
        result["relatedLocations"] = [{"message": {"text": where}}]
    # The same problem is known again after lines were added before it.
    known = hashlib.sha256("\0".join((problem.code, path, problem.message)).encode()).hexdigest()
    result["partialFingerprints"] = {f"{TOOL}/v1": known[:32]}
    return result


def _uri(name: str) -> str:
    path = Path(name)
    if path.is_absolute():
        return path.as_uri()
    return quote(str(PurePosixPath(*path.parts)))
