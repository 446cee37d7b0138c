"""The anatomy of a document: opening lines, paragraphs and closing lines (TEI DSOC, DSHD).

Everything that is not known by its words or its place is a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from tei_edition.model.annotation import Annotation, Certainty
from tei_edition.model.edition import Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.readers.blocks import Block, blocks, continues
from tei_edition.tables import table
from tei_edition.tables.calendar import dates

_NAME_IN_PARENTHESES = re.compile(r"[(/][ ]*(?:[^\W\d_]\.[ ]*)*[A-ZÀ-Þ][\w'’-]+[ ]*[)/]$")
_PAGE_MARK = re.compile(r"\[page[ ]+(\w+)\]", re.IGNORECASE)
_LONGEST_OPENING_LINE = 120
_LONGEST_DATELINE = 60


def document(transcript: Transcript, within: Span) -> Finding:
    """Structure a document.

    Args:
        transcript: the text.
        within: the stretch that is the document, without its cover sheet.

    Returns:
        The division, its blocks and its page breaks.
    """
    parts = blocks(transcript, within)
    if not parts:
        return Finding()
    whole = Span(parts[0].span.start, parts[-1].span.end)
    opening, rest = _opening(transcript, parts)
    paragraphs, closing = _closing(transcript, rest)
    body, problems = _body(transcript, paragraphs)
    found = [*opening, *body, *closing]
    genre = _genre(transcript, found)
    attributes = {"subtype": genre} if genre else {}
    division = Annotation(whole, "document", "anatomy.document", attributes)
    return Finding((division, *_numbered(found, whole.start)), tuple(problems))


# ---- opening lines


def _opening(transcript: Transcript, parts: Sequence[Block]) -> tuple[list[Annotation], Sequence[Block]]:
    found: list[Annotation] = []
    for i, block in enumerate(parts):
        kind = _opening_kind(transcript, block)
        if kind is None:
            return found, parts[i:]
        found.append(Annotation(block.span, kind, f"anatomy.{kind}"))
        if kind == "byline":
            found += _author(transcript, block.span)
    # A text of opening lines alone has no body: what is there are paragraphs.
    return [], parts


def _opening_kind(transcript: Transcript, block: Block) -> str | None:
    lines = [level_a(transcript.of_span(line)) for line in block.lines]
    if any(len(line) > _LONGEST_OPENING_LINE for line in lines):
        return None
    first = lines[0].casefold()
    if first.startswith(tuple(table("anatomy")["byline"]["opening"])) and len(lines) <= 3:
        return "byline"
    if len(lines) <= 6 and _genre_of(first):
        return "heading"
    if any(_is_classification(line) or _numbers().search(line) for line in lines):
        return "opener"
    if len(lines) == 1 and len(lines[0]) <= _LONGEST_DATELINE and _is_dateline(lines[0]):
        return "dateline"
    return None


def _author(transcript: Transcript, byline: Span) -> Iterator[Annotation]:
    """Yield what stands behind the opening words of a byline."""
    words = "|".join(
        re.escape(w).replace(r"\ ", r"[ \t\n\r]+") for w in table("anatomy")["byline"]["opening"]
    )
    m = re.compile(words, re.IGNORECASE).match(transcript.text, byline.start, byline.end)
    start, end = trimmed(transcript.text, m.end() if m else byline.end, byline.end)
    if start < end:
        yield Annotation(Span(start, end), "author-of-document", "anatomy.byline")


def _is_dateline(line: str) -> bool:
    """Tell whether a line is a date, with at most a place before it and a time after it."""
    for date in dates(line):
        before, after = line[: date.start].strip(BLANKS), line[date.end :].strip(BLANKS)
        place = not before or (before.endswith(",") and before.istitle())
        if place and not re.search(r"[^\W\d_]{4}", after):
            return True
    return False


@cache
def _classifications() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in table("anatomy")["classification"])
    return re.compile(rf"[(\[/\"]?(?:{words})(?!\w)", re.IGNORECASE)


def _is_classification(line: str) -> bool:
    # In running text these are ordinary words: a line of an opener is in capitals, or holds little else.
    m = _classifications().match(line)
    if m is None:
        return False
    return line.isupper() or len(line) - m.end() <= 30 or line[: m.end()].isupper()


@cache
def _numbers() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for row in table("anatomy")["number"] for w in row["words"])
    signs = "|".join(re.escape(s) for s in table("anatomy")["signs"]["numero"])
    return re.compile(rf"^(?:.*[ ])?(?:{words})[ ]?(?:{signs})[ ]?[\w_]", re.IGNORECASE)


def _genre_of(line: str) -> str | None:
    for row in table("anatomy")["heading"]:
        if line.startswith(tuple(row["opening"])) and not line.endswith((".", ";", ",")):
            return str(row["subtype"])
    return None


def _genre(transcript: Transcript, found: Sequence[Annotation]) -> str | None:
    for a in found:
        if a.kind == "heading":
            return _genre_of(level_a(transcript.of_span(a.span)).casefold())
    return None


# ---- closing lines


def _closing(transcript: Transcript, parts: Sequence[Block]) -> tuple[Sequence[Block], list[Annotation]]:
    """Take the signature from the end; only signs may stand behind it."""
    after: list[Annotation] = []
    rest = list(parts)
    while rest and _is_sign(transcript, rest[-1]):
        after.append(_sign(rest.pop()))
    if len(rest) > 1 and _is_signature(transcript, rest[-1]):
        span = rest.pop().span
        signature = Annotation(span, "signature", "anatomy.signature")
        return rest, [Annotation(span, "closer", "anatomy.closer"), signature, *reversed(after)]
    return parts, []


def _is_signature(transcript: Transcript, block: Block) -> bool:
    text = level_a(transcript.of_span(block.span))
    return len(block.lines) <= 4 and len(text) <= 160 and bool(_NAME_IN_PARENTHESES.search(text))


# ---- between


def _body(transcript: Transcript, parts: Sequence[Block]) -> tuple[list[Annotation], list[Problem]]:
    found: list[Annotation] = []
    problems: list[Problem] = []
    run: list[Block] = []
    pieces = [piece for block in parts for piece in _divided(transcript, block)]
    marked = any(_page_mark(transcript, piece) for piece in pieces)
    for i, block in enumerate(pieces):
        mark = _page_mark(transcript, block)
        following = pieces[i + 1] if mark and i + 1 < len(pieces) else block
        if (
            run
            and not _is_sign(transcript, following)
            and continues(transcript, _last_text(transcript, run), following)
        ):
            if not mark and not _page_mark(transcript, run[-1]):
                problems.append(_joined(transcript, run[-1], block))
                if not marked:
                    point = Span(block.span.start, block.span.start)
                    found.append(_page_break(point, "anatomy.continued-sentence", "medium"))
            run.append(block)
            continue
        found += _paragraph(run)
        run = []
        if block.page_break and not marked:
            start = Span(block.span.start, block.span.start)
            found.append(_page_break(start, "anatomy.form-feed", "high"))
        if mark:
            written = transcript.of_span(block.span)
            found.append(
                Annotation(block.span, "page-break", "anatomy.page-mark", {"n": mark}, (written, ""))
            )
        elif _is_sign(transcript, block):
            found.append(_sign(block))
        elif _is_separator(transcript, block):
            found.append(Annotation(block.span, "separator", "anatomy.separator"))
        else:
            run = [block]
    return found + list(_paragraph(run)), problems


def _page_mark(transcript: Transcript, block: Block) -> str | None:
    """Return the number in a page mark that is all of a block."""
    m = _PAGE_MARK.fullmatch(transcript.text, block.span.start, block.span.end)
    return str(table("brackets")["ordinals"].get(m[1].lower(), m[1])) if m else None


def _divided(transcript: Transcript, block: Block) -> Iterator[Block]:
    """Divide a block whose first or last lines are page marks: these stand between paragraphs."""
    lines = list(block.lines)
    after: list[Block] = []
    page_break = block.page_break
    while len(lines) > 1 and _page_mark(transcript, Block((lines[0],))):
        yield Block((lines.pop(0),), page_break)
        page_break = False
    while len(lines) > 1 and _page_mark(transcript, Block((lines[-1],))):
        after.insert(0, Block((lines.pop(),)))
    yield Block(tuple(lines), page_break)
    yield from after


def _last_text(transcript: Transcript, run: Sequence[Block]) -> Block:
    return next(b for b in reversed(run) if not _page_mark(transcript, b))


def _paragraph(run: Sequence[Block]) -> Iterator[Annotation]:
    if run:
        yield Annotation(Span(run[0].span.start, run[-1].span.end), "paragraph", "anatomy.paragraph")


def _joined(transcript: Transcript, first: Block, second: Block) -> Problem:
    text = transcript.text
    start = (
        text.rfind(" ", first.span.start, max(first.span.start, first.span.end - 20)) + 1 or first.span.start
    )
    end = text.find(" ", second.span.start + 12, second.span.end)
    edge = Span(start, end if end > 0 else second.span.end)
    return Problem(
        "RD02",
        Severity.NOTE,
        "A blank line divides a sentence. The paragraph was joined, and the place marked as a page break.",
        "If a new paragraph begins here, reject the page break in the decisions file.",
        file=transcript.name,
        place=transcript.place(edge),
    )


def _page_break(at: Span, rule: str, certainty: Certainty) -> Annotation:
    return Annotation(at, "page-break", rule, responsibility="program", certainty=certainty)


def _numbered(found: Sequence[Annotation], start: int) -> Iterator[Annotation]:
    """Number the inferred pages, if there are any: the first page begins with the document."""
    breaks = sorted(a.span.start for a in found if _is_inferred(a))
    if breaks and breaks[0] != start:
        breaks.insert(0, start)
        found = [_page_break(Span(start, start), "anatomy.first-page", "medium"), *found]
    numbers = {at: str(i + 1) for i, at in enumerate(breaks)}
    for a in found:
        yield replace(a, attributes={"n": numbers[a.span.start]}) if _is_inferred(a) else a


def _is_inferred(a: Annotation) -> bool:
    return a.kind == "page-break" and len(a.span) == 0


def _is_sign(transcript: Transcript, block: Block) -> bool:
    signs = set(table("anatomy")["signs"]["unidentified"])
    return set(transcript.of_span(block.span)) <= signs | set(BLANKS)


def _sign(block: Block) -> Annotation:
    return Annotation(
        block.span, "unidentified-sign", "anatomy.sign", responsibility="program", certainty="low"
    )


def _is_separator(transcript: Transcript, block: Block) -> bool:
    text = level_a(transcript.of_span(block.span)).replace(" ", "")
    if text.strip("\xa0") == "":
        return True
    return len(set(text)) == 1 and len(text) >= 3 and text[0] in table("anatomy")["signs"]["separator"]
