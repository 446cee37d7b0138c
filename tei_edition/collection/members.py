"""Which documents are meant where a file of a collection is named: those that a corpus includes."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.validation.place import tei
from tei_edition.validation.quality import is_register
from tei_edition.weaver.decode import parse, stored_digest

_INCLUDE: Final = "{http://www.w3.org/2001/XInclude}include"
_TEXT: Final = re.compile(rb"<(?:\w+:)?text[\s>/]")
_HEAD: Final = 1 << 16


def documents(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Put the documents in the place of a corpus that includes them, and leave out mere lists.

    Args:
        paths: files, as the user named them.

    Returns:
        The files in their order, each once; any other file stays as it is, whatever it may be. And what is
        to be said of the rest: IN05 (a corpus includes what is not there), IN42 (a file of lists).
    """
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        root = _no_document(path)
        if root is None:
            found.setdefault(path)
        elif root.tag == tei("TEI"):
            message = "The file holds lists only, and no text to be validated or proven."
            hint = f"Check it as what it is: tei-edition authority check {path}"
            problems.append(Problem("IN42", Severity.NOTE, message, hint, file=str(path)))
        else:
            for address in root.iterchildren(_INCLUDE):
                member = _member(path, address.get("href") or "")
                if isinstance(member, Path):
                    found.setdefault(member)
                else:
                    problems.append(member)
    return tuple(found), tuple(problems)


def _no_document(path: Path) -> etree._Element | None:
    """Return the root of a file that is a corpus with references or a list; None for every other file."""
    try:
        if not path.is_file() or path.stat().st_size > table("validation")["limit"]["bytes"]:
            return None  # validation says so, and does not wait for a pipe either
        with path.open("rb") as file:
            head = file.read(_HEAD)
            source = head if _is_text_of(head) else head + file.read()
    except OSError:
        return None
    if _is_text_of(source):
        return None
    try:
        root = parse(source)
    except etree.XMLSyntaxError:
        return None
    if root.tag == tei("teiCorpus") and root.find(_INCLUDE) is not None:
        return root
    # A document that has lost its text still states the digest of it, and is no list.
    is_list = root.tag == tei("TEI") and is_register(root) and stored_digest(root) is None
    return root if is_list else None


def _is_text_of(source: bytes) -> bool:
    """Tell, without parsing, whether a file clearly is a document; nearly every file is one."""
    return b"<teiCorpus" not in source[:_HEAD] and _TEXT.search(source) is not None


def _member(path: Path, address: str) -> Path | Problem:
    """Return the file that a corpus includes; the problem if it is not there, or lies elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/") or not parts.path:
        message = f'The corpus includes "{address}", which is no address relative to it, and is not followed.'
        hint = "Name the file itself."
        return Problem("IN05", Severity.ERROR, message, hint, file=str(path))
    member = _short(path.parent / unquote(parts.path, errors="surrogateescape"))
    if member.is_file():
        return member
    message = f"The corpus includes {member}, but there is no such file."
    hint = "Build again, so that the corpus is written anew."
    return Problem("IN05", Severity.ERROR, message, hint, file=str(path))


def _short(path: Path) -> Path:
    """Return a path without going to a folder and back, as a user would write it."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] not in ("..", path.anchor):
            parts.pop()
        else:
            parts.append(part)
    return Path(*parts)
