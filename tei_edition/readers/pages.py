"""What the page brings: page marks, running heads, signs, separators; and sentences that go on over it."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tei_edition.model.annotation import Annotation, Certainty
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, level_a
from tei_edition.readers.blocks import Block, blocks
from tei_edition.tables import table

Role = Literal["text", "page-mark", "running-head", "page-number", "sign", "separator", "unseen"]
"""``unseen`` is a line of characters that nobody sees, such as NO-BREAK SPACE."""

FURNITURE = ("page-mark", "running-head", "page-number", "sign")
"""What may stand in the middle of a sentence, a list or a turn, and is no part of it."""

_PAGE_MARK = re.compile(r"\[[Pp]age[ ]+(\w+)(?:[ ]of[ ]\w+)?\]|\[[Pp]\.[ ]?(\d+)\]")
_PAGE_NUMBER = re.compile(r"[-–—][ ]?\d{1,4}[ ]?[-–—]|[Pp]age[ ]\d{1,4}(?:[ ]of[ ]\d{1,4})?")
_RUNNING_HEAD = re.compile(
    r"\d{1,4}[ ]+[A-Z][A-Z ,.'’&:-]{14,}(?:[ ]\d{1,3}(?:[-/–]\d{1,3})?)?|[A-Z][A-Z ,.'’&:-]{14,}[ ]\d{1,4}"
)
_TERMINAL = (".", "!", "?", ":", ";", "…")
_CLOSING = "\"'”’»)]"
_NOTE_MARK = re.compile(r"\[\^?\w+\]$")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\"“”'’(\[]*$")
_SHORTEST_OPEN_LINE = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and what it is on the page."""

    block: Block
    role: Role

    @property
    def span(self) -> Span:
        """The stretch of the block."""
        return self.block.span


def pieces(transcript: Transcript, within: Span) -> tuple[Piece, ...]:
    """Divide a stretch into blocks, page marks at their edges apart, and tell what each is."""
    found = (p for b in blocks(transcript, within) for p in _divided(transcript, b))
    return tuple(Piece(b, _role(transcript, b)) for b in found)


def _divided(transcript: Transcript, block: Block) -> Iterator[Block]:
    """Divide a block at lines that nobody sees, and at page marks at its edges."""
    lines: list[Span] = []
    page_break = block.page_break
    for line in block.lines:
        if not is_unseen(transcript.of_span(line)):
            lines.append(line)
            continue
        if lines:
            yield from _without_marks(transcript, Block(tuple(lines), page_break))
            lines, page_break = [], False
        yield Block((line,), page_break)
        page_break = False
    if lines:
        yield from _without_marks(transcript, Block(tuple(lines), page_break))


