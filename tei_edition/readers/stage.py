"""Actions and states of a recording that stand alone between turns of speech (TEI DRSTA)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation, Responsibility
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.tables import table

_WITHIN = re.compile(r"\[([^\[\]]+)\]|\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Stage:
    """A line that says what was done or heard."""

    span: Span
    type: str
    """``delivery``, how one speaks or is heard; or ``business``, what is done."""
    bracketed: bool
    """Whether it stands in brackets: then it is a translator's, and the markup stands for them."""

    def annotation(self) -> Annotation:
        """Return the annotation of the line."""
        markers = ("[", "]") if self.bracketed else ("", "")
        by: Responsibility | None = "translator" if self.bracketed else None
        return Annotation(self.span, "stage", "body.stage", {"type": self.type}, markers, by)


def stages(transcript: Transcript, lines: Iterable[Span]) -> Mapping[int, Stage]:
    """Find the actions of a document that has turns, by the offsets of their lines."""
    found = (_stage(transcript, line) for line in lines)
    return {one.span.start: one for one in found if one is not None}


def _stage(transcript: Transcript, line: Span) -> Stage | None:
    m = _WITHIN.fullmatch(transcript.text, line.start, line.end)
    if m is None:
        return None
    words = level_a(m[1] or m[2]).casefold()
    for type_, known in table("anatomy")["stage"].items():
        if any(re.match(rf"{re.escape(w)}(?!\w)" if w[-1] != " " else w, words) for w in known):
            return Stage(line, type_, m[1] is not None)
    return None
