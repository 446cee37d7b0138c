"""Figures and single marks: dates completed, punctuation supplied, doubled brackets (B15, B20, B12a)."""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.recognisers.brackets.context import Context, listed
from tei_edition.tables.calendar import DateExpression, dates

_PUNCTUATION = re.compile(r"[.,;:!\"”“'’)(]|--?|[–—]")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_AROUND = 40
_SHORT_WORD = re.compile(r"(?:in|of|from|on|since) (?=\w)")


def date(c: Context) -> list[Annotation] | None:
    """B15: figures that complete a date, or a year that the reader would miss."""
    content = c.content
    if not content.isdecimal():
        return None
    touches = c.before[-1:].isdecimal() or c.after[:1].isdecimal()
    if not touches and not (_YEAR.fullmatch(content) and 1800 <= int(content) <= 2029):
        return None
    supplied = c.whole("supplied", "date", reason="explanation")
    if _is_written_out(c):
        return [supplied]  # as a date it is found with the others
    span, when = _whole_date(c)
    if when is None:
        return [supplied]
    # Where the date is nothing but the bracket, it stands around it all the same.
    kind = "date" if span != c.span else "completed-date"
    return [Annotation(span, kind, "bracket.date", {"when": when}), supplied]


def _is_written_out(c: Context) -> bool:
    """Tell whether the bracket is part of a date that can be read with it: ``15 Dec. [1983]``."""
    text = c.document.text
    low, high = max(c.within.start, c.span.start - _AROUND), min(c.within.end, c.span.end + _AROUND)
    bracket = Span(c.span.start - low, c.span.end - low)
    found = (Span(d.start, d.end) for d in dates(text[low:high]) if d.iso)
    return any(d.covers(bracket) and d != bracket for d in found)


def _whole_date(c: Context) -> tuple[Span, str | None]:
    """Find the date that the figures belong to, read as if there were no brackets."""
    text = c.document.text
    low = max(c.within.start, c.span.start - _AROUND)
    high = min(c.within.end, c.span.end + _AROUND)
    kept = [i for i in range(low, high) if text[i] not in "[]"]
    view = "".join(text[i] for i in kept)
    inner = c.interior
    for d in dates(view):
        first, last = kept[d.start], kept[d.end - 1] + 1
        if first <= inner.start and inner.end <= last and d.iso:
            return _with_bracket(c, first, last), d.iso
    for m in re.finditer(r"(?<!\d)\d{4}(?!\d)", view):
        first, last = kept[m.start()], kept[m.end() - 1] + 1
        if first <= inner.start and inner.end <= last and _YEAR.fullmatch(m[0]):
            return _with_bracket(c, first, last), m[0]
    return c.span, None


def _with_bracket(c: Context, first: int, last: int) -> Span:
    return Span(min(first, c.span.start), max(last, c.span.end))


def other_date(c: Context) -> list[Annotation] | None:
    """B03: the day meant, behind another expression for it."""
    inner = _SHORT_WORD.sub("", c.content, count=1)
    found = list(dates(inner))
    if len(found) != 1 or found[0].start or not _is_all(inner, found[0]):
        return None
    words = re.findall(r"\w+", c.before)
    if not words or not (words[-1].casefold() in listed("day-words") or words[-1].isdigit()):
        return None
    return [c.remark("other-date", subtype="identification")]


def _is_all(text: str, found: DateExpression) -> bool:
    return not text[found.end :].strip(" ,.")


def punctuation(c: Context) -> list[Annotation] | None:
    """B20: a mark of punctuation; a question mark only where the sentence is a question that lacks it."""
    if c.content == "?":
        return [c.whole("supplied", "punctuation", reason="omitted")] if _asks(c) else None
    if not _PUNCTUATION.fullmatch(c.content):
        return None
    if c.in_closing or (c.opens_block and c.content in listed("signature", "signs")):
        return None
    return [c.whole("supplied", "punctuation", reason="omitted")]


def _asks(c: Context) -> bool:
    """Tell whether the sentence is a question, and ends here."""
    after = c.after.lstrip(" \t")
    ends = not after or after[0] in "\n\r\"”’')" or (after[0].isupper() and c.after[:1] in (" ", "\t"))
    if not ends:
        return False
    sentence = re.split(r"(?<=[.!?:;])[\"”’)]?[ \n]|(?:--|[—–])[ ]?|[\"“](?=\w)", c.before)[-1]
    words = [w.casefold() for w in re.findall(r"[\w'’]+", sentence)]
    if words and words[0] in listed("grammar", "sequels"):
        words = words[1:]
    return bool(words) and words[0] in listed("grammar", "questions")


def doubled(c: Context) -> list[Annotation] | None:
    """B12a: brackets within brackets, with nothing between them: a reading that is uncertain."""
    text = c.document.text
    written = text[c.span.start : c.span.end]
    if (
        not (written.startswith("[[") and written.endswith("]]"))
        or "[" in written[2:-2]
        or "]" in written[2:-2]
    ):
        return None
    queried = written.endswith("?]]")
    markers = ("[[", "?]]" if queried else "]]")
    if len(written) <= len("".join(markers)):
        return None
    return [c.whole("supplied", "conjecture", "low", markers=markers, reason="illegible")]
