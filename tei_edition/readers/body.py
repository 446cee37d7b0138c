"""The body of a document: paragraphs, turns of speech, lists, tables, and what the page brings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei_edition.model.annotation import Annotation
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import trimmed
from tei_edition.readers.item_labels import Label, follows, label, sections
from tei_edition.readers.pages import Piece, goes_on, joined, page_break, page_mark
from tei_edition.readers.turns import turns


@dataclass(frozen=True, slots=True)
class _Unit:
    """What will be a paragraph, an item or a turn."""

    span: Span
    label: Label | None = None
    speaker: Span | None = None


@dataclass(slots=True)
class Body:
    """Annotations of a body, and what an editor should know of them."""

    annotations: list[Annotation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def body(transcript: Transcript, parts: Sequence[Piece], *, marked: bool) -> Body:
    """Structure the body of a document.

    Args:
        transcript: the text.
        parts: its pieces, without opening and closing lines.
        marked: whether the transcript has written page marks: then no page break is inferred.

    Returns:
        The blocks in the order of the text, with lists and turns around them.
    """
    return _Builder(transcript, parts, marked).run()


class _Builder:
    def __init__(self, transcript: Transcript, parts: Sequence[Piece], marked: bool) -> None:
        self.transcript = transcript
        self.parts = parts
        self.marked = marked
        lines = [line for p in parts if p.role == "text" for line in p.block.lines]
        self.turns = turns(transcript, lines)
        self.sections = sections(transcript, [p for p in parts if p.role == "text"])
        others = [p for p in parts if p.role == "text" and p.span.start not in self.sections]
        self.labels = _labels(transcript, others, self.turns)
        self.open_section: int | None = None
        self.out = Body()
        self.list: list[_Unit] = []
        self.waiting: Span | None = None
        """A speaker in a block of its own, whose words stand in the next."""
        self.last: Piece | None = None

    def run(self) -> Body:
        i = 0
        while i < len(self.parts):
            piece = self.parts[i]
            if piece.role != "text":
                self._furniture(piece)
                i += 1
                continue
            if piece.block.page_break and not self.marked:
                self._close_list()
                self.out.annotations.append(page_break(_point(piece), "pages.form-feed", "high"))
            if piece.span.start in self.sections:
                self._section(piece)
                i += 1
                continue
            end, i = self._extent(i)
            for unit in _units(self.transcript, piece, end, self.labels, self.turns):
                self._unit(unit)
        self._close_list()
        self._silent()
        self._close_section(self.parts[-1].span.end if self.parts else 0)
        return self.out

    def _section(self, piece: Piece) -> None:
        self._close_list()
        self._silent()
        self._close_section(piece.span.start)
        self.open_section = piece.span.start
        self.out.annotations.append(Annotation(piece.span, "heading", "body.section"))
        label_ = self.sections[piece.span.start]
        self.out.annotations.append(Annotation(label_.span, "label", "body.section"))

    def _close_section(self, end: int) -> None:
        if self.open_section is not None:
            start, stop = trimmed(self.transcript.text, self.open_section, end)
            self.out.annotations.append(Annotation(Span(start, stop), "section", "body.section"))
            self.open_section = None

    def _extent(self, i: int) -> tuple[int, int]:
        """Join the blocks over which a sentence goes on; return where it ends, and the piece after it."""
        last = self.parts[i]
        after = i + 1
        while (following := self._continuation(last, after)) is not None:
            second = self.parts[following]
            between = self.parts[after:following]
            if not any(p.role == "page-mark" for p in between):
                self.out.problems.append(joined(self.transcript, last.block, second.block))
                if not self.marked:
                    at = between[0] if between else second
                    self.out.annotations.append(page_break(_point(at), "pages.continued-sentence", "medium"))
            for p in between:
                if p.role == "running-head":
                    self.out.annotations.append(_running_head(p, inline=True))
            last, after = second, following + 1
        return last.span.end, after

    def _continuation(self, last: Piece, after: int) -> int | None:
        at = after
        while at < len(self.parts) and self.parts[at].role in ("page-mark", "running-head", "sign"):
            at += 1
        if at == len(self.parts) or self.parts[at].role != "text":
            return None
        second = self.parts[at]
        first_line = second.block.lines[0].start
        if first_line in self.turns or first_line in self.labels or first_line in self.sections:
            return None
        over_sign = any(p.role == "sign" for p in self.parts[after:at])
        return at if goes_on(self.transcript, last.block, second.block, over_sign=over_sign) else None

    # ---- units

    def _unit(self, unit: _Unit) -> None:
        if unit.label is not None:
            self._silent()
            if self.list and not follows(self.list[-1].label, unit.label):
                self._close_list()
            self.list.append(unit)
            return
        self._close_list()
        waiting, self.waiting = self.waiting, None
        if unit.speaker is not None and unit.speaker.end >= unit.span.end:
            self.waiting = unit.speaker
            if waiting is not None:
                self.out.annotations.append(Annotation(waiting, "paragraph", "body.paragraph"))
        elif unit.speaker is not None:
            if waiting is not None:
                self.out.annotations.append(Annotation(waiting, "paragraph", "body.paragraph"))
            self._turn(unit.span, unit.speaker)
        elif waiting is not None:
            self._turn(Span(waiting.start, unit.span.end), waiting)
        elif table_ := _table(self.transcript, unit.span):
            self.out.annotations += table_
        else:
            self.out.annotations.append(Annotation(unit.span, "paragraph", "body.paragraph"))

    def _turn(self, span: Span, speaker: Span) -> None:
        start, end = trimmed(self.transcript.text, speaker.end, span.end)
        self.out.annotations += [
            Annotation(span, "speech", "body.turn"),
            Annotation(speaker, "speaker", "body.turn"),
            Annotation(Span(start, end), "paragraph", "body.turn"),
        ]

    def _close_list(self) -> None:
        if not self.list:
            return
        first, last = self.list[0], self.list[-1]
        assert first.label is not None
        rend = "bulleted" if first.label.style.startswith("bullet") else "numbered"
        whole = Span(first.span.start, last.span.end)
        self.out.annotations.append(Annotation(whole, "list", "body.list", {"rend": rend}))
        for unit in self.list:
            assert unit.label is not None
            start, end = trimmed(self.transcript.text, unit.label.span.end, unit.span.end)
            self.out.annotations.append(Annotation(unit.label.span, "item-label", "body.list"))
            self.out.annotations.append(Annotation(Span(start, end), "item", "body.list"))
        self.list = []

    def _silent(self) -> None:
        """Lay out as a paragraph a speaker to whom no words belong."""
        if self.waiting is not None:
            self.out.annotations.append(Annotation(self.waiting, "paragraph", "body.paragraph"))
            self.waiting = None

    def _furniture(self, piece: Piece) -> None:
        self._close_list()
        self._silent()
        if piece.role == "page-mark":
            self.out.annotations.append(page_mark(self.transcript, piece.span))
        elif piece.role == "running-head":
            self.out.annotations.append(_running_head(piece, inline=False))
        elif piece.role == "separator":
            self.out.annotations.append(Annotation(piece.span, "separator", "pages.separator"))
        else:
            sign = Annotation(
                piece.span, "unidentified-sign", "pages.sign", responsibility="program", certainty="low"
            )
            self.out.annotations.append(sign)


def _point(piece: Piece) -> Span:
    return Span(piece.span.start, piece.span.start)


def _running_head(piece: Piece, *, inline: bool) -> Annotation:
    kind = "running-head-within" if inline else "running-head"
    return Annotation(piece.span, kind, "pages.running-head", {"type": "header"})


def _labels(
    transcript: Transcript, parts: Sequence[Piece], speakers: Mapping[int, Span]
) -> Mapping[int, Label]:
    """Find the labels that are labels of lists: they come in sequence, at least two of them."""
    found: list[Label] = []
    for piece in parts:
        for i, line in enumerate(piece.block.lines):
            here = label(transcript.text, line) if line.start not in speakers else None
            # Within a block of running prose a line may begin with a figure by chance.
            if here is not None and (i == 0 or _is_own_line(transcript, piece, i)):
                found.append(here)
    accepted: dict[int, Label] = {}
    last: dict[str, Label] = {}
    waiting: dict[str, Label] = {}
    for here in found:
        before = last.get(here.style)
        if before is not None and follows(before, here):
            if here.style in waiting:
                first = waiting.pop(here.style)
                accepted[first.span.start] = first
            accepted[here.span.start] = here
            last[here.style] = here
        elif follows(None, here):
            last[here.style] = waiting[here.style] = here
    return accepted


def _is_own_line(transcript: Transcript, piece: Piece, i: int) -> bool:
    before = transcript.of_span(piece.block.lines[i - 1])
    return before.rstrip().endswith((".", ";", ":", "!", "?", ",")) or len(before) < 60


def _units(
    transcript: Transcript,
    piece: Piece,
    end: int,
    labels: Mapping[int, Label],
    speakers: Mapping[int, Span],
) -> Iterator[_Unit]:
    """Divide a block at the lines that begin an item or a turn."""
    starts = [line.start for line in piece.block.lines]
    cuts = [s for i, s in enumerate(starts) if i == 0 or s in labels or s in speakers]
    for at, following in zip(cuts, [*cuts[1:], end], strict=True):
        start, stop = trimmed(transcript.text, at, following)
        found = labels.get(at)
        speaker = speakers.get(at)
        if found is not None and found.span.end >= stop:
            found = None
        yield _Unit(Span(start, stop), found, speaker)


def _table(transcript: Transcript, span: Span) -> list[Annotation] | None:
    """Return a table if every line has the same number of cells, divided by tabs; two lines at least."""
    text = transcript.of_span(span)
    lines = [m for m in re.finditer(r"[^\n\r]+", text)]
    if len(lines) < 2 or "\t" not in lines[0][0]:
        return None
    if len({line[0].strip("\t").count("\t") for line in lines}) != 1:
        return None
    cols = lines[0][0].strip("\t").count("\t") + 1
    found = [Annotation(span, "table", "body.table", {"rows": str(len(lines)), "cols": str(cols)})]
    for line in lines:
        cells = [m for m in re.finditer(r"[^\t]+", line[0]) if m[0].strip()]
        if len(cells) != cols:
            return None
        start = span.start + line.start()
        spans = [Span(*trimmed(transcript.text, start + m.start(), start + m.end())) for m in cells]
        found.append(Annotation(Span(spans[0].start, spans[-1].end), "row", "body.table", {"role": "data"}))
        found += [Annotation(s, "cell", "body.table") for s in spans]
    return found
