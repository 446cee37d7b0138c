"""From the bytes of a file to a transcript: its encoding is found out, stated, and can be undone."""

import codecs
import hashlib
import re

from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS
from tei_edition.tables import table

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
)
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MOST_CONTROLS = 0.02


def read(raw: bytes, *, name: str) -> Edition | Problem:
    """Read a transcript.

    Args:
        raw: the bytes of the file.
        name: its file name.

    Returns:
        An edition in which nothing is said yet but what the characters themselves give cause to say; or,
        if the file is no transcript, the problem.
    """
    refused = _other_format(raw, name)
    if refused is not None:
        return refused
    found = _decoded(raw, name)
    if isinstance(found, Problem):
        return found
    text, encoding = found
    if not text.strip(BLANKS):
        return _refused("IN03", name, "The file holds no text.", "Put the transcript into it, or remove it.")
    controls = sum(1 for _ in _NOT_XML.finditer(text))
    if controls > max(8, _MOST_CONTROLS * len(text)):
        message = f"The file is no text: {controls} of its {len(text)} characters are control characters."
        return _refused("IN02", name, message, "Save the transcript as plain text in UTF-8.")
    transcript = Transcript(name, text, hashlib.sha256(raw).hexdigest(), len(raw), encoding)
    return Edition(transcript, problems=(*_encoding_stated(transcript), *_unusual(transcript)))


def _refused(code: str, name: str, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, hint, file=name)


def _other_format(raw: bytes, name: str) -> Problem | None:
    """Return a problem if the file is of a format that is no transcript."""
    start = raw[:2000].decode("latin-1")
    for row in table("encodings")["format"]:
        if start.startswith(tuple(row["begins"])):
            return _refused("IN02", name, f"The file is {row['name']}, not a plain text.", row["advice"])
    html = table("encodings")["html"]
    if start.removeprefix("\u00ef\u00bb\u00bf").lstrip(BLANKS).lower().startswith(tuple(html["begins"])):
        return _refused("IN02", name, f"The file is {html['name']}, not a plain text.", html["advice"])
    return None


def _decoded(raw: bytes, name: str) -> tuple[str, str] | Problem:
    for mark, codec, label in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            try:
                return raw.removeprefix(mark).decode(codec), label
            except UnicodeDecodeError as error:
                return _unreadable(raw, name, error, label)
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        guessed = _guessed(raw)
        return guessed if guessed is not None else _unreadable(raw, name, error, "UTF-8")


def _guessed(raw: bytes) -> tuple[str, str] | None:
    """Read as an encoding of Windows, if the file is not damaged UTF-8 and it gives back the very bytes."""
    if _MULTIBYTE.search(raw):
        return None
    rows = table("encodings")["fallback"]
    for codec in rows["cyrillic"] if _mostly_high(raw) else rows["latin"]:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        return text, f"windows-{codec.removeprefix('cp')}"
    return None


def _mostly_high(raw: bytes) -> bool:
    """Tell whether most letters are not those of ASCII, as in a text in Cyrillic."""
    high = sum(b >= 0xC0 for b in raw)
    low = sum(chr(b).isalpha() for b in raw if b < 0x80)
    return high > low


def _unreadable(raw: bytes, name: str, error: UnicodeDecodeError, label: str) -> Problem:
    line = raw.count(b"\n", 0, error.start) + 1
    return _refused(
        "IN01",
        name,
        f"The file cannot be read as {label}: byte 0x{raw[error.start]:02x} at position {error.start} "
        f"(line {line}).",
        "Find out its encoding and save it again as UTF-8.",
    )


def _encoding_stated(transcript: Transcript) -> list[Problem]:
    if transcript.encoding == "UTF-8":
        return []
    return [
        Problem(
            "IN08",
            Severity.WARNING,
            f"The file is not UTF-8; it was read as {transcript.encoding}, and the header says so.",
            "Look at letters with accents. If they are wrong, save the file again as UTF-8.",
            file=transcript.name,
        )
    ]


def _unusual(transcript: Transcript) -> list[Problem]:
    """Report characters that XML cannot hold, and letters that were decoded wrongly, once for each."""
    found: dict[str, list[int]] = {}
    for m in _NOT_XML.finditer(transcript.text):
        found.setdefault(m[0], []).append(m.start())
    controls = [
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
    return controls + _mojibake(transcript)


def _mojibake(transcript: Transcript) -> list[Problem]:
    sequences = table("encodings")["mojibake"]["sequences"]
    places = [at for s in sequences if (at := transcript.text.find(s)) >= 0]
    if not places:
        return []
    at = min(places)
    return [
        Problem(
            "IN09",
            Severity.WARNING,
            "Some letters look as if the text had been read in a wrong encoding once. Nothing was changed.",
            "Compare with the source of the transcript, and correct the transcript if so.",
            file=transcript.name,
            place=transcript.place(Span(max(0, at - 10), at + 3)),
        )
    ]


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
