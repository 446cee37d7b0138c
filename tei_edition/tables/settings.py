"""``edition.toml``: what only the editor can decide about an edition."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import TableError, check_keys, one_of, publication, rows, section, string, targets
from tei_edition.tables.publication import Party, Publication
from tei_edition.tables.targets import Target

FILE_NAME = "edition.toml"
ROLES = ("editor", "transcriber")
_CHOICES = {"states": ("place", "organisation"), "unlisted_persons": ("tag", "leave")}
_STATUSES = ("free", "unknown", "restricted")


@dataclass(frozen=True, slots=True)
class Responsible:
    """A person who is responsible for the edition."""

    role: str
    """``editor`` or ``transcriber``."""
    statement: str
    """What the person did, in the words of the header."""
    name: str = ""
    """The person's name; empty while it is not known."""
    party: Party = field(default_factory=Party)
    """What catalogues want to know of the person besides."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What an edition chooses where the field has several customs. The defaults are those of the profile."""

    states: str = "place"
    """What a state is tagged as where it acts ("Cuba demanded"): ``place`` or ``organisation``."""
    unlisted_persons: str = "tag"
    """Whether persons who are in no list are tagged where the evidence is strong: ``tag`` or ``leave``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an edition states of itself. The defaults claim nothing."""

    title: str = ""
    """Title of the edition, of which each document is a part; empty if there is none."""
    authority: str = ""
    """Publishing authority; empty if unknown."""
    status: str = "unknown"
    """``free``, ``unknown`` or ``restricted``: availability of the encoding."""
    statement: str = ""
    """The statement of rights."""
    licence: str = ""
    """Address of the licence; empty if none was chosen."""
    responsible: tuple[Responsible, ...] = ()
    """The persons responsible."""
    policy: Policy = Policy()
    """What the edition chooses."""
    publication: Publication = field(default_factory=Publication)
    """What it states for those who cite it and keep it."""
    targets: tuple[Target, ...] = field(default_factory=targets.well_known)
    """Where it can be deposited."""


_DEFAULT_STATEMENT = (
    "No licence has been granted or chosen for this encoding, and none may be assumed. "
    "The rights in the original and in any translation have not been established."
)
_DEFAULT_WORK = {
    "editor": "edited the text and reviewed its encoding",
    "transcriber": "prepared the plain-text transcript",
}


def read(text: str | None, *, file: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings of an edition.

    Args:
        text: what ``edition.toml`` holds; None if there is none.
        file: the name of the file, for problems.

    Returns:
        The settings, and a problem for each value that is missing or cannot be read.
    """
    if text is None:
        problem = Problem(
            "ED01",
            Severity.WARNING,
            "There is no edition.toml: authority, responsible persons and rights are stated as unknown.",
            "Put an edition.toml beside the transcripts; the README shows what belongs into it.",
            file=file,
        )
        return _complete(Settings()), (problem,)
    try:
        settings = _parsed(tomllib.loads(text), file)
    except (TableError, tomllib.TOMLDecodeError) as error:
        problem = Problem(
            "ED02", Severity.ERROR, f"edition.toml cannot be read: {error}", "Correct it.", file=file
        )
        return _complete(Settings()), (problem,)
    return _complete(settings), tuple(_missing(settings, file))


def _parsed(values: dict[str, object], file: str) -> Settings:
    known = ("edition", "availability", "responsible", "policy", *publication.SECTIONS, targets.SECTION)
    check_keys(values, known, file)
    edition, availability = section(values, "edition", file), section(values, "availability", file)
    check_keys(edition, ("title", "authority", *publication.OF_EDITION), f"{file}, [edition]")
    check_keys(availability, ("status", "statement", "licence", "spdx"), f"{file}, [availability]")
    status = availability.get("status", "unknown")
    one_of(status, _STATUSES, f"{file}, [availability]: status")
    licence = availability.get("licence", "")
    if licence and status == "unknown":
        raise TableError(
            f"{file}, [availability]: a licence is named, but status is unknown. Decide which holds."
        )
    people: list[Responsible] = []
    where = f"{file}, [[responsible]]"
    for row in rows(values, "responsible", file):
        check_keys(row, ("role", "name", "statement", *publication.OF_PARTY), where)
        role = one_of(string(row, "role", where), ROLES, f"{where}: role")
        if any(p.role == role for p in people):
            raise TableError(f'{where}: two have the role "{role}". Put the second under [[contributor]].')
        name, statement = string(row, "name", where), string(row, "statement", where)
        people.append(Responsible(role, statement, name, publication.party(row, where)))
    return Settings(
        edition.get("title", ""),
        edition.get("authority", ""),
        status,
        availability.get("statement", ""),
        licence,
        tuple(people),
        _policy(section(values, "policy", file), f"{file}, [policy]"),
        publication.read(values, file),
        targets.read(values, file),
    )


def _policy(chosen: Mapping[str, str], where: str) -> Policy:
    check_keys(chosen, tuple(_CHOICES), where)
    return Policy(**{key: one_of(value, _CHOICES[key], f"{where}: {key}") for key, value in chosen.items()})


def _complete(settings: Settings) -> Settings:
    by_role = {p.role: p for p in settings.responsible}
    people = [by_role.get(role, Responsible(role, "")) for role in ROLES]
    return Settings(
        settings.title,
        settings.authority,
        settings.status,
        settings.statement or _DEFAULT_STATEMENT,
        settings.licence,
        tuple(replace(p, statement=p.statement or _DEFAULT_WORK[p.role]) for p in people),
        settings.policy,
        settings.publication,
        settings.targets,
    )


def _missing(settings: Settings, file: str) -> list[Problem]:
    named = {p.role for p in settings.responsible if p.name}
    wanted = [
        ("the publishing authority", "authority in [edition]", bool(settings.authority)),
        ("the editor's name", 'name in [[responsible]] with role = "editor"', "editor" in named),
        ("the rights", "status and statement in [availability]", settings.status != "unknown"),
    ]
    return [
        Problem(
            "ED03",
            Severity.NOTE,
            f"edition.toml does not state {what}; the edition says that it is unknown.",
            f"Fill in {key} before publication.",
            file=file,
        )
        for what, key, stated in wanted
        if not stated
    ]
