"""A deposit of a small made-up package at a double of a server, with a clock that stands still but for sleeping."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from clock import Clock
from invenio_double import ADDRESS, TOKEN

from tei_edition.deposit.access import Bearer
from tei_edition.deposit.connection import Connection, Manners
from tei_edition.deposit.description import Agent, Description, Rights
from tei_edition.deposit.journal import Journal
from tei_edition.deposit.package import Package, PackagedFile
from tei_edition.deposit.receipt import Receipt
from tei_edition.deposit.secret import Secret
from tei_edition.deposit.submission import Order, deposit
from tei_edition.model.problem import Problem
from tei_edition.tables.targets import Target

EDITION = "urn:uuid:5ad15ab2-60b6-4a2e-8fa5-2d3d2dbb4b5b"
TARGET = Target("archive", "inveniordm", ADDRESS)


class Killed(BaseException):
    """The program ends here, without any of its handlers."""


def connected(
    transport: Callable[[httpx.Request], httpx.Response],
    clock: Clock,
    token: str = TOKEN,
    address: str = ADDRESS,
) -> Connection:
    """Return a connection with what answers instead of a server."""
    secret = Secret(token)
    return Connection(
        address,
        Bearer(secret),
        secret,
        Manners("tei_edition/test"),
        httpx.MockTransport(transport),
        clock,
        clock.sleep,
        lambda: 0.0,
    )


@dataclass
class Bench:
    """Everything that a deposit needs."""

    folder: Path
    server: Callable[[httpx.Request], httpx.Response]
    target: Target = TARGET
    title: str = "Letters"
    version: str = "1.0.0"
    languages: tuple[str, ...] = ("en",)
    text: str = "Dear Mr. Brown"
    problems: tuple[Problem, ...] = ()
    token: str = field(default=TOKEN, repr=False)
    clock: Clock = field(default_factory=Clock)
    packed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def journal(self) -> Path:
        return self.folder / "deposits" / f"{self.target.name}.jsonl"

    def pack(self, date: str, doi: str) -> Package:
        """Make a package: whatever it is given stands in it."""
        self.packed.append((date, doi))
        directory = self.folder / "package" / f"edition-{self.version}"
        description = Description(
            title=self.title,
            version=self.version,
            date=date,
            languages=self.languages,
            publisher="Institute",
            creators=(Agent("Doe, Jane", family="Doe", given="Jane"),),
            abstract="Letters of a year.",
            rights=Rights("free", "Free.", "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
            doi=doi,
            identifier=EDITION,
        )
        files = []
        for path in ("data/README.md", "data/tei/letter.xml", "manifest-sha256.txt"):
            content = f"{path} {self.title} {self.version} {self.text} {date} {doi}".encode()
            file = directory / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            digests = hashlib.md5(content).hexdigest(), hashlib.sha256(content).hexdigest()
            files.append(PackagedFile(path, len(content), *digests))
        whole = directory.with_name(f"{directory.name}.zip")
        whole.write_bytes(f"zip {self.title} {self.version} {self.text} {date} {doi}".encode())
        return Package(directory, whole, description, tuple(files), self.problems)

    def run(self, *, publish: bool = True, new_version: bool = False, today: str = "2026-01-01") -> Receipt:
        """Deposit, with a new connection and the journal as it is on disk."""
        return deposit(
            Order(self.target, publish, new_version),
            self.pack,
            lambda: connected(self.server, self.clock, self.token, self.target.address),
            Journal(self.journal, now=lambda: "2026-01-01T00:00:00+00:00"),
            today=today,
        )

    def wanted(self) -> dict[str, bytes]:
        """Return the files that should be at the server."""
        bag = self.folder / "package" / f"edition-{self.version}"
        loose = {p.name: p.read_bytes() for p in (bag / "data/README.md", bag / "data/tei/letter.xml")}
        return {**loose, f"{bag.name}.zip": bag.with_name(f"{bag.name}.zip").read_bytes()}
