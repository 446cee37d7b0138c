"""What is reported of dates: impossible, ambiguous, at odds with the weekday, at odds with another."""

from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span


def _problem(code: str, message: str, hint: str, edition: Edition, span: Span) -> Problem:
    return Problem(
        code,
        Severity.WARNING,
        message,
        hint,
        file=edition.transcript.name,
        place=edition.transcript.place(span),
    )


def impossible(edition: Edition, span: Span, *, reversed_: bool = False) -> Problem:
    """Return the problem of a day that does not exist, or of a range that ends before it begins."""
    what = "The range ends before it begins" if reversed_ else "There is no such day in the calendar"
    return _problem(
        "DA01",
        f"{what}. The words are tagged as a date, without a value.",
        "Compare the transcript with the original; if it reads so there, add a note in the decisions file.",
        edition,
        span,
    )


def ambiguous(edition: Edition, span: Span, readings: tuple[str, str]) -> Problem:
    """Return the problem of a date in figures of which either may be the month."""
    return _problem(
        "DA02",
        f"Either figure may be the month: {readings[0]} or {readings[1]}. "
        "The words are tagged as a date, without a value.",
        "If you know which is meant, give the date its value in the decisions file.",
        edition,
        span,
    )


def wrong_weekday(edition: Edition, span: Span, written: str, real: str) -> Problem:
    """Return the problem of a day of the week on which the date beside it did not fall."""
    return _problem(
        "DA03",
        f"The date was a {real}, not a {written}. It is tagged as it is written.",
        "Compare the transcript with the original; if it reads so there, add a note in the decisions file.",
        edition,
        span,
    )


def contradiction(edition: Edition, span: Span, message: str) -> Problem:
    """Return the problem of two dates that cannot both be right."""
    return _problem(
        "DA04",
        f"{message} Both are kept as they are written.",
        "Find out which is right, and say so in a note in the decisions file.",
        edition,
        span,
    )
