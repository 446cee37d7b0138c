"""From the bytes of a file to a transcript."""

import codecs
import hashlib
import re

from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS

_UTF16_OR_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def read(raw: bytes, *, name: str) -> Edition | Problem:
    """Read a transcript.

    Args:
        raw: the bytes of the file.
        name: its file name.

    Returns:
        An edition in which nothing is said yet but what the characters themselves give cause to say; or,
        if the file is no transcript in UTF-8, the problem.
    """
    if raw.startswith(_UTF16_OR_32):
        return _refused("IN02", name, "The file is in UTF-16 or UTF-32.", "Save it again as UTF-8.")
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + len(raw) - len(body)
        line = body.count(b"\n", 0, error.start) + 1
        return _refused(
            "IN01",
            name,
            f"The file is not UTF-8: byte 0x{raw[at]:02x} at position {at} (line {line}) cannot be read.",
            "Find out its encoding (often Windows-1252) and save it again as UTF-8.",
        )
    if not text.strip(BLANKS):
        return _refused("IN03", name, "The file holds no text.", "Put the transcript into it, or remove it.")
    transcript = Transcript(name, text, hashlib.sha256(raw).hexdigest(), len(raw))
    return Edition(transcript, problems=tuple(_unusual(transcript)))


def _refused(code: str, name: str, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, hint, file=name)


def _unusual(transcript: Transcript) -> list[Problem]:
    """Report characters that XML cannot hold, once for each."""
    found: dict[str, list[int]] = {}
    for m in _NOT_XML.finditer(transcript.text):
        found.setdefault(m[0], []).append(m.start())
    return [
        Problem(
            "IN04",
            Severity.WARNING,
            f"The transcript has the control character U+{ord(c):04X} ({_times(len(places))}), "
            "which no XML file can hold. It is kept by an escape that decoding undoes.",
            "Look whether it stands for something that can be read, and correct the transcript if so.",
            file=transcript.name,
            place=transcript.place(Span(places[0], places[0] + 1)),
        )
        for c, places in sorted(found.items())
    ]


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
