"""Reports on validated files: for the terminal, for programs, and as a page to read and to pass on."""

from collections.abc import Callable, Mapping

from tei_edition.reports.html import as_html
from tei_edition.reports.json_report import as_json
from tei_edition.reports.junit import as_junit
from tei_edition.reports.outcome import Outcome
from tei_edition.reports.sarif import as_sarif

FORMATS: Mapping[str, Callable[[Outcome], str]] = {
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "html": as_html,
}
"""The formats besides the text of the terminal, each with what writes it."""

__all__ = ["FORMATS", "Outcome"]
