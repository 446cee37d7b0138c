"""The crosswalk: from ``edition.toml`` and the TEI headers to the description of the edition."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tei_edition.deposit.description import (
    Agent,
    Description,
    Identifier,
    Kind,
    Rights,
    Source,
)
from tei_edition.deposit.header import Facts, facts, identifier
from tei_edition.model.problem import Problem, Severity
from tei_edition.tables import table
from tei_edition.tables.publication import Party, Subject
from tei_edition.tables.settings import FILE_NAME, Settings

_EDITIONS: Final = uuid.UUID("6e0d1c52-7f9c-5d6e-9a63-0f3c1a0e5b7d")
"""Namespace of the identifiers that are derived from what an edition is called."""


def describe(
    settings: Settings, files: Mapping[str, bytes], *, date: str, doi: str = "", file: str = FILE_NAME
) -> tuple[Description, tuple[Problem, ...]]:
    """Describe an edition.

    Args:
        settings: what ``edition.toml`` says.
        files: the TEI files of the documents, by name. One that is not well-formed is passed over.
        date: the day of the package, ``YYYY-MM-DD``; the date of publication if none is stated.
        doi: the DOI of the edition, bare; empty if it has none.
        file: the name of ``edition.toml``, for problems.

    Returns:
        The description, and a problem for each field that publication asks for and nobody has stated: DP01
        (publication needs it), DP02 (advised), DP03 (its own identifier was derived); DP05 (an identifier of
        a person that cannot be one), DP17 (a header that says otherwise).
    """
    said = settings.publication
    problems: list[Problem] = []
    read = [f for name, source in sorted(files.items()) if (f := facts(source, file=name)) is not None]
    read.sort(key=lambda f: (f.document.date or "9999", f.document.id))
    people = [_party(p.role, p.name, p.party, file, problems) for p in settings.responsible if p.name.strip()]
    people += [_party(c.role, c.name, c.party, file, problems) for c in said.contributors]
    roles = table("crosswalk")["roles"]
    creators = [p for p in people if roles[p.role]["creator"]]
    if said.historical_author == "creator":
        creators += _merged(a for f in read for a in f.document.authors)
    others = [p for p in people if not roles[p.role]["creator"]]
    credited = (a for f in read for a in f.contributors if roles[a.role]["datacite"])
    documents = tuple(f.document for f in read)
    dates = sorted(d.date for d in documents if d.date)
    languages = Counter(d.language for d in documents if d.language)
    alone = documents[0] if len(documents) == 1 else None
    description = Description(
        title=settings.title or (alone.title if alone else ""),
        subtitle=said.subtitle or (alone.subtitle if alone and not settings.title else ""),
        version=said.version,
        date=said.date or date,
        languages=tuple(sorted(languages, key=lambda language: (-languages[language], language))),
        publisher=settings.authority,
        creators=tuple(creators),
        contributors=_merged([*others, *credited]),
        subjects=_subjects(settings, read),
        abstract=said.description,
        method="\n\n".join(_common([f.method for f in read])),
        rights=Rights(settings.status, settings.statement, settings.licence, said.spdx),
        doi=doi,
        identifier=said.identifier or _derived(settings, read),
        sources=_sources(read),
        temporal=(dates[0], dates[-1]) if dates else ("", ""),
        spatial=tuple({p.name: p for f in read for p in f.places}.values()),
        documents=documents,
        resource_type=said.resource_type,
        contact=said.contact,
    )
    description = replace(description, summary=_summary(description))
    return description, (*problems, *_missing(description, settings, file), *_contradicting(settings, read))


def _party(role: str, name: str, party: Party, file: str, problems: list[Problem]) -> Agent:
    found: list[Identifier] = []
    for scheme, written in party.identifiers:
        known = identifier(scheme, written)
        if known is None:
            message = f'"{written}" cannot be the {scheme.upper()} of {name}; it was left out.'
            hint = f"Correct {scheme} of {name} in edition.toml."
            problems.append(Problem("DP05", Severity.WARNING, message, hint, file=file))
        else:
            found.append(known)
    ror = identifier("ror", party.affiliation_ror) if party.affiliation_ror else None
    whole = f"{party.family}, {party.given}" if party.family and party.given else name.strip()
    kind: Kind = "organisation" if party.kind == "organisation" else "person"
    return Agent(
        whole,
        kind,
        role,
        party.family,
        party.given,
        tuple(found),
        party.affiliation,
        ror.uri if ror is not None else "",
    )


def _merged(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    """Return every agent once in each role, in the order of first mention, with all identifiers."""
    found: dict[tuple[str, str], Agent] = {}
    for agent in agents:
        key = agent.name, agent.role
        known = found.setdefault(key, agent)
        if known is not agent:
            identifiers = tuple(dict.fromkeys((*known.identifiers, *agent.identifiers)))
            found[key] = replace(known, identifiers=identifiers)
    return tuple(found.values())


def _subjects(settings: Settings, read: Sequence[Facts]) -> tuple[Subject, ...]:
    stated = settings.publication.subjects
    terms = Counter(term for f in read for term in f.terms)
    known = {s.term for s in stated}
    ranked = sorted(terms.items(), key=lambda t: -t[1])
    return (*stated, *(Subject(term) for term, _ in ranked if term not in known))


def _common(methods: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Return the paragraphs that all documents have, in the order of the first."""
    for paragraph in methods[0] if methods else ():
        if all(paragraph in method for method in methods):
            yield paragraph


