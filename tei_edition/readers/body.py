"""The body of a document: paragraphs, turns of speech, lists, tables, and what the page brings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_edition.model.annotation import Annotation
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import trimmed
from tei_edition.readers.item_labels import sections
from tei_edition.readers.item_lists import Item, encoded
from tei_edition.readers.pages import FURNITURE, Piece, goes_on, joined, page_break, page_mark
from tei_edition.readers.signature_lines import announces_copies
from tei_edition.readers.speeches import Speeches
from tei_edition.readers.stage import stages
from tei_edition.readers.tabular import table_of
from tei_edition.readers.turns import turns
from tei_edition.readers.units import Unit, labels, units

_HEAD_OF_COPIES = 120


@dataclass(slots=True)
class Body:
    """Annotations of a body, and what an editor should know of them."""

    annotations: list[Annotation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def body(
    transcript: Transcript,
    parts: Sequence[Piece],
    *,
    marked: bool,
    participants: frozenset[str] = frozenset(),
) -> Body:
    """Structure the body of a document.

    Args:
        transcript: the text.
        parts: its pieces, without opening and closing lines.
        marked: whether the transcript has written page marks: then no page break is inferred but from a
            form feed.
        participants: the surnames of those who take part, in small letters.

    Returns:
        The blocks in the order of the text, with lists and turns around them.
    """
    return _Builder(transcript, parts, marked, participants).run()


class _Builder:
    def __init__(
        self, transcript: Transcript, parts: Sequence[Piece], marked: bool, among: frozenset[str]
    ) -> None:
        self.transcript = transcript
        self.parts = parts
        self.marked = marked
        texts = [p for p in parts if p.role == "text"]
        lines = [line for p in texts for line in p.block.lines]
        self.turns = turns(transcript, lines, among)
        self.stages = stages(transcript, lines) if self.turns else {}
        self.sections = sections(transcript, texts)
        others = [p for p in texts if p.span.start not in self.sections]
        self.labels = labels(transcript, others, self.turns)
        self.open_section: int | None = None
        self.out = Body()
        self.list: list[Item] = []
        self.speeches = Speeches(transcript, self.out.annotations, others, self.turns)

    def run(self) -> Body:
        i = 0
        while i < len(self.parts):
            piece = self.parts[i]
            if piece.role != "text":
                self._furniture(i)
                i += 1
                continue
            if piece.block.page_break:
                self._form_feed(piece)
            if piece.span.start in self.sections:
                self._section(piece)
                i += 1
                continue
            end, i = self._extent(i)
            for unit in units(self.transcript, piece, end, self.labels, self.turns, self.stages):
                self._unit(unit)
        self._close_list()
        self.speeches.close()
        self._close_section(self.parts[-1].span.end if self.parts else 0)
        return self.out

    def _section(self, piece: Piece) -> None:
        self._close_list()
        self.speeches.close()
        self._close_section(piece.span.start)
        self.open_section = piece.span.start
        self.out.annotations.append(Annotation(piece.span, "heading", "body.section"))
        label = self.sections[piece.span.start]
        self.out.annotations.append(Annotation(label.span, "label", "body.section"))

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
                at = between[0] if between else second
                if not self.marked:
                    self.out.annotations.append(page_break(_point(at), "pages.continued-sentence", "medium"))
                elif at.block.page_break:
                    self._form_feed(at)
            for p in between:
                if p.role in ("running-head", "page-number"):
                    self.out.annotations.append(_running_head(p, inline=True))
            last, after = second, following + 1
        return last.span.end, after

    def _continuation(self, last: Piece, after: int) -> int | None:
        at = after
        while at < len(self.parts) and self.parts[at].role in FURNITURE:
            at += 1
        if at == len(self.parts) or self.parts[at].role != "text":
            return None
        second = self.parts[at]
        first_line = second.block.lines[0].start
        if any(first_line in known for known in (self.turns, self.labels, self.sections, self.stages)):
            return None
        over_sign = any(p.role == "sign" for p in self.parts[after:at])
        return at if goes_on(self.transcript, last.block, second.block, over_sign=over_sign) else None

    def _form_feed(self, piece: Piece) -> None:
        # A page begins before a turn or a table, not within it: nothing may stand there at its head.
        within = piece.span.start in self.turns or table_of(self.transcript, piece.span) is not None
        if not within:
            self.out.annotations.append(page_break(_point(piece), "pages.form-feed", "high"))
        elif piece is not self.parts[0]:
            before = Span(piece.span.start - 1, piece.span.start - 1)
            self.out.annotations.append(page_break(before, "pages.form-feed", "high"))

    # ---- units

    def _unit(self, unit: Unit) -> None:
        if unit.label is not None:
            if not self.list and not self.speeches.announces_list:
                self.speeches.close()
            self.list.append(Item(unit.label, unit.span))
            return
        self._close_list()
        if unit.stage is not None:
            self.speeches.end_waiting()
            self.out.annotations.append(unit.stage.annotation())
        elif unit.speaker is None and (table := table_of(self.transcript, unit.span)):
            self.speeches.close()
            self.out.annotations += table
        else:
            self.speeches.add(unit)

    def _close_list(self) -> None:
        if self.list:
            before = self.transcript.text[
                max(0, self.list[0].span.start - _HEAD_OF_COPIES) : self.list[0].span.start
            ]
            type_ = "distribution" if announces_copies(before) else ""
            self.out.annotations += encoded(self.transcript, self.list, type_)
            self.speeches.extend(self.list[-1].span.end)
            self.list = []

    def _furniture(self, i: int) -> None:
        piece = self.parts[i]
        if piece.role in ("separator", "unseen"):
            if piece.role == "unseen" and self.list and self._item_follows(i):
                last = self.list[-1]
                last.span = Span(last.span.start, piece.span.end)  # no block may stand between items
                return
            self._close_list()
            if piece.role == "separator":
                self.speeches.close()
            self.out.annotations.append(Annotation(piece.span, "separator", "pages.separator"))
        elif piece.role == "page-mark":
            self.out.annotations.append(page_mark(self.transcript, piece.span))
        elif piece.role in ("running-head", "page-number"):
            self.out.annotations.append(_running_head(piece, inline=False))
        else:
            sign = Annotation(
                piece.span, "unidentified-sign", "pages.sign", responsibility="program", certainty="low"
            )
            self.out.annotations.append(sign)

    def _item_follows(self, i: int) -> bool:
        following = next((k for k in range(i + 1, len(self.parts)) if self.parts[k].role == "text"), None)
        return following is not None and self.parts[following].span.start in self.labels


def _point(piece: Piece) -> Span:
    return Span(piece.span.start, piece.span.start)


def _running_head(piece: Piece, *, inline: bool) -> Annotation:
    kind = "running-head-within" if inline else "running-head"
    type_ = "header" if piece.role == "running-head" else "pageNum"
    return Annotation(piece.span, kind, "pages.running-head", {"type": type_})
