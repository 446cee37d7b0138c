"""The index of terms: where a text has a form of a term that a list knows.

A form is found as the list has it, with full stops (``U.N.``), and in other cases of letters where that
cannot make it an ordinary word: ``Reftel``, ``NIACT``, ``Sov``, but not ``sea`` for SEA.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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


Words = Sequence[tuple[str, str]]
"""The words of a text, each once: as it is written, and in small letters."""


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

    def matches(self, text: str, words: Words) -> tuple[TermMatch, ...]:
        """Find the terms in a text.

        Args:
            text: the text.
            words: its words; see ``words_of``.

        Returns:
            The matches in the order of the text, none overlapping another; at each place the longest.
        """
        matches = []
        done = 0
        forms = self._forms
        known = [w for w, key in words if (key in forms or key.removesuffix("s") in forms) and self._of(w)]
        for start, word in sorted(place for w in known for place in _places(text, w)):
            if start >= done and (match := self._match(text, start, self._of(word))):
                matches.append(match)
                done = match.end
        return tuple(matches)

    def _of(self, word: str) -> list[_Form]:
        """Return the forms whose first word this is, perhaps in the plural: ChiComs, MIGs."""
        if len(word) == 1 and not word.isupper():
            return []  # a letter alone stands for something as a capital only
        key = word.casefold()
        return self._forms.get(key) or self._forms.get(key.removesuffix("s"), [])

    def _match(self, text: str, start: int, forms: list[_Form]) -> TermMatch | None:
        found = [(m.end(), f) for f in forms if (m := f.pattern.match(text, start))]
        fitting = [(end, f) for end, f in found if self._same(f.written, text[start:end])]
        if not fitting:
            return None
        end = max(end for end, _ in fitting)
        longest = [f for behind, f in fitting if behind == end]
        exact = [f for f in longest if f.written == text[start:end]] or longest
        return TermMatch(start, end, tuple({f.entity.id: f.entity for f in exact}.values()))

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


def words_of(text: str) -> Words:
    """Return the words of a text, letters and digits without a break, each once, and in small letters."""
    return tuple((word, word.casefold()) for word in set(_WORD.findall(text)))


def _places(text: str, word: str) -> Iterator[tuple[int, str]]:
    """Find where a word stands as a whole; much quicker than to go through all words of the text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not ((at and text[at - 1].isalnum()) or text[end : end + 1].isalnum()):
            yield at, word
        at = text.find(word, end)


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
        return re.compile(rf"(?<![\w{around}]){inside}(?![\w{around}](?!s\b))")
    return re.compile(rf"(?<![\w’'.]){inside}(?!(?!(?-i:s)\b)\w|\.\w)", re.IGNORECASE)
