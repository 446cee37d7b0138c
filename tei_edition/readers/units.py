"""Dividing blocks into what will be a paragraph, an item, a turn or an action."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import trimmed
from tei_edition.readers.item_labels import Label, follows, label
from tei_edition.readers.pages import Piece
from tei_edition.readers.stage import Stage


@dataclass(frozen=True, slots=True)
class Unit:
    """What will be a paragraph, an item, a turn or an action."""

    span: Span
    label: Label | None = None
    speaker: Span | None = None
    stage: Stage | None = None


def labels(
    transcript: Transcript, parts: Sequence[Piece], speakers: Mapping[int, Span]
) -> Mapping[int, Label]:
    """Find the labels that are labels of lists: they come in sequence, at least two of them.

    Args:
        transcript: the text.
        parts: the pieces of running text.
        speakers: the lines that begin with a speaker; they have no labels.
    """
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
        style = here.style
        if style not in last and "roman." in waiting and follows(waiting["roman."], here):
            style = "roman."
        before = last.get(style)
        if before is not None and follows(before, here):
            if style in waiting:
                first = waiting.pop(style)
                accepted[first.span.start] = first
            accepted[here.span.start] = here
            last[here.style] = here
        elif follows(None, here):
            last[here.style] = waiting[here.style] = here
    return accepted


def _is_own_line(transcript: Transcript, piece: Piece, i: int) -> bool:
    before = transcript.of_span(piece.block.lines[i - 1])
    return before.rstrip().endswith((".", ";", ":", "!", "?", ",")) or len(before) < 60


def units(
    transcript: Transcript,
    piece: Piece,
    end: int,
    labelled: Mapping[int, Label],
    speakers: Mapping[int, Span],
    actions: Mapping[int, Stage],
) -> Iterator[Unit]:
    """Divide a block at the lines that begin an item or a turn, and before and behind an action.

    Args:
        transcript: the text.
        piece: the block.
        end: where its last sentence ends, perhaps in another block.
        labelled: the labels of items, by the offsets of their lines.
        speakers: the speakers, likewise.
        actions: the actions, likewise.
    """
    starts = [line.start for line in piece.block.lines]
    behind = {after for before, after in pairwise(starts) if before in actions}
    cuts = [
        s
        for i, s in enumerate(starts)
        if i == 0 or s in labelled or s in speakers or s in actions or s in behind
    ]
    for at, following in zip(cuts, [*cuts[1:], end], strict=True):
        start, stop = trimmed(transcript.text, at, following)
        found = labelled.get(at)
        if found is not None and found.span.end >= stop:
            found = None
        yield Unit(Span(start, stop), found, speakers.get(at), actions.get(at))
