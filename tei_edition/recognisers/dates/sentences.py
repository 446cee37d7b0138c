"""The sentences of a block in which dates stand: whether they speak of what is still to come."""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from tei_edition.tables.chronology import vocabulary as words

_BEGINS = re.compile(r"[.;](?= )|\n(?=\n)")
_ENDS = re.compile(r"[.;!?](?=[ \n])")


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(words.listed('future'))})(?!\w)|['’]ll\b", re.IGNORECASE)


class Sentences:
    """The sentences of a text, found when they are first asked for, and each read once."""

    __slots__ = ("_ahead", "_begins", "_ends", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._begins: list[int] | None = None
        self._ends: list[int] = []
        self._ahead: dict[tuple[int, int], bool] = {}

    def are_ahead(self, at: int) -> bool:
        """Tell whether the sentence around an offset speaks of what is still to come."""
        if self._begins is None:
            self._begins = [m.start() for m in _BEGINS.finditer(self._text)]
            self._ends = [m.start() for m in _ENDS.finditer(self._text)]
        before, behind = bisect_right(self._begins, at - 2), bisect_left(self._ends, at)
        begin = self._begins[before - 1] if before else 0
        end = self._ends[behind] if behind < len(self._ends) else len(self._text)
        if (begin, end) not in self._ahead:
            self._ahead[begin, end] = _future().search(self._text, begin, end) is not None
        return self._ahead[begin, end]
