"""Labels of list items at the beginning of a line: kept as they are printed, never renumbered (TEI COLI)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.readers.pages import Piece

_ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]
_LABEL = re.compile(
    r"\((?P<inner>\d{1,2}|[a-zа-я])(?P<close0>\))(?=[ \t\xa0])"
    r"|(?P<part>(?P<whole>\d{1,2}\.)\d{1,2})(?P<close6>\.|\))(?=[ \t\xa0])"
    r"|(?P<number>\d{1,3})(?P<close>[.)])(?=[ \t\xa0])"
    r"|(?P<roman>[IVXL]{1,6})(?P<close2>[.)])(?=[ \t\xa0])"
    r"|(?P<letter>[a-zA-Zа-я])(?P<close3>[.)])(?=[ \t\xa0])"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)})(?P<close4>[.:])(?=[ \t\xa0])"
    r"|(?P<count>\d{1,3})[ ](?P<close5>[-–—])(?=[ \t\xa0])"
    r"|(?P<bullet>[-–—*]{1,2}|[•·●○▪◦‣⁃])(?=[ \t\xa0])"
)
_LONGEST_HEADING = 120
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line."""

    span: Span
    """Its characters, with the mark that closes it."""
    style: str
    """Labels of one list have one style: ``number.``, ``letter)``, ``bullet-``."""
    value: int
    """Its place in the order; 0 for bullets."""


def label(text: str, line: Span) -> Label | None:
    """Return the label with which a line begins; None if it begins with none."""
    m = _LABEL.match(text, line.start, line.end)
    if m is None:
        return None
    name = next(
        n for n in ("inner", "part", "number", "roman", "letter", "ordinal", "count", "bullet") if m[n]
    )
    closing = next((m[c] for c in ("close", "close2", "close3", "close4", "close5", "close6") if m[c]), "")
    written = m[name]
    if name == "bullet":
        return Label(Span(m.start(), m.end()), f"bullet{written}", 0)
    if name == "inner":
        kind = "number" if written.isdecimal() else "letter"
        return Label(
            Span(m.start(), m.end()), f"{kind}()", int(written) if written.isdecimal() else _place(written)
        )
    if name == "part":
        return Label(Span(m.start(), m.end()), f"part{m['whole']}{closing}", int(written.rpartition(".")[2]))
    if name == "letter" and written.isupper() and closing == ".":
        return None  # an initial
    values = {
        "number": lambda: int(written),
        "count": lambda: int(written),
        "roman": lambda: _roman(written),
        "letter": lambda: _place(written),
        "ordinal": lambda: _ORDINALS.index(written) + 1,
    }
    return Label(Span(m.start(), m.end()), f"{name}{closing}", values[name]())


def _place(letter: str) -> int:
    alphabet = "абвгдежзиклмнопрстуфхцчшщэюя" if letter.lower() >= "а" else "abcdefghijklmnopqrstuvwxyz"
    return alphabet.find(letter.lower()) + 1


def _roman(written: str) -> int:
    total = 0
    for c, following in zip(written, [*written[1:], ""], strict=True):
        value = _ROMAN[c]
        total += -value if following and _ROMAN[following] > value else value
    return total


def follows(before: Label | None, after: Label) -> bool:
    """Tell whether a label can follow another in one list, or begin one if there is none before it."""
    if before is None:
        return after.value in (0, 1)
    if (before.style, before.value, after.style, after.value) == ("roman.", 1, "number.", 2):
        return True  # "I." is often a "1." that was misread
    return before.style == after.style and (
        after.value == before.value + 1 or after.value == before.value <= 1
    )


def sections(transcript: Transcript, parts: Sequence[Piece]) -> Mapping[int, Label]:
    """Find the headings of sections: short lines of their own with Roman numbers that follow one another.

    Args:
        transcript: the text.
        parts: the pieces of running text.

    Returns:
        The label of each, by the offset of the line; nothing if there is but one.
    """
    found: list[Label] = []
    for piece in parts:
        line = piece.block.lines[0]
        here = label(transcript.text, line) if len(piece.block.lines) == 1 else None
        if here is None or not here.style.startswith("roman") or len(line) > _LONGEST_HEADING:
            continue
        if transcript.text[line.end - 1] in ".;,:" or not follows(found[-1] if found else None, here):
            continue
        found.append(here)
    return {one.span.start: one for one in found} if len(found) > 1 else {}
