"""The transcript of a TEI file: the file that it was made from if that is at hand, else what it decodes to.

A problem of a TEI file is best looked up in the transcript, which is where it may have to be mended. The
header says which file that was and what its digest is; a file of that name with another digest is not it.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.model.transcript import Place, Transcript
from tei_edition.model.whitespace import BLANKS
from tei_edition.readers import encoding
from tei_edition.weaver.place import spans, transcript_file
from tei_edition.weaver.proof import Root, decoded, proof_of, source_of

_QUOTED = 30
"""Characters that are quoted of either text where the two part."""


def origin(source: bytes, folders: Sequence[Path]) -> Transcript | None:
    """Return the transcript in whose lines places of a TEI file are told.

    Args:
        source: the bytes of the TEI file.
        folders: where the transcript may lie.

    Returns:
        The transcript that the header names, if a file with its digest is in one of the folders; else what
        the TEI file decodes to; None if it is not well-formed.
    """
    lines = decoded(source)
    if lines is None:
        return None
    return _at_hand(source, folders) or Transcript.of(lines)


def places(source: bytes, wanted: Collection[int], folders: Sequence[Path]) -> Mapping[int, Place]:
    """Find elements of a TEI file in its transcript.

    Args:
        source: the bytes of the TEI file.
        wanted: numbers of elements in document order, counted from 0.
        folders: where the transcript may lie.

    Returns:
        For each of them that is of the text where it stands, in the lines of what ``origin`` gives.
    """
    transcript, lines = origin(source, folders), decoded(source)
    if transcript is None or lines is None:
        return {}
    alignment = _Alignment.of(lines, transcript.text)
    return {number: transcript.place(alignment.moved(span)) for number, span in spans(source, wanted).items()}


def proven(root: Root, folders: Sequence[Path]) -> Iterable[Problem]:
    """Prove a TEI file against its digest; if its transcript is at hand, tell where the two part.

    Args:
        root: the root element of the file.
        folders: where the transcript may lie.
    """
    for problem in proof_of(root):
        source = source_of(root) if problem.code == "X01" else b""
        transcript, lines = (_at_hand(source, folders), decoded(source)) if source else (None, None)
        if transcript is not None and lines is not None:
            yield _parting(problem, transcript, lines)
        else:
            yield problem


def _at_hand(source: bytes, folders: Sequence[Path]) -> Transcript | None:
    """Return the transcript that the header names, if one of the folders has it."""
    stated = transcript_file(source)
    if stated is None or Path(stated.name).name != stated.name:
        return None
    for path in (folder / stated.name for folder in folders):
        try:
            raw = path.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(raw).hexdigest() == stated.sha256:
            edition = encoding.read(raw, name=stated.name)
            return None if isinstance(edition, Problem) else edition.transcript
    return None


@dataclass(frozen=True, slots=True)
class _Alignment:
    """What the text of a TEI file and its transcript have in common; blanks are not compared."""

    text: str
    """The transcript."""
    before: tuple[int, ...]
    """For each offset in the lines of the TEI file how many characters stand before it."""
    ours: tuple[int, ...]
    """Offsets of the characters in the lines of the TEI file."""
    theirs: tuple[int, ...]
    """Offsets of the characters in the transcript."""
    same: int
    """How many characters are the same from the beginning."""
    same_end: int
    """How many are the same at the end, besides."""

    @classmethod
    def of(cls, lines: str, text: str) -> "_Alignment":
        ours, theirs = _characters(lines), _characters(text)
        shorter = min(len(ours), len(theirs))
        same = end = 0
        while same < shorter and lines[ours[same]] == text[theirs[same]]:
            same += 1
        while end < shorter - same and lines[ours[-1 - end]] == text[theirs[-1 - end]]:
            end += 1
        before = (0, *accumulate(character not in BLANKS for character in lines))
        return cls(text, before, ours, theirs, same, end)

    def moved(self, span: Span) -> Span:
        """Return where the characters of a stretch of the lines stand in the transcript.

        What differs between the two is taken for one change; a stretch in it is moved to its beginning.
        """
        first, last = self._moved(self.before[span.start]), self._moved(self.before[span.end])
        start = self._offset(first)
        return Span(start, self.theirs[last - 1] + 1 if last > first else start)

    def _moved(self, number: int) -> int:
        if number <= self.same:
            return number
        behind = len(self.ours) - number
        return len(self.theirs) - behind if behind <= self.same_end else self.same

    def _offset(self, number: int) -> int:
        return self.theirs[number] if number < len(self.theirs) else len(self.text)

    def parting(self) -> tuple[int, int]:
        """Return the offsets in the lines and in the transcript of the first word that differs."""
        at = self.same
        while 0 < at < len(self.theirs) and self.text[self.theirs[at] - 1] not in BLANKS:
            at -= 1
        return self.ours[at] if at < len(self.ours) else self.ours[-1] + 1 if self.ours else 0, self._offset(
            at
        )


def _characters(text: str) -> tuple[int, ...]:
    return tuple(at for at, character in enumerate(text) if character not in BLANKS)


def _parting(problem: Problem, transcript: Transcript, lines: str) -> Problem:
    """Say where a text and its transcript part."""
    ours, theirs = _Alignment.of(lines, transcript.text).parting()
    has = lines[ours : ours + _QUOTED].partition("\n")[0]
    place = transcript.place(Span(theirs, min(theirs + _QUOTED, len(transcript.text))))
    instead = f'"{has}"' if has else "nothing more"
    message = f"The text is not that of the transcript: from the place named here on, the file has {instead}."
    return replace(problem, message=message, place=place)
