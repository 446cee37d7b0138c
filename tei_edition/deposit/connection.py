"""Speaking with a repository over HTTP: patiently, to its own address only, keeping the token.

What may be asked again is asked again: a request that never arrived, one that the server put off (429), and
one that changes nothing if it is made twice. Any other that gets no answer is ``Unclear``: the adapter has to
look what came of it.
"""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from tei_edition.deposit.failure import DepositFailure, Unclear, error
from tei_edition.deposit.secret import Secret
from tei_edition.model.problem import Problem
from tei_edition.model.retry_after import seconds_to_wait

T = TypeVar("T")
TOO_MANY: Final = 429
_MOST_BYTES: Final = 64_000_000
_UNSENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a repository is spoken with."""

    user_agent: str
    """Who asks: name and version of the program."""
    timeout: float = 300.0
    """Seconds to wait for a sign of the server."""
    attempts: int = 6
    """How often something is tried before it is given up."""
    first_wait: float = 1.0
    """Seconds to wait after the first failure; then twice as long each time, by chance half more."""
    longest_wait: float = 120.0
    """Seconds to wait at most, also if the server asks for more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, without the token if it repeated it."""

    status: int
    """The status code."""
    headers: Mapping[str, str]
    """The headers, by names in small letters."""
    text: str
    """The content."""

    @property
    def good(self) -> bool:
        """Whether the server did what was asked."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """Return the content of an answer in JSON; None if it is none."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None


