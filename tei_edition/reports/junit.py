"""The report as JUnit XML: a test case a file, so that a build server shows which files fail."""

from lxml import etree

from tei_edition.model.characters import NOT_XML
from tei_edition.model.problem import Problem, Severity
from tei_edition.reports.outcome import TOOL, FileOutcome, Outcome
from tei_edition.validation.report import counted, problem_lines

_UNREADABLE = frozenset({"XM12", "XM15"})
"""Codes that say that a file could not be examined at all."""


def as_junit(outcome: Outcome) -> str:
    """Write the report as JUnit XML.

    Args:
        outcome: what was found. A file with errors is a failure, one that could not be examined an error;
            warnings and notes are what the case prints.
    """
    cases = [_case(file) for file in outcome.files]
    counts = {
        "tests": str(len(cases)),
        "failures": str(sum(1 for case in cases if case.find("failure") is not None)),
        "errors": str(sum(1 for case in cases if case.find("error") is not None)),
    }
    root = etree.Element("testsuites", {"name": TOOL} | counts)
    suite = etree.SubElement(root, "testsuite", {"name": f"{TOOL} validate"} | counts)
    suite.extend(cases)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode("utf-8") + "\n"


def _case(file: FileOutcome) -> etree._Element:
    name = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", file.name)
    case = etree.Element("testcase", name=name or TOOL, classname=f"{TOOL}.validate")
    errors = [p for p in file.problems if p.severity is Severity.ERROR]
    others = [p for p in file.problems if p.severity is not Severity.ERROR]
    if errors:
        kind = "error" if all(p.code in _UNREADABLE for p in errors) else "failure"
        fault = etree.SubElement(case, kind, message=counted(errors), type=errors[0].code)
        fault.text = _lines(errors)
    if others:
        etree.SubElement(case, "system-out").text = _lines(others)
    return case


def _lines(problems: list[Problem]) -> str:
    text = "\n\n".join("\n".join(problem_lines(p, file="")) for p in problems)
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", f"\n{text}\n")
