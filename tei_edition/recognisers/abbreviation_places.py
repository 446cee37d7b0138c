"""Where abbreviations are looked for: not in names, shelfmarks, figures or words that stand in capitals."""

import re
from dataclasses import dataclass, field
from functools import cache

from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS
from tei_edition.recognisers.lexicon import is_english
from tei_edition.tables import table
from tei_edition.tables.kinds import kinds

_WORD = re.compile(r"[^\W\d_]{2,}")
_NEAR = 50
_FAR = 200
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.[ \t\n\r]")
_NEIGHBOURS = 3
_FEWEST_WORDS = 2
_LINE = re.compile(r"[\r\n]")
_LONGEST_INITIALS = len("A.B.C.")
_IN_SENTENCE = re.compile(r"[’']s\b|,?[ \t\n\r]+[a-z]{2}")
_OPENING, _CLOSING = ("“", '"'), ("”", '"')
_LINE_END = re.compile(r"[”\"]?(?:\[\^|[ \t]*(?:[\r\n]|$))")
_BEHIND_SENTENCE = re.compile(r"[.!?—\n\r][ \t]*$")
_CAPITALISED = re.compile(r"[ \t\n\r]?[A-ZÀ-Þ]")
_ROMAN = re.compile(r"[IVXLCDM]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?[ \t\n\r]+$")


@dataclass(slots=True)
class Places:
    """A document, and what of it is spoken for."""

    text: str
    taken: bytearray
    noted: frozenset[int]
    """Where the translator's notes begin."""
    words: dict[str, bool] = field(default_factory=dict)
    """Of letters with full stops whether the document shows that they are no initials; filled when asked."""

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
        return self.are_free(span) and not (
            self._is_number(span, block) or self._in_capitals(span, block) or self._is_copy_mark(span)
        )

    def _is_copy_mark(self, span: Span) -> bool:
        """Tell whether letters are the mark before those who get a copy: ``CC:``."""
        marks = table("abbreviations")["copy-marks"]["words"]
        return self.text.startswith(":", span.end) and self.text[span.start : span.end] in marks

    def fit_letter(self, span: Span, block: Span, meaning: str) -> bool:
        """Tell whether a letter that stands alone is an abbreviation, such as an office or a name.

        Args:
            span: the letter.
            block: the block in which it stands.
            meaning: what it would stand for.
        """
        if meaning.isalpha() and meaning[0] == self.text[span.start]:
            return bool(_IN_SENTENCE.match(self.text, span.end, block.end)) and not self._is_number(
                span, block
            )
        return self._is_office(span, block)

    def may_be_initials(self, span: Span, block: Span) -> bool:
        """Tell whether letters with full stops may be a person's: before a name, or as a signature."""
        written = self.text[span.start : span.end]
        if not written.endswith(".") or len(written) > _LONGEST_INITIALS:
            return False
        before = self.text[max(block.start, span.start - _NEAR) : span.start]
        behind = self.text[span.end : min(block.end, span.end + _NEAR)]
        if before.endswith(_OPENING) and behind.startswith(_CLOSING):
            return True
        if _LINE_END.match(behind):
            return not before.strip() or bool(_BEHIND_SENTENCE.search(before))
        return bool(_CAPITALISED.match(behind)) and not self._is_used_as_word(written)

    def _is_used_as_word(self, written: str) -> bool:
        if written not in self.words:
            self.words[written] = bool(_as_word(written).search(self.text))
        return self.words[written]

    def _is_office(self, span: Span, block: Span) -> bool:
        """Tell whether a letter alone is an office: among those who drafted or cleared a paper."""
        before = self.text[max(block.start, span.start - _FAR) : span.start]
        sentence = _SENTENCE_END.split(before)[-1].casefold()
        return any(word in sentence for word in table("abbreviations")["offices"]["verbs"])

    def _in_capitals(self, span: Span, block: Span) -> bool:
        """Tell whether the words around stand in capitals; other abbreviations are no such words."""
        if not self.text[span.start : span.end].isupper():
            return False
        low, high = max(block.start, span.start - _NEAR), min(block.end, span.end + _NEAR)
        before, behind = self.text[low : span.start], self.text[span.end : high]
        near = _WORD.findall(_LINE.split(before)[-1])[-_NEIGHBOURS:]
        near += _WORD.findall(_LINE.split(behind)[0])[:_NEIGHBOURS]
        in_capitals = [word for word in near if word.isupper()]
        if len(in_capitals) < _FEWEST_WORDS or len(in_capitals) * 2 <= len(near):
            return False
        return sum(map(is_english, in_capitals)) * 2 > len(near)

    def _is_number(self, span: Span, block: Span) -> bool:
        """Tell whether letters count something, as Roman numerals or alone: behind such words as chapter."""
        if len(span) > 1 and not _ROMAN.fullmatch(self.text[span.start : span.end]):
            return False
        before = _LAST_WORD.search(self.text[max(block.start, span.start - _NEAR) : span.start])
        return bool(before) and before[1].casefold() in table("abbreviations")["numbered"]["words"]  # type: ignore[index]


@cache
def _as_word(written: str) -> re.Pattern[str]:
    """Return what shows that letters are no initials: an article before them, or no name behind them."""
    letters = re.escape(written)
    return re.compile(rf"\b(?:[Tt]he|an?)\s{letters}|(?<![\w.]){letters}(?:[,;:)’']|\s[a-z])")


@cache
def _closed() -> frozenset[str]:
    """Return the kinds in which no abbreviation is sought: names, figures, and what holds characters only."""
    named = {k.name for k in kinds().values() if k.layer in ("phrase", "delimited") and k.content != "phrase"}
    return frozenset(named | set(table("abbreviations")["not-within"]["kinds"]))
