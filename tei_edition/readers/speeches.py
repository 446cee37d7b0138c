"""Turns of speech and paragraphs: which paragraph belongs to whom (TEI CODR, DRSP).

A paragraph without a speaker goes on with the turn before it only where the document is mostly turns, and
where its words are those of one who speaks. Else it is narration, and stands for itself.
"""

import re
from collections.abc import Mapping, Sequence

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import trimmed
from tei_edition.readers.pages import Piece
from tei_edition.readers.units import Unit
from tei_edition.tables import table

_WORD = re.compile(r"[^\W\d_]+")
_MOSTLY = 0.5
_FIRST_WORDS = 4


class Speeches:
    """Adds paragraphs and turns to the annotations of a body, in the order of the text."""

    def __init__(
        self,
        transcript: Transcript,
        out: list[Annotation],
        parts: Sequence[Piece],
        speakers: Mapping[int, Span],
    ) -> None:
        self._transcript = transcript
        self._out = out
        begun = sum(any(line.start in speakers for line in p.block.lines) for p in parts)
        self._verbatim = bool(speakers) and begun >= _MOSTLY * len(parts)
        words = (w for s in speakers.values() for w in _WORD.findall(transcript.of_span(s)))
        titles = table("anatomy")["speakers"]["titles"]
        self._names = {w for w in words if len(w) > 2 and f"{w.casefold()}." not in titles}
        self._names -= {w for w in self._names if w.casefold() in titles}
        self._waiting: Span | None = None
        """A speaker in a block of its own, whose words stand in the next."""
        self._open: list[int] = []
        """Where the open turn begins and ends."""

    @property
    def announces_list(self) -> bool:
        """Whether the words before end in a colon within a turn: a list that follows belongs to it."""
        return self._verbatim and bool(self._open) and self._transcript.text[self._open[1] - 1] == ":"

    def add(self, unit: Unit) -> None:
        """Add a paragraph or a turn."""
        waiting, self._waiting = self._waiting, None
        if unit.speaker is not None:
            self._close_turn()
            if waiting is not None:
                self._paragraph(waiting)
            if unit.speaker.end >= unit.span.end:
                self._waiting = unit.speaker
            else:
                self._turn(unit.span, unit.speaker)
        elif waiting is not None:
            self._turn(Span(waiting.start, unit.span.end), waiting)
        elif self._open and self._goes_on(unit):
            self._paragraph(unit.span)
            self.extend(unit.span.end)
        else:
            self._close_turn()
            self._paragraph(unit.span)

    def extend(self, end: int) -> None:
        """Extend the open turn, if there is one, over what was encoded within it."""
        if self._open:
            self._open[1] = max(self._open[1], end)

    def end_waiting(self) -> None:
        """Lay out as a paragraph a speaker to whom no words belong."""
        if self._waiting is not None:
            self._paragraph(self._waiting)
            self._waiting = None

    def close(self) -> None:
        """End the turn that is open."""
        self.end_waiting()
        self._close_turn()

    def _paragraph(self, span: Span) -> None:
        self._out.append(Annotation(span, "paragraph", "body.paragraph"))

    def _turn(self, span: Span, speaker: Span) -> None:
        self._close_turn()
        self._open = [span.start, span.end]
        start, end = trimmed(self._transcript.text, speaker.end, span.end)
        self._out.append(Annotation(speaker, "speaker", "body.turn"))
        self._out.append(Annotation(Span(start, end), "paragraph", "body.turn"))

    def _close_turn(self) -> None:
        if self._open:
            self._out.append(Annotation(Span(*self._open), "speech", "body.turn"))
            self._open = []

    def _goes_on(self, unit: Unit) -> bool:
        if not self._verbatim:
            return False
        words = _WORD.findall(self._transcript.of_span(unit.span))
        if any(w in self._names for w in words[:_FIRST_WORDS]):
            return False
        speaking = table("anatomy")["speech"]["words"]
        return any(w.casefold() in speaking for w in words)
