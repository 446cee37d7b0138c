"""What stops a deposit, put into words for the person who makes it."""

from tei_edition.model.problem import Problem, Severity


class DepositFailure(Exception):
    """The deposit cannot go on; what was reached stays in the journal."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class Unclear(Exception):
    """A request was sent and not answered: the server may have done what was asked, or not."""


def error(code: str, message: str, hint: str, file: str) -> Problem:
    """Return a problem that stops a deposit.

    Args:
        code: its code.
        message: what is wrong.
        hint: what to do next.
        file: the address, or the file, that it concerns.
    """
    return Problem(code, Severity.ERROR, message, hint, file=file)


def note(code: str, message: str, hint: str, file: str) -> Problem:
    """Return something worth knowing of a deposit; the arguments are those of ``error``."""
    return Problem(code, Severity.NOTE, message, hint, file=file)
