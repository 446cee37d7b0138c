"""Speaking with a service: not too often, giving way to it, and telling what is wrong."""

import datetime
from collections.abc import Callable
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest
from clock import Clock
from loopback import MANIFEST, Request, Server

from tei_edition.reconciliation.failure import ServiceFailure
from tei_edition.reconciliation.service import HttpService, Manners

OK = (200, {}, MANIFEST)
BUSY = (429, {}, b"slowly")


def spoken_with(server: Server | str, clock: Clock, **manners: float) -> HttpService:
    url = server if isinstance(server, str) else server.url
    return HttpService(url, Manners("tei_edition/test", **manners), clock=clock, sleep=clock.sleep)


def test_requests_keep_their_distance(serve: Callable[..., Server]) -> None:
    server, clock = serve(OK), Clock()
    with spoken_with(server, clock, pause=1.5) as service:
        for _ in range(3):
            assert service.manifest() == (MANIFEST, server.url)

    assert clock.slept == [1.5, 1.5]
    assert {r.user_agent for r in server.requests} == {"tei_edition/test"}


def test_queries_are_posted_as_a_form(serve: Callable[..., Server]) -> None:
    server = serve((200, {}, b"{}"))
    with spoken_with(server, Clock()) as service:
        assert service.answers(server.url, '{"q0": {"query": "Hruščëv & Co"}}') == b"{}"

    [request] = server.requests
    assert (request.method, request.queries) == ("POST", '{"q0": {"query": "Hruščëv & Co"}}')


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again_later_and_later(status: int, serve: Callable[..., Server]) -> None:
    busy = (status, {}, b"")
    server, clock = serve(busy, busy, busy, OK), Clock()
    with spoken_with(server, clock) as service:
        assert service.manifest()[0] == MANIFEST

    assert clock.slept == [2.0, 4.0, 8.0]


def test_a_service_that_stays_busy_is_left_alone(serve: Callable[..., Server]) -> None:
    server = serve((503, {}, b""))
    with spoken_with(server, Clock()) as service, pytest.raises(ServiceFailure, match="503") as failure:
        service.manifest()

    assert failure.value.reason == "busy"
    assert len(server.requests) == 4


def test_the_pause_that_a_service_asks_for_is_kept(serve: Callable[..., Server]) -> None:
    server, clock = serve((429, {"Retry-After": "17"}, b""), OK), Clock()
    with spoken_with(server, clock) as service:
        service.manifest()

    assert clock.slept == [17.0]


def test_the_pause_may_be_a_date(serve: Callable[..., Server]) -> None:
    when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=60)
    server, clock = serve((503, {"Retry-After": format_datetime(when, usegmt=True)}, b""), OK), Clock()
    with spoken_with(server, clock) as service:
        service.manifest()

    [slept] = clock.slept
    assert 2.0 < slept <= 60.0


@pytest.mark.parametrize(
    "written", ["soon", "-5", "", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00"]
)
def test_a_pause_that_is_none_counts_as_none(written: str, serve: Callable[..., Server]) -> None:
    server, clock = serve((429, {"Retry-After": written}, b""), OK), Clock()
    with spoken_with(server, clock) as service:
        service.manifest()

    assert clock.slept == [2.0]


def test_a_pause_that_is_too_long_ends_the_asking(serve: Callable[..., Server]) -> None:
    server, clock = serve((429, {"Retry-After": "3600"}, b"")), Clock()
    with (
        spoken_with(server, clock) as service,
        pytest.raises(ServiceFailure, match="3600 seconds") as failure,
    ):
        service.manifest()

    assert (failure.value.reason, clock.slept, len(server.requests)) == ("busy", [], 1)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_asked_again(status: int, serve: Callable[..., Server]) -> None:
    server = serve((status, {}, b""))
    with spoken_with(server, Clock()) as service, pytest.raises(ServiceFailure, match=str(status)) as failure:
        service.manifest()

    assert (failure.value.reason, len(server.requests)) == ("refused", 1)


def test_a_service_that_is_silent(serve: Callable[..., Server]) -> None:
    def silent(request: Request, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.connection.recv(1)  # until the client gives up

    server, clock = serve(silent), Clock()
    with spoken_with(server, clock, timeout=0.05) as service, pytest.raises(ServiceFailure) as failure:
        service.manifest()

    assert failure.value.reason == "busy"
    assert str(failure.value) == "did not answer within 0.05 seconds, 4 times"


def test_an_answer_that_trickles_in_is_not_waited_for(serve: Callable[..., Server]) -> None:
    clock = Clock()

    def trickling(request: Request, handler: BaseHTTPRequestHandler) -> None:
        clock.now += 10_000
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b" ")

    with spoken_with(serve(trickling), clock) as service, pytest.raises(ServiceFailure) as failure:
        service.manifest()

    assert failure.value.reason == "busy"


def test_an_answer_without_end_is_refused(serve: Callable[..., Server]) -> None:
    def endless(request: Request, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(400):
            handler.wfile.write(b" " * 100_000)

    with spoken_with(serve(endless), Clock()) as service, pytest.raises(ServiceFailure) as failure:
        service.manifest()

    assert failure.value.reason == "refused"


def test_queries_go_where_the_manifest_was_found(serve: Callable[..., Server]) -> None:
    server = serve((301, {"Location": "/moved"}, b""), OK)
    with spoken_with(server, Clock()) as service:
        assert service.manifest() == (MANIFEST, server.url.replace("/api", "/moved"))


def test_a_redirected_query_is_not_turned_into_another_request(serve: Callable[..., Server]) -> None:
    server = serve((302, {"Location": "/elsewhere"}, b""), OK)
    with spoken_with(server, Clock()) as service, pytest.raises(ServiceFailure, match="302"):
        service.answers(server.url, "{}")

    assert len(server.requests) == 1


def test_redirections_without_end(serve: Callable[..., Server]) -> None:
    server = serve((302, {"Location": "/api"}, b""))
    with spoken_with(server, Clock()) as service, pytest.raises(ServiceFailure) as failure:
        service.manifest()

    assert failure.value.reason == "unreachable"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "people", "file:///etc/passwd", "http://[", "http://\x00/"]
)
def test_nobody_is_there(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with spoken_with(url, Clock()) as service, pytest.raises(ServiceFailure) as failure:
        service.manifest()

    assert failure.value.reason == "unreachable"
    assert str(failure.value)
