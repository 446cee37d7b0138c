"""Abbreviations that a document itself explains: at their first use, or in a list of its own (TEI PHAB).

At the first use the letters must fit the words: ``Ministry of Foreign Affairs (MFA)``, ``MFA (Ministry of
Foreign Affairs)``. In a list of abbreviations each line says what its form stands for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.recognisers.brackets.abbreviation import stands_for
from tei_edition.tables import table

_FORM = r"[A-Z][A-Za-z]{0,9}[A-Z][A-Za-z]{0,9}(?:[/&-][A-Za-z]{1,9})?"
_BEHIND = re.compile(rf"(?<![\w.])(?P<form>{_FORM})[ \t\n\r]\((?P<words>[^()\[\]]{{4,90}})\)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CLAUSE_END = re.compile(r"[.;:!?()\[\]\"“”]")
_QUOTES = "\"”’'"
_FARTHEST = 120
_MOST_WORDS = 12
_ENTRY = re.compile(
    rf"(?:^|[;,\n\r])[ \t\n\r]*(?P<form>{_FORM})(?:[ ]*[–—=:]|[ ]+-|\t)[ \t]*"
    r"(?P<words>[^;\n\r\t]*[^;\n\r\t.,\s])"
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A place where a document says what an abbreviation stands for."""

    form: Span
    """The abbreviation."""
    words: Span
    """What it stands for."""
    rule: str
    """``abbreviation.defined`` at its first use, ``abbreviation.listed`` in a list of abbreviations,
    ``bracket.expansion`` in the translator's brackets."""


def explanations(text: str, blocks: Sequence[Annotation]) -> Iterator[Explanation]:
    """Find where a document explains abbreviations.

    Args:
        text: the transcript.
        blocks: its blocks, in the order of the text.
    """
    in_list = False
    form: Span | None = None  # in a cell, before the cell that says what it stands for
    for block in blocks:
        start, end = block.span.start, block.span.end
        if heading := _heading().match(text, start, end):
            in_list, start = True, heading.end()
        if in_list and block.kind == "cell":
            if form is not None:
                yield Explanation(form, block.span, "abbreviation.listed")
            is_form = form is None and re.fullmatch(_FORM, text[start:end])
            form = block.span if is_form else None
            continue
        entries = list(_entries(text, start, end)) if in_list else []
        yield from entries
        in_list = in_list and (bool(entries) or start == end)
        if not entries:
            yield from _defined(text, start, end)


def in_brackets(edition: Edition) -> Iterator[Explanation]:
    """Yield the abbreviations that the translator has spelled out in brackets (B04)."""
    forms = {f"#{a.id}": a.span for a in edition.of_kind("abbreviation") if a.id}
    for a in edition.of_kind("expansion"):
        if (form := forms.get(a.attributes.get("corresp", ""))) is not None:
            yield Explanation(form, a.interior, a.rule)


@cache
def _heading() -> re.Pattern[str]:
    words = _alternatives("headings")
    return re.compile(rf"\W*(?:{words})[ \t]*(?::|[.]?(?=[\n\r])|[.]?$)", re.IGNORECASE)


@cache
def _in_parentheses() -> re.Pattern[str]:
    before = _alternatives("before")
    return re.compile(rf"[ \t\n\r]\((?:(?:{before})[ ,]\s?)?[\"“]?(?P<form>{_FORM})[\"”]?\)")


def _alternatives(key: str) -> str:
    listed = sorted(table("abbreviations")["explained"][key], key=len, reverse=True)
    return "|".join(re.escape(words).replace(r"\ ", r"\s") for words in listed)


def _entries(text: str, start: int, end: int) -> Iterator[Explanation]:
    # The pattern looks for the beginning of the list, so the stretch is cut out.
    for m in _ENTRY.finditer(text[start:end]):
        form, words = (Span(start + m.start(g), start + m.end(g)) for g in ("form", "words"))
        yield Explanation(form, words, "abbreviation.listed")


def _defined(text: str, start: int, end: int) -> Iterator[Explanation]:
    for m in _in_parentheses().finditer(text, start, end):
        words = _words_before(text, max(start, m.start() - _FARTHEST), m.start(), m["form"])
        if words is not None:
            yield Explanation(Span(*m.span("form")), words, "abbreviation.defined")
    for m in _BEHIND.finditer(text, start, end):
        if stands_for(m["form"], m["words"]) and not _CLAUSE_END.search(m["words"]):
            yield Explanation(Span(*m.span("form")), Span(*m.span("words")), "abbreviation.defined")


def _words_before(text: str, low: int, high: int, form: str) -> Span | None:
    """Return the fewest words before a place of which the form has the letters."""
    high = low + len(text[low:high].rstrip(_QUOTES))
    for m in _CLAUSE_END.finditer(text, low, high):
        low = m.end()
    words = list(_WORD.finditer(text, low, high))[-_MOST_WORDS:]
    for word in reversed(words):
        said = level_a(text[word.start() : high])
        if said[0].casefold() == form[0].casefold() and stands_for(form, said):
            return Span(word.start(), high)
    return None
