"""What ``tei-edition deposit`` does when its libraries are there: it wires the parts, and tells."""

from collections.abc import Sequence
from pathlib import Path

import click

from tei_edition.deposit.access import connection
from tei_edition.deposit.failure import DepositFailure, error
from tei_edition.deposit.journal import Entry, Journal
from tei_edition.deposit.package import Package
from tei_edition.deposit.package import package as make
from tei_edition.deposit.receipt import Receipt
from tei_edition.deposit.rehearsal import Rehearsal
from tei_edition.deposit.submission import Order
from tei_edition.deposit.submission import deposit as submit
from tei_edition.model.problem import Problem
from tei_edition.tables import table


def run(
    order: Order,
    build: Path,
    source: Path,
    output: Path,
    journal: Path,
    lists: Sequence[Path],
    *,
    date: str,
    version: str,
    dry: bool,
) -> tuple[Problem, ...]:
    """Deposit, say what was reached, and return what is to be told.

    Args:
        order: what is wanted.
        build: folder of the TEI files.
        source: folder of the transcripts.
        output: folder for the package.
        journal: folder of the journals.
        lists: authority lists from elsewhere.
        date: the day, ``YYYY-MM-DD``.
        version: the version of the program.
        dry: whether requests are shown and not sent.
    """
    target, agent = order.target, f"tei_edition/{version}"
    file = journal / f"{target.name}.jsonl"
    rehearsal = Rehearsal(target, click.echo) if dry else None
    kept = Journal(file, heard=None if dry else _step, rehearsed=[] if dry else None)

    def pack(date: str, doi: str) -> Package:
        return make(build, source, output, date=date, doi=None if dry else doi or None, lists=lists)

    try:
        receipt = submit(order, pack, lambda: connection(target, agent, rehearsal), kept, today=date)
    except DepositFailure as failure:
        return failure.problems
    except OSError as trouble:
        hint = "Check the folder and whether you may write there."
        named = str(trouble.filename or output)
        return (error("DP72", f"A file cannot be read or written: {trouble.strerror}.", hint, named),)
    click.echo("Nothing was sent." if dry else _said(receipt, order, file), nl=True)
    return receipt.problems


def _step(entry: Entry) -> None:
    """Say what is going on, so that nobody takes a long upload for a standstill."""
    words = table("deposit_steps").get(entry.step)
    if words:
        click.echo(f"  {words.format_map(entry.facts)}", err=True)


def _said(receipt: Receipt, order: Order, journal: Path) -> str:
    """Return what was reached, and what comes next."""
    under = f", DOI {receipt.doi}" if receipt.doi else ""
    version = f", version {receipt.version}" if receipt.version else ""
    size = sum(upload.size for upload in receipt.uploads)
    number = len(receipt.uploads)
    files = "1 file" if number == 1 else f"{number} files"
    compared = "each with the checksum of ours" if receipt.doi else "sent with its checksum"
    lines = [
        f"{order.target.name}: {receipt.state} {receipt.record}{under}{version}",
        *([f"  {receipt.page}"] if receipt.page else []),
        f"  {files}, {size:,} bytes, {compared}",
        f"  journal: {journal}",
    ]
    if receipt.state in ("draft", "in progress"):
        lines.append(f"  next: look at it there, and then: tei-edition deposit {order.target.name} --publish")
    return "\n".join(lines)
