"""Loading the authority lists of an edition."""

from collections.abc import Sequence
from pathlib import Path

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.tei_list import read_tei
from tei_edition.authority.term_list import is_list_of_terms, read_terms
from tei_edition.model.authority import Authority, Entity
from tei_edition.model.problem import Problem, Severity


def load(paths: Sequence[Path]) -> tuple[Authority, tuple[Problem, ...]]:
    """Load authority lists and join them.

    Args:
        paths: files that end in ``.csv`` (persons, or terms, as the header line tells) or ``.xml`` (TEI), in
            order of precedence.

    Returns:
        The entries of all lists, the first where an id stands in several, and what is wrong with them: the
        problems of the readers, ED23 (file that cannot be read), ED24 (not UTF-8), ED25 (id in two lists).
    """
    entities: dict[str, Entity] = {}
    origin: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        found, wrong = _load_one(path)
        problems += wrong
        for entity in found:
            if entity.id in entities:
                message = (
                    f'The id "{entity.id}" stands in {origin[entity.id].name} already; that entry is used.'
                )
                hint = "Give the entry another id, or take it out of one of the lists."
                problems.append(Problem("ED25", Severity.ERROR, message, hint, str(path)))
                continue
            entities[entity.id] = entity
            origin[entity.id] = path
    return Authority(tuple(entities.values())), tuple(problems)


def _load_one(path: Path) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    ending = path.suffix.lower()
    if ending not in (".csv", ".xml"):
        return (), (
            _unread(
                path,
                "ED23",
                f'An authority list ends in .csv or .xml, not in "{ending}".',
                "Rename the file.",
            ),
        )
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
    read = read_terms if is_list_of_terms(text) else read_csv
    return read(text, file=str(path))


def _unread(path: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, message, hint, str(path))
