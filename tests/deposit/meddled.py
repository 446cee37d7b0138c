"""What the doubles of servers have in common: they note requests, and somebody may meddle with each."""

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

Meddle = Callable[[int, httpx.Request, str], httpx.Response | None]


@dataclass
class Meddled:
    """A server. ``meddle`` is asked at every request, and may cut, refuse or kill before or after it."""

    meddle: Meddle = lambda number, request, when: None
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        request.read()
        number = len(self.requests)
        self.requests.append(request)
        early = self.meddle(number, request, "before")
        if early is not None:
            return early
        answer = self.answered(request)
        return self.meddle(number, request, "after") or answer

    def answered(self, request: httpx.Request) -> httpx.Response:
        raise NotImplementedError
