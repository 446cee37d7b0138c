"""The reference to the original: its archive, and the shelfmark with its parts (TEI msid).

The string of the citation is the reference, verbatim. Its parts are facts for the header; what no form of the
tables fits is reported and stays within the string.
"""

import re
from collections.abc import Iterator
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a, line_breaks, trimmed
from tei_edition.recognisers.credited_names import UPPER
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table
from tei_edition.tables.shelfmarks import Archive, Found, archives, find_archive, read

_RULE = "citation.shelfmark"
_LONGEST_NAME = 120
_LONGEST_REFERENCE = 1000
_UNWEAVABLE = re.compile(r"[\[\]]")


def reference(
    edition: Edition, span: Span, source: str, resources: Resources
) -> Iterator[Annotation | Problem]:
    """Divide a reference into the archive and the shelfmark.

    Args:
        edition: the edition, for its transcript.
        span: the reference, without title before and credits behind it.
        source: pointer to the place of the text that the header shall name as source.
        resources: the authority lists.

    Yields:
        Annotations, facts for the header, and problems.
    """
    text = edition.transcript.text
    start, end = _trimmed(text, span.start, span.end)
    if start == end:
        return
    if end - start > _LONGEST_REFERENCE:
        # No reference is that long: something else was taken for one, and it is not looked into.
        yield from _shelfmark(edition, Span(start, end), source, "")
        yield _undivided(edition, Span(start, end))
        return
    witnesses = list(_witnesses(text, start, end))
    if len(witnesses) > 1:
        first = _archive(text, *witnesses[0])
        if first is not None and first.start == start:
            yield from _named(text, first, source, resources)
            start = _behind(text, first.end, end)
        yield from _shelfmark(edition, Span(start, end), source, "")
        for low, high in witnesses:
            found = _archive(text, low, high)
            if found is not None and found.start == low:
                low = _behind(text, found.end, high)
            yield Annotation(Span(low, high), "witness", _RULE, {"source": source})
            yield from _parts(edition, Span(low, high), source, found)
        return
    found = _archive(text, start, end)
    if found is None:
        yield from _shelfmark(edition, Span(start, end), source, "")
        yield from _parts(edition, Span(start, end), source, None)
        return
    if found.start == start:
        yield from _named(text, found, source, resources)
        yield from _settlement(text, found, end, resources)
        mark = Span(_behind(text, _past_settlement(text, found, end), end), end)
    elif _past_settlement(text, found, end) >= end or not any(c.isdigit() for c in text[found.end : end]):
        yield from _named(text, found, source, resources)
        yield from _settlement(text, found, end, resources)
        mark = Span(*_trimmed(text, start, found.start))
    else:
        # The archive stands in the midst of the shelfmark: the whole of it is the reference.
        mark = Span(start, end)
        yield Annotation(
            Span(found.start, found.end), "repository-named", _RULE, _archive_values(found, source)
        )
    if len(mark):
        yield from _shelfmark(edition, mark, source, found.archive.slug)
        yield from _parts(edition, mark, source, found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in BLANKS + ",.;:–—":
        start += 1
    while end > start and text[end - 1] in BLANKS + ".,;:–—":
        end -= 1
    if end > start and text[end - 1] == "(":
        return _trimmed(text, start, end - 1)
    return start, end


def _behind(text: str, at: int, end: int) -> int:
    while at < end and text[at] in BLANKS + ",;:-–.":
        at += 1
    return at


def _witnesses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a reference to several witnesses at semicolons, and at "and" before the name of an archive."""
    low = start
    depth = 0
    for m in re.finditer(r"[();]|(?<=[\s,])and\s+", text[start:end]):
        at = start + m.start()
        depth += (m[0] == "(") - (m[0] == ")")
        if depth > 0 or m[0] in "()":
            continue
        if m[0] != ";":
            found = find_archive(text, start + m.end(), end)
            if found is None or found.start != start + m.end():
                continue
        piece = _trimmed(text, low, at)
        if piece[0] < piece[1]:
            yield piece
        low = start + m.end()
    piece = _trimmed(text, low, end)
    if piece[0] < piece[1]:
        yield piece


# ---- the archive


def _archive(text: str, start: int, end: int) -> Found | None:
    """Find an archive of the tables; else what by its words is the name of one."""
    found = find_archive(text, start, end)
    if found is not None:
        if text[found.start - 1 : found.start] == "(" and text[found.end : found.end + 1] == ")":
            # The abbreviation in parentheses, behind the name in full.
            low = max(text.rfind(mark, start, found.start) for mark in ",;") + 1
            name = trimmed(text, max(low, start), found.end + 1)
            return Found(found.archive, *name)
        return found
    for m in _segments().finditer(text, start, end):
        words = level_a(m[0])
        if _archive_word().search(words) and len(words) <= _LONGEST_NAME:
            return Found(_unlisted(words), m.start(), m.end())
    return None


@cache
def _segments() -> re.Pattern[str]:
    return re.compile(r"[^\s,;()][^,;()]*[^\s,;()](?:[ \n]\([A-ZÀ-ÞĀ-Ž][^()]{0,30}\))?")


@cache
def _archive_word() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("labels")["archive"]["words"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _unlisted(name: str) -> Archive:
    return Archive(name, "", "", "und", "", "")


def _archive_values(found: Found, source: str) -> dict[str, str]:
    return {"source": source, "archive": found.archive.slug}


def _named(text: str, found: Found, source: str, resources: Resources) -> Iterator[Annotation]:
    span = Span(found.start, found.end)
    name = level_a(text[span.start : span.end])
    ref = resources.named("organisation", name) or resources.named("organisation", found.archive.name)
    yield Annotation(span, "repository-named", _RULE, _archive_values(found, source))
    yield linked(span, "repository", "citation.archive", ref)


def linked(span: Span, kind: str, rule: str, ref: str | None) -> Annotation:
    """Return an annotation that points to an entry of the lists, if there is one."""
    if ref is None:
        return Annotation(span, kind, rule)
    return Annotation(span, kind, rule, {"ref": ref}, responsibility="program", certainty="high")


@cache
def _settlements() -> re.Pattern[str]:
    names = {n for a in archives() for n in (a.settlement.split(",")[0], a.country) if n} - {"not stated"}
    names |= set(table("labels")["archive"]["settlements"])
    found = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"[ \n\t]*[,(][ \n\t]*(?P<name>{found})(?!\w)\)?")


def _settlement(text: str, found: Found, end: int, resources: Resources) -> Iterator[Annotation]:
    m = _settlements().match(text, found.end, end)
    if m:
        ref = resources.named("place", m["name"])
        yield linked(Span(*m.span("name")), "place", "citation.settlement", ref)
        if not found.archive.settlement:
            yield Annotation(Span(*m.span("name")), "settlement", _RULE)


@cache
def _short_name() -> re.Pattern[str]:
    return re.compile(rf"[ \n\t]*\((?P<name>[{UPPER}][^()]{{1,20}})\)")


def _past_settlement(text: str, found: Found, end: int) -> int:
    at = found.end
    while m := _settlements().match(text, at, end):
        at = m.end()
        if (short := _short_name().match(text, at, end)) and find_archive(short["name"]):
            at = short.end()
    return _behind(text, at, end) if not text[at:end].strip(BLANKS + ".,;:") else at


# ---- the shelfmark


def _shelfmark(edition: Edition, span: Span, source: str, archive: str) -> Iterator[Annotation]:
    words = edition.transcript.of_span(span)
    yield Annotation(span, "shelfmark", _RULE, {"source": source, "archive": archive})
    # An idno holds characters only; where the reference is divided by a line end it is a fact of the header.
    if not line_breaks(words) and not _UNWEAVABLE.search(words):
        yield Annotation(span, "archival-reference", _RULE)


def _parts(edition: Edition, span: Span, source: str, found: Found | None) -> Iterator[Annotation | Problem]:
    text = edition.transcript.text
    full_stop = text[span.end : span.end + 1] == "."
    reading = read(text[span.start : span.end + full_stop], found.archive.slug if found else None)
    if reading is None:
        yield _undivided(edition, span)
        return
    for part in reading.parts:
        at = Span(span.start + part.start, min(span.start + part.end, span.end))
        yield Annotation(at, "shelfmark-part", _RULE, {"type": part.level, "source": source})
    for low, high in reading.unread:
        yield _unread(edition, Span(span.start + low, min(span.start + high, span.end)))


def _undivided(edition: Edition, span: Span) -> Problem:
    return Problem(
        "RD04",
        Severity.NOTE,
        "The shelfmark could not be divided into its parts: no form of the tables fits it. It stands whole.",
        "If shelfmarks of this archive are frequent, add their forms to the tables of shelfmarks.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )


def _unread(edition: Edition, span: Span) -> Problem:
    return Problem(
        "RD05",
        Severity.NOTE,
        "A part of the shelfmark fits no form of the tables; the others were told apart.",
        "Compare the parts in the header with the citation.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )
