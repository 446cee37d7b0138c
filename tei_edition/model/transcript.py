"""The transcript: immutable text, its digests, and the way from an offset to a line and column."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a, level_b

_LINE_END = re.compile(r"\r\n|[\n\r]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a transcript, as a person would look it up."""

    line: int
    """Line in the file, counted from 1; LF, CR LF and CR end a line."""
    column: int
    """Column in the line, in code points, counted from 1."""
    quotation: str
    """The words that stand there, shortened in the middle if they are long."""


@dataclass(frozen=True)
class Transcript:
    """A transcript as it was received. Nothing in the program changes it."""

    name: str
    """File name, without folder."""
    text: str
    """The characters, byte order mark excepted."""
    sha256: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    size: int
    """Size of the file in bytes."""
    encoding: str = "UTF-8"
    """Name of the character encoding of the file."""

    @classmethod
    def of(cls, text: str, *, name: str = "transcript.txt") -> "Transcript":
        """Make a transcript from a string, as tests do.

        Args:
            text: the characters; lone surrogates are allowed here, although no UTF-8 file holds them.
            name: the file name that it shall bear.
        """
        raw = text.encode("utf-8", "surrogatepass")
        return cls(name=name, text=text, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw))

    @property
    def stem(self) -> str:
        """File name without its last extension; the edition's file bears the same stem."""
        return self.name.rsplit(".", 1)[0] if "." in self.name[1:] else self.name

    @cached_property
    def normalized_sha256(self) -> str:
        """SHA-256 of the text at level A: the editing invariant."""
        return hashlib.sha256(level_a(self.text).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def lines(self) -> str:
        """The text at level B, in which the decoder's answer is compared."""
        return level_b(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in _LINE_END.finditer(self.text))]

    def of_span(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]

    def place(self, span: Span, *, width: int = 60) -> Place:
        """Tell line, column and quotation of a span.

        Args:
            span: the stretch; for a point the words that follow are quoted.
            width: longest quotation, in characters.
        """
        line = bisect_right(self._line_starts, span.start)
        column = span.start - self._line_starts[line - 1] + 1
        words = level_a(self.text[span.start : span.end if len(span) else span.start + width // 2])
        if len(words) > width:
            words = f"{words[: width // 2]} … {words[-(width // 3) :]}"
        return Place(line, column, words)
