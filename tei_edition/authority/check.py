"""Checking authority lists: what an editor should mend before names are linked by them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_edition.authority.folding import folded
from tei_edition.authority.lists import at_line, load
from tei_edition.authority.person import is_usable, resembles
from tei_edition.authority.schemes import fault, schemes
from tei_edition.model.authority import Entity, Name
from tei_edition.model.problem import Problem, Severity


def check(paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Check authority lists, each by itself and all together.

    Args:
        paths: the lists, as ``lists.load`` reads them.

    Returns:
        What reading them reports (among it ids that occur twice, entries without name, references that lead
        nowhere), and ED30 (one form for two entries), ED31 (references in a circle), ED32 (brackets in a
        name), ED33 (identifier that is none), ED34 (one identifier for two entries). Every problem has the
        line of its entry.
    """
    authority, problems = load(paths)
    entities = authority.entities
    targets = _Targets.of(entities)
    return (
        *problems,
        *targets.circles,
        *_unusable(entities),
        *_faulty_identifiers(entities),
        *_shared_identifiers(entities, targets.ends),
        *_shared_forms(entities, targets.ends),
    )


@dataclass(frozen=True, slots=True)
class _Targets:
    """Where the references between entries lead."""

    ends: Mapping[str, str]
    """For the id of every entry that of the one which is meant in the end."""
    circles: tuple[Problem, ...]
    """References that come back to where they began."""

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "_Targets":
        known = {e.id: e for e in entities}
        ends: dict[str, str] = {}
        circles = []
        for id_ in known:
            path: dict[str, None] = {}
            at = id_
            while at not in ends and at not in path and known[at].same_as in known:
                path[at] = None
                at = known[at].same_as
            if at in path:  # the path has come to itself
                circle = [*path][[*path].index(at) :]
                circles.append(_circle([known[one] for one in circle]))
            end = ends.get(at, at)
            ends.update((one, end) for one in (*path, at))
        return cls(ends, tuple(circles))


def _circle(entities: Sequence[Entity]) -> Problem:
    ids = [e.id for e in (*entities, entities[0])]
    message = f"The references lead in a circle: {' → '.join(ids)}."
    hint = "One of these entries must stand for itself; take its see or sameAs out."
    return at_line("ED31", Severity.ERROR, message, hint, min(entities, key=lambda e: (e.file, e.line)))


def _unusable(entities: Iterable[Entity]) -> Iterator[Problem]:
    for entity in entities:
        for name in entity.names:
            if any(c in name.text for c in "[]<>"):
                message = (
                    f'The name "{name.text}" has brackets in it and is not sought in texts as it stands.'
                )
                hint = "Write the name as a text has it; a remark on it belongs into the description."
            elif not is_usable(name.text):
                message = f'The name "{name.text}" has neither letter nor digit and is not sought in texts.'
                hint = "Write the name, or take it out."
            else:
                continue
            yield at_line("ED32", Severity.WARNING, message, hint, entity)


def _faulty_identifiers(entities: Iterable[Entity]) -> Iterator[Problem]:
    for entity in entities:
        for key, id_ in entity.identifiers:
            if said := fault(key, id_):
                message = f'"{id_}" is no identifier of {schemes()[key].name}: {said}.'
                hint = "Compare it with the page of the entry there; a digit may be missing or exchanged."
                yield at_line("ED33", Severity.ERROR, message, hint, entity)


def _shared_identifiers(entities: Iterable[Entity], ends: Mapping[str, str]) -> Iterator[Problem]:
    bearers: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        for identifier in entity.identifiers:
            first = bearers.setdefault(identifier, entity)
            if ends[first.id] != ends[entity.id]:
                key, id_ = identifier
                message = f"{schemes()[key].name} {id_} stands at {_named(first, entity)} already."
                hint = "If both are one, join the entries or let one refer to the other; else correct it."
                yield at_line("ED34", Severity.WARNING, message, hint, entity)


def _shared_forms(entities: Iterable[Entity], ends: Mapping[str, str]) -> Iterator[Problem]:
    bearers: dict[str, Entity] = {}
    for entity in entities:
        for form, name in _forms(entity).items():
            first = bearers.setdefault(form, entity)
            if ends[first.id] != ends[entity.id]:
                message = f'The form "{name.text}" is also one of {_named(first, entity)}.'
                hint = "Make one of them longer, or let one entry refer to the other (see, sameAs)."
                yield at_line("ED30", Severity.WARNING, message, hint, entity)


def _named(entity: Entity, beside: Entity) -> str:
    """Name an entry with its line, and with its file if that is another."""
    one, other = Path(entity.file), Path(beside.file)
    file = "" if one == other else f"{one if one.name == other.name else one.name}, "
    return f'"{entity.id}" ({file}line {entity.line})'


def _forms(entity: Entity) -> dict[str, Name]:
    """Return the forms that should name one entry only: no surnames or forenames alone."""
    main = next((n.surname for n in entity.names if n.surname), "")
    forms: dict[str, Name] = {}
    for number, name in enumerate(entity.names):
        is_surname = name.surname == name.text and (number == 0 or resembles(name.text, main))
        is_forename = name.forename == name.text
        if entity.kind == "person" and (is_surname or is_forename):
            continue
        forms.setdefault(folded(name.text), name)
    return forms
