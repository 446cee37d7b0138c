"""The bag: a folder whose manifests say of every file which digest it has (BagIt 1.0, RFC 8493)."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

ALGORITHMS: Final = ("sha256", "sha512")
"""The digests of the manifests."""
PAYLOAD: Final = "data/"
"""Where the files lie that the bag was made for."""
DECLARATION: Final = "bagit.txt"
"""The file that says that a folder is a bag."""
_INFO: Final = "bag-info.txt"
_DECLARED: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ESCAPED: Final = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))


def write_bag(
    folder: Path, payload: Mapping[str, bytes], tags: Mapping[str, bytes], info: Sequence[tuple[str, str]]
) -> None:
    """Write a bag. The same files give the same bytes.

    Args:
        folder: an empty folder.
        payload: the files, by their paths below ``data/``.
        tags: further tag files, by their paths.
        info: what ``bag-info.txt`` says, label and value; ``Payload-Oxum`` is added.

    Raises:
        OSError: if a file cannot be written.
    """
    data = {f"{PAYLOAD}{path}": content for path, content in payload.items()}
    size = sum(map(len, data.values()))
    stated = [*info, ("Payload-Oxum", f"{size}.{len(data)}")]
    top = {
        DECLARATION: _DECLARED,
        _INFO: "".join(f"{key}: {_folded(value)}\n" for key, value in stated).encode(),
        **tags,
        **{f"manifest-{name}.txt": manifest(data, name) for name in ALGORITHMS},
    }
    top |= {f"tagmanifest-{name}.txt": manifest(top, name) for name in ALGORITHMS}
    for path, content in {**data, **top}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.chmod(0o644)


def manifest(files: Mapping[str, bytes], algorithm: str) -> bytes:
    """Return the manifest of files: a line with digest and path for each, in the order of the paths.

    Args:
        files: what they hold, by path.
        algorithm: ``sha256`` or ``sha512``.
    """
    lines = [f"{hashlib.new(algorithm, files[p]).hexdigest()}  {escaped(p)}\n" for p in sorted(files)]
    return "".join(lines).encode()


def escaped(path: str) -> str:
    """Return a path as a manifest has it (RFC 8493, 2.1.3)."""
    for character, code in _ESCAPED:
        path = path.replace(character, code)
    return path


def read_manifest(text: str) -> dict[str, str]:
    """Read a manifest.

    Args:
        text: of the file.

    Returns:
        Digests by path, in the order of the lines; lines that are no entry are passed over.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        digest, _, path = line.partition(" ")
        path = path.lstrip(" *")
        for character, code in reversed(_ESCAPED):
            path = path.replace(code, character).replace(code.lower(), character)
        if digest and path:
            found[path] = digest.lower()
    return found


def bag_faults(folder: Path) -> tuple[str, ...]:
    """Hold a bag against the library of the Library of Congress, which did not write it.

    Args:
        folder: the bag.

    Returns:
        What is wrong, a sentence each.

    Raises:
        ModuleNotFoundError: if the library ``bagit`` is missing.
    """
    import bagit

    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        return (str(error),)
    return ()


def _folded(value: str) -> str:
    """Return a value in one line."""
    return " ".join(value.split())
