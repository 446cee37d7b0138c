"""The words by which the parts of a cover sheet are known: labels, frame of the page, standing texts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a
from tei_edition.tables import table
from tei_edition.tables.citations import MARKS_OF_ADDRESSES, addresses, date_value, publisher

_BOLD = "*"
_LONGEST_LABEL = 45
_CLOSING_QUOTES = ('"', "”", "»")
_IN_CITATIONS = (*_CLOSING_QUOTES, *MARKS_OF_ADDRESSES)


@dataclass(frozen=True, slots=True)
class Label:
    """A label, and where it stands."""

    span: Span
    """With its colon."""
    type: str
    """Type of the field that it begins."""
    name: str
    """The label as the table has it, in small letters."""


@cache
def vocabulary(layout: str) -> Mapping[str, str]:
    """Return the labels of a layout in small letters, with the types of their fields."""
    return {name.casefold(): str(type_) for name, type_ in table("labels")[layout].items()}


@cache
def telling(layout: str) -> frozenset[str]:
    """Return the labels that are no words of a document."""
    return frozenset(table("labels")["telling"][layout])


def label_at(text: str, line: Span, layout: str) -> Label | None:
    """Return the label with which a line begins: alone in the line, or with a colon before its value."""
    words = text[line.start : line.end]
    colon = words.find(":", 0, _LONGEST_LABEL)
    for end in (colon + 1, len(words)):
        if not 0 < end <= _LONGEST_LABEL:
            continue
        name = level_a(words[:end].strip(_BOLD + ":" + BLANKS)).casefold()
        if name in vocabulary(layout):
            while end < len(words) and words[:2] == "**" and words[end] == "*":
                end += 1
            return Label(Span(line.start, line.start + end), vocabulary(layout)[name], name)
    return None


@cache
def _running(layout: str) -> re.Pattern[str]:
    names = sorted(vocabulary(layout), key=len, reverse=True)
    words = "|".join(re.escape(n).replace(r"\ ", r"[ \t\n\r]+") for n in names)
    return re.compile(rf"(?<![\w-])(?P<name>{words}):", re.IGNORECASE)


def labels_within(text: str, span: Span, layout: str) -> Iterator[Label]:
    """Find the labels that are run in within a paragraph; each needs its colon."""
    for m in _running(layout).finditer(text, span.start, span.end):
        if m["name"][0].isupper():
            name = level_a(m["name"]).casefold()
            yield Label(Span(m.start(), m.end()), vocabulary(layout)[name], name)


# ---- what stands there without a label


def is_date(words: str) -> bool:
    """Tell whether a line is a date and nothing else."""
    return len(words) <= 40 and date_value(words) is not None


def is_citation(words: str) -> bool:
    """Tell whether a paragraph is, or ends with, a citation: it names a digital archive behind a title."""
    if not any(mark in words for mark in _IN_CITATIONS):
        return False
    found = publisher(words)
    if found is None:
        return False
    before = words[: found[0]].rstrip(BLANKS)
    return before.endswith(",") and (any(q in before for q in _CLOSING_QUOTES) or any(addresses(words)))


def is_address(words: str) -> bool:
    """Tell whether a paragraph is a link and nothing else."""
    found = next(addresses(words), None)
    return found is not None and not (words[: found.start] + words[found.end :]).strip(BLANKS)


def is_credit(words: str) -> bool:
    """Tell whether a paragraph names the sponsor."""
    folded = level_a(words).casefold()
    formulas = table("credits")["sponsor"]["formulas"]
    return len(folded) < 300 and any(folded.startswith(f.casefold()) for f in formulas)


def is_contents(words: str) -> bool:
    """Tell whether a line is one of the values of Contents."""
    folded = level_a(words).casefold()
    return len(folded) <= 50 and any(
        folded == v.casefold() or folded.startswith(f"{v} -".casefold())
        for v in table("labels")["contents"]["values"]
    )


def is_language(words: str) -> bool:
    """Tell whether a line is the name of a language."""
    return level_a(words) in table("languages")["language"]


def is_rights(words: str) -> bool:
    """Tell whether a paragraph is a standing text on rights."""
    folded = level_a(words).casefold()
    return any(folded.startswith(o.casefold()) for o in table("labels")["rights"]["openings"])


def is_furniture(words: str) -> bool:
    """Tell whether a line belongs to the frame of a web page."""
    folded = level_a(words).casefold().strip("[] /")
    return folded in table("labels")["furniture"]["lines"] or bool(_combined().fullmatch(folded))


@cache
def _combined() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in table("labels")["furniture"]["lines"])
    return re.compile(rf"(?:{words})(?:\s*[/|]?\s*(?:{words}))+")


def is_prose(words: str) -> bool:
    """Tell whether a paragraph is made of sentences."""
    words = words.rstrip(BLANKS)
    return (
        len(words.split()) >= 6
        and words[-1:] in '.!?"”'
        and words[:1] not in "[(/-*•"
        and words[:1].isalpha()
    )
