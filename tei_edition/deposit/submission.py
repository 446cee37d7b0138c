"""A deposit from beginning to end: the checks before it, its identifier, the journal, the adapter."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from tei_edition.deposit.connection import Connection
from tei_edition.deposit.failure import DepositFailure, error
from tei_edition.deposit.inveniordm import InvenioRDM
from tei_edition.deposit.journal import Journal
from tei_edition.deposit.package import Package
from tei_edition.deposit.receipt import Receipt
from tei_edition.deposit.sword import Sword
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables.targets import INVENIORDM, Target

_DEPOSITS: Final = uuid.UUID("0f9b6c3a-52f1-5d0e-8a52-3a3f1d6c7e24")
"""Namespace of the identifiers of deposits."""


class Pack(Protocol):
    """Makes the package."""

    def __call__(self, date: str, doi: str) -> Package:
        """Return the package.

        Args:
            date: its day, ``YYYY-MM-DD``.
            doi: the DOI, bare; empty if there is none.
        """


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants deposited, and how."""

    target: Target
    """Where."""
    publish: bool = False
    """Whether it is published; otherwise it stays a draft, which can be looked at and changed."""
    new_version: bool = False
    """Whether it must be a new version of what was deposited before; otherwise it is one if there is such."""


def deposit(
    order: Order, pack: Pack, connect: Callable[[], Connection], journal: Journal, *, today: str
) -> Receipt:
    """Make a deposit, or go on with one that was interrupted.

    Args:
        order: what is wanted.
        pack: makes the package.
        connect: opens the connection; it is not called if the package cannot be deposited.
        journal: the journal of the target.
        today: the day, ``YYYY-MM-DD``; a deposit that goes on keeps the day on which it began.

    Returns:
        What the repository has taken.

    Raises:
        DepositFailure: if it cannot go on; calling it again goes on where it stopped.
        OSError: if the package cannot be written.
    """
    package = pack(today, "")
    problems = hindrances(package, order)
    if problems:
        raise DepositFailure(*problems)
    edition = package.description.identifier
    name = identifier_of(order.target, edition, package.description.version)
    with connect() as connection, journal.held():
        known = journal.known(name)
        begun = str(known.get("date") or today)
        if not known:
            version = package.description.version
            journal.write(
                name, "begun", edition=edition, version=version, date=begun, target=order.target.address
            )
        if begun != today:
            package = pack(begun, "")
        if order.target.kind != INVENIORDM:
            receipt = Sword(connection, journal, order.target, name).run(package, publish=order.publish)
            return replace(receipt, problems=(*package.hindrances, *receipt.problems))
        adapter = InvenioRDM(connection, journal, order.target, name)
        earlier = ""
        if not known.get("record"):
            earlier = published_before(journal, edition, name) or adapter.records.newest(edition)
        if order.new_version and not earlier and not known.get("record"):
            raise DepositFailure(_no_earlier(order.target))
        receipt = adapter.run(package, lambda doi: pack(begun, doi), publish=order.publish, earlier=earlier)
        return replace(receipt, problems=(*package.hindrances, *receipt.problems))


def identifier_of(target: Target, edition: str, version: str) -> str:
    """Return the identifier of a deposit: always the same for a version of an edition at one repository.

    A draft is found by it although the journal is lost.

    Args:
        target: the repository.
        edition: the identifier of the edition.
        version: the version.
    """
    return uuid.uuid5(_DEPOSITS, "\n".join((target.address, edition, version))).urn


def hindrances(package: Package, order: Order) -> tuple[Problem, ...]:
    """Return why a package is not deposited: its errors, and before publication its warnings as well.

    Args:
        package: the package.
        order: what is wanted.
    """
    least = Severity.WARNING if order.publish else Severity.ERROR
    found = tuple(problem for problem in package.problems if problem.severity >= least)
    if not found and package.is_written:
        return ()
    what = "published" if order.publish else "deposited"
    number = "1 thing stands" if len(found) == 1 else f"{len(found)} things stand"
    message = f"Nothing was sent: {number} against it. What is {what} must be complete, proven and valid."
    hint = "Settle what is said above, build, and run the command again."
    if order.publish and all(p.severity < Severity.ERROR for p in found):
        hint += " Without --publish it can be deposited as a draft already."
    return (*found, error("DP69", message, hint, order.target.name))


def published_before(journal: Journal, edition: str, deposit: str) -> str:
    """Return the record of the last version that was published; empty if the journal knows of none.

    Args:
        journal: the journal of the target.
        edition: the identifier of the edition.
        deposit: the identifier of the present deposit, which does not count.
    """
    versions = {e.deposit for e in journal.entries if e.step == "begun" and e.facts.get("edition") == edition}
    records = [
        str(entry.facts["record"])
        for entry in journal.entries
        if entry.step == "published" and entry.deposit in versions - {deposit}
    ]
    return records[-1] if records else ""


def _no_earlier(target: Target) -> Problem:
    message = (
        "There is no earlier version of this edition at the repository, so that there can be no new one."
    )
    hint = (
        "Leave --new-version out. If there is one, take over its identifier into [deposit] of edition.toml, "
        "and use the account that it was deposited with."
    )
    return error("DP73", message, hint, target.address)
