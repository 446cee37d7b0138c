"""Opening lines: everything before the first paragraph (TEI DSOC, DSHD)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.readers.blocks import Block
from tei_edition.readers.pages import Piece, page_mark
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_LONGEST_TITLE = 600
_LONGEST_LINE = 200
_LONGEST_HEADING = 120
_LONGEST_DATELINE = 90
_LONGEST_SHORT_LINE = 90
_LOOK_AHEAD = 3
_NUMBERED_HEADING = re.compile(r"\d{1,4}\.[ ](?=[A-Z])")
_SPACED = re.compile(r"(?:[^\W\d_][ ]){3,}[^\W\d_]")
_CLOCK = r"(?:\d{4}Z|\d{1,4}(?:[:.]\d\d)?[ ]?(?:[ap]\.?[ ]?m\.?|hrs?|hs|hours|o'clock)?|[Nn]oon|[Mm]idnight)"
_TIME_BEHIND = re.compile(
    rf"[\s,.\]()—–-]*(?:at[ ])?(?:{_CLOCK}(?:[ ]?(?:[-–]|and|to)[ ]?{_CLOCK})?)?"
    r"(?:[ ,]+(?:[A-Z]{1,4}|local time|Moscow time|[A-Z][a-z]+day))?[\s,.\])\"”]*(?:\[\^?\w+\]\.?)*$",
)
_UNDATED = re.compile(r"(?:[A-Z][\w .'’-]{2,40},?\]?[ ])?[Uu]ndated\.?")


def take(transcript: Transcript, parts: Sequence[Piece]) -> tuple[list[Annotation], Sequence[Piece]]:
    """Take the opening lines from the beginning of a document.

    Args:
        transcript: the text.
        parts: the pieces of the document.

    Returns:
        Annotations for the opening, and the pieces that follow.
    """
    found: list[Annotation] = []
    at = 0
    headed = titled = listed = False
    while at < len(parts):
        piece = parts[at]
        if piece.role == "page-mark":
            found.append(page_mark(transcript, piece.span))
        elif piece.role != "text":
            break
        else:
            kind = kind_of(transcript, piece.block, headed=headed)
            if kind is None and _before_more(transcript, parts, at, headed=headed):
                kind = "opener"
            if kind == "heading" and titled:
                kind = "opener"  # under the title that an edition has put above it
            if kind is None or (listed and kind != "participants"):
                break  # only lists may follow a list
            titled = titled or (kind == "heading" and _is_titled(transcript, piece.block))
            headed, listed = headed or kind == "heading", listed or kind == "participants"
            found += _encoded(transcript, piece.block, kind)
        at += 1
    while at and parts[at - 1].role == "page-mark":
        at -= 1
        found.pop()
    return found, parts[at:]


def _before_more(transcript: Transcript, parts: Sequence[Piece], at: int, *, headed: bool) -> bool:
    """Tell whether a short block stands among opening lines: some that are known follow shortly."""
    block = parts[at].block
    lines = [transcript.of_span(line) for line in block.lines]
    if any(len(line) > _LONGEST_SHORT_LINE for line in lines) or len(lines) > 4:
        return False
    if lines[-1].rstrip().endswith((".", "?", ";")) and not headed:
        return False
    for piece in parts[at + 1 : at + 1 + _LOOK_AHEAD]:
        if piece.role != "text":
            continue
        if kind_of(transcript, piece.block, headed=headed) not in (None, "participants"):
            return True
        if any(len(transcript.of_span(line)) > _LONGEST_SHORT_LINE for line in piece.block.lines):
            return False
    return False


def kind_of(transcript: Transcript, block: Block, *, headed: bool) -> str | None:
    """Tell which opening lines a block is; None if it may be a paragraph.

    Args:
        transcript: the text.
        block: the block.
        headed: whether a heading stands before it.
    """
    lines = [level_a(transcript.of_span(line)) for line in block.lines]
    if not headed and len(lines) <= 2 and _is_numbered_title(lines[0]) and len(lines[0]) <= _LONGEST_TITLE:
        return "heading"
    if any(len(line) > _LONGEST_LINE for line in lines):
        return None
    first = lines[0].casefold()
    if first.startswith(tuple(table("anatomy")["byline"]["opening"])) and len(lines) <= 3:
        return "byline"
    if is_salutation(lines):
        return "salutation"
    if _participants(lines):
        return "participants"
    if _is_heading(lines):
        return "heading"
    if any(is_classification(line) or is_number(line) or _is_routing(line) for line in lines):
        return "opener"
    if len(lines) <= 3 and all(len(line) <= _LONGEST_DATELINE for line in lines):
        dated = [is_dateline(line) for line in lines]
        if any(dated) and (dated[-1] or _TIME_BEHIND.fullmatch(" " + lines[-1].removeprefix("at "))):
            return "dateline" if len(lines) == 1 else "opener"
    return None


def _is_heading(lines: Sequence[str]) -> bool:
    first = lines[0]
    if (
        len(lines) > 7
        or is_classification(first)
        or any(is_classification(x) or is_number(x) for x in lines[1:])
    ):
        return False
    if _SPACED.match(first):
        return True
    if genre_of(first) and not first.endswith((".", ";", ",", ":")) and len(first) <= _LONGEST_HEADING:
        return True
    letters = [c for c in first if c.isalpha()]
    capitals = len(letters) >= 4 and all(c.isupper() for c in letters) and not is_number(first)
    return (
        capitals
        and first[0] not in "([/"
        and not _is_routing(first)
        and ":" not in first[:25]
        and not first.endswith(".")
    )


def _is_titled(transcript: Transcript, block: Block) -> bool:
    return _is_numbered_title(level_a(transcript.of_span(block.lines[0])))


def _is_numbered_title(line: str) -> bool:
    """Tell whether a line is a title with the number that an edition gave it, in capitalised words."""
    if not _NUMBERED_HEADING.match(line):
        return False
    words = [w for w in re.findall(r"[^\W\d_]{4,}", line)]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def genre_of(line: str) -> str | None:
    """Return the genre that the first line of a heading names."""
    folded = _NUMBERED_HEADING.sub("", line).casefold()
    folded = folded.replace(" ", "") if _SPACED.match(line) else folded
    for row in table("anatomy")["heading"]:
        for words in row["opening"]:
            if folded.startswith(words) and not folded[len(words) : len(words) + 1].isalpha():
                return str(row["subtype"])
    return None


def is_dateline(line: str) -> bool:
    """Tell whether a line is a date, with at most a place before it and a time behind it."""
    line = line.strip("[]()“” ")
    if _UNDATED.fullmatch(line):
        return True
    for date in dates(line):
        before, after = line[: date.start].strip(BLANKS + '“”"'), line[date.end :]
        place = not before or (len(before) <= 40 and _is_place(before.rstrip(" ,-—[]")))
        if place and _TIME_BEHIND.fullmatch(after):
            return True
    return False


def _is_place(words: str) -> bool:
    first = words.split(" ")[0].casefold()
    if first in table("anatomy")["unfinished"]["words"]:
        return False
    return len(words) <= 60 and all(
        w[:1].isupper() or w in ("de", "of", "the") for w in re.findall(r"[\w'’.]+", words)
    )


@cache
def _classifications() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in table("anatomy")["classification"])
    return re.compile(rf"[*(\[/\"“-]*(?:{words})(?!\w)", re.IGNORECASE)


def is_classification(line: str) -> bool:
    """Tell whether a line is a marking of secrecy, with little else in it."""
    # In running text these are ordinary words: a line of an opener is in capitals, or holds little else.
    m = _classifications().match(line)
    if m is None or (line.endswith(".") and len(line) > 30):
        return False
    return line.isupper() or len(line) - m.end() <= 40 or line[: m.end()].isupper()


@cache
def _numbers() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for row in table("anatomy")["number"] for w in row["words"])
    signs = "|".join(re.escape(s) for s in table("anatomy")["signs"]["numero"])
    return re.compile(
        rf"(?:.{{0,40}}[ ])?(?:{words})[ ]?(?:{signs})[ ]?[\w_]|(?:{signs})[ ]?[\w_/-]+\W*$", re.IGNORECASE
    )


def is_number(line: str) -> bool:
    """Tell whether a line gives a number of copy or registry."""
    return len(line) <= 80 and _numbers().match(line) is not None


@cache
def _routing() -> re.Pattern[str]:
    labels = sorted(table("anatomy")["routing"]["labels"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))}):(?=[ ]|$)", re.IGNORECASE)


def _is_routing(line: str) -> bool:
    return _routing().match(line) is not None


def is_salutation(lines: Sequence[str]) -> bool:
    """Tell whether a block is a salutation."""
    row = table("anatomy")["salutation"]
    line = lines[0]
    if len(lines) > 1 or len(line) > 80 or not line.endswith(tuple(row["marks"])):
        return False
    folded = line.casefold()
    return any(folded.startswith(w) and not folded[len(w) : len(w) + 1].isalpha() for w in row["opening"])


def _participants(lines: Sequence[str]) -> bool:
    """Tell whether a block is a list with a label in a line of its own: participants, subject."""
    if len(lines) < 2:
        return False
    label = lines[0].rstrip(":").casefold()
    row = table("anatomy")["participants"]
    return label in row["labels"] or label in row["subject"]


# ---- annotations


def _encoded(transcript: Transcript, block: Block, kind: str) -> Iterator[Annotation]:
    rule = f"opening.{kind}"
    if kind == "salutation":
        yield Annotation(block.span, "opener", rule)
        yield Annotation(block.span, "salute", rule)
    elif kind == "participants":
        label = level_a(transcript.of_span(block.lines[0])).rstrip(":").casefold()
        subject = label in table("anatomy")["participants"]["subject"]
        yield Annotation(block.span, "list", rule, {"type": "subject" if subject else "participants"})
        yield Annotation(block.lines[0], "list-head", rule)
        for line in block.lines[1:]:
            yield Annotation(line, "item", rule)
    else:
        yield Annotation(block.span, kind, rule)
        if kind == "byline":
            yield from _author(transcript, block.span)
        elif kind == "opener" and len(block.lines) > 1:
            yield from _inner_datelines(transcript, block)


def _author(transcript: Transcript, byline: Span) -> Iterator[Annotation]:
    """Yield what stands behind the opening words of a byline."""
    words = "|".join(
        re.escape(w).replace(r"\ ", r"[ \t\n\r]+") for w in table("anatomy")["byline"]["opening"]
    )
    m = re.compile(words, re.IGNORECASE).match(transcript.text, byline.start, byline.end)
    start, end = trimmed(transcript.text, m.end() if m else byline.end, byline.end)
    if start < end:
        yield Annotation(Span(start, end), "author-of-document", "opening.byline")


def _inner_datelines(transcript: Transcript, block: Block) -> Iterator[Annotation]:
    """Yield the lines of place and date within an opener; a date alone stands for itself."""
    for line in block.lines:
        words = transcript.of_span(line)
        date = next(dates(words), None)
        if date is not None and date.start > 1 and is_dateline(words):
            yield Annotation(line, "place-and-date", "opening.dateline")
