"""Names in brackets: completed, in another form, or in place of a cover name (B01, B06, B07; TEI NDPER)."""

import re

from tei_edition.authority.index import Match
from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS
from tei_edition.recognisers.brackets.context import WORD, Context, listed
from tei_edition.recognisers.brackets.words import alike, is_statement
from tei_edition.recognisers.lexicon import is_english
from tei_edition.tables import table

_NAME_BEFORE = re.compile(
    r"((?:[^\W\d_]\.[ ]?|[A-ZÀ-ÞĀ-Ž][\w'’-]*)"
    r"(?:[ \n](?:[^\W\d_]\.|[A-ZÀ-ÞĀ-Ž][\w'’-]*|[a-z]{2,3}(?= [A-Z]))){0,4})[ \t\n\r]+$"
)
_ALIKE = 0.72
_ALIKE_WORD = 0.8
_BRACKETED_NAMES = re.compile(r"^(?:[ \t\n\r]+\[[A-ZÀ-ÞĀ-Ž][\w'’.-]*\])+(?=[ \t\n\r]+[A-ZÀ-ÞĀ-Ž])")
"""More parts of the same name, each in brackets of its own: ``[Comrade] [Pavel] Orlov``."""
_NAME_FOLLOWS = re.compile(r"[ \t\n\r]+(?:[\"“(])?(?:[^\W\d_]\.|[^\W\d_])")


def within_name(c: Context) -> list[Annotation] | None:
    """B01: words in the midst of a name that was found before."""
    return [c.whole("supplied", "name-in-list", reason="nameCompletion")] if c.in_name else None


def other_form(c: Context) -> list[Annotation] | None:
    """B06: very like the name before it, or another form of it in the authority lists."""
    m = _NAME_BEFORE.search(c.before)
    if m is None or not _is_name_like(c.content):
        return None
    if not (_same_name(m[1], c.content) or _same_person(c)):
        return None
    return [c.remark("other-form", subtype="identification")]


def _is_name_like(content: str) -> bool:
    words = content.replace("-", " ").split()
    capitals = [w for w in words if w[:1].isupper()]
    return (
        0 < len(words) <= 5
        and bool(capitals)
        and all(w in capitals or w.casefold() in listed("small-words") for w in content.split())
        and not re.search(r"\d", content)
    )


def _same_name(before: str, content: str) -> bool:
    words, own = before.split(), content.split()
    for i in range(len(words)):
        if alike(" ".join(words[i:]), content) >= _ALIKE:
            return True
    return any(
        len(w) > 3 and len(o) > 3 and alike(w, o) >= _ALIKE_WORD and w.casefold() != o.casefold()
        for w in words
        for o in own
    )


def _same_person(c: Context) -> bool:
    before, inside = _known(c)
    return bool(before and inside and _ids(before) & _ids(inside) and _words(c, before) & _words(c, inside))


def _words(c: Context, found: tuple[Span, Match]) -> set[str]:
    return {w.casefold() for w in WORD.findall(c.document.text[found[0].start : found[0].end]) if len(w) > 3}


def _ids(found: tuple[Span, Match]) -> set[str]:
    return {e.id for e in found[1].candidates}


def _known(c: Context) -> tuple[tuple[Span, Match] | None, tuple[Span, Match] | None]:
    """Return the listed name right before the bracket, and the listed name that fills it."""
    before = inside = None
    for span, match in c.names():
        if span.end <= c.span.start and not c.document.text[span.end : c.span.start].strip(
            BLANKS + "\"”’'1234567890"
        ):
            before = (span, match)
        if c.interior.covers(span):
            inside = (span, match)
    return before, inside


def cover_name(c: Context) -> list[Annotation] | None:
    """B07: the person who is listed under the very different name before it."""
    before, inside = _known(c)
    if before is None or inside is None:
        return None
    persons = before[1].candidates[0].kind == inside[1].candidates[0].kind == "person"
    if not persons or not _ids(before) & _ids(inside):
        return None
    return [c.remark("cover-name", subtype="identification")]


def completed(c: Context) -> list[Annotation] | None:
    """B01: a name goes on over the bracket, or begins in it and is completed by what follows."""
    if _goes_over(c):
        return [c.whole("supplied", "name-in-list", reason="nameCompletion")]
    if not c.content[:1].isupper() and not begins_with_title(c.content):
        return None
    if c.in_closing and re.search(r"(?:signed|/)[ \t]*$", c.before, re.IGNORECASE):
        return [c.whole("supplied", "whole-name", reason="nameCompletion")]
    if c.content.endswith(":") or is_statement(c.content):
        return None
    follows = _NAME_FOLLOWS.match(_BRACKETED_NAMES.sub("", c.after))
    if follows is None or not follows[0][-1 if follows[0][-1] != "." else -2].isupper():
        return None
    if _may_open_sentence(c):
        return None
    return [c.whole("supplied", "name-completed", reason="nameCompletion")]


def _goes_over(c: Context) -> bool:
    """Tell whether a listed name has words inside and outside the bracket."""
    for span, _ in c.names():
        inside = span.start < c.interior.end and span.end > c.interior.start
        if inside and (span.start < c.span.start or span.end > c.span.end):
            return not re.search(r"[;:,]", c.document.text[c.span.start : c.span.end])
    return False


def begins_with_title(content: str) -> bool:
    """Tell whether words begin with the title of an office."""
    first = content.split(" ", 1)[0]
    return first.casefold() in {o.casefold() for o in table("titles")["offices"]["names"]}


def _may_open_sentence(c: Context) -> bool:
    """Tell whether the capital shows no more than that a sentence begins: "[Yesterday] Gromyko said"."""
    words = c.content.split()
    if words[0].casefold() in listed("grammar", "prepositions") | listed("supplied") - listed(
        "grammar", "articles"
    ):
        return True
    begins = not c.before.strip(BLANKS) or c.before.rstrip(BLANKS)[-1] in ".!?"
    if len(words) > 1 or not begins:
        return False
    titles = table("titles")
    known = {*titles["offices"]["names"], *titles["nationalities"]["adjectives"]}
    known |= {row["written"] for row in titles["honorific"]}
    return words[0] not in known and is_english(words[0]) and not c.names()
