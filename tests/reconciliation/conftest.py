"""Scripted servers in threads, ended with the test."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from loopback import Answer, Server


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    """Return a function that starts a scripted server."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(*script: Answer) -> Server:
        server = Server(list(script))

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.respond(self, "GET")

            def do_POST(self) -> None:
                server.respond(self, "POST")

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass  # a client that gave up

        http = Quiet(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((http, thread))
        server.url = f"http://127.0.0.1:{http.server_port}/api"
        return server

    yield start
    for http, thread in running:
        http.shutdown()
        http.server_close()
        thread.join()
