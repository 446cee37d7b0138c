"""Why a service gave no answer, and what a person can do about it."""

from typing import Literal

from tei_edition.model.problem import Problem, Severity

Reason = Literal["unreachable", "refused", "busy"]


class ServiceFailure(Exception):
    """A service gave no answer that could be read."""

    def __init__(self, reason: Reason, words: str) -> None:
        super().__init__(words)
        self.reason: Reason = reason


def problem_of(failure: ServiceFailure, url: str) -> Problem:
    """Put a failure into words.

    Args:
        failure: what happened.
        url: address of the service.

    Returns:
        NA20 (it cannot be reached), NA22 (it gave way to no request) or NA26 (it refused one).
    """
    if failure.reason == "unreachable":
        message = f"The service cannot be reached: {str(failure).rstrip('.')}."
        hint = "Check the address and the connection; with --offline the answers that are kept are used."
        return Problem("NA20", Severity.ERROR, message, hint, file=url)
    if failure.reason == "busy":
        message = f"The service {failure}. No more was asked."
        hint = "Run the command again later: what was answered is kept, and only the rest is asked."
        return Problem("NA22", Severity.ERROR, message, hint, file=url)
    message = f"The service {failure}."
    hint = "Check the address, and whether the service may be used without registration."
    return Problem("NA26", Severity.ERROR, message, hint, file=url)
