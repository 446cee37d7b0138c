"""Digests: how it is told that something is what it was."""

import hashlib
from pathlib import Path


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of several parts, in hexadecimal.

    Args:
        parts: texts or bytes; ``("ab", "c")`` and ``("a", "bc")`` have different digests.
    """
    sum_ = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        sum_.update(b"%d:" % len(raw))
        sum_.update(raw)
    return sum_.hexdigest()


def digest_of_content(content: bytes) -> str:
    """Return the SHA-256 of the content of a file, as ``sha256sum`` prints it."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file; a word that is none if it cannot be read."""
    try:
        return digest_of_content(path.read_bytes())
    except OSError:
        return "missing"
