"""The grammar of shelfmarks: forms with placeholders become patterns, and a shelfmark is read part by part.

A family of archives lists the forms of the parts of its shelfmarks, in any order: ``op. {opis:number}`` is
the abbreviation ``op.`` and behind it a value of the shape ``number``, which is the level ``opis``. After the
colon stands the name of a shape, or the value as it is written, or both: ``w-<number>``. A blank in a form is
any run of blanks; behind a full stop it may be missing, and the full stop may be missing before a blank.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

SHAPES: Mapping[str, str] = {
    "digits": r"\d+",
    "number": r"\d+\w*(?:[-./]\w+)*",
    "register": r"\d{3,}(?:/[ ]?\d{2,4})?",
    "leaves": (
        r"\d+\w*(?:[ ]?[-–—][ ]?\d+\w*)?"
        r"(?:(?:\.?,|,?[ ]and|[ ]?&)[ ]?\d+\w*(?:[ ]?[-–—][ ]?\d+\w*)?(?![\w–—-]|[./]\w))*"
    ),
    "year": r"(?:1[5-9]|20)\d\d(?:[-–/]\d{2,4})?",
    "word": r"[^\s,;:()\[\]\"“”]+",
    "name": r"[^\s,;()\"“”](?:[^,;()\"“”]*[^\s,;()\"“”])?",
    "title": r"[^\s,;.()\"“”](?:[^,;.()\"“”]*[^\s,;.()\"“”])?",
    "roman": r"(?-i:[IVXLC]+(?:[ ]?[A-Z])?(?:[-/]\w+)+)",
    "letters": r"[^\W\d_]+(?:-[^\W\d_]+)*",
    "capitals": r"(?-i:[A-ZÀ-ÞĀ-Ž]{2,}(?:[ ][A-ZÀ-ÞĀ-Ž]+)*)",
    "code": r"\w+(?:[-./]+\w+)+",
    "quoted": r"[^\"“”]+",
}
"""The shapes of values: what may stand in a placeholder."""

_PLACEHOLDER = re.compile(r"\{([\w.]+):([^{}]+)\}")
_SHAPE = re.compile(r"<(\w+)>")
_BLANKS = r"[ \t\n\r]"
_BETWEEN = re.compile(r"(?:[\s,;:.()–—/-]|(?<!\w)(?:and|in)(?!\w))*")
_END = r"(?![^\W_])"
_REST = re.compile(r"[^,;]+")
_WORD = re.compile(r"[^\W_]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a shelfmark."""

    level: str
    """Level of archival description: ``fond``, ``opis``, ``box``."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a family reads a shelfmark."""

    parts: tuple[Part, ...]
    """The parts in the order in which they are written."""
    unread: tuple[tuple[int, int], ...]
    """Stretches that no form fits."""
    abbreviated: bool = False
    """Whether each part has an abbreviation or word before its value, so that no value is a guess."""


@dataclass(frozen=True, slots=True)
class Family:
    """The forms of the shelfmarks of one or more archives."""

    name: str
    forms: tuple[str, ...]
    """Forms of parts; of those that fit at one place the first is taken."""
    archives: tuple[str, ...] = ()
    """Short names of the archives that it holds for; none if it is tried for any."""
    between: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Forms that hold only where they stand between parts of two levels."""
    needs: tuple[str, ...] = ()
    """Levels of which at least one must be found."""
    prose: bool = False
    """Whether other words may stand between the parts, as in references to printed works."""

    def read(self, text: str) -> Reading | None:
        """Read a shelfmark.

        Args:
            text: the shelfmark, without the name of the archive.

        Returns:
            The parts and what is left unread; None if this is no shelfmark of the family.
        """
        found: list[tuple[str, tuple[Part, ...]]] = []
        unread: list[tuple[int, int]] = []
        taken: set[str] = set()
        at = _skip(text, 0)
        while at < len(text):
            match = self._form(text, at, taken)
            if match is None:
                rest = (_WORD if self.prose else _REST).match(text, at)
                end = rest.end() if rest else at + 1
                if not self.prose:
                    unread.append((at, at + len(text[at:end].rstrip())))
            else:
                end, form, parts = match
                found.append((form, parts))
                taken.update(p.level for p in parts)
            at = _skip(text, end)
        parts = self._resolved(text, found)
        if not parts or (self.needs and not any(p.level in self.needs for p in parts)):
            return None
        if not self.prose and len(unread) > 1:
            return None
        return Reading(parts, tuple(unread), all(not form.startswith("{") for form, _ in found))

    def _form(self, text: str, at: int, taken: set[str]) -> tuple[int, str, tuple[Part, ...]] | None:
        for form in self.forms:
            m = _compiled(form).match(text, at)
            if m is None or m.end() == at:
                continue
            levels = levels_of(form)
            if any(level in taken for level in levels) and form not in self.between:
                continue
            parts = tuple(Part(level, *m.span(f"g{i}")) for i, level in enumerate(levels))
            return m.end(), form, parts
        return None

    def _resolved(self, text: str, found: Sequence[tuple[str, tuple[Part, ...]]]) -> tuple[Part, ...]:
        """Read forms that hold only between two levels anew where they do not stand there."""
        result: list[Part] = []
        for i, (form, parts) in enumerate(found):
            wanted = self.between.get(form)
            if wanted is not None:
                around = {
                    p.level for j in (i - 1, i + 1) if 0 <= j < len(found) for p in found[j][1] if i != j
                }
                if not set(wanted) <= around:
                    start = parts[0].start
                    parts = self._otherwise(text, form, start)
            result += parts
        return tuple(result)

    def _otherwise(self, text: str, form: str, start: int) -> tuple[Part, ...]:
        words = form.partition("{")[0]
        for other in self.forms:
            if other != form and other.partition("{")[0] == words and other not in self.between:
                m = _compiled(other).match(text, _beginning(text, start, words))
                if m is not None:
                    return tuple(Part(level, *m.span(f"g{i}")) for i, level in enumerate(levels_of(other)))
        return ()


def _beginning(text: str, start: int, words: str) -> int:
    """Return where the abbreviation before a value begins."""
    at = len(text[:start].rstrip())
    return max(0, at - len(words.rstrip()))


def _skip(text: str, at: int) -> int:
    m = _BETWEEN.match(text, at)
    return m.end() if m else at


@cache
def levels_of(form: str) -> tuple[str, ...]:
    """Return the levels for which a form has placeholders, in their order."""
    return tuple(m[1] for m in _PLACEHOLDER.finditer(form))


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Turn a form into a pattern; letter case does not matter."""
    pattern, at = "", 0
    for i, m in enumerate(_PLACEHOLDER.finditer(form)):
        pattern += _literal(form[at : m.start()]) + f"(?P<g{i}>{_value(m[2])})"
        at = m.end()
    return re.compile(rf"(?<![^\W_]){pattern}{_literal(form[at:])}{_END}", re.IGNORECASE)


def _value(written: str) -> str:
    if written in SHAPES:
        return SHAPES[written]
    pieces = _SHAPE.split(written)
    return "".join(
        SHAPES[piece] if i % 2 else _literal(piece) + ("[ ]?" if piece.endswith("-") else "")
        for i, piece in enumerate(pieces)
    )


def _literal(words: str) -> str:
    pattern = re.escape(words).replace(r"\.\ ", f"(?:\\.{_BLANKS}*|{_BLANKS}+)")
    return pattern.replace(r"\ ", f"{_BLANKS}+")
