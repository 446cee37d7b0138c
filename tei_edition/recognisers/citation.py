"""The citation and the credits of a cover sheet, read from the right (TEI COBI, msid).

Address, digital archive and date are found from the end; what stands before is the title. Behind the
archive's name stand the shelfmark of the original and the statements of responsibility.
"""

import re
from collections.abc import Iterator
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.recognisers.areas import fields
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table
from tei_edition.tables.calendar import dates
from tei_edition.tables.shelfmarks import archives, parse

_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>|(https?://[^<>\s]+[^<>\s.,;)])")
_OPENING_QUOTES, _CLOSING_QUOTES = "\"“'‘«", "\"”'’»"


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find the parts of the citation, and the persons and bodies that are credited."""
    found: list[Annotation] = []
    problems: list[Problem] = []
    for field, span in fields(edition, "citation"):
        parts = list(_citation(edition, field, span, resources))
        found += parts
        if not any(a.kind == "publisher" for a in parts):
            problems.append(_unread(edition, span))
    for field, span in fields(edition, "credits"):
        found += _sponsors(edition, field, span, resources)
    return Finding(tuple(found), tuple(problems))


def _unread(edition: Edition, span: Span) -> Problem:
    return Problem(
        "RD03",
        Severity.WARNING,
        "The citation could not be read: it names no digital archive that the table of publishers has.",
        "The citation stays whole. Add the publisher to the table publishers.toml.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )


def _citation(edition: Edition, field: Annotation, span: Span, resources: Resources) -> Iterator[Annotation]:
    text = edition.transcript.text
    source = f"#{field.id}"
    yield Annotation(span, "bibliographic-reference", "citation.whole")
    end = span.end
    if m := _last(_ADDRESS, text, span):
        markers = ("<", ">") if m[1] else ("", "")
        values = {"target": m[1] or m[2]}
        yield Annotation(Span(m.start(), m.end()), "resource-address", "citation.address", values, markers)
        end = m.start()
    publisher = _last(_publishers(), text, Span(span.start, end))
    if publisher is None:
        return
    name = level_a(publisher[0])
    ref = resources.named("organisation", name)
    yield _named(Span(publisher.start(), publisher.end()), "publisher", "citation.publisher", ref)
    yield from _title_and_date(text, Span(span.start, publisher.start()))
    behind = Span(*trimmed(text, publisher.end(), end))
    credits = _credit_verbs().search(text, behind.start, behind.end)
    divide = credits.start() if credits else behind.end
    yield from _shelfmark(text, Span(behind.start, divide), source, resources)
    yield from _credits(text, Span(divide, behind.end), source)


def _last(pattern: re.Pattern[str], text: str, span: Span) -> re.Match[str] | None:
    found = None
    for m in pattern.finditer(text, span.start, span.end):
        found = m
    return found


@cache
def _publishers() -> re.Pattern[str]:
    names = (row["name"] for row in table("publishers")["publisher"])
    return re.compile("|".join(re.escape(n).replace(r"\ ", r"[ \t\n\r]+") for n in names))


def _title_and_date(text: str, span: Span) -> Iterator[Annotation]:
    written = list(dates(text[span.start : span.end]))
    end = span.end
    if written and not text[span.start + written[-1].end : span.end].strip(BLANKS + ","):
        date = written[-1]
        at = Span(span.start + date.start, span.start + date.end)
        values = {"when": date.iso} if date.iso else {}
        yield Annotation(at, "date", "citation.date", values)
        end = at.start
    start, stop = span.start, end
    while start < stop and text[start] in BLANKS + _OPENING_QUOTES[:2]:
        start += 1
    while stop > start and text[stop - 1] in BLANKS + ",":
        stop -= 1
    quoted = stop > start and text[stop - 1] in _CLOSING_QUOTES[:2] and start > span.start
    if quoted:
        stop -= 1
        while stop > start and text[stop - 1] in BLANKS + ",":
            stop -= 1
    if start < stop:
        yield Annotation(Span(start, stop), "source-title", "citation.title")


def _shelfmark(text: str, span: Span, source: str, resources: Resources) -> Iterator[Annotation]:
    start, end = span.start, span.end
    while start < end and text[start] in BLANKS + ",":
        start += 1
    while end > start and text[end - 1] in BLANKS + ".,;":
        end -= 1
    if start == end:
        return
    for archive in archives():
        if text.startswith(archive.name, start) and not text[start + len(archive.name)].isalnum():
            ref = resources.named("organisation", archive.name)
            at = Span(start, start + len(archive.name))
            yield _named(at, "repository", "citation.archive", ref)
            start = at.end
            while start < end and text[start] in BLANKS + ",":
                start += 1
            break
    if start == end:
        return
    yield Annotation(Span(start, end), "archival-reference", "citation.shelfmark")
    for part in parse(text[start:end]):
        at = Span(start + part.start, start + part.end)
        yield Annotation(at, "shelfmark-part", "citation.shelfmark", {"type": part.level, "source": source})


@cache
def _credit_verbs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('credits')['verbs'])})\b", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    verbs = "|".join(table("credits")["verbs"])
    particles = "|".join(table("credits")["names"]["particles"])
    word = rf"(?:[A-ZÀ-Þ]\.|Dr\.|[A-ZÀ-Þ][\w'’-]+|{particles})"
    return re.compile(
        rf"(?P<verbs>(?i:{verbs})(?:[ \n]+and[ \n]+(?i:{verbs}))*)[ \n]+(?:(?:for|from)[ \n][^.;]*?)?"
        rf"by[ \n]+(?P<name>{word}(?:[ \n]+{word}|(?<=\.){word})*)"
    )


def _credits(text: str, span: Span, source: str) -> Iterator[Annotation]:
    roles = table("credits")["verbs"]
    for m in _credit().finditer(text, span.start, span.end):
        at = Span(m.start("name"), m.end("name"))
        yield Annotation(at, "person", "citation.credit")
        for verb in _credit_verbs().findall(m["verbs"]):
            values = {"role": roles[verb.lower()], "source": source}
            yield Annotation(at, "credit", "citation.credit", values)


def _sponsors(edition: Edition, field: Annotation, span: Span, resources: Resources) -> Iterator[Annotation]:
    text = edition.transcript.text
    for formula in table("credits")["sponsor"]["formulas"]:
        at = text.find(formula, span.start, span.end)
        if at >= 0:
            start, end = trimmed(text, at + len(formula), span.end)
            name = Span(start, end - 1 if text[end - 1] == "." else end)
            ref = resources.named("organisation", level_a(text[name.start : name.end]))
            yield _named(name, "organisation", "cover.sponsor", ref)
            values = {"source": f"#{field.id}"} | ({"ref": ref} if ref else {})
            yield Annotation(name, "sponsor", "cover.sponsor", values)


def _named(span: Span, kind: str, rule: str, ref: str | None) -> Annotation:
    if ref is None:
        return Annotation(span, kind, rule)
    return Annotation(span, kind, rule, {"ref": ref}, responsibility="program", certainty="high")
