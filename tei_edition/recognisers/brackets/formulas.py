"""Formulas: residue of web pages, gaps, signed notes, page marks, source lines (B00, B09–B11, B16–B18)."""

import re
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.whitespace import line_breaks
from tei_edition.recognisers.brackets.context import Context, listed
from tei_edition.recognisers.gap import gap
from tei_edition.tables import table

_ILLEGIBLE = ("illegible", "inaudible", "garbled")
_SOURCE = re.compile(r"sources?[ ]?:", re.IGNORECASE)


def residue(c: Context) -> list[Annotation] | None:
    """B00: what a web page left behind stays as it stands."""
    if c.content.casefold() not in listed("residue", "contents"):
        return None
    return [Annotation(c.span, "artefact", "bracket.residue")]


def note_mark(c: Context) -> list[Annotation] | None:
    """B17: the number of a note that the document has."""
    caret = c.content.startswith("^")
    target = c.document.notes.get(c.content.removeprefix("^"))
    if target is None:
        return None
    markers = ("[^" if caret else "[", "]")
    return [Annotation(c.span, "note-mark", "bracket.note-mark", {"target": target}, markers)]


def source(c: Context) -> list[Annotation] | None:
    """B18: where the text was taken from."""
    if not _SOURCE.match(c.content):
        return None
    return [c.whole("archive-note", "source", by="archive", subtype="source", place="end")]


def omission_or_illegible(c: Context) -> list[Annotation] | None:
    """B10, B11: what is left out, or cannot be read."""
    attributes = gap(c.content)
    return None if attributes is None else gap_annotations(c, attributes)


def gap_annotations(c: Context, attributes: dict[str, str]) -> list[Annotation]:
    """Return the gap; over a line end, which its description cannot hold, one part a line.

    The extent stands in the first part, and the delimiters at the outer ends.
    """
    rule = "illegible" if attributes["reason"] in _ILLEGIBLE else "omission"
    by = "archive" if attributes["reason"] == "redacted" else c.by
    written = c.document.text[c.span.start : c.span.end]
    lines = list(re.finditer(r"[^\s](?:[^\n\r\v\f]*[^\s])?", written))
    if len(lines) == 1:
        return [c.whole("omission", rule, by=by, said=attributes)]
    parts = []
    for i, line in enumerate(lines):
        span = Span(c.span.start + line.start(), c.span.start + line.end())
        markers = ("[" if i == 0 else "", "]" if i + 1 == len(lines) else "")
        said = attributes if i == 0 else {"reason": attributes["reason"]}
        parts.append(Annotation(span, "omission", f"bracket.{rule}", said, markers, by))
    return parts


@cache
def _page() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in listed("page-mark")), key=len, reverse=True))
    numbers = "|".join(table("brackets")["ordinals"])
    return re.compile(
        rf"(?:end of |beginning of |start of )?(?:{words})[ ]*(?P<n>\d+[a-z]?|[ivxlc]+|{numbers})"
        rf"(?: (?:of|/) (?:\d+|{numbers}))?(?: begins| ends)?",
        re.IGNORECASE,
    )


def page(c: Context) -> list[Annotation] | None:
    """B16: the mark of a page."""
    m = _page().fullmatch(c.content)
    if m is None:
        return None
    written = c.document.text[c.span.start : c.span.end]
    if line_breaks("".join(re.findall(r"\s", written))):
        return None
    values = {"n": str(table("brackets")["ordinals"].get(m["n"].lower(), m["n"]))}
    if c.before[-1:].strip() and c.after[:1].strip():
        values["break"] = "no"
    return [Annotation(c.span, "page-break", "bracket.page", values, (written, ""))]


@cache
def _signed(whose: str) -> re.Pattern[str]:
    marks = sorted(listed("note", whose), key=len, reverse=True)
    # A bare word may be said of anybody: "[Translator Sukhodrev]". A colon or a dash shows that it signs.
    bare = "|".join(re.escape(m) for m in marks if m.isalpha())
    sure = "|".join(re.escape(m) for m in marks if not m.isalpha())
    return re.compile(
        rf"(?:{bare}):.*|(?:{sure})(?!\w).*|.*[,;.:(–—-][ ]?(?:{bare})[.)]*|.*(?:^|[^\w])(?:{sure})\)?",
        re.IGNORECASE | re.DOTALL,
    )


def note(c: Context) -> list[Annotation] | None:
    """B09a, B09c: a note at whose beginning or end stands who made it."""
    if _signed("translator").fullmatch(c.content):
        return [c.whole("translation-note", "translators-note", by="translator", subtype="comment")]
    if _signed("editor").fullmatch(c.content):
        return [c.whole("archive-note", "editors-note", "low", by="archive")]
    return None


def extract(c: Context) -> list[Annotation] | None:
    """B09: a word that the archive adds to a title, or a translator to a heading."""
    if c.content.casefold().rstrip(".") not in listed("extract", "contents"):
        return None
    if c.by == "archive":
        return [c.whole("archive-note", "archives-remark", by="archive")]
    return [c.remark("translators-note", subtype="comment")]
