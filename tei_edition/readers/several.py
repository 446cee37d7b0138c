"""Several documents in one transcript: a letter and its attachment, dated notes one after another."""

from collections.abc import Sequence

from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.readers import opening, opening_lines, signature_lines
from tei_edition.readers.pages import FURNITURE, Piece
from tei_edition.tables.calendar import dates

_SHORTEST_PROSE = 160
_MOST_OPENING_BLOCKS = 6
_ENOUGH = 2
_TELLING = frozenset({"heading", "genre", "opener", "salutation"})
_ENOUGH_UNDIVIDED = 3
"""How many marks of an opening are wanted where nothing says that the document before has ended."""


def divided(transcript: Transcript, parts: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Divide the pieces of a transcript into documents.

    A document begins behind a separator, or behind a signature and what stands below it, with opening lines
    of which one is a heading or a marking of secrecy; under the label of an enclosure one opening line is
    enough. Where neither stands before it, heading and date and a marking or number must agree. And there
    must have been running text before.

    Args:
        transcript: the text.
        parts: all its pieces.

    Returns:
        The pieces of each document; the separator stands with the document before.
    """
    cuts = [0]
    prose = False
    last = max((i for i, p in enumerate(parts) if p.role == "text"), default=-1)
    for i in range(1, len(parts)):
        prose = prose or _is_prose(parts[i - 1])
        if not prose or parts[i].role != "text" or _is_name(transcript, parts[i]):
            continue
        ended = _has_ended(transcript, parts, i, cuts[-1])
        if _begins(transcript, parts, i, ended=ended, last=last):
            cuts.append(i)
            prose = False
    return [parts[a:b] for a, b in zip(cuts, [*cuts[1:], len(parts)], strict=True) if parts[a:b]]


def _is_prose(piece: Piece) -> bool:
    return piece.role == "text" and len(piece.span) > _SHORTEST_PROSE


def _is_name(transcript: Transcript, piece: Piece) -> bool:
    """Tell whether a piece looks like a heading and is a name: whoever signs the document before."""
    first = level_a(transcript.of_span(piece.block.lines[0]))
    signed = signature_lines.is_signature(transcript, piece.block)
    return signed and "." in first and opening_lines.genre_of(first) is None


def _has_ended(transcript: Transcript, parts: Sequence[Piece], i: int, start: int) -> bool:
    """Tell whether a document ends before a piece: with a separator, or a signature and what stands below."""
    at = i - 1
    while at > start:
        piece = parts[at]
        if piece.role == "separator":
            return True
        if piece.role == "text":
            if signature_lines.is_signature(transcript, piece.block):
                return True
            if not (
                signature_lines.is_appendage(transcript, piece.block)
                or signature_lines.is_dateline(transcript, piece.block)
            ):
                return False
        elif piece.role not in (*FURNITURE, "unseen"):
            return False
        at -= 1
    return False


def _begins(transcript: Transcript, parts: Sequence[Piece], i: int, *, ended: bool, last: int) -> bool:
    """Tell whether a document begins with a piece: by the blocks of opening lines that stand there.

    Behind them there must be text; ``last`` is the number of the last piece that is.
    """
    kinds: list[str] = []
    taken = 0
    for piece in parts[i : i + _MOST_OPENING_BLOCKS]:
        if piece.role in ("page-mark", "unseen") and taken:
            taken += 1
            continue
        kind = _kind(transcript, piece, headed="heading" in kinds) if piece.role == "text" else None
        if kind is None:
            break
        kinds += _marks(transcript, piece, kind)
        taken += 1
    if last < i + taken:
        return False
    first = level_a(transcript.of_span(parts[i].block.lines[0]))
    if opening_lines.is_enclosure_label(first) and ended:
        return bool(set(kinds) - {"enclosure", "heading"})
    kinds = [k for k in kinds if k != "enclosure"]
    if ended:
        return len(kinds) >= _ENOUGH and bool(_TELLING & set(kinds))
    return len(set(kinds)) >= _ENOUGH_UNDIVIDED and {"genre", "date"} <= set(kinds)


def _kind(transcript: Transcript, piece: Piece, *, headed: bool) -> str | None:
    return opening.kind_of(transcript, piece.block, headed=headed)


def _marks(transcript: Transcript, piece: Piece, kind: str) -> list[str]:
    """Return what a block of opening lines has of those that show the beginning of a document."""
    lines = [level_a(transcript.of_span(line)) for line in piece.block.lines]
    if kind == "heading" and opening_lines.is_enclosure_label(lines[0]):
        found = ["enclosure"]
    elif kind == "heading":
        found = ["genre" if opening_lines.genre_of(lines[0]) else "heading"]
    elif kind == "dateline":
        return ["date"]
    else:
        found = [kind]
    dated = any(next(dates(line), None) is not None for line in lines) and kind in ("opener", "heading")
    return [*found, "date"] if dated else found
