"""Where abbreviations are looked for: not in names, shelfmarks, figures or words that stand in capitals."""

import re
from dataclasses import dataclass

from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS
from tei_edition.tables import table
from tei_edition.tables.kinds import kinds

_WORD = re.compile(r"[^\W\d_]{2,}")
_NEAR = 50
_FAR = 200
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.[ \t\n\r]")
_FEWEST_WORDS = 3
_MOSTLY = 0.6
_ROMAN = re.compile(r"[IVXLCDM]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?[ \t\n\r]+$")


@dataclass(frozen=True, slots=True)
class Places:
    """A document, and what of it is spoken for."""

    text: str
    taken: bytearray
    noted: frozenset[int]
    """Where the translator's notes begin."""

    @classmethod
    def of(cls, edition: Edition) -> "Places":
        """Mark the names, figures and references that were found before."""
        text = edition.transcript.text
        taken = bytearray(len(text))
        for a in edition.annotations:
            if a.kind in _closed():
                taken[a.span.start : a.span.end] = b"\1" * len(a.span)
        return cls(text, taken, frozenset(a.span.start for a in edition.of_kind("translation-note")))

    def are_free(self, span: Span) -> bool:
        """Tell whether nothing that was found before stands there."""
        return not any(self.taken[span.start : span.end])

    def have_note(self, span: Span) -> bool:
        """Tell whether the translator says behind an abbreviation who or what is meant."""
        at = span.end
        while at < len(self.text) and self.text[at] in BLANKS:
            at += 1
        return at in self.noted

    def may_hold(self, span: Span) -> bool:
        """Tell whether words may be tagged as a whole: no name or figure stands across their edges."""
        inside = self.taken[span.start : span.end]
        low, high = self.taken[max(0, span.start - 1) : span.start], self.taken[span.end : span.end + 1]
        return not (inside[:1] == low == b"\1" or inside[-1:] == high == b"\1")

    def take(self, span: Span) -> None:
        """Mark a place as spoken for."""
        self.taken[span.start : span.end] = b"\1" * len(span)

    def fit(self, span: Span, block: Span) -> bool:
        """Tell whether an abbreviation may stand in a place.

        Args:
            span: the form.
            block: the block in which it stands.
        """
        if not self.are_free(span) or self._is_number(span, block) or self._in_capitals(span, block):
            return False
        return len(span) > 1 or self._is_office(span, block)

    def _is_office(self, span: Span, block: Span) -> bool:
        """Tell whether a letter alone is an office: among those who drafted or cleared a paper."""
        before = self.text[max(block.start, span.start - _FAR) : span.start]
        sentence = _SENTENCE_END.split(before)[-1].casefold()
        return any(word in sentence for word in table("abbreviations")["offices"]["verbs"])

    def _in_capitals(self, span: Span, block: Span) -> bool:
        if not self.text[span.start : span.end].isupper():
            return False
        low, high = max(block.start, span.start - _NEAR), min(block.end, span.end + _NEAR)
        # Whole words of the line, as far as it is near.
        before = re.split(r"[\r\n]", self.text[low : span.start])[-1]
        behind = re.split(r"[\r\n]", self.text[span.end : high])[0]
        words = _WORD.findall(before) + _WORD.findall(behind)
        return len(words) >= _FEWEST_WORDS and sum(w.isupper() for w in words) > _MOSTLY * len(words)

    def _is_number(self, span: Span, block: Span) -> bool:
        """Tell whether the letters are a Roman numeral: behind such words as chapter."""
        if not _ROMAN.fullmatch(self.text[span.start : span.end]):
            return False
        before = _LAST_WORD.search(self.text[max(block.start, span.start - _NEAR) : span.start])
        return bool(before) and before[1].casefold() in table("abbreviations")["numbered"]["words"]  # type: ignore[index]


def _closed() -> frozenset[str]:
    """Return the kinds in which no abbreviation is sought: names, figures, and what holds characters only."""
    named = {k.name for k in kinds().values() if k.layer in ("phrase", "delimited") and k.content != "phrase"}
    return frozenset(named | set(table("abbreviations")["not-within"]["kinds"]))
