"""What a server of SWORD refuses, in words that an editor can act on."""

from tei_edition.deposit import sword_documents as documents
from tei_edition.deposit.connection import Answer
from tei_edition.deposit.failure import error, note
from tei_edition.model.problem import Problem
from tei_edition.tables.targets import Target


def refusal(answer: Answer, target: Target) -> Problem:
    """Return what a bad answer means.

    Args:
        answer: the answer.
        target: whose it is.
    """
    words = documents.reasons(answer.text)
    said = f' ("{words.rstrip(".")}")' if words else ""
    if answer.status == 401:
        return error(
            "DP61",
            f'The repository does not accept the user "{target.user}" with this password.',
            f"Check user in [target.{target.name}] of edition.toml, and the password in the keyring or "
            "environment; passwords expire and are withdrawn.",
            target.address,
        )
    if answer.status == 403:
        hint = "Ask those who run the repository for the right to deposit into this collection."
        return error("DP62", f"Your account may not do this at the repository{said}.", hint, target.address)
    if answer.status == 413:
        return too_large(target, 0)
    return error(
        "DP79",
        f"The repository refuses the deposit: it answered {answer.status}{said}.",
        "Correct what it names, or show the message to those who run the repository.",
        target.address,
    )


def too_large(target: Target, size: int) -> Problem:
    """Return the problem of a package that is too large.

    Args:
        target: the repository.
        size: bytes of the package; 0 if they need not be told.
    """
    told = f" ({size:,} bytes)" if size else ""
    hint = "Ask those who run the repository for more room, and run the command again."
    return error("DP65", f"The repository takes no package of this size{told}.", hint, target.address)


def strange(target: Target, what: str) -> Problem:
    """Return the problem of an answer that does not fit the protocol.

    Args:
        target: the repository.
        what: what it answered.
    """
    hint = "Check whether the address of the target is that of a service document of SWORD version 2."
    return error("DP74", f"The repository answered {what}.", hint, target.address)


def orphan(target: Target) -> Problem:
    """Return the note that an empty deposit may be left where nobody can look."""
    return note(
        "DP78",
        "An earlier call was cut off while it made an unfinished deposit, and the repository does not list "
        "them.",
        "If you see an unfinished deposit of this edition there besides this one, it is empty and may be "
        "deleted.",
        target.address,
    )
