"""Speaking with a repository: giving way to it, waiting no longer than is sensible, and keeping the token."""

import datetime
import pickle
from collections.abc import Callable
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from clock import Clock
from deposit_bench import connected
from invenio_double import ADDRESS

from tei_edition.deposit.credentials import secret_of
from tei_edition.deposit.failure import DepositFailure, Unclear
from tei_edition.deposit.secret import Secret
from tei_edition.tables.targets import Target

SWORD = Target("hal-test", "swordv2", "https://sword.example:8443/sd", user="jane")
ZENODO = Target("zenodo-sandbox", "inveniordm", "https://sandbox.zenodo.org/api")


def scripted(
    *answers: httpx.Response | Exception,
) -> tuple[Callable[[httpx.Request], httpx.Response], list[httpx.Request]]:
    """Return a server that gives these answers, the last again and again, and what it was asked."""
    asked: list[httpx.Request] = []
    script = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        asked.append(request)
        step = script.pop(0) if len(script) > 1 else script[0]
        if isinstance(step, Exception):
            raise step
        return step

    return answer, asked


def busy(clock: Clock) -> list[tuple[dict[str, str], float]]:
    then = datetime.datetime.fromtimestamp(clock.now + 40, tz=datetime.UTC)
    return [
        ({}, 1),
        ({"Retry-After": "17"}, 17),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "100000"}, 120),
        ({"Retry-After": format_datetime(then, usegmt=True)}, 40),
        ({"Retry-After": "soon"}, 1),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{clock.now + 55:.0f}"}, 55),
        ({"X-RateLimit-Remaining": "3", "X-RateLimit-Reset": f"{clock.now + 55:.0f}"}, 1),
    ]


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("status", [429, 503])
def test_as_long_as_the_server_asks_for(status: int, number: int) -> None:
    clock = Clock()
    headers, wait = busy(clock)[number]
    server, asked = scripted(httpx.Response(status, headers=headers), httpx.Response(200))
    with connected(server, clock) as connection:
        assert connection.ask("GET", f"{ADDRESS}/x", repeatable=True).good

    assert (sum(clock.slept), len(asked)) == (pytest.approx(wait, abs=1), 2)


def test_a_limit_that_is_used_up_is_waited_for_before_the_next_request() -> None:
    clock = Clock()
    # Invenio sends Retry-After with good answers as well: there it means nothing.
    used = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{clock.now + 30:.0f}", "Retry-After": "99"}
    server, _ = scripted(
        httpx.Response(200, headers=used), httpx.Response(200, headers={"Retry-After": "60"})
    )
    with connected(server, clock) as connection:
        for _ in range(3):
            connection.ask("GET", f"{ADDRESS}/x")

    assert clock.slept == [30]


@pytest.mark.parametrize(
    "trouble", [httpx.ReadError("cut"), httpx.ReadTimeout("late"), httpx.RemoteProtocolError("cut")]
)
def test_what_may_have_been_done_is_not_repeated(trouble: Exception) -> None:
    server, asked = scripted(trouble)
    with connected(server, Clock()) as connection, pytest.raises(Unclear):
        connection.ask("POST", f"{ADDRESS}/x")

    assert len(asked) == 1


def test_what_never_arrived_is_repeated() -> None:
    clock = Clock()
    server, asked = scripted(httpx.ConnectError("no"), httpx.ConnectTimeout("no"), httpx.Response(201))
    with connected(server, clock) as connection:
        assert connection.ask("POST", f"{ADDRESS}/x").status == 201

    assert (clock.slept, len(asked)) == ([1, 2], 3)


def test_jitter_is_bounded() -> None:
    clock = Clock()
    server, _ = scripted(httpx.Response(503))
    with connected(server, clock) as connection, pytest.raises(DepositFailure, match="503"):
        connection.chance = lambda: 1.0
        connection.ask("GET", f"{ADDRESS}/x", repeatable=True)

    assert clock.slept == [1.5, 3, 6, 12, 24]


def test_a_file_is_sent_whole_each_time(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"0123456789" * 50_000)
    server, asked = scripted(httpx.ReadError("cut"), httpx.Response(200))
    with connected(server, Clock()) as connection:
        connection.ask("PUT", f"{ADDRESS}/x", content=file, repeatable=True)

    assert {(r.content, r.headers["Content-Length"]) for r in asked} == {(file.read_bytes(), "500000")}


@pytest.mark.parametrize(
    "url", ["https://evil.example/x", "http://archive.example/api/x", "//archive.example:8443/x"]
)
def test_no_other_host_gets_the_token(url: str) -> None:
    server, asked = scripted(httpx.Response(200))
    with connected(server, Clock()) as connection, pytest.raises(DepositFailure, match="another host"):
        connection.ask("GET", url)

    assert asked == []


def test_a_redirection_is_not_followed() -> None:
    server, asked = scripted(httpx.Response(302, headers={"Location": "https://evil.example/"}))
    with connected(server, Clock()) as connection:
        assert connection.ask("GET", f"{ADDRESS}/x").status == 302

    assert len(asked) == 1


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret("s3cret&word", "jane")

    assert "s3cret" not in f"{secret} {secret!r} {vars(type(secret))}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    said = secret.scrub("Basic amFuZTpzM2NyZXQmd29yZA== s3cret&word s3cret%26word")
    assert said == "Basic … … …"


def test_where_a_token_is_looked_for() -> None:
    def keyring(service: str, name: str) -> str | None:
        asked.append((service, name))
        return {"sword.example:8443": "from-the-keyring"}.get(name)

    asked: list[tuple[str, str]] = []
    everything = {"TEI_EDITION_TOKEN_ZENODO_SANDBOX": "own\n", "TEI_EDITION_TOKEN": "any"}
    assert secret_of(ZENODO, everything, keyring).reveal() == "own"
    assert secret_of(SWORD, everything, keyring).reveal() == "any"
    assert asked == []
    assert secret_of(SWORD, {}, keyring).reveal() == "from-the-keyring"
    with pytest.raises(DepositFailure, match="No token") as failure:
        secret_of(ZENODO, {}, keyring)
    assert "keyring set tei-edition sandbox.zenodo.org" in failure.value.problems[0].hint


@pytest.mark.parametrize("token", ["two words", "“quoted”", "a\nb", "a\x1bb"])
def test_a_token_that_cannot_be_one(token: str) -> None:
    with pytest.raises(DepositFailure) as failure:
        secret_of(ZENODO, {"TEI_EDITION_TOKEN": token}, lambda service, name: None)

    assert [p.code for p in failure.value.problems] == ["DP60"]
    assert token not in str(failure.value)
