"""Wording of the grammar's complaints: lists, guesses, and the next step."""

import difflib
from collections.abc import Iterable

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.place import place_of, short

_LIST_LIMIT = 10


def complaint(code: str, element: etree._Element, message: str, hint: str = "") -> Problem:
    """Return an error at an element.

    Args:
        code: one of the XM codes.
        element: the element that is to be corrected.
        message: what is wrong with it, in one sentence.
        hint: the next step; empty for the usual one of the code.
    """
    usual = table("validation")["next_step"][code]
    return Problem(code, Severity.ERROR, message, hint or usual, xml=place_of(element))


def quoted(name: object) -> str:
    """Return a tag or attribute name, short and in quotation marks."""
    return f'"{short(name)}"'


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.7) -> str | None:
    """Return the known word that is most like another, in any case; None if nothing is like it.

    Args:
        word: what was written.
        known: what might have been meant.
        cutoff: how like it must be, from 0 to 1.
    """
    folded = {candidate.lower(): candidate for candidate in sorted(known)}
    found = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def enumeration(words: Iterable[str], conjunction: str = "or") -> str:
    """Join words as a sentence does: ``a, b or c``; a long list is cut and its rest counted.

    Args:
        words: the words.
        conjunction: what stands before the last of them.
    """
    listed = list(dict.fromkeys(words))
    if len(listed) > _LIST_LIMIT:
        return f"{', '.join(listed[:_LIST_LIMIT])} {conjunction} {len(listed) - _LIST_LIMIT} others"
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {conjunction} {listed[-1]}"


def guess(word: str, known: Iterable[str]) -> str:
    """Return ``Did you mean …?`` with a space before it; empty if nothing is like the word.

    Args:
        word: what was written.
        known: what might have been meant.
    """
    near = nearest(word, known)
    return f' Did you mean "{near}"?' if near is not None and near != word else ""


def excerpt(text: str, width: int = 40) -> str:
    """Return the beginning of a text in one line.

    Args:
        text: any text.
        width: longest answer, in characters.
    """
    words = " ".join(text.split())
    return words if len(words) <= width else words[: width - 1] + "…"