@dataclass(slots=True)
class Connection:
    """A connection with one repository. To be closed after use; a ``with`` block does that."""

    address: str
    authorisation: httpx.Auth
    secret: Secret
    manners: Manners
    transport: httpx.BaseTransport | None = None
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    _client: httpx.Client = field(init=False)
    _not_before: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            headers={"User-Agent": self.manners.user_agent},
            auth=self.authorisation,
            timeout=self.manners.timeout,
            transport=self.transport,
        )

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(
        self,
        method: str,
        url: str,
        *,
        json: object = None,
        content: bytes | Path | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        repeatable: bool = False,
    ) -> Answer:
        """Make a request.

        Args:
            method: the method of HTTP.
            url: the address; one of another host is refused.
            json: a body to be sent as JSON.
            content: another body: bytes, or a file that is read while it is sent.
            headers: headers besides the usual ones.
            params: what is put behind the address.
            repeatable: whether it does no harm if the request is carried out twice.

        Returns:
            The answer, be it good or bad; but not one that puts off (429), nor a fault of the server (5xx).

        Raises:
            Unclear: if it got no answer, or a fault of the server, and is not repeatable.
            DepositFailure: DP63 (the server cannot be reached), DP64 (it stays busy or faulty), DP75 (the
                address is of another host).
        """
        where = self._own(url)
        trouble = ""
        for attempt in range(self.manners.attempts):
            self._pause(self._not_before - self.clock())
            try:
                answer = self._once(method, where, json, content, headers, params)
            except _UNSENT as problem:
                trouble, reached = str(problem) or type(problem).__name__, False
            except httpx.TransportError as problem:
                trouble, reached = str(problem) or type(problem).__name__, True
                if not repeatable:
                    raise Unclear(trouble) from None
            else:
                reached = True
                asked = self._asked_to_wait(answer)
                if answer.status != TOO_MANY and answer.status < 500:
                    return answer
                trouble = f"{answer.status} {httpx.codes.get_reason_phrase(answer.status)}".strip()
                if answer.status != TOO_MANY and not repeatable:
                    self._not_before = self.clock() + min(asked, self.manners.longest_wait)
                    raise Unclear(trouble)
                self._pause(max(0.0, asked - self._backoff(attempt)))
            if attempt + 1 < self.manners.attempts:
                self._pause(self._backoff(attempt))
        raise DepositFailure(self._given_up(trouble, reached=reached))

    def settle(self, look: Callable[[], T | None], act: Callable[[], object], what: str) -> T:
        """Do something until it is done, looking each time whether it is.

        Args:
            look: returns what is wanted, or None while it is not there.
            act: does it.
            what: what is done, for the message if it cannot be.

        Raises:
            DepositFailure: DP64, if it is not done after several attempts.
        """
        trouble = "it is not there although the server said so"
        for attempt in range(self.manners.attempts):
            found = look()
            if found is not None:
                return found
            try:
                act()
            except Unclear as unclear:
                trouble = str(unclear)
                self.pause(attempt)
        found = look()
        if found is not None:
            return found
        raise DepositFailure(self._given_up(f"{what}: {trouble}", reached=True))

    def pause(self, attempt: int) -> None:
        """Wait before the next attempt.

        Args:
            attempt: how many have failed before this one.
        """
        self._pause(self._backoff(attempt))

    def _once(
        self,
        method: str,
        url: str,
        body: object,
        content: bytes | Path | None,
        headers: Mapping[str, str] | None,
        params: Mapping[str, str] | None,
    ) -> Answer:
        sent: dict[str, Any] = {"headers": dict(headers or {}), "params": params}
        if body is not None:
            sent["json"] = body
        if not isinstance(content, Path):
            return self._read(method, url, {**sent, "content": content} if content is not None else sent)
        with content.open("rb") as file:
            return self._read(method, url, {**sent, "content": file})

    def _read(self, method: str, url: str, sent: dict[str, Any]) -> Answer:
        pieces, size = [], 0
        with self._client.stream(method, url, **sent) as response:
            for piece in response.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > _MOST_BYTES:
                    raise DepositFailure(self._strange(f"an answer of more than {_MOST_BYTES} bytes"))
            text = b"".join(pieces).decode(response.encoding or "utf-8", "replace")
            found = {name.lower(): self.secret.scrub(value) for name, value in response.headers.items()}
            return Answer(response.status_code, found, self.secret.scrub(text))

    def _own(self, url: str) -> str:
        """Return the whole address, if it is of the repository: no other may be sent the token."""
        whole = urljoin(self.address, url)
        there, here = urlsplit(whole), urlsplit(self.address)
        if (there.scheme, there.netloc) == (here.scheme, here.netloc):
            return whole
        named = self.secret.scrub(f"{there.scheme}://{there.netloc}")
        raise DepositFailure(
            error(
                "DP75",
                f"The repository names an address of another host, {named}; your token was not sent there.",
                "Check the address of the target in edition.toml; it must be the one that the "
                "repository itself uses.",
                self.address,
            )
        )

    def _asked_to_wait(self, answer: Answer) -> float:
        """Return for how many seconds a server asks to be left alone; 0 if it does not."""
        used_up = answer.headers.get("x-ratelimit-remaining") == "0"
        until = _number(answer.headers.get("x-ratelimit-reset", "")) - self.clock()
        if answer.status != TOO_MANY and answer.status < 500:
            if used_up:
                self._not_before = self.clock() + min(max(until, 0.0), self.manners.longest_wait)
            return 0.0
        asked = answer.headers.get("retry-after", "")
        if asked:
            return min(seconds_to_wait(asked, self.clock()), self.manners.longest_wait)
        return min(max(until, 0.0), self.manners.longest_wait) if used_up else 0.0

    def _backoff(self, attempt: int) -> float:
        wait = self.manners.first_wait * 2.0**attempt * (1 + self.chance() / 2)
        return float(min(wait, self.manners.longest_wait))

    def _pause(self, seconds: float) -> None:
        if seconds > 0:
            self.sleep(min(seconds, self.manners.longest_wait))

    def _given_up(self, trouble: str, *, reached: bool) -> Problem:
        times = self.manners.attempts
        said = self.secret.scrub(trouble).rstrip(".")
        if not reached:
            return error(
                "DP63",
                f"The repository cannot be reached ({said}); tried {times} times.",
                "Check your connection and the address, and run the command again: it goes on "
                "where it stopped.",
                self.address,
            )
        return error(
            "DP64",
            f"The repository is busy or has a fault of its own ({said}); tried {times} times.",
            "Run the command again later: it goes on where it stopped, and deposits nothing twice.",
            self.address,
        )

    def _strange(self, what: str) -> Problem:
        hint = (
            "Check whether the address of the target is that of the repository's programming interface (API)."
        )
        return error("DP74", f"The repository answered with {what}.", hint, self.address)


def _number(text: str) -> float:
    try:
        return max(float(text), 0.0)
    except ValueError:
        return 0.0
