"""What lines at the end of a document say by their words: signature, formula, appendage (TEI DSOC)."""

import re
from collections.abc import Sequence
from functools import cache

from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers import opening_lines
from tei_edition.readers.blocks import Block
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_LONGEST_LINE = 90
_LONGEST_AFTER = 220
_NAME_IN_MARKS = re.compile(r"[(/][ ]*(?:[^\W\d_]\.?[ ]*)*[A-ZÀ-Þ][\w'’-]+(?:[ ][A-ZÀ-Þ][\w'’-]+)*[ ]*[)/]$")
_NOTE_MARKS = re.compile(r"(?:\[(?:\^\w+|\d{1,3}|\*+)\])+\.?$")
_INITIALS = re.compile(r"\w{1,4}(?:/\w{1,4})+")
_TYPIST = re.compile(r"[a-z]{1,3}|\w{1,4}(?:/\w{1,4})+|\d{4,8}|[a-z]{1,2}\[\w{1,2}\]")
_TOKEN = re.compile(r"\[[^\]]*\]|[^\s,]+")
_INITIAL_AND_SURNAME = re.compile(r"[(/]?[ ]*(?:[A-ZÀ-Þ][aehu]?\.[ ]?){1,3}[A-ZÀ-Þ][\w'’-]+[ ]*[)/]?")
_BRACKET_ONLY = re.compile(r"(?:\[[^\[\]]*\][ ,.;:]*)+")


def _lines(transcript: Transcript, spans: Sequence[Span]) -> list[str]:
    return [_unmarked(level_a(transcript.of_span(line))) for line in spans]


def _unmarked(line: str) -> str:
    """Take the marks of notes off the end of a line."""
    return _NOTE_MARKS.sub("", line) if line.endswith(("]", "].")) else line


# ---- signatures


