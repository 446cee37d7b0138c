"""A dry run shows what a deposit would send, and nothing of it is sent."""

from pathlib import Path

import pytest
from deposit_bench import TARGET, Bench
from invenio_double import ADDRESS, TOKEN, InvenioDouble
from test_sword import TARGET as SWORD
from test_sword import SwordDouble

from tei_edition.deposit.access import connection
from tei_edition.deposit.journal import Journal
from tei_edition.deposit.rehearsal import RECORD, Rehearsal
from tei_edition.deposit.submission import Order, deposit
from tei_edition.tables.targets import Target


def rehearsed(bench: Bench, target: Target, *, publish: bool) -> str:
    """Return what a dry run shows."""
    shown: list[str] = []
    journal = Journal(bench.journal, rehearsed=[])
    rehearsal = Rehearsal(target, shown.append)
    order = Order(target, publish)
    deposit(order, bench.pack, lambda: connection(target, "test", rehearsal), journal, today="2026-01-01")
    assert not bench.journal.exists()
    return "\n".join(shown)


def requests(shown: str) -> list[str]:
    methods = ("GET ", "POST ", "PUT ", "DELETE ")
    return [line.split("?")[0] for line in shown.splitlines() if line.startswith(methods)]


@pytest.mark.parametrize("publish", [True, False])
def test_the_requests_are_those_of_a_deposit(publish: bool, tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server)
    shown = rehearsed(bench, TARGET, publish=publish)
    assert server.requests == []
    bench.run(publish=publish)

    made = [f"{r.method} {r.url}".split("?")[0] for r in server.requests]
    assert [line.replace(RECORD, "r0") for line in requests(shown)] == made


def test_what_is_shown(tmp_path: Path) -> None:
    bench = Bench(tmp_path, InvenioDouble())
    shown = rehearsed(bench, TARGET, publish=True)

    assert f"PUT {ADDRESS}/records/{RECORD}/draft/files/README.md/content\n" in shown
    assert '"title": "Letters"' in shown
    assert "bytes, MD5" in shown
    assert "Authorization" not in shown + TOKEN.replace(TOKEN, "")


def test_a_community_is_shown(tmp_path: Path) -> None:
    target = Target("archive", "inveniordm", ADDRESS, community="editions")
    shown = rehearsed(Bench(tmp_path, InvenioDouble(), target=target), target, publish=True)

    assert f"GET {ADDRESS}/communities/editions" in shown
    assert f"PUT {ADDRESS}/records/{RECORD}/draft/review" in shown


def test_a_deposit_by_sword(tmp_path: Path) -> None:
    server = SwordDouble()
    bench = Bench(tmp_path, server, target=SWORD)
    shown = rehearsed(bench, SWORD, publish=True)
    bench.run()

    assert [line.split()[0] for line in requests(shown)] == [r.method for r in server.requests]
    assert "Content-MD5: " in shown
    assert "<dcterms:creator>Doe, Jane</dcterms:creator>" in shown
