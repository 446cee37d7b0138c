"""A schema that cannot be used, and the problem that says so."""

from pathlib import Path

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table


class SchemaError(Exception):
    """A schema that cannot be used; the message says which one and why."""

    def __init__(self, words: str, *, code: str = "XM12", hint: str = "") -> None:
        super().__init__(words)
        self.code = code
        """The code of the problem."""
        self.hint = hint
        """What to do next, where the table of next steps does not say it."""


def unusable(error: SchemaError, *, severity: Severity = Severity.ERROR) -> Problem:
    """Return the problem that says that a schema cannot be used.

    Args:
        error: what the loader said.
        severity: how much it matters.
    """
    hints = {**table("validation")["next_step"], **table("schemas")["next_step"]}
    return Problem(error.code, severity, str(error), error.hint or hints[error.code])


def complaint_about(path: Path, language: str, error: Exception) -> str:
    """Put into words what a library says of a schema that it cannot load.

    Args:
        path: the schema.
        language: the schema language that it should be of.
        error: what was raised.
    """
    words = "there is no such file"
    if path.exists():
        words = next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
    return f'The schema "{path}" cannot be used as {language}: {words}.'
