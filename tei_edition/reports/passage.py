"""The passage of a text that a report quotes: some words around the place, and which of them are meant."""

import re
from dataclasses import dataclass

_AROUND = 90
_LONGEST = 160
_TAG = re.compile(r"</?[^\s>/]+(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in three pieces."""

    before: str
    meant: str
    """What is to be highlighted."""
    after: str


def of_tag(text: str, line: int, column: int) -> Passage | None:
    """Quote the start tag at a place of an XML file, with what stands around it.

    Args:
        text: the text of the file.
        line: counted from 1.
        column: counted from 1; 0 for the whole line.

    Returns:
        The passage; None if the file has no such line.
    """
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return None
    start = sum(len(at) + 1 for at in lines[: line - 1])
    if column == 0:
        return _around(text, start, start + len(lines[line - 1]))
    start += column - 1
    if not text.startswith("<", start):  # a parser stops behind the tag that it refuses
        opened = text.rfind("<", 0, start)
        start = opened if opened >= 0 and "\n" not in text[opened:start] else start
    tag = _TAG.match(text, start)
    return _around(text, start, tag.end() if tag else start + 1)


def of_words(text: str, line: int, column: int, quotation: str) -> Passage | None:
    """Quote words of a transcript, with what stands around them.

    Args:
        text: the text of the transcript.
        line: counted from 1.
        column: counted from 1.
        quotation: the words, in which `` … `` may stand for some that are left out.

    Returns:
        The passage; None if the words do not stand there.
    """
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return None
    start = sum(len(at) + 1 for at in lines[: line - 1]) + column - 1
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in quotation.split(" … ")]
    found = re.compile(r"\s*" + r"[\s\S]*?".join(pieces)).match(text, start)
    return _around(text, start, found.end()) if found else None


def _around(text: str, start: int, end: int) -> Passage:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after, meant = text[first:start], text[end:last], text[start:end]
    if len(meant) > _LONGEST:
        meant = f"{meant[: _LONGEST // 2]} … {meant[-_LONGEST // 2 :]}"
    before = f"…{before[-_AROUND:]}" if len(before) > _AROUND else before.lstrip()
    after = f"{after[:_AROUND]}…" if len(after) > _AROUND else after
    return Passage(before, meant, after)
