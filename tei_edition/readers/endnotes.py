"""Footnotes and endnotes: their texts at the end, and the labels that tie them to marks (TEI CONONO)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.note_marks import bare_marks
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers.pages import Piece

_CARET = re.compile(r"\[\^(\w+)\]:")
_BRACKET = re.compile(r"\[(\d{1,3}|\*{1,3}|[ivx]{1,5})\](?=[ \t])")
_MARK_IN_BRACKETS = re.compile(r"\[\^?(?:\w+|\*{1,3})\]")
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
    marks: Mapping[str, int] | None = None
    while at > 1 and parts[at - 1].role in ("text", "sign"):
        start = _start(transcript, parts[at - 1])
        if start is None:
            break
        marks = _marks(transcript.text) if marks is None else marks
        mark = f"{start.markers[0]}{start.number}]" if start.markers[0] else start.number
        if marks.get(mark, len(transcript.text)) > parts[at - 1].span.start:
            break
        at -= 1
    return parts[:at], parts[at:]


def _is_caret(transcript: Transcript, parts: Sequence[Piece], i: int) -> bool:
    following = next((k for k in range(i + 1, len(parts)) if parts[k].role == "text"), None)
    return following is not None and bool(_CARET.match(transcript.text, parts[following].span.start))


def _start(transcript: Transcript, piece: Piece) -> _Start | None:
    text, span = transcript.text, piece.span
    if m := _CARET.match(text, span.start, span.end):
        return _Start(m[1], Span(m.start(), m.end()), ("[^", "]:"))
    if m := _BRACKET.match(text, span.start, span.end):
        return _Start(m[1], Span(m.start(), m.end()), ("[", "]"))
    if m := _BARE.match(text, span.start, span.end):
        return _Start(m[1], Span(m.start(), m.end()), ("", ""))
    return None


def _marks(text: str) -> Mapping[str, int]:
    """Find the marks of notes behind words: those in brackets as they are written, others by their number.

    Returns:
        Where the first of each ends.
    """
    found: dict[str, int] = {}
    for m in _MARK_IN_BRACKETS.finditer(text):
        found.setdefault(m[0], m.end())
    for mark in bare_marks(text, 0, len(text)):
        found.setdefault(text[mark.start : mark.end], mark.end)
    return found


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
