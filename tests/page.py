"""Pages of cases in Markdown: a heading says why a case exists, fenced blocks what goes in and comes out.

Characters that would not be seen in a page, or that an editor would lose, are written as in ``\\u000C``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_FENCE = re.compile(r"^```(\S.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_ESCAPE = re.compile(r"\\u([0-9A-F]{4})")
_UNSEEN = re.compile("[^\\S\n ]|[\x00-\x09\x0b-\x1f\x7f]")
_NOT_YET = "(not yet)"


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block."""

    info: tuple[str, ...]
    """The words behind the fence: the language, and what the runner makes of the others."""
    written: str
    """What stands between the fences, without the last line end."""

    @property
    def text(self) -> str:
        """The characters that are meant."""
        return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), self.written)


@dataclass(frozen=True, slots=True)
class Case:
    """A section of a page, with what the page says before the first one."""

    page: Path
    title: str
    fences: tuple[Fence, ...]
    shared: tuple[Fence, ...]

    def own(self, language: str) -> Fence | None:
        """Return the first block of a language in this case."""
        return next((f for f in self.fences if f.info[0] == language), None)

    def rewrite(self, fence: Fence, text: str) -> None:
        """Put other lines into one of the blocks of this case."""
        text = _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04X}", text)
        whole = self.page.read_text(encoding="utf-8")
        start = whole.index(f"\n## {self.title}\n")
        opening = f"```{' '.join(fence.info)}\n"
        place = whole.index(f"{opening}{fence.written}", start) + len(opening)
        old, new = (f"{t}\n" if t else "" for t in (fence.written, text))
        self.page.write_text(whole[:place] + new + whole[place + len(old) :], encoding="utf-8")


def cases(pages: Sequence[Path]) -> list[object]:
    """Return the cases of some pages as parameters of a test.

    A heading that begins with ``(not yet)`` names what is right and not done: its case must fail.
    """
    found = []
    for page in pages:
        for case in _cases(page):
            failing = pytest.mark.xfail(reason=case.title, strict=True)
            marks = [failing] if case.title.startswith(_NOT_YET) else []
            found.append(pytest.param(case, id=f"{page.stem}: {case.title}", marks=marks))
    return found


def _cases(page: Path) -> list[Case]:
    intro, *sections = _HEADING.split(page.read_text(encoding="utf-8"))
    titles = sections[::2]
    assert len(set(titles)) == len(titles), f"{page.name}: two cases have one heading"
    shared = tuple(_fences(intro))
    return [
        Case(page, title, tuple(_fences(body)), shared)
        for title, body in zip(titles, sections[1::2], strict=True)
    ]


def _fences(text: str) -> list[Fence]:
    return [Fence(tuple(m[1].split()), m[2].removesuffix("\n")) for m in _FENCE.finditer(text)]
