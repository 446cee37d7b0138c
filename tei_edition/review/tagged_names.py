"""The tagged names of an edition, found again by their words, or by what stands around them.

A key names them in one line: the words alone stand for every place where just these words are tagged; words
between « and », with some context, for one place.
"""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei_edition.model.annotation import Annotation
from tei_edition.model.keyword_in_context import CLOSE, OPEN
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.review.anchor import Quotation, find

NAMES = ("person", "place", "organisation", "event")
"""The kinds of annotation that are names of entries."""

_RUN = re.compile(f"[{BLANKS}]+")
_WIDTHS = (16, 64, 256, 1024)
"""How many characters of context are tried, on each side."""
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Meant:
    """What a key stands for."""

    spans: tuple[Span, ...]
    """The places."""
    in_context: bool
    """Whether it has a context, so that one place is meant."""


class TaggedNames:
    """The names that are tagged in a transcript.

    Args:
        text: the transcript.
        annotations: all that is said of it.
    """

    __slots__ = ("_by_words", "_folded", "_lost", "_runs", "_split", "_text")

    def __init__(self, text: str, annotations: Iterable[Annotation]) -> None:
        self._text = text
        self._folded = _RUN.sub(" ", text)
        self._runs: list[int] = []
        self._lost: list[int] = [0]
        for run in _RUN.finditer(text):
            if run.end() - run.start() > 1:
                self._runs.append(run.end())
                self._lost.append(self._lost[-1] + run.end() - run.start() - 1)
        self._by_words: dict[str, list[Span]] = {}
        for span in sorted({a.span for a in annotations if a.kind in NAMES}):
            self._by_words.setdefault(level_a(text[span.start : span.end]), []).append(span)
        self._split: dict[tuple[str, int, tuple[str, str]], dict[tuple[str, str], list[int]]] = {}

    def all_with(self, words: str) -> tuple[Span, ...]:
        """Return every place where just these words are tagged, blanks folded."""
        return tuple(self._by_words.get(level_a(words), ()))

    def meant(self, key: str) -> Meant:
        """Return the places that a key stands for.

        Args:
            key: words between « and », with words before and behind them; or words alone.

        Returns:
            The tagged names that it fits in their context, else all with just these words, else the stretches
            of the text that it fits in their context.
        """
        quoted = tuple(_quotations(key))
        fitting = {s for q in quoted for s in self.all_with(q.words) if self._fits(s, q)}
        if not fitting and (everywhere := self.all_with(key)):
            return Meant(everywhere, False)
        if not fitting:
            fitting = {s for q in quoted for s in find(self._text, q)}
        return Meant(tuple(sorted(fitting)), bool(quoted))

    def key_of(self, span: Span, *, alone: bool = True) -> str:
        """Return a short key that stands for one tagged name and no other.

        It is empty where a key would be longer than anybody can read: where pages repeat word for word. A key
        with a context is of one place in the text, whatever is tagged in it.

        Args:
            span: where a name is tagged.
            alone: whether the words alone will do, if they are tagged once.
        """
        words = level_a(self._text[span.start : span.end])
        if alone and self.meant(words).spans == (span,):
            return words
        start, end = self._bounds(span)
        for width, times in self._alike(words, start):
            if times > 1:
                continue
            first, last = self._whole_words(start - width, end + width)
            context = f"{self._folded[first:start]}{OPEN}{words}{CLOSE}{self._folded[end:last]}"
            key = level_a(context)
            quotation = Quotation(words, self._folded[first:start], self._folded[end:last])
            whole = width <= start and end + width <= len(self._folded) and key == context
            # As many characters as were compared are on both sides, and no other « or »: it fits here alone.
            if whole and key.count(OPEN) == key.count(CLOSE) == 1:
                return key
            if self.meant(key).spans == (span,) and set(find(self._text, quotation)) == {span}:
                return key
        return ""

    def key_of_all(self, words: str) -> str:
        """Return the key for every place where just these words are tagged; empty if it would mean others."""
        return words if self.meant(words).spans == self.all_with(words) else ""

    def _fits(self, span: Span, q: Quotation) -> bool:
        start, end = self._bounds(span)
        start -= self._folded[start - 1 : start] == " "
        end += self._folded[end : end + 1] == " "
        return self._folded.endswith(q.before, 0, start) and self._folded.startswith(q.after, end)

    def _bounds(self, span: Span) -> tuple[int, int]:
        """Return where the words of a stretch begin and end in the text with its blanks folded."""
        start, end = trimmed(self._text, span.start, span.end)
        return self._at(start), self._at(end)

    def _at(self, offset: int) -> int:
        """Return where a character of the transcript is in the text with its blanks folded."""
        return offset - self._lost[bisect.bisect_right(self._runs, offset)]

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch of the folded text to whole words, if they are of a usual length."""
        first = max(0, start)
        last = min(len(self._folded), end)
        before = self._folded.rfind(" ", max(0, first - _LONGEST_WORD), first) + 1
        behind = self._folded.find(" ", last, last + _LONGEST_WORD)
        return before or max(0, first - _LONGEST_WORD), behind if behind > 0 else last

    def _around(self, start: int, end: int, width: int) -> tuple[str, str]:
        return self._folded[max(0, start - width) : start], self._folded[end : end + width]

    def _alike(self, words: str, start: int) -> Iterator[tuple[int, int]]:
        """Yield widths of context, each with the number of places of the text that are the same that far."""
        group: tuple[str, int, tuple[str, str]] = (words, 0, ("", ""))
        places: Iterable[int] = ()
        for width in _WIDTHS:
            if group not in self._split:
                split = self._split.setdefault(group, {})
                for at in places or self._places(words):
                    split.setdefault(self._around(at, at + len(words), width), []).append(at)
            around = self._around(start, start + len(words), width)
            places = self._split[group][around]
            yield width, len(places)
            group = (words, width, around)

    def _places(self, words: str) -> Iterator[int]:
        """Yield where the words stand in the text with its blanks folded, tagged or not."""
        at = self._folded.find(words)
        while at >= 0:
            yield at
            at = self._folded.find(words, at + 1)


def _quotations(key: str) -> Iterator[Quotation]:
    """Yield what a key may quote: which of several « and » are its own, the transcript must show."""
    opening = [at for at, c in enumerate(key) if c == OPEN]
    closing = [at for at, c in enumerate(key) if c == CLOSE]
    for start in opening:
        for end in closing:
            words = level_a(key[start + 1 : end]) if start < end else ""
            if words:
                yield Quotation(words, level_a(key[:start]), level_a(key[end + 1 :]))
