"""A token or password: handed to the connection, and shown to nobody."""

import base64
from urllib.parse import quote


class Secret:
    """A secret that neither ``repr``, ``str``, pickling nor a comparison of texts gives away."""

    __slots__ = ("_forms", "_value")

    def __init__(self, value: str, user: str = "") -> None:
        """Keep a secret.

        Args:
            value: the token or password.
            user: the name of the account, where the server wants both.
        """
        self._value = value
        basic = base64.b64encode(f"{user}:{value}".encode()).decode("ascii")
        self._forms = sorted({value, quote(value, safe=""), basic}, key=len, reverse=True)

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")

    def reveal(self) -> str:
        """Return the secret itself. For the header of a request, and for nothing else."""
        return self._value

    def scrub(self, text: str) -> str:
        """Return a text without the secret: a server may repeat it in what it answers."""
        for form in self._forms:
            text = text.replace(form, "…")
        return text
