"""Deposits at a double of InvenioRDM: interrupted at every request, in every way; and every trap of the real one."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from deposit_bench import EDITION, Bench, Killed
from invenio_double import TOKEN, InvenioDouble

from tei_edition.deposit.failure import DepositFailure
from tei_edition.model.problem import Problem, Severity

REQUESTS = 24
"""So many requests a deposit of three files makes."""


def stored(server: InvenioDouble) -> dict[str, bytes]:
    """Return the files of the one record that there is."""
    [record] = server.records.values()
    assert record.published
    return {key: file.content for key, file in record.files.items()}


def codes(bench: Bench, **how: bool) -> list[str]:
    with pytest.raises(DepositFailure) as failure:
        bench.run(**how)
    return [problem.code for problem in failure.value.problems]


def test_a_deposit(tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server)

    receipt = bench.run()

    assert (receipt.state, receipt.record, receipt.doi) == ("published", "r0", "10.5072/r0")
    assert stored(server) == bench.wanted()
    assert bench.packed == [("2026-01-01", ""), ("2026-01-01", "10.5072/r0")]
    assert len(server.requests) == REQUESTS
    assert bench.clock.slept == []
    assert TOKEN not in bench.journal.read_text()


def cut(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("cut", request=request)


def late(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("late", request=request)


def unsent(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def faulty(request: httpx.Request) -> httpx.Response:
    return httpx.Response(504, text="Gateway Timeout")


def put_off(request: httpx.Request) -> httpx.Response:
    return httpx.Response(429, headers={"Retry-After": "30"})


@pytest.mark.parametrize("lag", [0, 4])
@pytest.mark.parametrize(
    ("fault", "when"),
    [
        (cut, "before"),
        (cut, "after"),
        (late, "after"),
        (faulty, "before"),
        (faulty, "after"),
        (unsent, "before"),
        (put_off, "before"),
    ],
)
def test_a_fault_at_any_request_is_overcome(
    fault: Callable[[httpx.Request], httpx.Response], when: str, lag: int, tmp_path: Path
) -> None:
    for at in range(REQUESTS):
        failed: list[int] = []

        def meddle(number: int, request: httpx.Request, now: str) -> httpx.Response | None:
            if (number, now) == (at, when) and not failed:  # noqa: B023
                failed.append(number)  # noqa: B023
                return fault(request)
            return None

        server = InvenioDouble(meddle, lag=lag)
        bench = Bench(tmp_path / str(at), server)
        bench.run()

        assert (failed, stored(server)) == ([at], bench.wanted()), f"request {at}"
        assert bench.clock.slept and max(bench.clock.slept) <= 30


@pytest.mark.parametrize("lag", [0, 4])
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_request_the_next_call_goes_on(when: str, lag: int, tmp_path: Path) -> None:
    for at in range(REQUESTS):

        def meddle(number: int, request: httpx.Request, now: str) -> httpx.Response | None:
            if (number, now) == (at, when):  # noqa: B023
                raise Killed
            return None

        server = InvenioDouble(meddle, lag=lag)
        bench = Bench(tmp_path / str(at), server)
        with pytest.raises(Killed):
            bench.run(today="2026-01-01")
        receipt = bench.run(today="2026-03-03")

        assert (receipt.state, stored(server)) == ("published", bench.wanted()), f"request {at}"
        assert {date for date, _ in bench.packed[2:] if _} <= {"2026-01-01"}


def test_killed_while_the_journal_is_written(tmp_path: Path) -> None:
    whole = Bench(tmp_path / "whole", InvenioDouble())
    whole.run()
    lines = whole.journal.read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines):
        server = InvenioDouble()
        bench = Bench(tmp_path / str(number), server)
        bench.run()
        bench.journal.write_bytes(b"".join(lines[:number]) + line[: len(line) // 2])
        bench.run()

        assert stored(server) == bench.wanted()
        assert bench.journal.read_bytes().startswith(b"".join(lines[:number]))


@pytest.mark.parametrize("status", [503, 429])
def test_a_server_that_stays_busy_is_left_alone(status: int, tmp_path: Path) -> None:
    server = InvenioDouble(lambda number, request, when: httpx.Response(status) if when == "before" else None)
    bench = Bench(tmp_path, server)

    assert codes(bench) == ["DP64"]
    assert bench.clock.slept == [1, 2, 4, 8, 16]


def test_a_server_that_is_down(tmp_path: Path) -> None:
    server = InvenioDouble(lambda number, request, when: unsent(request))

    assert codes(Bench(tmp_path, server)) == ["DP63"]


def test_a_token_that_is_not_accepted(tmp_path: Path) -> None:
    bench = Bench(tmp_path, InvenioDouble(), token="tok-of-yesterday")

    assert codes(bench) == ["DP61"]


def test_a_record_that_belongs_to_somebody_else(tmp_path: Path) -> None:
    def meddle(number: int, request: httpx.Request, when: str) -> httpx.Response | None:
        refused = request.url.path.endswith("/records") and request.method == "POST"
        return httpx.Response(403, json={"message": "Permission denied."}) if refused else None

    assert codes(Bench(tmp_path, InvenioDouble(meddle))) == ["DP62"]


def test_a_token_that_a_server_repeats_is_not_shown(tmp_path: Path) -> None:
    def meddle(number: int, request: httpx.Request, when: str) -> httpx.Response | None:
        said = f"no record for {request.headers['Authorization']}"
        return httpx.Response(418, json={"message": said}) if number > 1 else None

    bench = Bench(tmp_path, InvenioDouble(meddle))
    with pytest.raises(DepositFailure) as failure:
        bench.run()

    [problem] = failure.value.problems
    assert (problem.code, "Bearer …" in problem.message) == ("DP74", True)
    assert (
        TOKEN not in repr(failure.value) + str(failure.getrepr(showlocals=True)) + bench.journal.read_text()
    )


def test_what_is_lacking_is_named_by_the_key_of_the_settings(tmp_path: Path) -> None:
    bench = Bench(tmp_path, InvenioDouble(), title="L")
    with pytest.raises(DepositFailure) as failure:
        bench.run()

    [problem] = failure.value.problems
    assert (problem.code, "title in [edition]" in problem.hint) == ("DP66", True)

    bench.title = "Letters"
    assert bench.run().state == "published"


def test_a_value_that_is_unknown_is_found_out(tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server, languages=("en", "tlh"))
    with pytest.raises(DepositFailure) as failure:
        bench.run()

    [problem] = failure.value.problems
    assert (problem.code, '"tlh"' in problem.message, server.records) == ("DP67", True, {})


def test_a_file_that_arrives_damaged_is_sent_again(tmp_path: Path) -> None:
    damaged: list[str] = []

    def corrupt(key: str, content: bytes) -> bytes:
        damaged.append(key)
        return content[:-1] + b"?" if damaged.count("README.md") == 1 and key == "README.md" else content

    server = InvenioDouble(corrupt=corrupt)
    bench = Bench(tmp_path, server)
    bench.run()

    assert (damaged.count("README.md"), stored(server)) == (2, bench.wanted())


def test_a_file_that_always_arrives_damaged_is_not_published(tmp_path: Path) -> None:
    server = InvenioDouble(corrupt=lambda key, content: content[:-1] if key == "README.md" else content)
    bench = Bench(tmp_path, server)

    assert codes(bench) == ["DP68"]
    assert not any(record.published for record in server.records.values())


def test_files_that_are_not_ours_are_taken_away(tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server)
    bench.run(publish=False)
    [record] = server.records.values()
    record.files["foreign.txt"] = type(record.files["README.md"])("completed", b"x")
    bench.text = "changed"
    bench.run()

    assert stored(server) == bench.wanted()


def test_a_draft_is_left_as_it_is_if_nothing_changed(tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server)
    bench.run(publish=False)
    before = len(server.requests)
    [record] = server.records.values()
    record.metadata["description"] = "polished in the browser"
    bench.run(publish=False)

    assert {r.method for r in server.requests[before:]} == {"GET"}
    assert record.metadata["description"] == "polished in the browser"


def test_a_new_version(tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server)
    bench.run()
    bench.text = "corrected"
    assert codes(bench) == ["DP71"]

    bench.version = "1.1.0"
    receipt = bench.run(new_version=True, today="2026-05-05")

    first, second = server.records.values()
    assert (first.parent, second.index, receipt.record) == (second.parent, 2, second.id)
    assert (second.metadata["version"], second.metadata["publication_date"]) == ("1.1.0", "2026-05-05")
    assert {key: file.content for key, file in second.files.items()} == bench.wanted()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("lost", [False, True])
def test_a_new_version_killed_anywhere(when: str, lost: bool, tmp_path: Path) -> None:
    for at in range(REQUESTS + 1):
        server = InvenioDouble()
        bench = Bench(tmp_path / f"{at}", server)
        bench.run()
        begin = len(server.requests)

        def meddle(number: int, request: httpx.Request, now: str) -> httpx.Response | None:
            if (number, now) == (begin + at, when):  # noqa: B023
                raise Killed
            return None

        server.meddle = meddle
        bench.version = "2.0.0"
        with pytest.raises(Killed):
            bench.run()
        if lost:
            bench.journal.unlink()
        bench.run()

        first, second = server.records.values()
        assert (second.published, second.parent) == (True, first.parent), f"request {at}"
        assert {key: file.content for key, file in second.files.items()} == bench.wanted()


def test_no_new_version_of_nothing(tmp_path: Path) -> None:
    assert codes(Bench(tmp_path, InvenioDouble()), new_version=True) == ["DP73"]


def test_two_drafts_of_one_deposit_are_for_a_person(tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server)
    bench.run(publish=False)
    bench.journal.unlink()
    record = server.records["r0"]
    server.records["r1"] = type(record)("r1", "p1", record.metadata)

    assert codes(bench) == ["DP73"]


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING])
def test_nothing_is_sent_of_what_is_not_fit(severity: Severity, tmp_path: Path) -> None:
    server = InvenioDouble()
    found = Problem("DP01", severity, "The rights are unknown.", "Settle them.", file="edition.toml")
    bench = Bench(tmp_path, server, problems=(found,))

    assert codes(bench) == ["DP01", "DP69"]
    assert (server.requests, bench.journal.exists()) == ([], False)
    if severity is Severity.WARNING:
        assert found in bench.run(publish=False).problems


def test_a_link_to_another_host_is_not_followed(tmp_path: Path) -> None:
    asked: list[str] = []

    class Elsewhere(InvenioDouble):
        def answered(self, request: httpx.Request) -> httpx.Response:
            asked.append(request.url.host)
            answer = super().answered(request)
            return httpx.Response(
                answer.status_code,
                text=re.sub("https://archive.example", "https://evil.example", answer.text),
            )

    assert codes(Bench(tmp_path, Elsewhere())) == ["DP75"]
    assert set(asked) == {"archive.example"}


def test_something_that_is_no_repository(tmp_path: Path) -> None:
    bench = Bench(tmp_path, lambda request: httpx.Response(200, text="<html>Welcome</html>"))

    assert codes(bench) == ["DP74"]


def test_the_record_carries_both_identifiers(tmp_path: Path) -> None:
    server = InvenioDouble()
    bench = Bench(tmp_path, server)
    bench.run()

    edition, deposit = (i["identifier"] for i in server.records["r0"].metadata["identifiers"])
    steps = [json.loads(line) for line in bench.journal.read_text().splitlines()]
    assert edition == EDITION
    assert {step["deposit"] for step in steps} == {deposit}
    assert [step["step"] for step in steps][:3] == ["begun", "creating", "made"]


def test_a_draft_that_somebody_deleted_is_made_anew(tmp_path: Path) -> None:
    """The index of the server still has it for a while."""
    server = InvenioDouble()
    bench = Bench(tmp_path, server)
    bench.run(publish=False, today="2026-01-01")
    gone = server.records.pop("r0")
    server.stale = [gone]
    receipt = bench.run(today="2026-03-03")

    assert (receipt.state, stored(server)) == ("published", bench.wanted())
    assert bench.run(today="2026-04-04").state == "published"
