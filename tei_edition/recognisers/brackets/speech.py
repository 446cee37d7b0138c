"""Speakers, labels, and what happens while people speak (B19; TEI DRPAL, DRSTA)."""

import re

from tei_edition.model.annotation import Annotation
from tei_edition.recognisers.brackets.context import Context, listed
from tei_edition.tables import table

_LABEL = re.compile(r"[^\W\d_][^:]{0,60}:")
_MANNER = re.compile(r"[ ]?\([^()]*\)(?=:$)")
"""How somebody speaks: ``Lund (angrily):``."""
_LONGEST_ACTION = 12
_MAY_HOLD_LABELS = ("paragraph", "item")
_MAY_HOLD_ACTIONS = ("paragraph", "item", "cell")


def label(c: Context) -> list[Annotation] | None:
    """B19a: a speaker or a label at the beginning of a line."""
    if not _LABEL.fullmatch(c.content):
        return None
    bare = c.content[:-1].casefold()
    words = _MANNER.sub("", c.content).split()
    named = all(w[:1].isupper() or w.casefold() in listed("small-words") for w in words)
    if not c.opens_block or not (bare in listed("label") or (named and len(words) <= 6)):
        return None
    supplied = c.whole("supplied", "label", reason="subaudible")
    if c.block.kind not in _MAY_HOLD_LABELS or c.in_closing or c.after[:1].strip():
        return [supplied]  # a label in running text needs a blank behind it
    return [Annotation(c.span, "label-in-line", "bracket.label"), supplied]


def action(c: Context) -> list[Annotation] | None:
    """B19b: an action, or the state of the recording."""
    if c.block.kind not in _MAY_HOLD_ACTIONS or c.inside is not None:
        return None
    kind = action_type(c.content, turns=c.document.has_turns)
    return None if kind is None else [c.whole("action", "action", type=kind)]


def action_type(content: str, *, turns: bool) -> str | None:
    """Tell which sort of action is spoken of, if any.

    Args:
        content: what stands in the brackets, blanks folded.
        turns: whether speakers take turns in the document; without them only a few words are believed.
    """
    folded = content.casefold().rstrip(".!")
    words = re.findall(r"[\w'’-]+", folded)
    if not words or len(words) > _LONGEST_ACTION:
        return None
    for row in table("brackets")["action"]:
        if folded in row["always"]:
            return str(row["type"])
        if not turns:
            continue
        inside = any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", folded) for w in row["words"])
        verb = words[0] in row["first"] and (
            content[:1].isupper() or len(words) == 1 or words[0].endswith("s")
        )
        if inside or verb:
            return str(row["type"])
    return None
