"""Several documents in one transcript: a letter and its attachment, dated notes one after another."""

from collections.abc import Sequence

from tei_edition.model.transcript import Transcript
from tei_edition.readers import closing, opening
from tei_edition.readers.pages import Piece

_SHORTEST_PROSE = 160


def divided(transcript: Transcript, parts: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Divide the pieces of a transcript into documents.

    A document begins behind a separator, or behind a signature, with opening lines of which one is a
    heading or a marking of secrecy; and only if there was running text before.

    Args:
        transcript: the text.
        parts: all its pieces.

    Returns:
        The pieces of each document; the separator stands with the document before.
    """
    cuts = [0]
    prose = False
    for i in range(1, len(parts)):
        prose = prose or _is_prose(parts[i - 1])
        if not prose or parts[i].role != "text":
            continue
        if _may_end(transcript, parts, i) and _begins(transcript, parts, i):
            cuts.append(i)
            prose = False
    return [parts[a:b] for a, b in zip(cuts, [*cuts[1:], len(parts)], strict=True) if parts[a:b]]


def _is_prose(piece: Piece) -> bool:
    return piece.role == "text" and len(piece.span) > _SHORTEST_PROSE


def _may_end(transcript: Transcript, parts: Sequence[Piece], i: int) -> bool:
    before = parts[i - 1]
    if before.role == "separator":
        return True
    return before.role == "text" and closing.is_signature(transcript, before.block)


def _begins(transcript: Transcript, parts: Sequence[Piece], i: int) -> bool:
    opening_lines = []
    for piece in parts[i : i + 4]:
        if piece.role != "text":
            break
        kind = opening.kind_of(transcript, piece.block, headed="heading" in opening_lines)
        if kind is None:
            break
        opening_lines.append(kind)
    rest = any(p.role == "text" for p in parts[i + len(opening_lines) :])
    return rest and len(opening_lines) >= 2 and bool({"heading", "opener"} & set(opening_lines))
