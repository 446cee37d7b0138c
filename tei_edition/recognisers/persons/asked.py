"""What the editor is asked: who is meant by a name of which the program is not sure."""

from collections.abc import Iterable

from tei_edition.model.annotation import Annotation
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.transcript import Transcript

_SHOWN = 6
CODE = "NA01"
"""Code of the question."""


def asked(transcript: Transcript, annotations: Iterable[Annotation]) -> tuple[Problem, ...]:
    """Return a question for each choice that is left open, once for all places where it is the same.

    Args:
        transcript: the transcript.
        annotations: what is said of it; what an editor has decided is not asked again.
    """
    open_: dict[tuple[str, tuple[str, ...]], list[Annotation]] = {}
    for a in sorted((a for a in annotations if a.kind == "person"), key=lambda a: a.span):
        if a.certainty == "low" and a.candidates and not a.is_decided:
            open_.setdefault((a.entry, a.candidates), []).append(a)
    return tuple(_question(transcript, there) for there in open_.values())


def _question(transcript: Transcript, there: list[Annotation]) -> Problem:
    first = there[0]
    times = "" if len(there) == 1 else f" ({len(there)} times; the first is shown)"
    more = f" and {len(first.candidates) - _SHOWN} others" if first.candidates[_SHOWN:] else ""
    ids, why = ", ".join(first.candidates[:_SHOWN]) + more, "; ".join(first.evidence)
    if not first.entry:
        message = f"Several persons of the authority list may be meant{times}: {ids}."
    elif len(first.candidates) == 1:
        message = f"It is uncertain whether {ids} is meant{times}: {why}."
    else:
        why = why or "nothing speaks against it"
        message = f"It is uncertain who is meant{times}. The likeliest of {ids} is the first, because: {why}."
    return Problem(
        CODE,
        Severity.WARNING,
        message,
        "Say who is meant in the decisions file, or add a form of the name to the list.",
        file=transcript.name,
        place=transcript.place(first.span),
    )
