"""Dataverse: a data set as its native API takes it, with the citation block."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tei_edition.deposit.description import Agent, Description, Rights
from tei_edition.deposit.dublin_core import values
from tei_edition.deposit.edition import Edition
from tei_edition.deposit.exports.target import Exported, told
from tei_edition.model.problem import Severity
from tei_edition.tables import table

_Field = dict[str, Any]


def dataverse(edition: Edition, address: str) -> Exported:
    """Export an edition for Dataverse.

    Args:
        edition: the edition.
        address: not needed.

    Returns:
        ``dataverse.json``; DP81 for each language that Dataverse does not list.
    """
    description, words = edition.description, table("exports/dataverse")
    made = {
        "datasetVersion": {
            **_rights(description.rights),
            "metadataBlocks": {
                "citation": {"displayName": words["block"]["name"], "fields": list(_fields(description))}
            },
        }
    }
    unlisted = [tag for tag in description.languages if _primary(tag) not in words["languages"]]
    file = edition.settings_file
    problems = [
        told("DP81", "unknown", "dataverse", file, Severity.WARNING, what=f'the language "{t}"')
        for t in unlisted
    ]
    written = f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()
    return Exported({"dataverse.json": written}, tuple(problems))


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def _rights(rights: Rights) -> dict[str, Any]:
    """Return the licence as an object; a text, as old versions took it, is refused today."""
    for uri, row in table("exports/dataverse")["licences"].items():
        if rights.spdx == row["spdx"] or _address(rights.licence) == _address(uri):
            return {"license": {"name": row["name"], "uri": uri}}
    return {"termsOfUse": "\n\n".join(part for part in (rights.statement, rights.licence) if part)}


def _address(uri: str) -> str:
    return uri.partition("://")[2].rstrip("/")


def _one(name: str, value: str, class_: str = "primitive") -> _Field:
    return {"typeName": name, "multiple": False, "typeClass": class_, "value": value}


def _many(name: str, several: Iterable[object], class_: str = "primitive") -> Iterator[_Field]:
    """Yield a field with several values; nothing if there are none."""
    listed = list(several)
    if listed:
        yield {"typeName": name, "multiple": True, "typeClass": class_, "value": listed}


def _parts(listed: Mapping[str, str] = {}, /, **free: str) -> dict[str, _Field]:
    """Return the parts of a compound value, without those that are empty.

    Args:
        listed: parts whose values are from a list of Dataverse.
        free: parts that are free text.
    """
    made = {name: _one(name, value, "controlledVocabulary") for name, value in listed.items() if value}
    return {**made, **{name: _one(name, value) for name, value in free.items() if value}}


def _fields(description: Description) -> Iterator[_Field]:
    words = table("exports/dataverse")
    for key, row in words["texts"].items():
        found = [value for value in dict.fromkeys(values(description, key)) if value]
        if row["multiple"]:
            yield from _many(row["name"], found)
        elif found:
            yield _one(row["name"], found[0])
    yield from _many("author", map(_author, description.creators), "compound")
    contact = _parts(datasetContactName=description.publisher, datasetContactEmail=description.contact)
    yield from _many("datasetContact", [contact], "compound")
    said = (description.abstract, description.summary, description.method)
    yield from _many("dsDescription", (_parts(dsDescriptionValue=s) for s in said if s), "compound")
    yield from _many("subject", words["block"]["subject"], "controlledVocabulary")
    keywords = (
        _parts(keywordValue=s.term, keywordVocabulary=s.scheme, keywordVocabularyURI=s.uri)
        for s in description.subjects
    )
    yield from _many("keyword", keywords, "compound")
    languages = (words["languages"].get(_primary(tag), "") for tag in description.languages)
    yield from _many("language", dict.fromkeys(filter(None, languages)), "controlledVocabulary")
    others = (
        _parts(
            {"contributorType": words["roles"].get(a.role, words["roles"][""])},
            contributorName=a.name,
        )
        for a in description.contributors
    )
    yield from _many("contributor", others, "compound")
    yield from _many("otherId", [_parts(otherIdValue=description.identifier)], "compound")
    if description.publisher:
        yield from _many("distributor", [_parts(distributorName=description.publisher)], "compound")
    yield _one("distributionDate", description.date)
    if description.temporal[0]:
        start, end = description.temporal
        time = _parts(timePeriodCoveredStart=start, timePeriodCoveredEnd=end)
        yield from _many("timePeriodCovered", [time], "compound")
    yield from _many("kindOfData", words["block"]["kind"])


def _author(agent: Agent) -> dict[str, _Field]:
    schemes = table("exports/dataverse")["schemes"]
    known = next((i for i in agent.identifiers if i.scheme in schemes), None)
    scheme = {"authorIdentifierScheme": schemes[known.scheme]} if known else {}
    return _parts(
        scheme,
        authorName=agent.name,
        authorAffiliation=agent.affiliation,
        authorIdentifier=known.value if known else "",
    )
