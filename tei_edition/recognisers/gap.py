"""Formulas for what is missing or cannot be read, and their extent (TEI PHOM, gap)."""

import re
from functools import cache

from tei_edition.tables import table

_DOTS = re.compile(r"(?:\.[ ]?){2,}|…")
_RANGE = re.compile(r"(\d+)[-–](\d+)")


def gap(content: str) -> dict[str, str] | None:
    """Read the wording of a gap.

    Args:
        content: what stands in the brackets, blanks folded.

    Returns:
        Values for ``reason``, ``unit``, ``quantity``, ``atLeast``, ``atMost``, ``extent``; None if the
        words are no formula of that sort.
    """
    if _DOTS.fullmatch(content):
        return {"reason": "editorial"}
    folded = content.casefold()
    for row in table("brackets")["gap"]:
        if any(_phrase(w).search(folded) for w in row["words"]) and _is_formula(folded, row["words"]):
            return {"reason": row["reason"], **_extent(folded, row["reason"])}
    return None


@cache
def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _is_formula(folded: str, words: list[str]) -> bool:
    """A formula begins with its word, or is nothing but a number, a unit and the word."""
    if folded.startswith(tuple(words)):
        return True
    known = set(table("brackets")["ordinals"]) | {"several", "text", "a", "few", "of", "the"}
    units = table("brackets")["units"]
    rest = folded
    for w in words:
        rest = _phrase(w).sub(" ", rest)
    parts = rest.replace("-", " ").replace("–", " ").split()
    return all(p.isdigit() or p in known or p.removesuffix("s") in units or p == "leaves" for p in parts)


def _extent(folded: str, reason: str) -> dict[str, str]:
    unit = next((u for w, u in table("brackets")["units"].items() if re.search(rf"\b{w}s?\b", folded)), None)
    ordinals = table("brackets")["ordinals"]
    if unit:
        if m := _RANGE.search(folded):
            return {"unit": unit, "atLeast": m[1], "atMost": m[2]}
        for word in re.findall(r"\w+", folded):
            if word.isdigit() or word in ordinals:
                return {"unit": unit, "quantity": str(ordinals.get(word, word))}
    return {"extent": "unknown"} if reason in ("illegible", "inaudible", "garbled") else {}
