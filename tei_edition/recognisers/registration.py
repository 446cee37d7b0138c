"""Classification, numbers of copy and registry, in the opener of a document (TEI DSOC)."""

import re
from collections.abc import Iterator
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.span import Span
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find markings and numbers in the openers."""
    found: list[Annotation] = []
    for opener in edition.of_kind("opener"):
        found += _markings(edition.transcript.text, opener.span)
        found += _numbers(edition.transcript.text, opener.span)
    return Finding(tuple(found))


@cache
def _marking() -> re.Pattern[str]:
    words = sorted(table("anatomy")["classification"], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)", re.IGNORECASE)


def _markings(text: str, span: Span) -> Iterator[Annotation]:
    m = _marking().search(text, span.start, span.end)
    if m is not None:
        words = re.findall(r"\w+", m[0].lower())
        category = words[0] + "".join(w.capitalize() for w in words[1:])
        values = {"ana": f"#security.{category}"}
        yield Annotation(Span(m.start(), m.end()), "classification", "opener.classification", values)


@cache
def _number() -> re.Pattern[str]:
    signs = "|".join(re.escape(s) for s in table("anatomy")["signs"]["numero"])
    words = "|".join(re.escape(w) for row in table("anatomy")["number"] for w in row["words"])
    return re.compile(rf"(?<!\w)({words})[ ]?(?:{signs})[ ]?([\w][\w/-]*)", re.IGNORECASE)


def _numbers(text: str, span: Span) -> Iterator[Annotation]:
    rows = {word: row for row in table("anatomy")["number"] for word in row["words"]}
    for m in _number().finditer(text, span.start, span.end):
        if not any(c.isalnum() for c in m[2]):
            continue  # a blank that was never filled in
        row = rows[m[1].lower()]
        rule = f"opener.{row['type']}"
        yield Annotation(Span(m.start(), m.end()), row["kind"], rule)
        yield Annotation(Span(m.start(2), m.end(2)), "number", rule, {"type": row["type"]})
