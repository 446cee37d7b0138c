"""NAKALA: the body of ``POST /datas``, with the files that are to be uploaded before."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from tei_edition.deposit.description import Agent, Description
from tei_edition.deposit.dublin_core import values
from tei_edition.deposit.edition import Edition
from tei_edition.deposit.exports.target import Exported, flat_names, told
from tei_edition.model.problem import Severity
from tei_edition.tables import table


def nakala(edition: Edition, address: str) -> Exported:
    """Export an edition for NAKALA. The record is pending: what is published there cannot be deleted.

    Args:
        edition: the edition.
        address: not needed.

    Returns:
        ``nakala.json``; DP80 if no creator is a person with family name and given names, DP88 for each
        creator that is none.
    """
    description = edition.description
    people = [a for a in description.creators if a.family and a.given and a.kind == "person"]
    others = [a for a in description.creators if a not in people]
    if not people:
        return Exported({}, (told("DP80", "no-person", "nakala", edition.settings_file),))
    about = table("deposit")["kinds"]
    made = {
        "status": "pending",
        "metas": [*_obligatory(description, people), *_others(description, others)],
        "files": [
            {
                "name": name,
                "sha1": hashlib.sha1(item.content, usedforsecurity=False).hexdigest(),
                "description": about[item.kind]["description"],
            }
            for name, item in flat_names(edition.payload()).items()
        ],
        "collectionsIds": [],
        "rights": [],
    }
    file = edition.settings_file
    problems = [told("DP88", "body", "nakala", file, Severity.WARNING, name=a.name) for a in others]
    written = f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()
    return Exported({"nakala.json": written}, tuple(problems))


def _meta(property_: str, value: object, type_: str) -> dict[str, Any]:
    made = {"value": value, "propertyUri": property_}
    return {**made, "typeUri": table("exports/nakala")["types"][type_]} if type_ else made


def _obligatory(description: Description, people: list[Agent]) -> Iterator[dict[str, Any]]:
    names = table("exports/nakala")
    properties = names["properties"]
    yield _meta(properties["title"], description.title, "text")
    for agent in people:
        orcid = next((i.value for i in agent.identifiers if i.scheme == "orcid"), "")
        person = {"givenname": agent.given, "surname": agent.family, "orcid": orcid}
        yield _meta(properties["creator"], {k: v for k, v in person.items() if v}, "")
    yield _meta(properties["created"], description.date, "text")
    yield _meta(properties["type"], names["coar"][description.resource_type], "uri")
    yield _meta(properties["license"], description.rights.spdx, "text")


def _others(description: Description, bodies: list[Agent]) -> Iterator[dict[str, Any]]:
    names = table("exports/nakala")
    for agent in bodies:
        yield _meta(names["organisation"]["property"], agent.name, "text")
    for field, (property_, type_) in names["fields"].items():
        for value in dict.fromkeys(values(description, field)):
            if value:
                yield _meta(property_, value, type_)
    if description.rights.statement:
        yield _meta(names["rights"]["property"], description.rights.statement, "text")
