"""Doubt and confirmation: conjectures, words of which one is not sure, sic (B12, B14)."""

import re
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.whitespace import line_breaks
from tei_edition.recognisers.brackets.context import Context, listed
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_LAST_WORD = re.compile(
    r"(?<![\w'’])(?P<word>(?:[^\W\d_]\.[ ]?)*[^\W\d_]\.|[\w'’][\w'’-]*)"
    r"(?P<close>[.,;:!?)\"”’]*)(?P<gap>[ \t\n\r\u00a0]*)$"
)
_QUOTES = ('""', "“”")


def conjecture(c: Context) -> list[Annotation] | None:
    """B12a: words that end in a question mark, or begin with a mark of confidence."""
    text = c.document.text
    for mark in table("brackets")["confidence"]["marks"]:
        opening = f"[{mark} "
        if text.startswith(opening, c.span.start) and len(c.span) > len(opening) + 1:
            return [c.whole("supplied", "conjecture", "low", markers=(opening, "]"), reason="illegible")]
    if not c.content.endswith("?") or len(c.content) < 2:
        return None
    end = "?]" if text[c.span.end - 2] == "?" else "]"
    return [c.whole("supplied", "conjecture", "low", markers=("[", end), reason="illegible")]


def doubt(c: Context) -> list[Annotation] | None:
    """B12b: a question mark alone doubts the word before it."""
    if c.content != "?":
        return None
    return _confirmed(c, "doubtful", "doubt", "low", {"reason": "dubious"})


def sic(c: Context) -> list[Annotation] | None:
    """B14a: the word before it stands so in the text."""
    if c.content.casefold() not in listed("sic"):
        return None
    return _confirmed(c, "sic", "sic", None, {}) or [c.remark("sic", subtype="comment")]


@cache
def _sic_and_more() -> re.Pattern[str]:
    return re.compile(r"sic!?(?:[ ]?[,;:.]|[ ][-–—]|--|[ ]?\()[ ]?\S", re.IGNORECASE)


def sic_with_remark(c: Context) -> list[Annotation] | None:
    """B14b: the same, and what would be right."""
    if not _sic_and_more().match(c.content):
        return None
    if c.holds_no_note:  # no note within a note: the remark is what the element stands for
        return _confirmed(c, "sic", "sic-with-remark", None, {})
    found = [c.remark("sic-with-remark", subtype="comment")]
    m = _LAST_WORD.search(c.before)
    if m is None:
        return found
    word = _whole_name(c, c.back(m.start("word"), m.end("word")))
    return [Annotation(word, "sic", "bracket.sic-with-remark", {}, ("", ""), c.by), *found]


def _confirmed(
    c: Context, kind: str, rule: str, certainty: str | None, attributes: dict[str, str]
) -> list[Annotation] | None:
    """Return an element around the word before; the blank and the bracket behind it are its delimiter."""
    m = _LAST_WORD.search(c.before)
    if m is not None:
        word = _whole_name(c, c.back(m.start("word"), m.end("word")))
        start, blanks = _with_opening_quote(c, word.start, m["close"]), m["gap"]
    elif c.before.endswith("]"):
        opening = _bracket_before(c)
        if opening is None:
            return None
        start, blanks = opening, ""
    else:
        return None
    text = c.document.text
    # A line end stays in the element: a delimiter stands in one line.
    lead = "" if line_breaks(blanks) or "\u00a0" in blanks else blanks
    marker = lead + text[c.span.start : c.span.end]
    if any(ch in marker for ch in "\n\r\v\f"):
        return None
    return [
        Annotation(
            Span(start, c.span.end),
            kind,
            f"bracket.{rule}",
            attributes,
            ("", marker),
            c.by,
            certainty,  # type: ignore[arg-type]
        )
    ]


def _with_opening_quote(c: Context, start: int, closing: str) -> int:
    """Return where the element begins: a word in quotation marks of its own is taken with both of them."""
    before = c.document.text[max(c.within.start, start - 1) : start]
    return start - 1 if before and any(before + mark in _QUOTES for mark in closing) else start


def _bracket_before(c: Context) -> int | None:
    """Return where the bracket begins that ends right before this one."""
    depth, text = 0, c.document.text
    for at in range(c.span.start - 1, c.within.start - 1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at
    return None


def _whole_name(c: Context, word: Span) -> Span:
    """Return the name or date that a word belongs to, so that the two do not cross."""
    offset = c.span.start - len(c.before)
    for d in dates(c.before):
        if offset + d.start < word.start and word.end <= offset + d.end:
            return Span(offset + d.start, word.end)
    for span, _ in c.names():
        if span.start < word.start and word.end <= span.end <= c.span.start:
            return Span(span.start, word.end)
    return word
