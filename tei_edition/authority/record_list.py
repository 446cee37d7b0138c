"""Records made entries: what CSV and JSON have in common, column by column."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from tei_edition.authority.entry import prefixed
from tei_edition.authority.identifiers import safe_ncname
from tei_edition.authority.personal_name import one_line
from tei_edition.authority.record_names import SEPARATOR, names_of, title_of
from tei_edition.authority.record_tei import DATES, display_of, entry_of
from tei_edition.authority.schemes import bare, schemes
from tei_edition.model.authority import Entity, EntityKind, Name
from tei_edition.model.characters import is_ncname
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.transcript import Place
from tei_edition.tables import table

_DATE = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record that will be an entry."""

    kind: EntityKind
    fields: Mapping[str, str]
    names: tuple[Name, ...]
    line: int


@dataclass(slots=True)
class RecordList:
    """One reading of a list of records: what was found so far."""

    file: str
    """The file as the user named it."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with it."""
    _records: dict[str, _Record] = field(default_factory=dict)
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def report(
        self,
        code: str,
        message: str,
        hint: str,
        line: int,
        severity: Severity = Severity.ERROR,
        words: str = "",
    ) -> None:
        """Note a problem at a line of the list."""
        place = Place(line, 1, one_line(words)[:60])
        self.problems.append(Problem(code, severity, message, hint, self.file, place=place))

    def add(self, fields: dict[str, str], line: int, words: str) -> None:
        """Read one record.

        Args:
            fields: what it says, by column, each of one line.
            line: the line in which it begins.
            words: the record as it stands there, for problems.
        """
        given = fields.get("id", "")
        if not given:
            self.report(
                "ED17", "The entry has no id and is left out.", "Give every entry an id.", line, words=words
            )
            return
        kind = self._kind(fields, line, words)
        if kind is None:
            return
        id_ = self._id(given, kind, line)
        if id_ in self._records:
            earlier = self._records[id_].line
            message = f'The id "{given}" stands in line {earlier} already; this entry is left out.'
            hint = "Give every entry an id of its own, or join the two."
            self.report("ED11", message, hint, line, words=words)
            return
        names = names_of(fields, kind)
        if not names:
            message = f'The entry "{given}" has no name and is left out.'
            hint = "Fill in surname or display." if kind == "person" else "Fill in display."
            self.report("ED12", message, hint, line, Severity.WARNING, words)
            return
        self._ids[kind, given] = id_
        self._records[id_] = _Record(kind, self._held(fields, kind, line, words), names, line)

    def entities(self) -> tuple[Entity, ...]:
        """Resolve the references between the entries and return what was read."""
        if not (self._records or self.problems):
            message, hint = "The list has no entries.", "Check that this is the right file."
            self.report("ED19", message, hint, 1, Severity.WARNING)
        return tuple(self._entity(id_, record) for id_, record in self._records.items())

    def _kind(self, fields: Mapping[str, str], line: int, words: str) -> EntityKind | None:
        written = fields.get("kind", "")
        if not written:
            return "person"
        kind = written.casefold()
        kinds = table("list_columns")["kinds"]
        kind = table("list_columns")["kinds_also"].get(kind, kind)
        if kind in kinds:
            found: EntityKind = kind
            return found
        message = f'The kind "{written}" is not known, so that the entry is left out.'
        self.report("ED36", message, f"Known are: {', '.join(kinds)}.", line, words=words)
        return None

    def _id(self, given: str, kind: str, line: int) -> str:
        id_ = prefixed(given, table("list_columns")["kinds"][kind])
        if is_ncname(id_):
            return id_
        safe = safe_ncname(id_)
        message = f'"{given}" cannot be part of an xml:id; the edition has "{safe}" instead.'
        hint = "Use letters, digits, hyphens, full stops and underscores only."
        self.report("ED13", message, hint, line, Severity.WARNING, given)
        return safe

    def _held(self, fields: dict[str, str], kind: str, line: int, words: str) -> dict[str, str]:
        """Return a record without what an edition has no room for."""
        type_ = fields.get("type")
        if type_:
            allowed = table("entries")["values"]["place.type"] if kind == "place" else ()
            if type_ not in allowed:
                message = f'The type "{type_}" is left out: an edition has no room for it.'
                hint = f"Types are for places: {', '.join(table('entries')['values']['place.type'])}."
                self.report("ED36", message, hint, line, Severity.WARNING, words)
                del fields["type"]
        for name in DATES:
            date = fields.get(name)
            if not date:
                continue
            if kind != "event" and not (kind == "person" and fields.get("role")):
                message = (
                    f'The date "{date}" is left out: an edition has room for those of events and of offices.'
                )
                hint = "A person's dates are those of the office in the column role."
            elif not _DATE.fullmatch(date):
                message = f'The date "{date}" cannot be read and is left out.'
                hint = "Write 1963, 1963-02 or 1963-02-13."
            else:
                continue
            self.report("ED36", message, hint, line, Severity.WARNING, words)
            del fields[name]
        return fields

    def _entity(self, id_: str, record: _Record) -> Entity:
        fields, kind = record.fields, record.kind
        same_as = self._target(record) if fields.get("see") else ""
        identifiers = tuple(_identifiers(fields))
        make = partial(_entry, id_, kind, fields, record.names[0], same_as, identifiers)
        role = fields.get("role", "")
        return Entity(
            id_,
            kind,
            record.names,
            role,
            same_as,
            make,
            title=title_of(fields) if kind == "person" else "",
            identifiers=identifiers,
            file=self.file,
            line=record.line,
        )

    def _target(self, record: _Record) -> str:
        see = record.fields["see"]
        kinds = (record.kind, *table("list_columns")["kinds"])
        target = next((self._ids[kind, see] for kind in kinds if (kind, see) in self._ids), "")
        target = target or (see if see in self._records else "")
        if not target:
            message = f'The entry refers to "{see}", which is not in the list.'
            hint = "Correct the column see, or leave it empty."
            self.report("ED14", message, hint, record.line, Severity.WARNING, record.names[0].text)
        return target


def _entry(
    id_: str,
    kind: str,
    fields: Mapping[str, str],
    display: Name,
    same_as: str,
    identifiers: tuple[tuple[str, str], ...],
) -> str:
    """Write an entry as TEI, under the name for display."""
    name = display_of(kind, fields, display)
    return entry_of(id_, kind, fields, name, same_as=same_as, identifiers=identifiers)


def _identifiers(fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    if fields.keys().isdisjoint(schemes()):
        return
    for key, scheme in schemes().items():
        for one in fields.get(key, "").split(SEPARATOR):
            if id_ := bare(scheme, one):
                yield key, id_
