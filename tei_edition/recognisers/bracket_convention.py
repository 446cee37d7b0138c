"""What a document itself declares its square brackets to be: whose they are.

A record may be a translation of a translation, whose brackets are those of the editor of the first one;
or its publisher's. Without such a sentence they are the translator's.
"""

import re
from functools import cache

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition, Finding
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import trimmed
from tei_edition.recognisers.areas import BLOCKS
from tei_edition.recognisers.resources import Resources
from tei_edition.tables import table

_OTHER = "other"
_SENTENCE = re.compile(r"[^.;?!\n]+[.;?!]?")


def recognise(edition: Edition, resources: Resources) -> Finding:
    """Find the first sentence that says whose the square brackets are."""
    text = edition.transcript.text
    for block in edition.of_kind(*BLOCKS):
        if "bracket" not in text[block.span.start : block.span.end].casefold():
            continue
        for m in _SENTENCE.finditer(text, block.span.start, block.span.end):
            by = whose(m[0])
            if by:
                span = Span(*trimmed(text, m.start(), m.end()))
                if by == _OTHER:
                    return Finding(problems=(_left_open(edition, span),))
                return Finding((Annotation(span, "bracket-convention", "bracket-convention", {"by": by}),))
    return Finding()


def _left_open(edition: Edition, span: Span) -> Problem:
    return Problem(
        "BR03",
        Severity.WARNING,
        "The document declares whose its brackets are, and it is no translator. They are attributed to the "
        "translator all the same.",
        "Say in the decisions file which brackets are notes of the archive.",
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )


def whose(sentence: str) -> str | None:
    """Tell whose the brackets are, if a sentence declares it.

    Args:
        sentence: such as "Words in square brackets were inserted by the Russian editor."

    Returns:
        ``translator``, ``relay`` (who made the translation that was translated again) or ``other``; None
        if it declares nothing of that sort.
    """
    m = _declaration().search(sentence)
    if m is None:
        return None
    who = m["who"].casefold()
    for row in table("brackets")["declared-by"]:
        if any(re.search(rf"\b{re.escape(w)}", who) for w in row["words"]):
            return str(row["by"])
    return None


@cache
def _declaration() -> re.Pattern[str]:
    verbs = "|".join(re.escape(v) for v in table("brackets")["declaration"]["verbs"])
    are = r"(?:is|are|was|were|has been|have been|belongs? to)"
    by = r"(?:by |those of |the work of |from )?"
    return re.compile(
        rf"\bbrackets?\b[^.;?!]{{0,40}}?\b{are} (?:(?:{verbs}) )?{by}(?P<who>the [^.;?!,]{{3,60}})",
        re.IGNORECASE,
    )
