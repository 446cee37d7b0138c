"""The program in a process of its own, and what a repository has after it."""

import contextlib
import os
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))

from edition_to_deposit import DAY

import tei_edition.cli.deposit_run  # noqa: F401  the fork server has it loaded
from tei_edition.cli import main


def _run(folder: str, arguments: tuple[str, ...], environment: dict[str, str], output: str) -> None:
    """Be the program: called in a process of its own."""
    os.chdir(folder)
    os.environ.update({"SOURCE_DATE_EPOCH": DAY, "NO_PROXY": "127.0.0.1", **environment})
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    with Path(output).open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        main(list(arguments), prog_name="tei-edition")


class Command:
    """A command that runs."""

    def __init__(
        self,
        context: ForkServerContext,
        folder: Path,
        arguments: tuple[str, ...],
        environment: dict[str, str],
    ) -> None:
        self._output = folder / f"output-{time.monotonic_ns()}.txt"
        self.process = context.Process(
            target=_run, args=(str(folder), arguments, environment, str(self._output))
        )
        self.process.start()

    def kill(self) -> None:
        """Kill it at once, as a power cut does: no handler of it runs."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid or 0, signal.SIGKILL)
        wait([self.process.sentinel], 30)

    def ended(self) -> tuple[int | None, str]:
        """Wait for its end, and return the exit status and what it printed."""
        self.process.join(180)
        assert self.process.exitcode is not None, "it still runs"
        return self.process.exitcode, self._output.read_text(encoding="utf-8")


@dataclass
class Invenio:
    """A running InvenioRDM, as its depositor sees it."""

    address: str
    tokens: dict[str, str]
    client: httpx.Client

    def records(self, identifier: str) -> list[dict[str, Any]]:
        """Return all records and drafts of an edition, of all versions."""
        query = {"q": f'metadata.identifiers.identifier:"{identifier}"', "allversions": "true", "size": "50"}
        hits = self.client.get(f"{self.address}/user/records", params=query).json()["hits"]["hits"]
        return [self.client.get(hit["links"]["self"]).json() for hit in hits]

    def files(self, record: dict[str, Any]) -> dict[str, bytes]:
        """Return the files of a record, with their bytes."""
        entries = self.client.get(record["links"]["files"]).json()["entries"]
        return {e["key"]: self.client.get(e["links"]["content"]).content for e in entries}

    def export(self, record: dict[str, Any], kind: str) -> httpx.Response:
        """Return a published record in another format."""
        url = f"{self.address}/records/{record['id']}"
        return httpx.get(url, headers={"Accept": kind}, timeout=60)


def target(address: str, name: str = "archive", **more: str) -> str:
    """Return the section of ``edition.toml`` for a server."""
    values = {"kind": "inveniordm", "address": address, **more}
    return "\n".join([f"[target.{name}]", *(f'{key} = "{value}"' for key, value in values.items())])
