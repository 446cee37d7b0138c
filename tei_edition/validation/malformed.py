"""Say as a person would why a file is not well-formed XML, where, and what to write instead."""

import html.entities
import re
from itertools import islice

from lxml import etree

from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.tables import table

_MISMATCH = re.compile(r"^Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)$")
_ENTITY = re.compile(r"^Entity '([^']+)' not defined$")
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*["']([\w.-]+)["']""")
_WINDOWS = "cp1252"
_QUOTED = 40
"""Characters of the file that are quoted."""


def malformed(source: bytes, error: etree.XMLSyntaxError, log: list[etree._LogEntry]) -> Problem:
    """Choose the parser's first complaint and say it in plain words.

    Args:
        source: the bytes of the file.
        error: what the parser raised.
        log: what it logged; later entries mostly follow from the first.

    Returns:
        Problem XM01.
    """
    serious = [entry for entry in log if entry.level > 2] or log
    sentences = table("validation")["parser"]
    usual = table("validation")["next_step"]["XM01"]
    if not serious:
        words = sentences["other"].format(detail=error.msg)
        return Problem("XM01", Severity.ERROR, f"{words}.", usual, xml=XmlPlace(error.lineno or 1, ""))
    entry = serious[0]
    kind, detail = entry.type_name, " ".join(entry.message.split())
    if kind == "ERR_INVALID_ENCODING" and (wrong := _undecodable(source)) is not None:
        return wrong
    if mismatch := _MISMATCH.search(detail):
        detail = f'"{mismatch[1]}" of line {mismatch[2]} by that of "{mismatch[3]}"'
    if kind == "ERR_RESOURCE_LIMIT" and "depth" not in detail:
        kind = "limit"
    hint = table("validation")["parser_next"].get(kind, usual)
    if entity := _ENTITY.search(detail):
        detail, hint = f"&{entity[1]};", _instead(entity[1]) or hint
    words = sentences.get(kind, sentences["other"]).format(detail=detail)
    place = XmlPlace(max(entry.line, 1), "", max(entry.column, 0))
    return Problem("XM01", Severity.ERROR, f"{words}{_near(source, place)}.", hint, xml=place)


def _near(source: bytes, place: XmlPlace) -> str:
    """Quote the tag or the words at which the parser stopped; empty if there are none."""
    line = next(islice(source.split(b"\n"), place.line - 1, None), b"").decode("utf-8", "replace")
    before = line[: max(place.column - 1, 0)]
    start = max(before.rfind("<"), len(before) - _QUOTED // 2)
    piece = line[max(start, 0) : max(start, 0) + _QUOTED]
    # A terminal would obey control characters.
    words = " ".join("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in piece).split())
    return f', near "{words}"' if place.column and words else ""


def _instead(entity: str) -> str:
    """Say what to write for an entity of HTML; empty if it is none."""
    codepoint = html.entities.name2codepoint.get(entity)
    if codepoint is None:
        return ""
    character = chr(codepoint)
    itself = f", or the character {character} itself" if character.isprintable() else ""
    return f"Write &#{codepoint};{itself}."


def _undecodable(source: bytes) -> Problem | None:
    """Find the first byte that is not of the declared encoding, and what it was probably meant to be."""
    declared = _DECLARED.match(source)
    encoding = declared[1].decode("ascii") if declared else "UTF-8"
    try:
        source.decode(encoding)
    except LookupError:
        return None
    except UnicodeDecodeError as error:
        byte, before = source[error.start : error.start + 1], source[: error.start]
    else:
        return None
    try:
        meant = byte.decode(_WINDOWS)
    except UnicodeDecodeError:
        meant = ""
    words = (
        f"The file holds a byte, 0x{byte.hex().upper()}, that is not {encoding}"
        f"{', which is meant if no encoding is declared' if not declared else ''}"
    )
    texts = table("validation")["parser_next"]
    hint = texts["undecodable_windows"].format(character=meant) if meant else texts["undecodable"]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(encoding, "replace")) + 1
    return Problem("XM01", Severity.ERROR, f"{words}.", hint, xml=XmlPlace(line, "", column))
