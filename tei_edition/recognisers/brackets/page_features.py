"""What the page shows: handwriting, stamps, signatures, deletions, marginal notes (B13; TEI PHAD).

With wording the formula up to its colon is the delimiter. Without wording nothing was transcribed: the
element holds a gap in which the description stands.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from tei_edition.model.annotation import Annotation
from tei_edition.recognisers.brackets.context import Context, listed
from tei_edition.tables import table

_FORMULA = re.compile(r"[^:\[\]]{1,80}:[ ]*(?=\S)")
_OPENING = re.compile(r"\[[^:\[\]\n\r\v\f]{1,80}:[ \t]*(?=\S)")


def signature(c: Context) -> list[Annotation] | None:
    """B13c: in closing lines the place of a signature; elsewhere handwriting that was not transcribed."""
    folded = c.content.casefold()
    if folded in listed("signature", "signs"):
        if not (c.in_closing or (c.opens_block and re.match(r"[ \t]+[^\W\d_]", c.after))):
            return None
    elif folded.rstrip(":") not in listed("signature"):
        return None
    elif not c.in_closing and folded in listed("signature", "seals"):
        return None  # a seal signs only where one signs; elsewhere it is one of the things on the page
    if folded.endswith(":"):
        return None if c.block.kind == "speaker" else [c.whole("supplied", "label", reason="subaudible")]
    gap = c.whole("omission", "signature", reason="editorial")
    if c.in_closing:
        return [gap]
    return [c.whole("addition", "signature", markers=("", "")), gap]


def feature(c: Context) -> list[Annotation] | None:
    """B13a, b, d, e: what the page bears besides its text."""
    found = described(c.content)
    if found is None:
        return None
    row, formula = found
    kind, rule = str(row["kind"]), str(row["rule"]).removeprefix("bracket.")
    if kind == "translation-note":
        return [c.remark(rule, subtype="comment")]
    return stated(c, kind, rule, formula)


def stated(c: Context, kind: str, rule: str, formula: str) -> list[Annotation]:
    """Return what states a feature of the page.

    Args:
        c: the bracket.
        kind: the feature, such as ``stamp``.
        rule: which rule found it.
        formula: its first words up to a colon and the blanks behind it, if wording follows; else empty.
    """
    # Of the formula the transcript's characters are needed, in which blanks are not folded.
    opening = _opening(c) if formula else None
    wording = c.content[len(formula) :] if formula else ""
    attributes = _attributes(kind, formula or c.content, wording)
    if opening is not None:
        return [c.whole(kind, rule, markers=(opening, "]"), said=attributes)]
    if formula and wording:
        return [c.whole(kind, rule, said=attributes)]
    if "[" in c.document.text[c.interior.start : c.interior.end] or _has_line_end(c):
        # A gap holds characters in one line only; the description is then the content.
        return [c.whole(kind, rule, said=attributes)]
    if kind == "marginal-note":
        return [c.whole(kind, rule, said=attributes)]
    outer = c.whole(kind, rule, markers=("", ""), said=attributes)
    return [outer, c.whole("omission", rule, reason="editorial")]


def described(content: str) -> tuple[Mapping[str, Any], str] | None:
    """Tell which feature of the page is spoken of.

    Args:
        content: what stands in the brackets, blanks folded.

    Returns:
        The row of the table, and the formula up to its colon and the blanks behind it, if wording follows.
    """
    formula = introduction(content)
    head = (formula or content).casefold()
    for row in table("brackets")["page"]:
        if _fits(row, head, whole=not formula):
            return row, formula
    return None


def _fits(row: Mapping[str, Any], head: str, *, whole: bool) -> bool:
    anywhere = row.get("anywhere", False)
    for words in row["words"]:
        if words.endswith(":"):
            if head.startswith(words) or (not whole and head.rstrip().endswith(words)):
                return True
            continue
        for m in _phrase(words).finditer(head):
            lead = head[: m.start()].split()
            after = set(row.get("begins-after", ()))
            starts = not lead or all(w in after for w in lead)
            if anywhere or (not whole and len(lead) <= 4) or (starts and _ends_phrase(head, m.end())):
                return True
    return False


def _ends_phrase(head: str, at: int) -> bool:
    return not re.match(r"[ ](?:of )?(?:success|level|his|her|their)\b", head[at:])


@cache
def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def introduction(content: str) -> str:
    """Return the words up to a colon and the blanks behind it, if wording follows; else nothing."""
    m = _FORMULA.match(content)
    return m[0] if m else ""


def _opening(c: Context) -> str | None:
    written = c.document.text[c.span.start : c.span.end - 1]
    m = _OPENING.match(written)
    return m[0] if m else None


def _has_line_end(c: Context) -> bool:
    return bool(re.search(r"[\n\r\v\f]", c.document.text[c.span.start : c.span.end]))


def _attributes(kind: str, formula: str, wording: str) -> dict[str, str]:
    folded = formula.casefold()
    place = next(
        (
            r["place"]
            for r in table("brackets")["place"]
            if any(_phrase(w).search(folded) for w in r["words"])
        ),
        None,
    )
    if kind == "addition":
        return {"place": place} if place else {}
    if kind == "marginal-note":
        return {"place": place if place in ("margin", "top", "bottom") else "margin"}
    if kind == "stamp":
        said = wording.casefold()
        rows = table("brackets")["stamp-type"]
        return {"type": next((r["type"] for r in rows if any(w in said for w in r["words"])), "unspecified")}
    return {}
