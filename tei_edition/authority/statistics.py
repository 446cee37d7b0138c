"""What is in authority lists, in figures."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from tei_edition.authority.schemes import schemes
from tei_edition.model.authority import Entity, EntityKind

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The figures of one kind of entry."""

    entries: int = 0
    """How many entries there are."""
    references: int = 0
    """How many of them refer to another (``see``, ``sameAs``)."""
    names: int = 0
    """How many names they have, variants included."""
    variants: int = 0
    """How many of these are not the one for display."""
    described: int = 0
    """How many entries have an office or a description."""
    identified: int = 0
    """How many entries have an identifier of any other authority file."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of authority lists."""

    kinds: Mapping[str, KindFigures]
    """By kind of entry; kinds that do not occur are not there."""
    identifiers: Mapping[str, int]
    """By scheme, how many entries have such an identifier."""
    without_forename: tuple[str, ...]
    """The ids of the persons of whom no forename is known, references aside."""
    shared_surnames: Mapping[str, int]
    """Surnames that several persons bear, with their number, the most frequent first."""


def figures(entities: Iterable[Entity]) -> Figures:
    """Count what is in authority lists.

    Args:
        entities: the entries.
    """
    counted: dict[str, Counter[str]] = {}
    identifiers: Counter[str] = Counter()
    surnames: Counter[str] = Counter()
    nameless = []
    for e in entities:
        counts = counted.setdefault(e.kind, Counter())
        counts["entries"] += 1
        counts["references"] += bool(e.same_as)
        counts["names"] += len(e.names)
        counts["variants"] += len(e.names[1:])
        counts["described"] += bool(e.description)
        counts["identified"] += bool(e.identifiers)
        identifiers.update({key for key, _ in e.identifiers})
        if e.kind == "person" and not e.same_as:
            surname = next((n.surname for n in e.names if n.surname), "")
            surnames.update([surname] if surname else [])
            if not any(n.forename for n in e.names):
                nameless.append(e.id)
    shared = sorted(((n, s) for s, n in surnames.items() if n > 1), key=lambda row: (-row[0], row[1]))
    return Figures(
        {kind: KindFigures(**counted[kind]) for kind in get_args(EntityKind) if kind in counted},
        {key: identifiers[key] for key in schemes() if identifiers[key]},
        tuple(nameless),
        {surname: number for number, surname in shared},
    )


def as_table(found: Figures) -> str:
    """Render figures as tables for the terminal."""
    if not found.kinds:
        return "No entries.\n"
    heading = ("kind", "entries", "references", "names", "variants", "described", "identified")
    rows = [(kind, *_cells(one)) for kind, one in found.kinds.items()]
    blocks = [_aligned([heading, *rows])]
    if found.identifiers:
        named = [(schemes()[key].name, str(number)) for key, number in found.identifiers.items()]
        blocks.append(_aligned([("identifier", "entries"), *named]))
    if found.shared_surnames:
        shown = [(s, str(n)) for s, n in [*found.shared_surnames.items()][:_SHOWN]]
        blocks.append(
            _aligned([("surname of several", "persons"), *shown]) + _more(len(found.shared_surnames))
        )
    if found.without_forename:
        lines = ["persons without forename", *found.without_forename[:_SHOWN]]
        blocks.append("\n".join(lines) + _more(len(found.without_forename)))
    return "\n\n".join(blocks) + "\n"


def as_json(found: Figures) -> str:
    """Render figures as a JSON object."""
    kinds = {
        kind: {name: getattr(one, name) for name in KindFigures.__dataclass_fields__}
        for kind, one in found.kinds.items()
    }
    whole = {
        "kinds": kinds,
        "identifiers": found.identifiers,
        "without_forename": found.without_forename,
        "shared_surnames": found.shared_surnames,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cells(one: KindFigures) -> tuple[str, ...]:
    return tuple(str(getattr(one, name)) for name in KindFigures.__dataclass_fields__)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Align a table: words at the left, numbers at the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )


def _more(number: int) -> str:
    return f"\n… {number - _SHOWN} more" if number > _SHOWN else ""
