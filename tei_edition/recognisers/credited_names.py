"""Lists of names in statements of responsibility: persons and bodies, their titles and affiliations."""

import re
from functools import cache

from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.tables import table
from tei_edition.tables.shelfmarks import find_archive

UPPER = "A-ZÀ-ÞĀ-ŽА-Я"
"""Capital letters, for the character classes of patterns."""

_B = r"[ \t\n\r]+"
_ACRONYM = re.compile(rf"[{UPPER}]{{2,}}[\w&-]*")
_SENTENCE_END = re.compile(r"\.(?=[ \t\n\r]|$|[\"”)\]])")
_INITIAL = re.compile(rf"(?:^|[\s.\-(])[{UPPER}]$")
_LONGEST_ABBREVIATION = 20
_MOST_WORDS = 5


def sentence_end(text: str, start: int, end: int) -> int:
    """Find the full stop or semicolon that ends a statement; that of an initial or of a title does not."""
    suffixes = {*table("credits")["names"]["titles"], *table("credits")["names"]["suffixes"]}
    for at in range(start, end):
        if text[at] == ";":
            return at
        if text[at] == "." and _SENTENCE_END.match(text, at, end):
            before = text[max(start, at - _LONGEST_ABBREVIATION) : at]
            word = re.split(r"[\s,(]", before)[-1]
            if f"{word}." in suffixes or _INITIAL.search(before):
                continue
            return at
    return end


@cache
def _dividers() -> re.Pattern[str]:
    helping = "|".join(
        re.escape(w).replace(r"\ ", _B)
        for w in sorted(table("credits")["names"]["assistance"], key=len)[::-1]
    )
    return re.compile(
        rf",?{_B}(?:{helping}){_B}|,?{_B}(?:and|with)(?:{_B}|$)|[ ]?&[ ]?|,[ \t\n\r]*|[ ]?/[ ]?",
        re.IGNORECASE,
    )


def names(text: str, start: int, end: int, *, leading: bool) -> tuple[list[tuple[Span, bool]], int]:
    """Divide a list of names.

    Args:
        text: the text.
        start: behind "by".
        end: where the statement ends.
        leading: whether a shelfmark may follow; what looks like one ends the list.

    Returns:
        The names, of each whether it is that of a body, and where the list ends. What is no name ends it.
    """
    found: list[tuple[Span, bool]] = []
    flat = _without_parentheses(text, start, end)
    at = start
    while at < end:
        m = _dividers().search(flat, at - start)
        stop = start + m.start() if m else end
        span = _name(text, flat, start, at, stop)
        if span is None and m is not None and stop < end:
            # An "and" may belong to the name of a body.
            after = _dividers().search(flat, m.end())
            longer = start + after.start() if after else end
            span = _name(text, flat, start, at, longer)
            if span is not None and not is_body(level_a(text[span.start : span.end])):
                span = None
            m, stop = (after, longer) if span is not None else (m, stop)
        words = level_a(text[span.start : span.end]) if span else ""
        if span is None or (leading and found and _is_reference(words)):
            if words not in table("credits")["names"]["suffixes"] and text[at:stop].strip(BLANKS):
                return found, at
        elif words in table("credits")["names"]["suffixes"] and found:
            last, body = found.pop()
            found.append((Span(last.start, span.end), body))
        elif not (is_body(words) and found and not found[-1][1] and _affiliation(flat, at - start)):
            found.append((span, is_body(words)))
        at = start + m.end() if m else end
    return found, end


def _affiliation(flat: str, at: int) -> bool:
    """Tell whether a body stands behind a comma alone: there it is where the person before it works."""
    before = flat[:at].rstrip(BLANKS)
    return before.endswith(",") and not re.search(r"\b(?:and|with)\s*$", flat[:at])


def _without_parentheses(text: str, start: int, end: int) -> str:
    """Blank out what stands in parentheses: affiliations."""
    flat, depth = [], 0
    for c in text[start:end]:
        depth += c == "("
        flat.append("\x00" if depth else c)
        depth -= c == ")" and depth > 0
    return "".join(flat)


def _name(text: str, flat: str, start: int, low: int, high: int) -> Span | None:
    piece = flat[low - start : high - start]
    begin, stop = low, low + len(piece.split("\x00")[0])
    begin, stop = trimmed(text, begin, stop)
    while m := _titles().match(text, begin, stop):
        begin = m.end()
    while stop > begin and text[stop - 1] in BLANKS + ",:":
        stop -= 1
    words = level_a(text[begin:stop]) if begin < stop else ""
    return Span(begin, stop) if words and (_is_person(words) or is_body(words)) else None


@cache
def _titles() -> re.Pattern[str]:
    words = "|".join(
        re.escape(w).replace(r"\ ", _B) for w in ("the", "The", *table("credits")["names"]["titles"])
    )
    return re.compile(rf"(?:{words}){_B}")


@cache
def _person() -> re.Pattern[str]:
    names = table("credits")["names"]
    particles = "|".join(map(re.escape, names["particles"]))
    initials = rf"(?:[{UPPER}]\.-?)+"
    word = rf"(?:{initials}[{UPPER}]?[\w'’-]*|[{UPPER}][\w'’‘ʼ-]*\.?|[\"“(][{UPPER}]\w+[\"”)]|{particles})"
    return re.compile(rf"{word}(?:[ ]{word}){{0,{_MOST_WORDS}}}")


def _is_person(words: str) -> bool:
    return bool(_person().fullmatch(words)) and any(len(w) > 2 for w in words.split(" "))


def is_body(words: str) -> bool:
    """Tell whether a name is that of a body: an acronym, or a name with a word such as Institute."""
    if _ACRONYM.fullmatch(words):
        return True
    bodies = set(table("credits")["names"]["bodies"])
    return words[:1].isupper() and len(words) < 100 and any(w in bodies for w in re.findall(r"\w+", words))


def _is_reference(words: str) -> bool:
    found = find_archive(words)
    return (found is not None and found.start == 0) or any(c.isdigit() for c in words)
