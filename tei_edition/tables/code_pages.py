"""The handbook of codes: for each problem code what it means, with an example wrong and right."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from textwrap import fill, indent
from types import MappingProxyType

from tei_edition.tables import TableError, check_keys, table
from tei_edition.tables.quality import Criterion, criteria

_WIDTH = 88
_KEYS = ("title", "explanation", "wrong", "right")


@dataclass(frozen=True, slots=True)
class CodePage:
    """What a problem code means."""

    code: str
    """The code, such as ``XM04``."""
    title: str
    """A short name."""
    explanation: str
    """What it means, why it matters, what to do."""
    wrong: str
    """An example that is wrong: TEI, a transcript, or a command."""
    right: str
    """The same put right."""


@cache
def code_pages() -> Mapping[str, CodePage]:
    """Join the tables of codes.

    Returns:
        The pages of all files in ``tables/codes`` and of the criteria of quality, by code, in their order.

    Raises:
        TableError: if a code is explained twice, a key is unknown, or one is missing.
    """
    pages: dict[str, CodePage] = {}
    folder = resources.files("tei_edition.tables") / "codes"
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")):
        for code, row in table(f"codes/{name.removesuffix('.toml')}").items():
            where = f"codes/{name}, {code}"
            check_keys(row, _KEYS, where)
            if code in pages:
                raise TableError(f"{where}: the code is explained in another table already.")
            if missing := [key for key in _KEYS if not str(row.get(key, "")).strip()]:
                raise TableError(f'{where}: "{missing[0]}" is missing or empty.')
            pages[code] = CodePage(code, **{key: str(row[key]).strip("\n") for key in _KEYS})
    for code, criterion in criteria().items():
        if code in pages:
            raise TableError(f"quality.toml, {code}: the code is explained in another table already.")
        pages[code] = _page(criterion)
    return MappingProxyType(dict(sorted(pages.items())))


def _page(criterion: Criterion) -> CodePage:
    words = (
        f"{criterion.explanation} How it is checked: {criterion.checked} What to do: {criterion.gain} "
        f"(Criterion of quality, weight {criterion.weight} of 4; from: {', '.join(criterion.source)})"
    )
    return CodePage(criterion.code, criterion.title, words, criterion.wrong, criterion.right)


def code_page(code: str) -> str:
    """Return the page of a code as lines of text.

    Args:
        code: a problem code, in any case.

    Raises:
        LookupError: if there is no such code; the message names the nearest.
    """
    pages = code_pages()
    page = pages.get(code.strip().upper())
    if page is None:
        near = get_close_matches(code.strip().upper(), pages, n=1, cutoff=0.5)
        hint = f'Did you mean "{near[0]}"?' if near else "Without a code, all codes are listed."
        raise LookupError(f'There is no code "{code}". {hint}')
    words = fill(" ".join(page.explanation.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)
    wrong, right = indent(page.wrong, "    "), indent(page.right, "    ")
    return f"{page.code}: {page.title}\n\n{words}\n\nwrong:\n{wrong}\n\nright:\n{right}"


def code_list() -> str:
    """Return all codes with their titles, one a line."""
    pages = code_pages()
    width = max(map(len, pages), default=0)
    return "\n".join(f"{page.code:<{width}}  {page.title}" for page in pages.values())
