"""The view of a text in which names are sought, and the way back to the text's own offsets.

Differences that do not matter for a name are folded away, in texts and names alike: blanks and line ends are
one space, initials are glued (``N. S. Khrushchev`` as ``N.S.Khrushchev``), words in capitals have one only at
their beginning (``CASTRO RUZ`` as ``Castro Ruz``), typographic apostrophes are straight.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from tei_edition.tables import table

_TWO = 2
# Capitals of the scripts that have them, below the symbols; re has no class for them.
_CAPITALS = "".join(c for c in map(chr, range(0x2000)) if c.isupper())
_SMALL = "".join(c for c in map(chr, range(0x2000)) if c.islower())
_MARKS = "\u0300-\u036f"

_IN_CAPITALS = re.compile(f"[{_CAPITALS}][{_CAPITALS}{_MARKS}]+(?![{_CAPITALS}{_SMALL}])")
_BLANK_LINES = re.compile(r"\n *\n[ \n]*")
# These begin with a plain character, so that the search skips from one to the next.
_GROUPS = "|".join(
    rf"(?<=\b{group}\.)" for group in table("name_forms")["initial_groups"] if len(group) == _TWO
)
_INITIALS = re.compile(rf"\.(?:(?<=[{_CAPITALS}]\.)|{_GROUPS})( +)(?=[{_CAPITALS}])")
_SPACES = re.compile("  +")

PARAGRAPH = "\x1f"
"""What stands for a blank line in a view; no name has it."""

_ONE_FOR_ONE = (
    ("\t", " "),
    ("\v", "\n"),
    ("\f", PARAGRAPH),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
)


@dataclass(frozen=True, slots=True)
class View:
    """A folded text with the way back."""

    text: str
    """The folded text."""
    starts: tuple[int, ...]
    """Offsets in the folded text from which a new shift applies, the first being 0."""
    shifts: tuple[int, ...]
    """How many characters were left out before each of these."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Turn a stretch of the view into one of the text.

        Args:
            start: offset of its first character in the view.
            end: offset behind its last character; greater than ``start``.

        Returns:
            The same in the text; blanks left out at its edges are not in it.
        """
        first = self.shifts[bisect_right(self.starts, start) - 1]
        last = self.shifts[bisect_right(self.starts, end - 1) - 1]
        return start + first, end + last


def fold(text: str, *, across_blank_lines: bool = False) -> View:
    """Make the view of a text.

    Args:
        text: any text, such as a transcript without its brackets.
        across_blank_lines: whether a blank line is no more than a blank; otherwise no name goes over one.

    Returns:
        The view; linear in the text.
    """
    view = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    for one, other in _ONE_FOR_ONE:
        view = view.replace(one, other)
    if across_blank_lines:
        view = view.replace(PARAGRAPH, " ")
    elif "\n" in view:
        view = _BLANK_LINES.sub(lambda m: PARAGRAPH * len(m[0]), view)
    view = _IN_CAPITALS.sub(_with_one_capital, view.replace("\n", " "))
    pieces, starts, shifts = [], [0], [0]
    done = length = 0
    for start, end in _superfluous(view):
        pieces.append(view[done:start])
        length += start - done
        done = end
        starts.append(length)
        shifts.append(end - length)
    pieces.append(view[done:])
    return View("".join(pieces), tuple(starts), tuple(shifts))


def folded(text: str) -> str:
    """Return the folded form of a name.

    Args:
        text: a name of one line.
    """
    return fold(text).text


def _with_one_capital(found: re.Match[str]) -> str:
    word = found[0]
    small = word.lower()
    return word[0] + small[1:] if len(small) == len(word) else word


def _superfluous(view: str) -> list[tuple[int, int]]:
    """Find the spaces behind initials, and all but the first of other runs of spaces."""
    cuts = {found.start(1): found.end(1) for found in _INITIALS.finditer(view)}
    if "  " in view:
        for found in _SPACES.finditer(view):
            if found.start() not in cuts:
                cuts[found.start() + 1] = found.end()
    return sorted(cuts.items())