def is_unseen(text: str) -> bool:
    """Tell whether a text has no character that anybody sees: spaces of all kinds, and format characters."""
    return all(c in BLANKS or unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cf") for c in text)


def _without_marks(transcript: Transcript, block: Block) -> Iterator[Block]:
    """Divide a block whose first or last lines are page marks: these stand between paragraphs."""
    lines = list(block.lines)
    after: list[Block] = []
    page_break = block.page_break
    while len(lines) > 1 and page_number(transcript, lines[0]):
        yield Block((lines.pop(0),), page_break)
        page_break = False
    while len(lines) > 1 and page_number(transcript, lines[-1]):
        after.insert(0, Block((lines.pop(),)))
    yield Block(tuple(lines), page_break)
    yield from after


def page_number(transcript: Transcript, span: Span) -> str | None:
    """Return the number of the page mark that fills a stretch; None if it is none."""
    m = _PAGE_MARK.fullmatch(transcript.text, span.start, span.end)
    return str(table("brackets")["ordinals"].get((m[1] or m[2]).lower(), m[1] or m[2])) if m else None


def written_marks(transcript: Transcript, within: Span) -> Mapping[int, str]:
    """Return the numbers of the written page marks in a stretch, in blocks of their own or in words."""
    found = (m.span() for m in _PAGE_MARK.finditer(transcript.text, within.start, within.end))
    return {start: page_number(transcript, Span(start, end)) or "" for start, end in found}


def between_marks(breaks: Sequence[int], marks: Mapping[int, str]) -> Mapping[int, str]:
    """Number page breaks among written marks: one more than the page before, if less than the next."""
    found: dict[int, str] = {}
    numbers = sorted((at, int(n)) for at, n in marks.items() if n.isdecimal())
    last: tuple[int, int] | None = None  # the last break that was numbered, and its number
    for at in dict.fromkeys(breaks):
        i = bisect_left(numbers, (at, 0))
        before = numbers[i - 1] if i else None
        if last is not None and (before is None or last[0] >= before[0]):
            before = last
        following = numbers[i][1] if i < len(numbers) else None
        free = before[1] + 1 if before is not None else following - 1 if following is not None else None
        if free is not None and free > 0 and (following is None or free < following):
            found[at] = str(free)
            last = (at, free)
    return found


def _role(transcript: Transcript, block: Block) -> Role:
    text = transcript.of_span(block.span)
    if page_number(transcript, block.span):
        return "page-mark"
    if not text.strip(_signs()):
        return "sign"
    if is_unseen(text):
        return "unseen"
    if _is_separator(text):
        return "separator"
    if len(block.lines) == 1 and _PAGE_NUMBER.fullmatch(text):
        return "page-number"
    if len(block.lines) == 1 and _RUNNING_HEAD.fullmatch(text):
        return "running-head"
    return "text"


@cache
def _signs() -> str:
    """Return the signs that nobody has identified, and blanks."""
    return "".join((*table("anatomy")["signs"]["unidentified"], BLANKS))


def _is_separator(text: str) -> bool:
    bare = level_a(text).replace(" ", "")
    return len(bare) >= 3 and bare[0] in table("anatomy")["signs"]["separator"] and not bare.strip(bare[0])


def goes_on(transcript: Transcript, first: Block, second: Block, *, over_sign: bool = False) -> bool:
    """Tell whether a block goes on with the sentence that the block before it left open.

    No terminal punctuation before and a lower-case letter after must both hold, and the line must be long
    enough for prose; or the first breaks off behind a word that cannot end a sentence. Over an
    unidentified sign either is enough.

    Args:
        transcript: the text.
        first: the block that may be unfinished.
        second: the block that follows, with nothing but page furniture between.
        over_sign: whether an unidentified sign stands between the two.
    """
    before, after = transcript.of_span(first.lines[-1]), transcript.of_span(second.lines[0])
    if before.isupper() or len(transcript.of_span(first.span)) < _SHORTEST_OPEN_LINE:
        return False
    open_, lower = not _is_terminated(before), after[0].islower() and not _labelled(after)
    last = _LAST_WORD.search(before, before.rfind(" ") + 1) if open_ else None
    unfinished = last is not None and last[1] in table("anatomy")["unfinished"]["words"]
    if over_sign:
        return lower or unfinished
    return (open_ and lower and len(before) >= _SHORTEST_OPEN_LINE // 2) or unfinished


def _is_terminated(line: str) -> bool:
    """Tell whether a sentence ends with a line: marks that close and the mark of a note may follow it."""
    bare = _NOTE_MARK.sub("", line) if line.endswith("]") else line
    return any(words.rstrip(_CLOSING).endswith(_TERMINAL) for words in (line, bare))


def _labelled(line: str) -> bool:
    return re.match(r"\w{1,2}[.)][ \t]", line) is not None


def page_break(at: Span, rule: str, certainty: Certainty) -> Annotation:
    """Return an inferred page break; its number is given when all are known."""
    return Annotation(at, "page-break", rule, responsibility="program", certainty=certainty)


def page_mark(transcript: Transcript, span: Span) -> Annotation:
    """Return the page break that a written mark stands for."""
    number = page_number(transcript, span) or ""
    written = transcript.of_span(span)
    return Annotation(span, "page-break", "pages.mark", {"n": number}, (written, ""))


def joined(transcript: Transcript, first: Block, second: Block) -> Problem:
    """Say that two blocks were joined to one paragraph."""
    text = transcript.text
    start = (
        text.rfind(" ", first.span.start, max(first.span.start, first.span.end - 20)) + 1 or first.span.start
    )
    end = text.find(" ", second.span.start + 12, second.span.end)
    return Problem(
        "RD02",
        Severity.NOTE,
        "A blank line divides a sentence. The paragraph was joined, and the place marked as a page break.",
        "If a new paragraph begins here, reject the page break in the decisions file.",
        file=transcript.name,
        place=transcript.place(Span(start, end if end > 0 else second.span.end)),
    )
