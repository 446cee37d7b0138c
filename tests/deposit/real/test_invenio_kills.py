"""The program is killed at every request of a deposit at a real InvenioRDM, and then called again.

Each time there is exactly one record, published, with all its files byte for byte.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Command, Invenio, target
from faulty_proxy import FaultyProxy, Passing
from edition_to_deposit import written
from test_invenio import TOKEN, ours

MOST = 40
"""More requests than a deposit makes."""
POINTS = [
    pytest.param(number, when, id=f"{number:02}-{when}") for number in range(MOST) for when in ("before", "after")
]


@pytest.mark.parametrize(("number", "when"), POINTS)
def test_killed(
    number: int,
    when: str,
    invenio: Invenio,
    command: Callable[..., Command],
    tmp_path: Path,
    identifier: str,
) -> None:
    token = {TOKEN: invenio.tokens["depositor"]}
    running: list[Command] = []

    def kill(passing: Passing) -> str | None:
        if passing.number != number or not running:
            return None
        if not passing.writes and when == "after":
            return None  # to be killed after a question is to be killed before the next request
        running[0].kill()
        running[0].process.join(30)
        return FaultyProxy.CUT

    with FaultyProxy(invenio.address, **{when: kill}) as proxy:
        folder = written(tmp_path, identifier=identifier, more=target(proxy.url))
        running.append(command(folder, "deposit", "archive", "--publish", **token))
        status, _ = running[0].ended()
        passing = proxy.seen[number] if number < len(proxy.seen) else None
        if passing is None or (not passing.writes and when == "after"):
            assert status == 0
            if passing is None:
                pytest.skip(f"the deposit has only {len(proxy.seen)} requests")
            return
        assert status == -9
        running.clear()
        status, said = command(folder, "deposit", "archive", "--publish", **token).ended()
        assert status == 0, said
    [record] = invenio.records(identifier)
    assert record["is_published"] is True
    assert invenio.files(record) == ours(folder)
    assert os.environ.get("TEI_EDITION_INVENIO")
