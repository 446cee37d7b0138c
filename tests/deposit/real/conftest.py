"""Real repositories on the loopback interface; their addresses are in the environment (see servers/start.py)."""

import json
import multiprocessing
import os
import sys
import uuid
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path

import httpx
import pytest

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from commands import Command, Invenio  # noqa: E402


@pytest.fixture(scope="session")
def context() -> ForkServerContext:
    """Return what starts processes that have loaded the program already: real ones, which can be killed."""
    # Python 3.11 does not hand sys.path to the fork server.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["warmed"])
    return made


@pytest.fixture
def command(context: ForkServerContext, tmp_path: Path) -> Callable[..., Command]:
    """Return a function that starts ``tei-edition`` in a folder, in a process of its own."""

    def start(folder: Path, *arguments: str, **environment: str) -> Command:
        return Command(context, folder, arguments, environment)

    return start


@pytest.fixture
def invenio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Invenio]:
    """Return the running InvenioRDM."""
    address = os.environ.get("TEI_EDITION_INVENIO")
    if not address:
        pytest.skip("TEI_EDITION_INVENIO names no InvenioRDM; .ci/deposit starts one")
    tokens = json.loads(Path(os.environ["TEI_EDITION_INVENIO_TOKENS"]).read_text())
    with httpx.Client(headers={"Authorization": f"Bearer {tokens['depositor']}"}, timeout=60) as client:
        yield Invenio(address, tokens, client)


@pytest.fixture
def identifier() -> str:
    """Return the identifier of an edition that nobody has deposited."""
    return uuid.uuid4().urn
