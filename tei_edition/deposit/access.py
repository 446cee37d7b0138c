"""Opening the connection with a target: with its token, or for a rehearsal without one."""

from collections.abc import Generator

import httpx

from tei_edition.deposit.connection import Connection, Manners
from tei_edition.deposit.credentials import secret_of
from tei_edition.deposit.secret import Secret
from tei_edition.tables.targets import SWORD, Target


class Bearer(httpx.Auth):
    """A token in the header of each request (RFC 6750)."""

    def __init__(self, secret: Secret) -> None:
        self._secret = secret

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put the token into a request."""
        request.headers["Authorization"] = f"Bearer {self._secret.reveal()}"
        yield request


def connection(target: Target, agent: str, rehearsal: httpx.BaseTransport | None = None) -> Connection:
    """Open a connection.

    Args:
        target: with whom.
        agent: name and version of the program.
        rehearsal: what answers instead of the target, if nothing shall be sent; no token is looked for then.

    Raises:
        DepositFailure: DP60, if there is no token.
    """
    secret = secret_of(target) if rehearsal is None else Secret("…", target.user)
    shown: httpx.Auth = Bearer(secret)
    if rehearsal is not None:
        shown = httpx.Auth()
    elif target.kind == SWORD:
        shown = httpx.BasicAuth(target.user, secret.reveal())
    address = target.address.rstrip("/") if target.kind != SWORD else target.address
    return Connection(address, shown, secret, Manners(agent), rehearsal)