def _sources(read: Sequence[Facts]) -> tuple[Source, ...]:
    """Return every source once, with all documents that are derived from it."""
    found: dict[tuple[str, ...], Source] = {}
    for source in (s for f in read for s in f.sources):
        key = source.kind, source.title, source.repository, source.shelfmark, source.uri
        known = found.get(key)
        together = (*known.documents, *source.documents) if known is not None else source.documents
        found[key] = replace(known or source, documents=tuple(dict.fromkeys(together)))
    return tuple(found.values())


def _derived(settings: Settings, read: Sequence[Facts]) -> str:
    """Return an identifier that is the same whenever the edition is called the same."""
    called = [settings.title, settings.authority] if settings.title else [f.document.id for f in read]
    return uuid.uuid5(_EDITIONS, "\n".join(called)).urn


def _summary(description: Description) -> str:
    words = table("deposit")["summary"]
    number = len(description.documents)
    first, last = (date[:4] for date in description.temporal)
    years = words["years" if first != last else "year"].format(first=first, last=last) if first else ""
    return str(words["one" if number == 1 else "several"]).format(number=number, years=years)


def _missing(description: Description, settings: Settings, file: str) -> Iterator[Problem]:
    words = table("deposit")["missing"]
    stated = {
        "title": bool(settings.title),
        "rights": description.rights.status != "unknown",
        "creators": bool(description.creators),
        "contributors": any(c.role == "transcriber" for c in description.contributors),
        "date": bool(settings.publication.date),
        "identifier": True,
    }
    alone = len(description.documents) == 1
    for name, field in table("crosswalk")["fields"].items():
        if not field["needed"] or stated.get(name, bool(getattr(description, name))):
            continue
        advised = field["needed"] == "advised" or (name == "title" and alone)
        code, severity = ("DP02", Severity.NOTE) if advised else ("DP01", Severity.WARNING)
        said = words.get(f"{name}-alone" if name == "title" and alone else name, words[field["needed"]])
        message = said.format(name=field["name"], date=description.date)
        yield Problem(code, severity, message, f"Fill in {field['settings']} of edition.toml.", file=file)
    if not settings.publication.identifier:
        message = words["identifier"].format(identifier=description.identifier)
        hint = f'Write identifier = "{description.identifier}" into [deposit] of edition.toml.'
        yield Problem("DP03", Severity.NOTE, message, hint, file=file)


def _contradicting(settings: Settings, read: Sequence[Facts]) -> Iterator[Problem]:
    """Report headers that do not say what ``edition.toml`` says now."""
    named = table("deposit")["contradiction"]
    stated = {
        "title": settings.title,
        "authority": settings.authority,
        "status": settings.status,
        "licence": settings.licence,
    }
    for f in read:
        found = {"title": f.series, "authority": f.authority, "status": f.rights[0], "licence": f.rights[1]}
        differing = [named[key] for key, value in stated.items() if found[key] != value]
        if differing:
            message = named["message"].format(differing=", ".join(differing))
            yield Problem("DP17", Severity.WARNING, message, named["next"], file=f.document.file)
