"""The index of terms: where a text has a form of a term that a list knows.

A form is found as the list has it, with full stops (``U.N.``), and in other cases of letters where that
cannot make it an ordinary word: ``Reftel``, ``NIACT``, ``Sov``, but not ``sea`` for SEA.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tei_edition.model.authority import Entity

_WORD = re.compile(r"[^\W_]+")
_ALTERNATIVES = re.compile(r";\s+")
_BOTH = re.compile(r"(.+\S)\s+\(([^()]+)\)")
_PARTS = re.compile(r"[^\W_]+|[^\w]|_")
_FEWEST_LETTERS = 3
_FEWEST_SMALL_LETTERS = 5
_HYPHENS = "-‐‑–"
_BESIDE_NO_LETTER = "-‐‑–/.'’&"


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A place in a text where a term stands."""

    start: int
    """Offset of its first character, in code points."""
    end: int
    """Offset behind its last character."""
    candidates: tuple[Entity, ...]
    """The entries whose form it is; more than one if the list does not tell them apart."""


@dataclass(frozen=True, slots=True)
class _Form:
    written: str
    entity: Entity
    pattern: re.Pattern[str]


class TermIndex:
    """The forms of the terms of an authority list, ready to be found in texts."""

    __slots__ = ("_forms", "_is_word")

    def __init__(self, entities: Iterable[Entity], is_word: Callable[[str], bool]) -> None:
        """Make the index.

        Args:
            entities: entries of any kind; those that are no terms are passed over.
            is_word: tells of a form in small letters whether it is an ordinary word.
        """
        self._is_word = is_word
        self._forms: dict[str, list[_Form]] = {}
        for entity in entities:
            if entity.kind != "term":
                continue
            for written in dict.fromkeys(form for name in entity.names for form in forms(name.text)):
                for first in _first_words(written):
                    self._forms.setdefault(first, []).append(_Form(written, entity, _pattern(written)))
                if _takes_stops(written):
                    dotted = _Form(written, entity, _pattern(written, ".", "."))
                    self._forms.setdefault(written[0].casefold(), []).append(dotted)
        for found in self._forms.values():
            found.sort(key=lambda form: -len(form.written))

    def matches(self, text: str, start: int, end: int) -> Iterator[TermMatch]:
        """Find the terms in a stretch of a text.

        Args:
            text: the text.
            start: offset at which the stretch begins.
            end: offset behind it.

        Yields:
            The matches in the order of the text, none overlapping another; at each place the longest.
        """
        done = start
        for word in _WORD.finditer(text, start, end):
            key = word[0].casefold()
            found = self._forms.get(key) or self._forms.get(key.removesuffix("s"))  # ChiComs, MIGs
            if found is None or word.start() < done:
                continue
            fitting = [(m.end(), f) for f in found if (m := f.pattern.match(text, word.start(), end))]
            fitting = [
                (behind, f) for behind, f in fitting if self._same(f.written, text[word.start() : behind])
            ]
            if not fitting:
                continue
            done = max(behind for behind, _ in fitting)
            written = text[word.start() : done]
            longest = [f for behind, f in fitting if behind == done]
            exact = [f for f in longest if f.written == written] or longest
            yield TermMatch(word.start(), done, tuple({f.entity.id: f.entity for f in exact}.values()))

    def _same(self, form: str, written: str) -> bool:
        """Tell whether what is written is the form, perhaps in another case of letters."""
        if "." in written and "." not in form:
            return written.isupper()
        written = "".join(" " if c.isspace() else c for c in written)
        if form == written:
            return True
        letters = sum(map(str.isalpha, written))
        if form[0].islower() and written[1:] == form[1:] and letters >= _FEWEST_LETTERS:
            return True  # at the beginning of a sentence
        if letters < (_FEWEST_SMALL_LETTERS if written.islower() else _FEWEST_LETTERS):
            return written.isupper() and form.isupper()
        return not self._is_word(written)


def forms(term: str) -> Iterator[str]:
    """Yield the forms that a list gives in one: ``C&F; CAF`` and ``R/PM (RPM)`` are two each."""
    for form in _ALTERNATIVES.split(term):
        both = _BOTH.fullmatch(form)
        if both and _letters(both[1]) == _letters(both[2]):
            yield from (both[1], both[2])
        else:
            yield form.strip()


def _letters(form: str) -> str:
    return "".join(c for c in form if c.isalnum())


def _first_words(form: str) -> set[str]:
    joined = "".join(c for c in form if not (c.isspace() or c in _HYPHENS))
    return {m[0].casefold() for written in (form, joined) if (m := _WORD.search(written))}


def _takes_stops(form: str) -> bool:
    return form.isalpha() and form.isupper() and len(form) > 1


def _pattern(form: str, between: str = "", behind: str = "") -> re.Pattern[str]:
    """Return the pattern of a form: blanks and hyphens in it may be written otherwise or left out."""
    if between:
        inside = re.escape(between).join(map(re.escape, form)) + re.escape(behind)
    else:
        inside = "".join(
            rf"[{_HYPHENS}\s]?" if part.isspace() or part in _HYPHENS else re.escape(part)
            for part in _PARTS.findall(form)
        )
    if len(form) == 1:
        around = re.escape(_BESIDE_NO_LETTER)
        return re.compile(rf"(?<![\w{around}]){inside}(?![\w{around}])")
    return re.compile(rf"(?<![\w’'.]){inside}(?!(?!(?-i:s)\b)\w|\.\w)", re.IGNORECASE)
