"""A server on the loopback interface that says what a test wants."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

Answer = tuple[int, dict[str, str], bytes]
MANIFEST = (
    b'{"name": "People", "identifierSpace": "http://x.example/", "view": {"url": "http://x.example/{{id}}"}}'
)


@dataclass
class Request:
    """What a client sent."""

    method: str
    path: str
    user_agent: str
    queries: str


@dataclass
class Server:
    """A server that says what a test wants, in that order, the last again and again."""

    script: list[Answer | Callable[[Request, BaseHTTPRequestHandler], Answer | None]]
    url: str = ""
    requests: list[Request] = field(default_factory=list)

    def respond(self, handler: BaseHTTPRequestHandler, method: str) -> None:
        """Answer one request."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()
        queries = parse_qs(body).get("queries", [""])[0]
        request = Request(method, handler.path, handler.headers.get("User-Agent", ""), queries)
        self.requests.append(request)
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        answer = step(request, handler) if callable(step) else step
        if answer is None:
            return
        status, headers, content = answer
        handler.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)
