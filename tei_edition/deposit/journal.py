"""The journal: every step of a deposit, on disk before the next one is taken.

One file a target, a line of JSON a step. A line is complete or it does not count: what a kill cut off is
ignored, and
closed before the next line. The journal holds no secret, and is meant to be kept with the edition.
"""

import contextlib
import datetime
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tei_edition.deposit.failure import DepositFailure, error
from tei_edition.model.problem import Problem

FORGOTTEN = "forgotten"
"""The step that says that what was made is gone: only how the deposit began still counts."""
_LASTING = ("edition", "version", "date", "target")

Fact = str | int | bool | list[str]
"""What a step may write down."""


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Entry:
    """A step that was taken."""

    deposit: str
    """The identifier of the deposit: one version of an edition at one target."""
    step: str
    """What was done."""
    facts: dict[str, Fact]
    """What is to be remembered of it."""


@dataclass(slots=True)
class Journal:
    """What was done at one target."""

    path: Path
    """The file; it is made with the first step."""
    now: Callable[[], str] = _now
    """Returns date and time, for people who read the journal."""
    heard: Callable[[Entry], object] | None = None
    """Is given each step when it is written."""
    rehearsed: list[Entry] | None = None
    """If it is a list, steps are remembered there and nothing is written."""
    _entries: list[Entry] | None = field(init=False, default=None)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The steps in their order.

        Raises:
            DepositFailure: DP72, if the file cannot be read or a whole line of it is damaged.
        """
        if self._entries is None:
            self._entries = list(self._read())
        return (*self._entries, *(self.rehearsed or ()))

    def known(self, deposit: str) -> dict[str, Fact]:
        """Return all that is known of a deposit: later facts take the place of earlier ones.

        Args:
            deposit: the identifier of the deposit.
        """
        facts: dict[str, Fact] = {}
        for entry in self.entries:
            if entry.deposit == deposit:
                kept = (
                    {key: facts[key] for key in _LASTING if key in facts}
                    if entry.step == FORGOTTEN
                    else facts
                )
                facts = {**kept, **entry.facts, "step": entry.step}
        return facts

    def write(self, deposit: str, step: str, **facts: Fact) -> None:
        """Write a step down; it is on disk when this returns.

        Args:
            deposit: the identifier of the deposit.
            step: what was done, or is about to be.
            facts: what is to be remembered.

        Raises:
            DepositFailure: DP72, if it cannot be written.
        """
        entry = Entry(deposit, step, facts)
        if self.rehearsed is not None:
            self.rehearsed.append(entry)
            return
        line = json.dumps({"time": self.now(), "deposit": deposit, "step": step, **facts}, ensure_ascii=False)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                start = b"\n" if self._is_torn() else b""
                file.write(start + line.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as trouble:
            raise DepositFailure(self._damaged(f"cannot be written: {trouble.strerror}")) from None
        if self._entries is not None:
            self._entries.append(entry)
        if self.heard is not None:
            self.heard(entry)

    def note(self, deposit: str, step: str, **facts: Fact) -> None:
        """Write a step down unless the same step with the same facts stands there already.

        Args:
            deposit: the identifier of the deposit.
            step: what is so.
            facts: what is to be remembered.
        """
        if Entry(deposit, step, facts) not in self.entries:
            self.write(deposit, step, **facts)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from depositing at the same target meanwhile; a kill lets go.

        Raises:
            DepositFailure: DP72, if somebody else is depositing.
        """
        if self.rehearsed is not None or os.name != "posix":
            yield
            return
        import fcntl

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.path.open("ab")
            _sync_folder(self.path.parent)
        except OSError as trouble:
            raise DepositFailure(self._damaged(f"cannot be written: {trouble.strerror}")) from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise DepositFailure(
                    error(
                        "DP72",
                        "Another deposit at this target is running.",
                        "Wait until it has ended, and run the command again.",
                        str(self.path),
                    )
                ) from None
            self._entries = None
            yield

    def _is_torn(self) -> bool:
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if not size:
                return False
            file.seek(size - 1)
            return file.read() != b"\n"

    def _read(self) -> Iterator[Entry]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as trouble:
            raise DepositFailure(self._damaged(f"cannot be read: {trouble.strerror}")) from None
        for number, line in enumerate(content.split(b"\n")[:-1], 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                deposit, step = row.pop("deposit"), row.pop("step")
                row.pop("time", None)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                if line.startswith(b"{"):
                    continue  # cut off by a kill, and closed when the next step was written
                raise DepositFailure(self._damaged(f"is damaged in line {number}")) from None
            yield Entry(deposit, step, row)

    def _damaged(self, what: str) -> Problem:
        hint = (
            "Restore the file from your backup, or correct what is wrong with it, and run the command again."
        )
        return error("DP72", f"The journal of the deposits {what}.", hint, str(self.path))


def _sync_folder(folder: Path) -> None:
    """Have the name of a new file on disk as well, where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
