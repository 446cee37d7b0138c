"""Where a token comes from: the environment or the keyring, never the command line or a file of the edition.

The keyring knows a token by the host that it is for, so that no ``edition.toml`` of somebody else can have
it sent elsewhere.
"""

import os
from collections.abc import Callable, Mapping

from tei_edition.deposit.failure import DepositFailure, error
from tei_edition.deposit.secret import Secret
from tei_edition.tables.targets import SWORD, Target

SERVICE = "tei-edition"
"""What the keyring knows the program by."""
VARIABLE = "TEI_EDITION_TOKEN"
"""The variable of the environment; with ``_NAME`` behind it that of one target."""


def variable_of(target: Target) -> str:
    """Return the variable for the token of one target: ``TEI_EDITION_TOKEN_ZENODO_SANDBOX``."""
    return f"{VARIABLE}_{target.name.upper().replace('-', '_')}"


def secret_of(
    target: Target,
    environment: Mapping[str, str] = os.environ,
    keyring: Callable[[str, str], str | None] | None = None,
) -> Secret:
    """Find the token for a target.

    Args:
        target: the target.
        environment: the variables.
        keyring: what returns the password of a service and a name; the keyring of the system by default.

    Raises:
        DepositFailure: DP60, if there is none, or it cannot be one.
    """
    what = "password" if target.kind == SWORD else "token"
    own = variable_of(target)
    found = (
        environment.get(own) or environment.get(VARIABLE) or (keyring or _kept)(SERVICE, target.host) or ""
    )
    value = found.strip()
    if not value:
        raise DepositFailure(
            error(
                "DP60",
                f'No {what} for "{target.name}" was found.',
                f"Put it into the keyring of this computer with: keyring set {SERVICE} "
                f"{target.host}; or into the "
                f"variable {own}. Never write it on the command line or into a file of the edition.",
                target.address,
            )
        )
    if not (value.isascii() and value.isprintable()) or (target.kind != SWORD and " " in value):
        raise DepositFailure(
            error(
                "DP60",
                f'The {what} for "{target.name}" holds characters that no {what} has.',
                "Copy it once more, without quotation marks and in one line.",
                target.address,
            )
        )
    return Secret(value, target.user)


def _kept(service: str, name: str) -> str | None:
    """Ask the keyring of the system; a computer without one has no token in it."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return None
    try:
        kept: str | None = keyring.get_password(service, name)
    except (KeyringError, OSError, RuntimeError):
        return None
    return kept
