"""The source line of a document without cover sheet: archive, shelfmark, translator (TEI msid).

In square brackets it is a note of its own; in parentheses, or bare, it is a paragraph at the head or end.
"""

import re
from collections.abc import Iterator
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, trimmed
from tei_edition.recognisers.citation import tail
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table
from tei_edition.tables.citations import addresses
from tei_edition.tables.kinds import kinds

_RULE = "source-line"


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find the parts of source lines. Where there is a citation, the header is made of that."""
    cited = any(True for _ in edition.of_kind("shelfmark", "publisher"))
    found: list[Annotation | Problem] = []
    for span, source in _lines(edition):
        start, end = _without_label(edition.transcript.text, span)
        if start == end:
            continue
        found.append(Annotation(Span(start, end), "bibliographic-reference", _RULE))
        for link in addresses(edition.transcript.text, start, end):
            markers = ("<", ">") if link.marked else ("", "")
            at = Span(link.start, link.end)
            found.append(Annotation(at, "resource-address", _RULE, {"target": link.target}, markers))
            end = min(end, link.start)
        said = list(tail(edition, Span(start, end), source, resources))
        # What the citation says is not said twice; the words are tagged all the same.
        found += [s for s in said if not cited or _is_woven(s)]
        cited = cited or any(isinstance(s, Annotation) and s.kind == "shelfmark" for s in said)
    annotations = tuple(a for a in found if isinstance(a, Annotation))
    return Finding(annotations, tuple(p for p in found if isinstance(p, Problem)))


def _is_woven(said: Annotation | Problem) -> bool:
    return isinstance(said, Annotation) and kinds()[said.kind].layer != "fact"


def _lines(edition: Edition) -> Iterator[tuple[Span, str]]:
    for note in edition.of_kind("source-note"):
        yield note.interior, f"#{note.id}"
    paragraphs = list(edition.of_kind("paragraph"))
    outermost = [p for i, p in enumerate(paragraphs) if i == 0 or i >= len(paragraphs) - 2]
    for paragraph in outermost:
        words = edition.transcript.of_span(paragraph.span)
        m = _label().match(words)
        if m and len(paragraphs) > 1 and (m[1] == "(") == words.rstrip(BLANKS).endswith(")"):
            yield paragraph.span, ""


def _without_label(text: str, span: Span) -> tuple[int, int]:
    m = _label().match(text, span.start, span.end)
    start, end = trimmed(text, m.end() if m else span.start, span.end)
    if m and m[1] and text[end - 1 : end] == ")":
        end -= 1
    return trimmed(text, start, end)


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, table("labels")["source-line"]["labels"]))
    return re.compile(rf"(\(?)(?:{labels}):", re.IGNORECASE)
