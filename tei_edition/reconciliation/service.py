"""Speaking with a service over HTTP, politely: one request at a time, not too often, and giving way to it.

The one module that opens connections, and the one that needs httpx.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tei_edition.model.retry_after import seconds_to_wait
from tei_edition.reconciliation.failure import ServiceFailure

_ATTEMPTS = 4
_LONGEST_WAIT = 120.0
_MOST_BYTES = 16_000_000
_SLOW = 4
"""How many times the timeout a whole answer may take."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is spoken with."""

    user_agent: str
    """Who asks: name and version of the program, and perhaps how to reach its user."""
    pause: float = 1.0
    """Seconds from the beginning of one request to that of the next, at least."""
    timeout: float = 30.0
    """Seconds to wait for a sign of the service."""


@dataclass(slots=True)
class HttpService:
    """A service under an address. To be closed after use; a ``with`` block does that."""

    url: str
    manners: Manners
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _client: httpx.Client = field(init=False)
    _next: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            headers={"User-Agent": self.manners.user_agent, "Accept": "application/json"},
            timeout=self.manners.timeout,
        )

    def __enter__(self) -> "HttpService":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def manifest(self) -> tuple[bytes, str]:
        """Return the bytes of the manifest, and the address to which queries go: where a redirection led.

        Raises:
            ServiceFailure: if there is no answer, or it is an error.
        """
        return self._asked("GET", self.url, None)

    def answers(self, endpoint: str, queries: str) -> bytes:
        """Return the bytes of the answer to a batch of queries.

        Args:
            endpoint: the address, as ``manifest`` gave it.
            queries: the batch as JSON.

        Raises:
            ServiceFailure: if there is no answer, or it is an error.
        """
        return self._asked("POST", endpoint, {"queries": queries})[0]

    def _asked(self, method: str, url: str, form: dict[str, str] | None) -> tuple[bytes, str]:
        """Make a request, and again if the service was busy; wait as long as it asks for."""
        for attempt in range(1, _ATTEMPTS + 1):
            self._wait(self._next - self.clock())
            self._next = self.clock() + self.manners.pause
            wait = 2.0**attempt * self.manners.pause
            try:
                status, headers, raw, where = self._once(method, url, form)
            except httpx.TimeoutException:
                trouble = f"did not answer within {self.manners.timeout:g} seconds"
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise ServiceFailure("unreachable", f"{error}" or type(error).__name__) from error
            else:
                if 200 <= status < 300:
                    return raw, where
                trouble = f"answered {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
                if status != httpx.codes.TOO_MANY_REQUESTS and status < 500:
                    raise ServiceFailure("refused", trouble)
                wait = max(wait, seconds_to_wait(headers.get("Retry-After", ""), time.time()))
                if wait > _LONGEST_WAIT:
                    raise ServiceFailure("busy", f"{trouble} and asks for a pause of {wait:.0f} seconds")
            if attempt < _ATTEMPTS:
                self._wait(wait)
        raise ServiceFailure("busy", f"{trouble}, {_ATTEMPTS} times")

    def _once(
        self, method: str, url: str, form: dict[str, str] | None
    ) -> tuple[int, httpx.Headers, bytes, str]:
        # A redirection of a POST may turn it into a GET, so that only that of the manifest is followed.
        pieces, size, end = [], 0, self.clock() + _SLOW * self.manners.timeout
        with self._client.stream(method, url, data=form, follow_redirects=form is None) as response:
            for piece in response.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > _MOST_BYTES:
                    raise ServiceFailure("refused", f"sent an answer of more than {_MOST_BYTES} bytes")
                if self.clock() > end:
                    raise httpx.ReadTimeout("the answer trickles in")
            return response.status_code, response.headers, b"".join(pieces), str(response.url)

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self.sleep(seconds)
