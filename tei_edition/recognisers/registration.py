"""Classification, urgency, numbers of copy and registry, in opener and heading of a document (TEI DSOC)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.span import Span
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table

_LONGEST_APPENDAGE = 600
_CAMEL = re.compile(r"[^\W_]+")
_WORD_IN_LINE = re.compile(r"[^\W\d_]{2,}")
_ITEM_OF_POLITBURO = re.compile(r"P\d+/[\w-]+")


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find markings and numbers in openers and headings."""
    found: list[Annotation] = []
    text = edition.transcript.text
    covers = [a.span for a in edition.of_kind("cover")]
    for block in edition.of_kind("opener", "heading", "appendage"):
        if any(c.covers(block.span) for c in covers):
            continue
        if block.kind == "opener":
            found += _markings(text, block.span)
            found += _copies(text, block.span)
        if block.kind != "appendage" or len(block.span) < _LONGEST_APPENDAGE:
            known = {a.span for a in found}  # an enclosure has openers and headings of its own
            found += (a for a in _numbers(text, block.span) if a.span not in known)
    return Finding(tuple(found))


# ---- markings


@cache
def _marking() -> re.Pattern[str]:
    words = sorted(table("anatomy")["classification"], key=len, reverse=True)
    urgent = "|".join(re.escape(w) for w in table("anatomy")["precedence"])
    one = "|".join(re.escape(w) for w in words)
    return re.compile(rf"(?<!\w)(?:{one})(?:[-–/ ](?:{urgent}))?(?!\w)", re.IGNORECASE)


@cache
def _urgency() -> re.Pattern[str]:
    words = sorted(table("anatomy")["precedence"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in words)})(?!\w)", re.IGNORECASE)


def _markings(text: str, span: Span) -> Iterator[Annotation]:
    done = span.start
    for m in _marking().finditer(text, span.start, span.end):
        # The first is believed wherever it stands, others if they fill their line.
        line = _line_about(text, span, m.start(), m.end())
        if done > span.start and _WORD_IN_LINE.search(line.replace(m[0], "", 1)):
            continue
        values = {"ana": f"#security.{_category(m[0])}"}
        yield Annotation(Span(m.start(), m.end()), "classification", "opener.classification", values)
        done = m.end()
    for u in _urgency().finditer(text, done, span.end):
        # In capitals, or alone in its line: elsewhere these are ordinary words.
        line = _line_about(text, span, u.start(), u.end())
        if u[0].isupper() or line.strip(" \t\r!.()*") == u[0]:
            yield Annotation(Span(u.start(), u.end()), "precedence", "opener.precedence")


def _category(words: str) -> str:
    parts: list[str] = _CAMEL.findall(words.lower())
    return parts[0] + "".join(w.capitalize() for w in parts[1:])


# ---- numbers


@cache
def _count_of_copies() -> re.Pattern[str]:
    counts = "|".join(table("anatomy")["copies"]["counts"])
    return re.compile(rf"(?<!\w)(?P<count>{counts}|\d{{1,3}})[ ]cop(?:y|ies)(?!\w)", re.IGNORECASE)


def _copies(text: str, span: Span) -> Iterator[Annotation]:
    """Find how many copies there are, alone in a line: ``Single copy``, ``3 copies``."""
    values = table("anatomy")["copies"]["values"]
    for m in _count_of_copies().finditer(text, span.start, span.end):
        if _WORD_IN_LINE.search(_line_about(text, span, m.start(), m.end()).replace(m[0], "", 1)):
            continue
        count = m["count"].casefold()
        said = {"type": "count", "unit": "copy", "quantity": str(values.get(count, count))}
        here = Span(m.start(), m.end())
        yield Annotation(here, "copy-number", "opener.copies")
        yield Annotation(here, "measure", "opener.copies", said)


def _line_about(text: str, span: Span, start: int, end: int) -> str:
    first = max(text.rfind("\n", 0, start) + 1, span.start)
    last = text.find("\n", end, span.end)
    return text[first : last if last >= 0 else span.end]


@cache
def _number() -> re.Pattern[str]:
    signs = "|".join(re.escape(s) for s in sorted(table("anatomy")["signs"]["numero"], key=len, reverse=True))
    words = "|".join(re.escape(w) for row in table("anatomy")["number"] for w in row["words"])
    value = r"[\w][\w/.-]*[\w]|\w"
    # "FROM DELHI № 42610": the place whence it came stands between.
    place = rf"(?:(?<=from)[ ]+(?!(?:{words})(?!\w))[A-Z][\w-]+(?:[ ][A-Z][\w-]+)?)?"
    return re.compile(
        rf"(?<!\w)(?P<word>{words}){place}[ ]?(?:{signs})[ ]?(?P<number>{value})"
        rf"|(?<![\w.])(?:{signs})[ ]?(?P<bare>{value})(?=[ \t]*(?:[\n\r]|$))",
        re.IGNORECASE,
    )


def _numbers(text: str, span: Span) -> Iterator[Annotation]:
    rows: dict[str, Mapping[str, Any]] = {w: row for row in table("anatomy")["number"] for w in row["words"]}
    for m in _number().finditer(text, span.start, span.end):
        number = "number" if m["number"] else "bare"
        if not any(c.isdigit() for c in m[number]):
            continue  # a blank that was never filled in, or a word
        if m["word"]:
            row = rows[m["word"].lower()]
        elif _ITEM_OF_POLITBURO.fullmatch(m[number]):
            row = rows["protocol"]  # "P84/422": protocol 84 of the Politburo, item 422
        elif m.start() == span.start or text[m.start() - 1] in "\n\r":
            # A number without a word before it, alone in its line, is the one of the registry.
            row = rows["outgoing"]
        else:
            continue
        rule = f"opener.{row['type']}"
        yield Annotation(Span(m.start(), m.end()), row["kind"], rule)
        yield Annotation(Span(m.start(number), m.end(number)), "number", rule, {"type": row["type"]})
