"""Applying the editor's decisions to an edition."""

from collections.abc import Sequence
from dataclasses import replace

from tei_edition.model.annotation import ACCEPTED, DECISION, Annotation, Certainty, Responsibility
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.whitespace import level_a
from tei_edition.review.anchor import find
from tei_edition.review.decisions import Decision, Decisions
from tei_edition.review.names import decide
from tei_edition.tables.kinds import kinds


def apply(
    edition: Edition, decisions: Decisions, *, file: str, authority: Authority | None = None
) -> Edition:
    """Return the edition as the editor decided it.

    Args:
        edition: what the program found.
        decisions: what the editor says of it.
        file: name of the file of decisions, for problems.
        authority: the lists to whose entries names may be linked.

    Returns:
        The edition with the decisions in place of the judgements, and a problem for each decision that no
        longer fits the text: such a decision is never applied by guess.
    """
    annotations = list(edition.annotations)
    problems: list[Problem] = []
    for decision in decisions.decisions:
        spans = _spans(edition, decision)
        problem = _unfit(decision, spans, file)
        if problem is None and decision.action != "tag":
            _judge(annotations, decision, spans)
        elif problem is None:
            tagged = [_tagged(decision, span, edition) for span in spans]
            annotations = _unsettled(annotations, tagged, edition.transcript.text) + tagged
        if problem is not None:
            problems.append(problem)
    edition = replace(
        edition,
        annotations=tuple(annotations),
        problems=_still_open(edition, annotations) + tuple(problems),
        statements=decisions.statements,
    )
    named, wrong = decide(edition, decisions.names, authority or Authority(), file=file)
    return replace(edition, annotations=named, problems=edition.problems + wrong)


def _unsettled(annotations: list[Annotation], decided: list[Annotation], text: str) -> list[Annotation]:
    """Return what the decisions leave: what was said of a bracket goes, with all that it points to."""
    settled = [a for a in annotations if any(_is_settled(a, d, text) for d in decided)]
    if not settled:
        return annotations
    pointed = {v for a in settled for k, v in a.attributes.items() if k in ("target", "corresp")}
    return [
        a
        for a in annotations
        if a not in settled and not (a.id and f"#{a.id}" in pointed and _is_of_bracket(a))
    ]


def _is_of_bracket(a: Annotation) -> bool:
    return a.rule.startswith("bracket.")


def _is_settled(a: Annotation, decided: Annotation, text: str) -> bool:
    """Tell whether what was found is settled by a decision on the very same bracket."""
    table = kinds()
    if table[decided.kind].layer not in ("delimited", "point"):
        return False
    if a.span == decided.span:
        return table[a.kind].layer in ("delimited", "point")
    if not _is_of_bracket(a):
        return False
    if decided.span.covers(a.span):
        return text[a.span.start] != "["  # a bracket within it was judged for itself
    about_it = a.interior.end <= decided.span.start and a.span.end == decided.span.end
    return about_it or (a.kind == "date" and a.span.covers(decided.span))


def _still_open(edition: Edition, annotations: Sequence[Annotation]) -> tuple[Problem, ...]:
    """Leave out what was asked about brackets and about days that are decided now."""
    place = edition.transcript.place
    open_ = {place(a.span) for a in annotations if a.kind == "unresolved-bracket"}
    asked = {place(a.span) for a in edition.annotations if a.kind == "date"}
    days = asked - {place(a.span) for a in annotations if a.kind == "date" and not a.is_decided}
    return tuple(
        p
        for p in edition.problems
        if (p.code != "BR01" or p.place in open_) and (p.code not in ("DA01", "DA02") or p.place not in days)
    )


def _spans(edition: Edition, decision: Decision) -> list[Span]:
    spans = list(find(edition.transcript.text, decision.quotation))
    if decision.action == "tag":
        return spans
    # A judgement is meant: only places where one of this kind stands with just these words.
    return [s for s in spans if any(_is_meant(a, decision, s) for a in edition.annotations)]


def _is_meant(a: Annotation, decision: Decision, span: Span) -> bool:
    return a.kind == decision.kind and a.span == span


def _unfit(decision: Decision, spans: Sequence[Span], file: str) -> Problem | None:
    words = level_a(f"{decision.quotation.before} «{decision.quotation.words}» {decision.quotation.after}")
    if not spans:
        return Problem(
            "RV01",
            Severity.WARNING,
            f"The decision to {decision.action} {decision.kind} no longer fits: the transcript has nothing "
            f"that agrees with {words}.",
            "Correct the quotation, or remove the decision.",
            file=file,
        )
    if len(spans) > 1 and not decision.every:
        return Problem(
            "RV02",
            Severity.WARNING,
            f"The decision to {decision.action} {decision.kind} fits {len(spans)} places: {words}.",
            "Add words with before or after, or write every = true.",
            file=file,
        )
    return None


def _judge(annotations: list[Annotation], decision: Decision, spans: Sequence[Span]) -> None:
    for span in spans:
        i = next(i for i, a in enumerate(annotations) if _is_meant(a, decision, span))
        if decision.action == "reject":
            del annotations[i]
        else:
            a = annotations[i]
            attributes = {**a.attributes, **decision.attributes}
            annotations[i] = replace(
                a,
                attributes={k: v for k, v in attributes.items() if v},
                responsibility="editor" if a.responsibility in (None, "program") else a.responsibility,
                certainty=_certainty(decision),
                id=decision.id or a.id,
                rule=f"{a.rule}{ACCEPTED}",
                evidence=a.evidence if attributes.get("ref") == a.attributes.get("ref") else (),
            )


def _tagged(decision: Decision, span: Span, edition: Edition) -> Annotation:
    markers = _markers(decision.kind, edition.transcript.text[span.start : span.end])
    return Annotation(
        span,
        decision.kind,
        DECISION,
        dict(decision.attributes),
        markers,
        _responsibility(decision, span, edition),
        _certainty(decision),
        decision.id or None,
    )


_OF_THE_WORD_BEFORE = frozenset({"sic", "doubtful"})


def _markers(kind: str, words: str) -> tuple[str, str]:
    """Return the characters of a quotation that the markup stands for."""
    default = kinds()[kind].delimiters
    if any(default) or not words.endswith("]"):
        return default
    if kinds()[kind].of_page and words.startswith("["):
        return "[", "]"
    if kind in _OF_THE_WORD_BEFORE and words.rfind("[") > 0:
        word = words[: words.rfind("[")].rstrip(" \t")
        return "", words[len(word) :]
    return default


_JUDGED = frozenset({"apparent-error", "date", "time", "unidentified-sign", "page-break"})
_BRACKETED = frozenset({"supplied", "translation-note", "omission", "sic", "doubtful"})


def _responsibility(decision: Decision, span: Span, edition: Edition) -> Responsibility | None:
    """Tell whose the statement is: what stands in brackets is not the editor's, whoever classes it."""
    if decision.kind in _BRACKETED and not any(c.span.covers(span) for c in edition.of_kind("cover")):
        return "translator"
    if decision.kind in _BRACKETED or decision.kind == "archive-note":
        return "archive"
    return "editor" if decision.kind in _JUDGED or decision.certainty else None


def _certainty(decision: Decision) -> Certainty | None:
    return decision.certainty or None  # type: ignore[return-value]
