"""A proxy on the loopback interface that passes requests on, until a test tells it to do harm.

It stands between the program and a real server: it may cut the connection before the server sees a request or after it
has carried it out, change what is uploaded, or put a request off.
"""

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "host", "content-encoding"}


@dataclass
class Passing:
    """A request on its way."""

    number: int
    """How many came before it."""
    method: str
    path: str
    body: bytes
    headers: dict[str, str]

    @property
    def writes(self) -> bool:
        return self.method != "GET"


Before = Callable[[Passing], Any]
After = Callable[[Passing], Any]


@dataclass
class FaultyProxy:
    """Requests go through it; ``before`` and ``after`` may do harm by returning CUT, or an answer."""

    target: str
    before: Before | None = None
    """Is called before a request is passed on. CUT cuts the connection, an answer (status, headers) is given at once."""
    after: After | None = None
    """Is called when the server has answered. CUT cuts the connection instead of passing the answer on."""
    seen: list[Passing] = field(default_factory=list)
    _server: Any = None

    CUT = "cut"

    def __enter__(self) -> "FaultyProxy":
        proxy, lock = self, threading.Lock()
        there = urlsplit(self.target)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.headers.get("Transfer-Encoding"):
                    raise AssertionError("uploads have a length")
                with lock:
                    passing = Passing(len(proxy.seen), self.command, self.path, body, dict(self.headers))
                    proxy.seen.append(passing)
                    self.pass_on(passing)

            def pass_on(self, passing: Passing) -> None:
                self.close_connection = True
                done = proxy.before(passing) if proxy.before else None
                if done == proxy.CUT:
                    return
                if done is not None:
                    self.give(done[0], done[1], b"{}")
                    return
                upstream = http.client.HTTPConnection(there.netloc, timeout=120)
                headers = {k: v for k, v in passing.headers.items() if k.lower() not in _HOP}
                headers["Accept-Encoding"] = "identity"
                upstream.request(passing.method, passing.path, passing.body, headers)
                response = upstream.getresponse()
                content = response.read().replace(there.netloc.encode(), proxy.host.encode())
                kept = {k: v.replace(there.netloc, proxy.host) for k, v in response.getheaders()}
                upstream.close()
                if proxy.after and proxy.after(passing) == proxy.CUT:
                    return
                self.give(response.status, kept, content)

            def give(self, status: int, headers: dict[str, str], content: bytes) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    if name.lower() not in _HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = answer

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass  # a client that was killed

        self._server = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        """The address under which the target is reached through the proxy."""
        return self.target.replace(urlsplit(self.target).netloc, self.host, 1)
