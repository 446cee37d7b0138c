"""The description of an edition as the record of InvenioRDM; what goes where says the table ``inveniordm``.

The names of the fields are those of InvenioRDM's metadata reference
(https://inveniordm.docs.cern.ch/reference/metadata/).
"""

import html
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from tei_edition.deposit.description import Agent, Description, Identifier, Place, Source
from tei_edition.tables import table

Json = dict[str, Any]


def record(description: Description, deposit: str) -> Json:
    """Return the body with which a record is made, or changed.

    Args:
        description: the edition.
        deposit: the identifier of this deposit, by which it is found again.
    """
    is_open = description.rights.status == "free"
    return {
        "access": {"record": "public", "files": "public" if is_open else "restricted"},
        "files": {"enabled": True},
        "metadata": _stated(_metadata(description, deposit)),
    }


def language(tag: str) -> str:
    """Return the code of ISO 639-3 for a language tag (BCP 47); empty if there is none.

    Args:
        tag: such as ``en`` or ``ru-Latn``.
    """
    primary = tag.partition("-")[0].lower()
    return primary if len(primary) == 3 else _languages().get(primary, "")


def scheme_of(uri: str) -> str:
    """Return what InvenioRDM calls the scheme of an identifier."""
    for start, scheme in (
        ("https://doi.org/", "doi"),
        ("urn:", "urn"),
        ("http://", "url"),
        ("https://", "url"),
    ):
        if uri.startswith(start):
            return scheme
    return "other"


@cache
def _languages() -> dict[str, str]:
    return dict(pair.split(":") for pair in table("inveniordm")["languages"]["codes"].split())


def _metadata(description: Description, deposit: str) -> Json:
    known = table("inveniordm")
    first, last = description.temporal
    kinds = table("crosswalk")["resource-types"]
    codes = dict.fromkeys(filter(None, map(language, description.languages)))
    related = {r["identifier"]: r for r in map(_related, description.sources) if r["identifier"]}
    unlinked = dict.fromkeys(filter(None, (_cited(s) for s in description.sources if not s.uri)))
    most = known["sources-at-most"]
    return {
        "title": description.title,
        "additional_titles": _of_type("title", description.subtitle, "subtitle"),
        "resource_type": {"id": kinds[description.resource_type]["invenio"]},
        "creators": [_agent(agent) for agent in description.creators],
        "contributors": [_agent(agent) for agent in description.contributors],
        "publisher": description.publisher,
        "publication_date": description.date,
        "version": description.version,
        "languages": [{"id": code} for code in codes],
        "subjects": [{"subject": s.term} for s in description.subjects],
        "description": _paragraphs(description.abstract, description.summary),
        "additional_descriptions": [
            *_of_type("description", _paragraphs(description.method), known["method"]),
            *(_statement(description, known["rights"]) if description.rights.spdx else []),
        ],
        "rights": _rights(description),
        "dates": [{"date": first if first == last else f"{first}/{last}", "type": {"id": "coverage"}}]
        if first
        else [],
        "identifiers": [
            {"identifier": identifier, "scheme": scheme_of(identifier)}
            for identifier in dict.fromkeys((description.identifier, deposit))
            if identifier
        ],
        "related_identifiers": list(related.values())[:most],
        "references": [{"reference": words} for words in unlinked][:most],
        "locations": _stated({"features": [_place(place) for place in description.spatial]}),
    }


def _stated(fields: Json) -> Json:
    """Leave out what nobody stated: a server takes an empty text for a mistake."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}


def _of_type(name: str, words: str, kind: str) -> list[Json]:
    return [{name: words, "type": {"id": kind}}] if words else []


def _paragraphs(*texts: str) -> str:
    """Return texts as HTML, a paragraph where an empty line stands."""
    pieces = (piece.strip() for text in texts for piece in text.split("\n\n"))
    return "".join(f"<p>{html.escape(piece, quote=False)}</p>" for piece in pieces if piece)


def _agent(agent: Agent) -> Json:
    if agent.kind == "organisation":
        named: Json = {"type": "organizational", "name": agent.name}
    else:
        named = {"type": "personal", "family_name": agent.family or agent.name, "given_name": agent.given}
    named["identifiers"] = _identifiers(agent.identifiers, table("inveniordm")["people"])
    role = table("crosswalk")["roles"][agent.role]["datacite"] or "Other"
    return _stated(
        {
            "person_or_org": _stated(named),
            "role": {"id": role.lower()},
            "affiliations": [{"name": agent.affiliation}] if agent.affiliation else [],
        }
    )


def _identifiers(identifiers: Iterable[Identifier], schemes: Iterable[str]) -> list[Json]:
    return [{"scheme": i.scheme, "identifier": i.value} for i in identifiers if i.scheme in schemes]


def _rights(description: Description) -> list[Json]:
    rights = description.rights
    if rights.spdx:
        return [{"id": rights.spdx.lower()}]
    if not rights.licence and not rights.statement:
        return []
    named = {"title": {"en": table("inveniordm")["rights-title"]}, "link": rights.licence}
    return [_stated({**named, "description": {"en": rights.statement} if rights.statement else {}})]


def _statement(description: Description, kind: str) -> list[Json]:
    return _of_type("description", _paragraphs(description.rights.statement), kind)


def _related(source: Source) -> Json:
    scheme = scheme_of(source.uri)
    bare = source.uri.removeprefix("https://doi.org/") if scheme == "doi" else source.uri
    return {"identifier": bare, "scheme": scheme, "relation_type": {"id": source.relation.lower()}}


def _cited(source: Source) -> str:
    """Return a source that has no address in words."""

    def parts() -> Iterator[str]:
        yield "; ".join(agent.name for agent in source.creators)
        yield source.title
        yield source.date
        yield source.publisher
        yield source.repository
        yield source.shelfmark if source.shelfmark != source.title else ""

    return ", ".join(filter(None, parts()))


def _place(place: Place) -> Json:
    identifiers = _identifiers(place.identifiers, table("inveniordm")["places"])
    return _stated({"place": place.name, "identifiers": identifiers})
