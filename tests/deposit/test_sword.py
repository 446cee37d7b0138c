"""Deposits at a double of a SWORD server: cut off and killed at every request, with and without a list of deposits."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from deposit_bench import Bench, Killed
from lxml import etree
from meddled import Meddled

from tei_edition.deposit import sword_documents as documents
from tei_edition.deposit.failure import DepositFailure
from tei_edition.tables.targets import Target

ADDRESS = "https://sword.example/sd/"
TARGET = Target("archive", "swordv2", ADDRESS, user="jane", origin="https://editions.example/letters")
ATOM = "http://www.w3.org/2005/Atom"
SWH = "https://www.softwareheritage.org/schema/2018/deposit"
REQUESTS = 7
SERVICE = """<service xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:sword="http://purl.org/net/sword/terms/"><sword:maxUploadSize>{size}</sword:maxUploadSize><workspace>
 {collections}</workspace></service>"""
COLLECTION = """<collection href="/sd/{0}/"><atom:title>{0}</atom:title>
 <sword:acceptPackaging>{1}</sword:acceptPackaging></collection>"""
SIMPLE = "http://purl.org/net/sword/package/SimpleZip"


@dataclass
class SwordDouble(Meddled):
    """The server: deposits are made, filled, and completed; what is complete cannot be changed."""

    lists: bool = True
    collections: str = COLLECTION.format("editions", SIMPLE)
    size: str = "1000"
    deposits: list[dict[str, object]] = field(default_factory=list)

    def answered(self, request: httpx.Request) -> httpx.Response:
        parts = request.url.path.strip("/").split("/")[1:]
        if not parts:
            return httpx.Response(200, text=SERVICE.format(size=self.size, collections=self.collections))
        if len(parts) == 1:
            if request.method == "GET":
                return self.listed() if self.lists else httpx.Response(405)
            made = {
                "slug": request.headers["Slug"],
                "entry": request.content,
                "status": "partial",
                "zip": b"",
            }
            self.deposits.append(made)
            return httpx.Response(201, text=self.receipt(len(self.deposits)))
        deposit = self.deposits[int(parts[1]) - 1]
        if request.method != "GET" and deposit["status"] != "partial":
            return httpx.Response(400, text=problem("the deposit is complete"))
        if parts[2] == "media":
            if hashlib.md5(request.content).hexdigest() != request.headers["Content-MD5"]:
                return httpx.Response(412, text=problem("wrong checksum"))
            deposit["zip"] = request.content
        elif request.method == "POST" and request.headers["In-Progress"] == "false":
            deposit["status"] = "deposited"
        elif request.method == "PUT":
            deposit["entry"] = request.content
        status = f'<swh:deposit_status xmlns:swh="{SWH}">{deposit["status"]}</swh:deposit_status>'
        return httpx.Response(200, text=f'<entry xmlns="{ATOM}">{status}</entry>')

    def receipt(self, id_: int) -> str:
        rels = {"edit": "atom", "edit-media": "media", documents.ADD: "metadata", "alternate": "status"}
        links = "".join(f'<link rel="{rel}" href="/sd/editions/{id_}/{end}/"/>' for rel, end in rels.items())
        return (
            f'<entry xmlns="{ATOM}" xmlns:swh="{SWH}"><swh:deposit_id>{id_}</swh:deposit_id>{links}</entry>'
        )

    def listed(self) -> httpx.Response:
        entries = "".join(
            f"<entry><swh:id>{i}</swh:id><swh:external_id>{d['slug']}</swh:external_id>"
            f"<swh:status>{d['status']}</swh:status></entry>"
            for i, d in enumerate(self.deposits, 1)
        )
        return httpx.Response(200, text=f'<feed xmlns="{ATOM}" xmlns:swh="{SWH}">{entries}</feed>')

    def complete(self) -> list[dict[str, object]]:
        return [deposit for deposit in self.deposits if deposit["status"] != "partial"]


def problem(words: str) -> str:
    error = "http://purl.org/net/sword/terms/"
    return f'<sword:error xmlns="{ATOM}" xmlns:sword="{error}"><summary>{words}</summary></sword:error>'


def bench_at(folder: Path, server: SwordDouble) -> Bench:
    return Bench(folder, server, target=TARGET)


def zipped(bench: Bench) -> bytes:
    return bench.wanted()[f"edition-{bench.version}.zip"]


def codes(bench: Bench) -> list[str]:
    with pytest.raises(DepositFailure) as failure:
        bench.run()
    return [problem.code for problem in failure.value.problems]


def test_a_deposit(tmp_path: Path) -> None:
    server = SwordDouble()
    bench = bench_at(tmp_path, server)
    receipt = bench.run()

    [deposit] = server.deposits
    assert (receipt.state, deposit["status"], deposit["zip"]) == ("deposited", "deposited", zipped(bench))
    assert [r.method for r in server.requests] == ["GET", "POST", "PUT", "GET", "POST", "GET", "GET"]
    assert bench.run().state == "deposited"
    assert len(server.deposits) == 1


def test_what_the_entry_says(tmp_path: Path) -> None:
    server = SwordDouble()
    bench_at(tmp_path, server).run()
    root = etree.fromstring(bytes(server.deposits[0]["entry"]))  # type: ignore[call-overload]
    names = {"a": ATOM, "d": "http://purl.org/dc/terms/", "c": documents._NAMES["codemeta"], "s": SWH}

    def texts(path: str) -> list[object]:
        return root.xpath(path, namespaces=names)

    assert texts("a:title/text()") == texts("d:title/text()") == texts("c:name/text()") == ["Letters"]
    assert texts("a:author/a:name/text()") == texts("d:creator/text()") == ["Doe, Jane"]
    assert texts("d:license/text()") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert texts("a:id/text()") == [server.deposits[0]["slug"]]
    assert texts("s:deposit/s:create_origin/s:origin/@url") == [TARGET.origin]
    assert texts("c:version/text()") == ["1.0.0"]


@pytest.mark.parametrize("lists", [True, False])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kill", [True, False])
def test_interrupted_at_any_request(kill: bool, when: str, lists: bool, tmp_path: Path) -> None:
    for at in range(REQUESTS):
        done: list[int] = []

        def meddle(number: int, request: httpx.Request, now: str) -> httpx.Response | None:
            if (number, now) == (at, when) and not done:  # noqa: B023
                done.append(number)  # noqa: B023
                if kill:
                    raise Killed
                raise httpx.ReadError("cut", request=request)
            return None

        server = SwordDouble(meddle, lists=lists)
        bench = bench_at(tmp_path / str(at), server)
        if kill:
            with pytest.raises(Killed):
                bench.run()
        receipt = bench.run()

        [deposit] = server.complete()
        assert (receipt.state, deposit["zip"]) == ("deposited", zipped(bench)), f"request {at}"
        assert len(server.deposits) <= (1 if lists else 2)
        unsure = at == 1 and not lists
        assert [p.code for p in receipt.problems] == (["DP78"] if unsure else [])


def test_a_deposit_that_is_left_open_takes_up_changes(tmp_path: Path) -> None:
    server = SwordDouble()
    bench = bench_at(tmp_path, server)
    assert bench.run(publish=False).state == "in progress"
    bench.text, bench.title = "changed", "Letters, corrected"
    assert bench.run().state == "deposited"

    [deposit] = server.deposits
    assert deposit["zip"] == zipped(bench)
    assert b"Letters, corrected" in bytes(deposit["entry"])  # type: ignore[call-overload]

    bench.text = "changed once more"
    assert codes(bench) == ["DP71"]


def refusing(
    path: str, status: int, text: str = ""
) -> Callable[[int, httpx.Request, str], httpx.Response | None]:
    def meddle(number: int, request: httpx.Request, when: str) -> httpx.Response | None:
        return httpx.Response(status, text=text) if request.url.path.endswith(path) else None

    return meddle


@pytest.mark.parametrize(
    ("server", "code"),
    [
        (SwordDouble(refusing("/sd/", 401)), "DP61"),
        (SwordDouble(refusing("/editions/", 403)), "DP62"),
        (SwordDouble(refusing("/media/", 413)), "DP65"),
        (SwordDouble(refusing("/media/", 412)), "DP68"),
        (SwordDouble(refusing("/editions/", 400, problem("origin is missing"))), "DP79"),
        (SwordDouble(refusing("/sd/", 200, "<html>Welcome</html>")), "DP74"),
        (SwordDouble(refusing("/sd/", 200, "<html>Welcome")), "DP74"),
        (SwordDouble(collections=""), "DP67"),
        (SwordDouble(collections=COLLECTION.format("a", SIMPLE) + COLLECTION.format("b", SIMPLE)), "DP67"),
        (SwordDouble(collections=COLLECTION.format("a", "http://a.example/METS")), "DP74"),
        (SwordDouble(size="0"), "deposited"),
        (SwordDouble(size="unlimited"), "deposited"),
    ],
)
def test_what_a_server_refuses(server: SwordDouble, code: str, tmp_path: Path) -> None:
    bench = bench_at(tmp_path, server)
    if code == "deposited":
        assert bench.run().state == code
    else:
        assert codes(bench) == [code]
        assert server.complete() == []


def test_a_deposit_that_is_rejected_later(tmp_path: Path) -> None:
    server = SwordDouble()
    bench = bench_at(tmp_path, server)
    bench.run()
    server.deposits[0]["status"] = "rejected"

    assert codes(bench) == ["DP79"]


def test_a_statement_of_another_server() -> None:
    scheme = 'scheme="http://purl.org/net/sword/terms/state"'
    text = f'<feed xmlns="{ATOM}"><category {scheme} term="http://a.example/state/inReview"/></feed>'

    assert documents.status(text) == "inReview"
    assert documents.status("<feed") == documents.status("<feed/>") == ""
