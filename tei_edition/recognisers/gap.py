"""Formulas for what is missing or cannot be read, and their extent (TEI PHOM, gap)."""

import re
from functools import cache

from tei_edition.tables import table

_DOTS = re.compile(r"(?:[.…][ ]?)*(?:\.[ ]?\.|…)(?:[ ]?[.…])*")
_RANGE = re.compile(r"(\d+)[ ]?(?:[-–]|to|or)[ ]?(\d+)(?!/)")
_FRACTION = re.compile(r"(\d+)[- ]?(?:½|1/2)")
_AT_THE_END = re.compile(r"[ ]*(?:(?:here|there|by|in|from|on|at) [^.;:]*)?[.]?")
_LONGEST = 12
"""Words before a formula; what is longer is a sentence about something else."""


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
    """A formula begins or ends with its words, or is nothing but a number, a unit and the words."""
    if folded.startswith("deleted:"):
        return False  # what was deleted is told
    for w in words:
        m = _phrase(w).match(folded)
        if m and not _names_a_thing(folded, m):
            return True
        for m in _phrase(w).finditer(folded):
            if _AT_THE_END.fullmatch(folded, m.end()) and _says_what(_phrase(w).sub("", folded[: m.start()])):
                return True
    return _measured(folded, words)


def _names_a_thing(folded: str, m: re.Match[str]) -> bool:
    # "faded stamp: Received" is a stamp, whatever it looks like.
    return bool(re.match(r"[ ](?:\w+[ ])?(?:stamp|seal)\b", folded[m.end() :]))


def _says_what(before: str) -> bool:
    """Tell whether words before a formula name what is missing, and do not tell a story."""
    parts = re.findall(r"[\w'’]+", before)
    refused = set(table("brackets")["gap-not-behind"]["words"])
    return 0 < len(parts) <= _LONGEST and not refused & set(parts)


def _measured(folded: str, words: list[str]) -> bool:
    known = set(table("brackets")["ordinals"]) | {"several", "text", "a", "few", "of", "the", "less", "than"}
    units = table("brackets")["units"]
    rest = folded
    for w in words:
        rest = _phrase(w).sub(" ", rest)
    parts = re.findall(r"[\w½]+", rest)
    return all(p.isdigit() or p in known or p.removesuffix("s") in units or p == "leaves" for p in parts)


def _extent(folded: str, reason: str) -> dict[str, str]:
    unit = next((u for w, u in table("brackets")["units"].items() if re.search(rf"\b{w}s?\b", folded)), None)
    ordinals = table("brackets")["ordinals"]
    if unit is None and re.search(r"\bleaves\b", folded):
        unit = "leaf"
    if unit:
        if m := _FRACTION.search(folded):
            return {"unit": unit, "quantity": f"{m[1]}.5"}
        if m := _RANGE.search(folded):
            return {"unit": unit, "atLeast": m[1], "atMost": m[2]}
        for word in re.findall(r"\w+", folded):
            if word.isdecimal() or word in ordinals:
                number = str(ordinals.get(word, word))
                most = "less than" in folded
                return {"unit": unit, "atMost" if most else "quantity": number}
    return {"extent": "unknown"} if reason in ("illegible", "inaudible", "garbled") else {}
