"""Loading the authority lists of an edition."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.json_list import read_json
from tei_edition.authority.tei_list import read_tei
from tei_edition.authority.term_list import is_list_of_terms, read_terms
from tei_edition.authority.uncollected import uncollected
from tei_edition.model.authority import Authority, Entity
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.transcript import Place

_Read = Callable[..., tuple[tuple[Entity, ...], tuple[Problem, ...]]]
_OF_TEXT: dict[str, _Read] = {".csv": read_csv, ".tsv": read_csv, ".json": read_json, ".jsonl": read_json}

ENDINGS = (*_OF_TEXT, ".xml")
"""How the names of files end that are authority lists."""


def load(paths: Sequence[Path]) -> tuple[Authority, tuple[Problem, ...]]:
    """Load authority lists and join them.

    Args:
        paths: files that end in ``.csv``, ``.tsv``, ``.json``, ``.jsonl`` or ``.xml`` (TEI), in order of
            precedence. A CSV file is a list of terms if its header line says so.

    Returns:
        The entries of all lists, the first where an id stands in several, and what is wrong with them: the
        problems of the readers, ED23 (file that cannot be read), ED24 (not UTF-8), ED25 (id in two lists).
    """
    entities: dict[str, Entity] = {}
    problems: list[Problem] = []
    for path in paths:
        with uncollected():
            found, wrong = _load_one(path)
        problems += wrong
        for entity in found:
            if entity.id in entities:
                problems.append(_twice(entity, entities[entity.id]))
                continue
            entities[entity.id] = entity
    return Authority(tuple(entities.values())), tuple(problems)


def _load_one(path: Path) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        message = f"The name of an authority list ends in {', '.join(ENDINGS)}; that of this file does not."
        hint = "Save it as CSV (UTF-8), or give it the right ending."
        return (), (_unread(path, "ED23", message, hint),)
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        hint = "Check the path in edition.toml and whether you may read the file."
        return (), (_unread(path, "ED23", f"The authority list cannot be read: {reason}.", hint),)
    if ending == ".xml":
        return read_tei(raw, file=str(path))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"The authority list is not UTF-8: line {line} has the byte {raw[error.start]:#04x}."
        return (), (_unread(path, "ED24", message, 'Save it as "CSV UTF-8"; it was not read.'),)
    if ending in (".csv", ".tsv") and is_list_of_terms(text):
        return read_terms(text, file=str(path))
    return _OF_TEXT[ending](text, file=str(path))


def _twice(entity: Entity, earlier: Entity) -> Problem:
    where = f"{Path(earlier.file).name}, line {earlier.line},"
    message = f'The id "{entity.id}" stands in {where} already; that entry is used.'
    hint = "Give the entry another id, or take it out of one of the lists."
    return at_line("ED25", Severity.ERROR, message, hint, entity)


def at_line(code: str, severity: Severity, message: str, hint: str, entity: Entity) -> Problem:
    """Make a problem that stands at the line of an entry.

    Args:
        code: its code.
        severity: how much it matters.
        message: what is wrong.
        hint: what to do next.
        entity: the entry; its first name is quoted.
    """
    place = Place(entity.line, 1, entity.names[0].text if entity.names else entity.id)
    return Problem(code, severity, message, hint, entity.file, place=place)


def _unread(path: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, hint, str(path))
