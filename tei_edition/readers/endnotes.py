"""Footnotes and endnotes: their texts at the end, and the labels that tie them to marks (TEI CONONO)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers.pages import Piece

_CARET = re.compile(r"\[\^(\w+)\]:")
_BRACKET = re.compile(r"\[(\d{1,3}|\*{1,3}|[ivx]{1,5})\](?=[ \t])")
_BARE = re.compile(r"(\d{1,2}|\*{1,3})(?=[ \t]+[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class _Start:
    number: str
    label: Span
    markers: tuple[str, str]


def take(transcript: Transcript, parts: Sequence[Piece]) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Take the notes from the end of a document.

    Args:
        transcript: the text.
        parts: the pieces of the document.

    Returns:
        The pieces before the notes, and the notes with a separator before them. A label is believed if its
        mark stands in the text before.
    """
    rules = (i for i, p in enumerate(parts) if p.role == "separator" and _is_caret(transcript, parts, i))
    rule = next(rules, None)
    if rule is not None:
        return parts[:rule], parts[rule:]
    at = len(parts)
    while at > 1 and parts[at - 1].role in ("text", "sign"):
        start = _start(transcript, parts[at - 1])
        if start is None or not _is_marked(transcript, parts[at - 1], start):
            break
        at -= 1
    return parts[:at], parts[at:]


def _is_caret(transcript: Transcript, parts: Sequence[Piece], i: int) -> bool:
    following = next((p for p in parts[i + 1 :] if p.role == "text"), None)
    return following is not None and bool(_CARET.match(transcript.text, following.span.start))


def _start(transcript: Transcript, piece: Piece) -> _Start | None:
    text, span = transcript.text, piece.span
    if m := _CARET.match(text, span.start, span.end):
        return _Start(m[1], Span(m.start(), m.end()), ("[^", "]:"))
    if m := _BRACKET.match(text, span.start, span.end):
        return _Start(m[1], Span(m.start(), m.end()), ("[", "]"))
    if m := _BARE.match(text, span.start, span.end):
        return _Start(m[1], Span(m.start(), m.end()), ("", ""))
    return None


def _is_marked(transcript: Transcript, piece: Piece, start: _Start) -> bool:
    before = transcript.text[: piece.span.start]
    if start.markers[0]:
        return f"{start.markers[0]}{start.number}]" in before
    return re.search(rf"[^\W\d_.,]{{2}}[\"”’)]?{re.escape(start.number)}(?![\w.])", before) is not None


def encoded(transcript: Transcript, parts: Sequence[Piece]) -> list[Annotation]:
    """Turn the pieces taken into a separator and notes; what has no label goes on with the note before."""
    found: list[Annotation] = []
    note: tuple[_Start, int, int] | None = None
    for piece in parts:
        start = _start(transcript, piece) if piece.role == "text" else None
        if start is None and note is not None:
            note = (note[0], note[1], piece.span.end)
            continue
        if note is not None:
            found += _note(transcript, *note)
            note = None
        if start is not None:
            note = (start, piece.span.start, piece.span.end)
        elif piece.role == "separator":
            found.append(Annotation(piece.span, "separator", "endnotes.separator"))
        else:
            found.append(Annotation(piece.span, "paragraph", "endnotes.unlabelled"))
    if note is not None:
        found += _note(transcript, *note)
    return found


def _note(transcript: Transcript, start: _Start, at: int, end: int) -> list[Annotation]:
    ends_in_ed = transcript.text[at:end].rstrip(" .]").endswith(("--Ed", "-Ed", "ed", "trans"))
    archive = ends_in_ed and not transcript.text[at:end].rstrip(" .]").endswith("trans")
    values = {"type": "archive" if archive else "authorial", "place": "bottom", "n": start.number}
    note = Annotation(Span(at, end), "endnote", "endnotes.note", values, id=f"fn{_safe(start.number)}")
    if start.markers[0] == "[^" and start.label.start == at:
        # The number is all that such a label says, and @n says it: the label is generated.
        words = transcript.text[at : start.label.end]
        blank = " " if transcript.text[start.label.end : start.label.end + 1] == " " else ""
        return [replace(note, markers=(f"{words}{blank}", ""))]
    return [note, Annotation(start.label, "note-label", "endnotes.label", {}, start.markers)]


def _safe(number: str) -> str:
    return number.replace("*", "s")
