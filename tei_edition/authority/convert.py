"""Converting authority lists between CSV, JSON and TEI without loss of what the program knows of an entry."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_edition.authority import tei_writer
from tei_edition.authority.columns import columns
from tei_edition.authority.lists import load
from tei_edition.authority.record import beyond, fields_of, record_of
from tei_edition.authority.record_names import SEPARATOR
from tei_edition.authority.record_tei import NAME_ELEMENTS
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.transcript import Place

_ALWAYS = ("id", "display")
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Converted:
    """A list in another format."""

    content: bytes | None
    """The file; None if the list has errors, because entries would be missing."""
    problems: tuple[Problem, ...]
    """What is wrong with the list, and what the other format cannot hold."""


def convert(path: Path, to: str) -> Converted:
    """Convert an authority list.

    Args:
        path: the list, as ``lists.load`` reads it.
        to: ``csv``, ``json`` or ``tei``.

    Returns:
        The list in that format, the same bytes for the same list; read again, it has the same entries. Of
        the problems ED37 says what the list says and the format cannot hold.
    """
    authority, problems = load([path])
    if any(p.severity is Severity.ERROR for p in problems):
        return Converted(None, problems)
    content, lost = _FORMATS[to](authority.entities)
    return Converted(
        content.encode("utf-8-sig" if to == "csv" else "utf-8"), (*problems, *_losses(lost, path, to))
    )


def refusal(output: Path, *, force: bool) -> Problem | None:
    """Say why a file is not written; None if nothing stands against it.

    Args:
        output: the file.
        force: whether a file that exists may be overwritten.
    """
    if force or not output.exists():
        return None
    message = "The file exists already and is not overwritten."
    return Problem("ED38", Severity.ERROR, message, "Choose another name, or say --force.", str(output))


@dataclass(frozen=True, slots=True)
class _Loss:
    """What is left out of an entry."""

    entity: Entity
    what: str


_Lost = list[_Loss]


def _as_csv(entities: Sequence[Entity]) -> tuple[str, _Lost]:
    rows, lost = _rows(entities)
    used = {name for row in rows for name in row if not (name == "kind" and row[name] == "person")}
    out = io.StringIO()
    wanted = [name for name in columns() if name in used or name in _ALWAYS]
    writer = csv.DictWriter(out, wanted, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue(), lost


def _as_json(entities: Sequence[Entity]) -> tuple[str, _Lost]:
    rows, lost = _rows(entities)
    lines = [json.dumps(_object(row), ensure_ascii=False) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n", lost


def _object(row: Mapping[str, str]) -> dict[str, object]:
    """Write a row with the variants as an array, and other columns so if they have several values."""
    order = [name for name in columns() if name in row]
    single = ("id", "display", "role", "title", "surname", "forename")
    return {
        name: row[name].split(SEPARATOR)
        if name == "variants" or (SEPARATOR in row[name] and name not in single)
        else row[name]
        for name in order
    }


def _rows(entities: Iterable[Entity]) -> tuple[list[dict[str, str]], _Lost]:
    rows, lost = [], []
    for entity in entities:
        if entity.kind not in NAME_ELEMENTS:
            lost.append(_Loss(entity, f"{entity.kind}s"))
            continue
        record = record_of(entity)
        fields, is_whole = fields_of(record)
        rows.append(fields)
        lost += _lost(entity, tei_writer.entry(record)[0], is_whole)
    return rows, lost


def _as_tei(entities: Sequence[Entity]) -> tuple[str, _Lost]:
    written, lost = [], []
    for entity in entities:
        if entity.kind not in NAME_ELEMENTS:
            written.append((entity, entity.tei))
            continue
        if tei_writer.is_whole(entity):
            written.append((entity, entity.tei))
            continue
        tei, is_whole = tei_writer.entry(record_of(entity))
        written.append((entity, tei))
        lost += _lost(entity, tei, is_whole)
    return tei_writer.document(written), lost


def _lost(entity: Entity, written: str, is_whole: bool) -> _Lost:
    left = [_Loss(entity, what) for what in beyond(entity, written)]
    return left if is_whole else [*left, _Loss(entity, "how names are parted")]


def _losses(lost: _Lost, path: Path, to: str) -> tuple[Problem, ...]:
    """Sum up what is left out: one problem, at the first entry."""
    if not lost:
        return ()
    counted = Counter(loss.what for loss in lost)
    named = [f"{what} ({number})" for what, number in counted.most_common(_NAMED)]
    more = f" and {len(counted) - _NAMED} more" if len(counted) > _NAMED else ""
    entries = len({loss.entity.id for loss in lost})
    says = "entry says" if entries == 1 else "entries say"
    message = f"{entries} {says} what is left out in {to.upper()}: {', '.join(named)}{more}."
    hint = "Keep the list as it is as well; what is left out stands there only."
    first = lost[0].entity
    place = Place(first.line, 1, first.names[0].text if first.names else first.id)
    return (Problem("ED37", Severity.WARNING, message, hint, str(path), place=place),)


_FORMATS: Mapping[str, Callable[[Sequence[Entity]], tuple[str, _Lost]]] = {
    "csv": _as_csv,
    "json": _as_json,
    "tei": _as_tei,
}

FORMATS = tuple(_FORMATS)
"""The formats into which a list can be converted."""
