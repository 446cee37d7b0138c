"""A bracket in its context: what a test may know of it, and how it states what it has found."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tei_edition.authority.index import Match
from tei_edition.model.annotation import Annotation, Certainty, Responsibility
from tei_edition.model.span import Span
from tei_edition.model.whitespace import BLANKS, level_a, trimmed
from tei_edition.recognisers.brackets.document import Document
from tei_edition.tables import table
from tei_edition.tables.kinds import kinds

MARKS = ("[", "]")
WORD = re.compile(r"[^\W\d_][\w'’]*")
NOTES = frozenset({"translation-note", "archive-note", "marginal-note", "endnote", "source-note"})
"""Kinds in which no other note may stand."""
_BEHIND = 160
_AHEAD = 60
_WORD_BEFORE = re.compile(r"(?<![\w'’])([^\W\d_][\w'’-]*)[ \t\n\r]+$")


@dataclass(frozen=True, slots=True)
class Context:
    """A bracket, where it stands, and what is known of the document."""

    document: Document
    """What is known of the whole."""
    block: Annotation
    """The block in which it stands."""
    span: Span
    """The bracket with its delimiters."""
    within: Span
    """What it may look at: the block, or the interior of the bracket around it."""
    by: Responsibility
    """Whose brackets these are."""
    inside: str | None = None
    """The kind of the bracket around it; None for an outermost one."""
    serial: int = 1
    """Number of the next word of the original."""

    @property
    def interior(self) -> Span:
        """The stretch between the brackets, without blanks at its edges."""
        start, end = trimmed(self.document.text, self.span.start + 1, self.span.end - 1)
        return Span(start, end)

    @property
    def content(self) -> str:
        """What stands between the brackets, blanks folded."""
        return level_a(self.document.text[self.span.start + 1 : self.span.end - 1])

    @property
    def before(self) -> str:
        """What stands before it, back to the beginning of the block."""
        low = max(self.within.start, self.span.start - _BEHIND)
        return self.document.text[low : self.span.start]

    @property
    def after(self) -> str:
        """What stands behind it, to the end of the block."""
        return self.document.text[self.span.end : min(self.within.end, self.span.end + _AHEAD)]

    @property
    def word_before(self) -> Span | None:
        """The word before it, if a blank parts them."""
        m = _WORD_BEFORE.search(self.before)
        return None if m is None else self.back(m.start(1), m.end(1))

    def back(self, start: int, end: int) -> Span:
        """Return the stretch of the transcript for offsets within ``before``."""
        low = self.span.start - len(self.before)
        return Span(low + start, low + end)

    @property
    def opens_block(self) -> bool:
        """Whether nothing stands before it in its line."""
        line = re.split(r"[\n\r\v\f]", self.before)[-1]
        return not line.strip(BLANKS)

    @property
    def in_name(self) -> bool:
        """Whether it stands in a name that was found before."""
        return self.document.names.covers(self.span)

    @property
    def holds_no_note(self) -> bool:
        """Whether it stands where no note may stand: in a note, in the bracket of one, in a name."""
        return self.block.kind in NOTES or self.inside in NOTES or self.in_name

    @property
    def in_closing(self) -> bool:
        """Whether it stands in closing lines."""
        return self.block.kind == "closer" or self.document.closing.covers(self.span)

    def whole(
        self,
        kind: str,
        rule: str,
        certainty: Certainty | None = None,
        *,
        markers: tuple[str, str] = MARKS,
        by: Responsibility | None = None,
        said: Mapping[str, str] | None = None,
        **attributes: str,
    ) -> Annotation:
        """Return the annotation of the whole bracket, whose delimiters the markup stands for."""
        who = None if kinds()[kind].of_page else by or self.by
        values = {**(said or {}), **attributes}
        return Annotation(self.span, kind, f"bracket.{rule}", values, markers, who, certainty)

    def remark(self, rule: str, certainty: Certainty | None = None, *, subtype: str) -> Annotation:
        """Return a note of the translator, who alone knows the original, also on a cover sheet."""
        return self.whole("translation-note", rule, certainty, by=self.document.by, subtype=subtype)

    def names(self) -> list[tuple[Span, Match]]:
        """Find the listed names around and inside the bracket, read as if there were no brackets."""
        index = self.document.resources.index
        if index is None:
            return []
        text = self.document.text
        low = max(self.within.start, self.span.start - 60)
        high = min(self.within.end, self.span.end + _AHEAD)
        kept = [i for i in range(low, high) if text[i] not in "[]"]
        view = "".join(text[i] for i in kept)
        return [(Span(kept[m.start], kept[m.end - 1] + 1), m) for m in index.matches(view)]


def bare(words: str) -> str:
    """Return words without regard to case, accents and signs: letters and figures only."""
    plain = unicodedata.normalize("NFKD", words.replace("ł", "l").replace("Ł", "L").replace("đ", "d"))
    return re.sub(r"[\W_]", "", "".join(ch for ch in plain if not unicodedata.combining(ch))).casefold()


@cache
def listed(section: str, key: str = "words") -> frozenset[str]:
    """Return a list of words of the table ``brackets`` as a set."""
    return frozenset(str(w).casefold() for w in table("brackets")[section][key])
