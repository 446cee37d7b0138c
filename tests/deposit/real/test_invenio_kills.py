"""The program is killed at every request by which a deposit at a real InvenioRDM changes something, and called again.

It is killed before the server sees the request, and after the server has carried it out. To be killed at a request
that only asks is to be killed before the next one that does not. Each time there is exactly one record, published, with
all its files byte for byte.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Command, Invenio, target
from edition_to_deposit import written
from faulty_proxy import FaultyProxy, Passing
from test_invenio import TOKEN, ours

REQUESTS = 21
"""So many requests change something: draft, DOI, three for each of six files, publication."""


def changing(proxy: FaultyProxy) -> list[Passing]:
    return [passing for passing in proxy.seen if passing.writes]


def test_there_are_so_many_requests(
    invenio: Invenio, command: Callable[..., Command], tmp_path: Path, identifier: str
) -> None:
    with FaultyProxy(invenio.address) as proxy:
        folder = written(tmp_path, identifier=identifier, more=target(proxy.url))
        token = {TOKEN: invenio.tokens["depositor"]}
        assert command(folder, "deposit", "archive", "--publish", **token).ended()[0] == 0
    assert len(changing(proxy)) == REQUESTS


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(REQUESTS))
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
        if not running or not passing.writes or len(changing(proxy)) != number + 1:
            return None
        running[0].kill()
        return FaultyProxy.CUT

    with FaultyProxy(invenio.address, **{when: kill}) as proxy:
        folder = written(tmp_path, identifier=identifier, more=target(proxy.url))
        running.append(command(folder, "deposit", "archive", "--publish", **token))
        status, said = running[0].ended()
        assert status == -9, said
        running.clear()
        status, said = command(folder, "deposit", "archive", "--publish", **token).ended()
        assert status == 0, said
    [record] = invenio.records(identifier)
    assert record["is_published"] is True
    assert invenio.files(record) == ours(folder)
