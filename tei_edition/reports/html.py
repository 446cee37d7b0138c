"""The report as one HTML page that needs nothing else: no script, no picture, no network."""

from collections.abc import Iterator
from importlib import resources

from lxml import etree
from lxml.builder import ElementMaker

from tei_edition.model.characters import NOT_XML
from tei_edition.model.problem import Problem, Severity
from tei_edition.reports.outcome import TOOL, VERSION, FileOutcome, Outcome
from tei_edition.reports.passage import Passage, of_tag, of_words
from tei_edition.tables.code_pages import code_pages
from tei_edition.validation.report import counted, together

E = ElementMaker()
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SHOWN = {"error": "errors", "warning": "warnings", "note": "notes", "sound": "files without error"}
_PLACES = 3
"""Places that are shown at once of problems that say the same."""
_MOST_PLACES = 100
"""Places that are shown behind them when they are asked for."""


def as_html(outcome: Outcome) -> str:
    """Write the report as an HTML page.

    Args:
        outcome: what was found, and the texts that are quoted.
    """
    title = "Validation report"
    page = E.html(
        {"lang": "en"},
        E.head(
            E.meta(charset="utf-8"),
            E.meta({"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            E.meta({"http-equiv": "Content-Security-Policy", "content": _POLICY}),
            E.meta({"name": "generator", "content": f"{TOOL} {VERSION}"}),
            E.title(title),
            E.style(resources.files(__package__).joinpath("report.css").read_text(encoding="utf-8")),
        ),
        E.body(
            E.h1({"id": "top"}, title),
            E.p({"class": "sum"}, _sum(outcome)),
            *_filter(outcome),
            E.main(*(_file(file, outcome) for file in _worst_first(outcome)), *_codes(outcome)),
        ),
    )
    written: str = etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return written + "\n"


def _sum(outcome: Outcome) -> str:
    sound = sum(1 for file in outcome.files if file.sound)
    problems = [problem for file in outcome.files for problem in file.problems]
    files = f"{len(outcome.files)} file{'s' * (len(outcome.files) != 1)}, {sound} without error"
    return f"{files}; {counted(problems)}." if problems else f"{files}; no problems."


def _worst_first(outcome: Outcome) -> list[FileOutcome]:
    """Put files with errors first, then those with warnings or notes; else they stay in their order."""
    return sorted(outcome.files, key=lambda file: -max((p.severity for p in file.problems), default=0))


def _filter(outcome: Outcome) -> Iterator[etree._Element]:
    """Offer to hide what is not of interest, if there is more than one kind of it."""
    there = {severity.name.lower() for severity in Severity if outcome.count(severity)}
    there |= {"sound"} if any(file.sound for file in outcome.files) else set()
    if len(there) > 1:
        boxes = (
            E.label(
                E.input({"type": "checkbox", "id": f"show-{kind}", "checked": "checked"}), f"show {words}"
            )
            for kind, words in _SHOWN.items()
            if kind in there
        )
        yield E.div({"class": "filter"}, *boxes)


def _file(file: FileOutcome, outcome: Outcome) -> etree._Element:
    attributes = {"class": "file sound" if file.sound else "file"}
    if file.problems:
        attributes["open"] = "open"
    count = counted(file.problems) or "no problems"
    block = E.details(
        attributes,
        E.summary(
            E.span({"class": "name"}, _clean(file.name or "all files")), E.span({"class": "count"}, count)
        ),
    )
    if not file.problems:
        block.append(E.p("Nothing is wrong with this file."))
    block.extend(_problem(alike, file, outcome) for alike in together(file.problems))
    return block


def _problem(alike: list[Problem], file: FileOutcome, outcome: Outcome) -> etree._Element:
    problem = alike[0]
    severity = problem.severity.name.lower()
    page = code_pages().get(problem.code)
    times = f" ({len(alike)} times)" if len(alike) > 1 else ""
    block = E.article(
        {"class": f"problem {severity}"},
        E.p(
            {"class": "severity"},
            E.strong(severity),
            " ",
            E.a({"href": f"#code-{problem.code}"}, problem.code),
            f" {page.title}{times}" if page is not None else times,
        ),
        E.p({"class": "message"}, _clean(problem.message)),
    )
    if problem.hint:
        block.append(E.p({"class": "next"}, _clean(problem.hint)))
    for one in alike[:_PLACES]:
        block.extend(_places(one, file, outcome))
    if others := alike[_PLACES:]:
        number = f"{len(others)} more place{'s' * (len(others) != 1)}"
        shown = (element for one in others[:_MOST_PLACES] for element in _places(one, file, outcome))
        more = E.details({"class": "more"}, E.summary(number), *shown)
        if len(others) > _MOST_PLACES:
            more.append(E.p({"class": "place"}, f"and {len(others) - _MOST_PLACES} that are not shown"))
        block.append(more)
    return block


def _places(problem: Problem, file: FileOutcome, outcome: Outcome) -> Iterator[etree._Element]:
    if problem.place is not None:
        place = problem.place
        yield E.p({"class": "place"}, E.b("Transcript"), f" line {place.line}, column {place.column}")
        text = outcome.transcripts.get(file.name, "")
        passage = of_words(text, place.line, place.column, place.quotation) if text else None
        yield _quotation(passage or Passage("", place.quotation, ""), "quotation")
    if problem.xml is not None:
        xml = problem.xml
        column = f", column {xml.column}" if xml.column else ""
        said = E.p({"class": "place"}, E.b("TEI"), f" line {xml.line}{column}")
        if xml.xpath:
            said.append(E.code(_clean(xml.xpath)))
            said[0].tail = f"{said[0].tail}, "
        yield said
        text = outcome.sources.get(file.name, "")
        passage = of_tag(text, xml.line, xml.column) if text and (xml.column or not xml.xpath) else None
        if passage is not None:
            yield _quotation(passage, "tei")


def _quotation(passage: Passage, kind: str) -> etree._Element:
    return E.pre(
        {"class": kind}, _clean(passage.before), E.mark(_clean(passage.meant)), _clean(passage.after)
    )


def _codes(outcome: Outcome) -> Iterator[etree._Element]:
    """Explain the codes of the page."""
    known = [code_pages()[code] for code in outcome.codes if code in code_pages()]
    if known:
        yield E.h2("What the codes mean")
    for page in known:
        yield E.section(
            {"class": "code", "id": f"code-{page.code}"},
            E.h3(f"{page.code}: {page.title}"),
            E.p(" ".join(page.explanation.split())),
            E.div(
                {"class": "examples"},
                E.div(E.p({"class": "label"}, "wrong"), E.pre(page.wrong)),
                E.div(E.p({"class": "label"}, "right"), E.pre(page.right)),
            ),
            E.p({"class": "back"}, E.a({"href": "#top"}, "back to the top")),
        )


def _clean(words: str) -> str:
    """Replace what no page can hold; such characters are in files that are broken."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)