def is_signature(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block is a signature: a name, with office, date, formula or brackets about it."""
    spans = list(block.lines)
    if len(spans) == 1 and formula_with_name(transcript, spans[0]) is not None:
        return True
    while len(spans) > 1 and is_formula(transcript, Block((spans[0],))):
        spans.pop(0)
    if len(spans) > 7:
        return False
    lines = _lines(transcript, core(transcript, spans))
    if (
        not 1 <= len(lines) <= 5
        or any(len(line) > _LONGEST_LINE for line in lines)
        or is_formula(transcript, Block(tuple(spans)))
    ):
        return False
    last = lines[-1]
    if _NAME_IN_MARKS.search(last):
        return True
    row = table("anatomy")["signature"]
    if lines[0].casefold().startswith(tuple(row["opening"])):
        return True
    bracket = re.search(r"\[([^\]]*)\]", last)
    if bracket and _says_signed(bracket[1]):
        return True
    above = all(_may_be_office(line) for line in lines[:-1])
    return len(lines) <= 3 and _is_name(_without_date(last)) and above


def _says_signed(content: str) -> bool:
    folded = content.casefold().strip()
    words = table("anatomy")["signature"]["brackets"]
    return folded.rstrip(":").strip() in words or folded.startswith(tuple(f"{w}:" for w in words))


def core(transcript: Transcript, spans: Sequence[Span]) -> list[Span]:
    """Return the lines of a signature itself: office, bracket and name.

    Certifications and dates above it, and dates, numbers and a typist's initials below it, stand outside.
    """
    inner = list(spans)
    words = _lines(transcript, inner)
    certified = tuple(table("anatomy")["signature"]["certification"])
    while len(inner) > 1 and (
        words[0].casefold().startswith(certified) or opening_lines.is_dateline(words[0])
    ):
        del inner[0], words[0]
    while len(inner) > 1 and (_TYPIST.fullmatch(words[-1]) or opening_lines.is_dateline(words[-1])):
        del inner[-1], words[-1]
    return inner


def is_unsigned(transcript: Transcript, spans: Sequence[Span]) -> bool:
    """Tell whether lines of the closing bear no name: nothing but brackets, or a certification alone."""
    text = level_a(transcript.text[spans[0].start : spans[-1].end])
    row = table("anatomy")["signature"]
    if len(spans) == 1 and text.casefold().startswith((*row["certification"], *row["on-behalf"])):
        return not _NAME_IN_MARKS.search(text)
    if not _BRACKET_ONLY.fullmatch(text):
        return False
    words = "|".join(
        re.escape(w) for w in sorted(table("anatomy")["signature"]["brackets"], key=len, reverse=True)
    )
    rest = re.sub(rf"(?i)(?<!\w)(?:{words})(?!\w)", "", text)
    return not re.search(r"[A-ZÀ-Þ]\w+", rest)


def _is_office(line: str) -> bool:
    return _office().match(line.casefold()) is not None


@cache
def _office() -> re.Pattern[str]:
    row = table("anatomy")["signature"]
    return re.compile(rf"(?:{'|'.join(map(re.escape, (*row['offices'], *row['ranks'])))})(?!\w)")


def is_name_above(transcript: Transcript, block: Block, below: Block) -> bool:
    """Tell whether a block is a name of several words, and the block below it its bearer's office."""
    lines = _lines(transcript, block.lines)
    if len(lines) != 1 or not 2 <= len(lines[0].split()) <= 4 or _is_office(lines[0]):
        return False
    return lines[0][0].isupper() and _is_name(lines[0]) and _is_office(_lines(transcript, below.lines)[0])


def _without_date(line: str) -> str:
    date = next(dates(line), None)
    return line[date.end :].strip(" ,.") if date is not None and date.start == 0 else line


def _is_name(line: str) -> bool:
    """Tell whether a line is made of names, initials and ranks only."""
    line = opening_lines.despaced(line)
    if line.endswith((".", ":", ";", "?", "!")) and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", line):
        return False
    tokens = [t for t in _TOKEN.findall(line) if not t.startswith("[")]
    row = table("anatomy")["signature"]
    if not 1 <= len(tokens) <= (12 if line.isupper() and "." in line else 6):
        return False
    if any(c.isdigit() for t in tokens for c in t):
        return False
    small = row["particles"] + row["ranks"]
    return all(t[0].isupper() or t[0] in '([/“"' or t.casefold() in small for t in tokens)


def _may_be_office(line: str) -> bool:
    return not line.endswith((".", "?", "!")) or len(line) < 30


# ---- what stands above


def may_stand_above(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block may stand above the signature: formula, date, office, another name."""
    if is_formula(transcript, block) or is_dateline(transcript, block):
        return True
    if len(block.lines) > 3:
        return False
    lines = _lines(transcript, block.lines)
    if any(len(line) > _LONGEST_LINE for line in lines):
        return False
    row = table("anatomy")["signature"]
    if (
        lines[0].casefold().startswith((*row["certification"], *row["on-behalf"]))
        and lines[-1][-1] not in ".;?!"
    ):
        return True
    if _INITIAL_AND_SURNAME.fullmatch(lines[-1]) and all(_may_be_office(line) for line in lines[:-1]):
        return True
    office = _is_office(lines[0]) and not re.fullmatch(
        r"[A-Z][\w.]+[ ][A-ZÀ-Þ][\w'’-]+", lines[0]
    )  # "Ambassador Bennett"
    return office and lines[-1][-1] not in ".;?!" and not re.search(r"[.;?!][ ]", lines[0])


def formula_with_name(transcript: Transcript, line: Span) -> tuple[Span, Span] | None:
    """Divide a line that holds a complimentary close and a name behind it; None if it does not."""
    words = transcript.of_span(line)
    if not words.casefold().startswith(tuple(table("anatomy")["complimentary-close"]["opening"])):
        return None
    m = re.match(r"([^.,!\[]{4,60}[.,!])[ ]+(.{3,60})", words)
    if m is None or m.end() != len(words) or not _is_name(m[2].rstrip(".")):
        return None
    return Span(line.start, line.start + m.end(1)), Span(line.start + m.start(2), line.end)


def is_formula(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block is a complimentary close."""
    if formula_with_name(transcript, block.span) is not None:
        return False
    if len(block.lines) > 2:
        return False
    line = _unmarked(level_a(transcript.of_span(block.span)))
    opening = tuple(table("anatomy")["complimentary-close"]["opening"])
    return len(line) <= 80 and line.casefold().startswith(opening)


def is_dateline(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block is one line of place and date."""
    if len(block.lines) != 1:
        return False
    line = _lines(transcript, block.lines)[0]
    return len(line) < 60 and opening_lines.is_dateline(line)


# ---- what stands behind


@cache
def _after() -> tuple[str, ...]:
    return tuple(table("anatomy")["after-signature"]["opening"])


def begins_appendage(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block begins with words that stand behind a signature: copies, typist, enclosure."""
    first = level_a(transcript.of_span(block.lines[0])).casefold()
    return first.startswith(_after()) or opening_lines.copies().match(first) is not None


def begins_long_appendage(transcript: Transcript, block: Block, *, near: bool = True) -> bool:
    """Tell whether a block begins what may be longer than a line or two: postscript, copies, enclosure.

    Args:
        transcript: the text.
        block: the block.
        near: whether it is near the end of the document; elsewhere copies are not looked for.
    """
    first = level_a(transcript.of_span(block.lines[0]))
    row = table("anatomy")["after-signature"]
    folded = first.casefold()
    if folded.startswith(tuple(row["postscript"])) or opening_lines.is_enclosure_label(first):
        return True
    return near and begins_appendage(transcript, block) and folded.startswith(tuple(row["distribution"]))


def announces_copies(before: str) -> bool:
    """Tell whether the line before a list says that copies went to those whom it names."""
    line = level_a(re.split(r"[\n\r\v\f]", before.rstrip(" \t\n\r\v\f"))[-1]).casefold()
    return line.endswith(":") and line.startswith(tuple(table("anatomy")["after-signature"]["distribution"]))


def is_appendage(transcript: Transcript, block: Block) -> bool:
    """Tell whether a block is of the sort that stands behind a signature."""
    lines = [level_a(transcript.of_span(line)) for line in block.lines]
    first = lines[0].casefold()
    if begins_appendage(transcript, block):
        return True
    if len(lines) <= 3 and all(len(line) < 20 and _INITIALS.search(line) for line in lines):
        return True
    if len(lines) <= 3 and all(_TYPIST.fullmatch(line) for line in lines):
        return True
    if len(lines) == 1 and len(first) < 60 and any(d.day for d in dates(lines[0])):
        return not _is_name(_without_date(lines[0]))
    return lines[0].startswith("[") and lines[-1].endswith("]") and sum(map(len, lines)) <= _LONGEST_AFTER


def division_type(transcript: Transcript, block: Block) -> str:
    """Tell what sort of division begins with a block behind a signature: also ``postscript``."""
    line = level_a(transcript.of_span(block.lines[0]))
    if opening_lines.is_enclosure_label(line):
        return "enclosure"
    first = line.casefold()
    row = table("anatomy")["after-signature"]
    for type_ in ("postscript", "distribution", "enclosure"):
        if first.startswith(tuple(row[type_])):
            return type_
    return "distribution" if opening_lines.copies().match(first) else "section"
