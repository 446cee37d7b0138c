"""Reading an authority list from JSON: an array of objects with the keys of the columns, or one a line."""

import json
import re
from collections.abc import Iterator

from tei_edition.authority.columns import advice, column, is_known
from tei_edition.authority.identifiers import legal
from tei_edition.authority.personal_name import one_line
from tei_edition.authority.record_list import RecordList
from tei_edition.authority.record_names import SEPARATOR
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem, Severity

_BLANK = re.compile(r"[ \t\r\n]*")
_LONGEST_QUOTATION = 120


class _NotSound(Exception):
    """The text is not what was expected: a clause, and the offset where."""

    def __init__(self, said: str, at: int) -> None:
        super().__init__(said)
        self.at = at


def read_json(text: str, *, file: str) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Read a list of persons, places, organisations and events.

    Args:
        text: the file's characters: an array of objects, or (JSON Lines) one object after another. The keys
            are the columns of a list in CSV; several variants or identifiers are an array of texts.
        file: the file as the user named it, for problems.

    Returns:
        The entries in the order of the list, and what is wrong with it: ED35 (not sound JSON, or not such
        objects), and but for those of CSV alone what ``csv_list.read_csv`` reports.
    """
    text = text.removeprefix("\ufeff")
    listed = RecordList(file)
    unknown: dict[str, None] = {}
    line, counted = 1, 0
    try:
        for found, start, end in _objects(text):
            line += text.count("\n", counted, start)
            counted = start
            words = text[start : min(end, start + _LONGEST_QUOTATION)]
            listed.add(_fields(found, unknown, listed, line, words), line, words)
    except _NotSound as error:
        line = text.count("\n", 0, error.at) + 1
        message = f"The list is not sound from here on: {error}."
        hint = (
            'It must be a list of objects such as [{"id": "…", "display": "…"}]; what follows was not read.'
        )
        listed.report("ED35", message, hint, line, words=text[error.at : error.at + _LONGEST_QUOTATION])
    for key in unknown:
        message = f'The key "{key}" is not known and is not read.'
        listed.report("ED16", message, advice(key), 1, Severity.NOTE)
    entities = listed.entities()
    return entities, tuple(listed.problems)


def _objects(text: str) -> Iterator[tuple[dict[str, object], int, int]]:
    """Iterate over the objects of an array, or of lines, each with its offsets."""
    decoder = json.JSONDecoder()
    at = _skipped(text, 0)
    in_array = text.startswith("[", at)
    if in_array:
        at = _skipped(text, at + 1)
    first = True
    while at < len(text) and not (in_array and text[at] == "]"):
        if in_array and not first:
            if text[at] != ",":
                raise _NotSound("a comma is missing between two objects", at)
            at = _skipped(text, at + 1)
        first = False
        try:
            found, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise _NotSound(error.msg[:1].lower() + error.msg[1:], error.pos) from None
        except ValueError:  # an integer of thousands of digits
            raise _NotSound("a number is too long", at) from None
        except RecursionError:
            raise _NotSound("an object is too deep", at) from None
        if not isinstance(found, dict):
            raise _NotSound("an entry is not an object in braces", at)
        yield found, at, end
        at = _skipped(text, end)
    if in_array:
        if at >= len(text):
            raise _NotSound("the list is not closed by a square bracket", max(0, len(text.rstrip()) - 1))
        at = _skipped(text, at + 1)
        if at < len(text):
            raise _NotSound("something stands behind the list", at)


def _skipped(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _fields(
    found: dict[str, object], unknown: dict[str, None], listed: RecordList, line: int, words: str
) -> dict[str, str]:
    fields: dict[str, str] = {}
    for key, value in found.items():
        name = column(key)
        if not is_known(name):
            unknown[key] = None
            continue
        written = _text(value)
        if written is None:
            message = f'The value of "{key}" is neither a text nor a list of texts, and is left out.'
            listed.report("ED35", message, 'Write "text", or ["one", "two"].', line, words=words)
            continue
        clean = legal(written)
        if clean != written:
            message = "The entry contains characters that no XML file can hold; they are left out."
            listed.report("ED18", message, "Remove them from the list.", line, Severity.WARNING, words)
        if clean := one_line(clean):
            if name == "variants" and name in fields:
                fields[name] += SEPARATOR + clean
            else:
                fields.setdefault(name, clean)
    return fields


def _text(value: object) -> str | None:
    """Return a value as it would stand in a column; None if it could not."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return SEPARATOR.join(value)
    return None
