"""The description as DataCite knows it, in JSON and in XML (DataCite Metadata Schema 4.6)."""

import json
from collections.abc import Mapping
from typing import Any, Final

from tei_edition.deposit.description import Agent, Description, Source
from tei_edition.tables import table

_KERNEL: Final = "http://datacite.org/schema/kernel-4"
_NAMES: Final = {"person": "Personal", "organisation": "Organizational"}
_VERSION: Final = "4.6"
_LIBRARY: Final = "4.5"
"""The latest version that the library knows."""


def datacite(description: Description) -> dict[str, Any]:
    """Return a description in the terms of DataCite's JSON.

    Args:
        description: of the edition. For what DataCite requires and nobody stated stands DataCite's own word
            for values that are not known yet (appendix 3 of the schema's documentation).
    """
    unstated = table("deposit")["unstated"]
    kind = table("crosswalk")["resource-types"][description.resource_type]
    creators = [_agent(a) for a in description.creators] or [{"name": unstated["datacite-person"]}]
    made: dict[str, Any] = {
        "schemaVersion": _KERNEL,
        "types": {"resourceTypeGeneral": kind["datacite"], "resourceType": "TEI P5 edition"},
        "creators": creators,
        "titles": [{"title": description.title or unstated["datacite-title"]}],
        "publisher": {"name": description.publisher or unstated["datacite-publisher"]},
        "publicationYear": description.date[:4],
        "dates": [{"date": description.date, "dateType": "Issued"}],
        "descriptions": _descriptions(description),
        "rightsList": [_rights(description)],
        "formats": [table("deposit")["kinds"]["document"]["media"]],
        "alternateIdentifiers": [
            {"alternateIdentifier": description.identifier, "alternateIdentifierType": "URN"}
        ],
    }
    if description.doi:
        made["doi"] = description.doi
    if description.subtitle:
        made["titles"].append({"title": description.subtitle, "titleType": "Subtitle"})
    if description.version:
        made["version"] = description.version
    if description.languages:
        made["language"] = description.languages[0]
    if description.temporal[0]:
        made["dates"].append({"date": "/".join(description.temporal), "dateType": "Coverage"})
    lists = {
        "contributors": [_contributor(a) for a in description.contributors],
        "subjects": [
            _stated(subject=s.term, subjectScheme=s.scheme, valueUri=s.uri) for s in description.subjects
        ],
        "geoLocations": [{"geoLocationPlace": p.name} for p in description.spatial],
        "relatedIdentifiers": [_address(s) for s in description.sources if s.uri],
        "relatedItems": [_item(s) for s in description.sources],
    }
    return {**made, **{key: values for key, values in lists.items() if values}}


def datacite_json(description: Description) -> bytes:
    """Write a description as DataCite's JSON."""
    return f"{json.dumps(datacite(description), ensure_ascii=False, indent=2)}\n".encode()


def datacite_xml(description: Description) -> bytes:
    """Write a description as DataCite's XML.

    Raises:
        ModuleNotFoundError: if the library ``datacite`` is missing.
    """
    from datacite import schema45  # the latest that it writes; 4.6 has only more values

    made = datacite(description)
    doi = made.get("doi") or table("deposit")["unstated"]["datacite-doi"]
    written = str(schema45.tostring({**made, "doi": doi}))
    return written.replace(f"/kernel-{_LIBRARY}/", f"/kernel-{_VERSION}/").encode()


def datacite_faults(made: Mapping[str, Any]) -> tuple[str, ...]:
    """Hold DataCite's JSON against its JSON Schema.

    The library knows version 4.5; values that only 4.6 has are replaced before it looks at them.

    Args:
        made: what `datacite` returns.

    Returns:
        What is wrong, a sentence each.

    Raises:
        ModuleNotFoundError: if the library ``datacite`` is missing.
    """
    from datacite import schema45

    known = _reduced(dict(made))
    return tuple(
        f"{'/'.join(map(str, e.absolute_path)) or 'the whole'}: {e.message}"
        for e in schema45.validator.iter_errors(known)
    )


def _reduced(value: Any) -> Any:
    newer: Mapping[str, Mapping[str, str]] = table("crosswalk")["datacite-4-5"]
    if isinstance(value, dict):
        return {k: newer[k].get(v, v) if k in newer else _reduced(v) for k, v in value.items()}
    return [_reduced(v) for v in value] if isinstance(value, list) else value


def _stated(**values: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _named(agent: Agent) -> dict[str, Any]:
    stated = _stated(givenName=agent.given, familyName=agent.family)
    return {"name": agent.name, "nameType": _NAMES[agent.kind], **stated}


def _agent(agent: Agent) -> dict[str, Any]:
    schemes = table("crosswalk")["schemes"]
    made = _named(agent)
    if agent.identifiers:
        made["nameIdentifiers"] = [
            _stated(
                nameIdentifier=i.uri,
                nameIdentifierScheme=schemes[i.scheme]["name"],
                schemeUri=schemes[i.scheme]["uri"],
            )
            for i in agent.identifiers
        ]
    if agent.affiliation:
        ror = agent.affiliation_ror
        scheme = {"affiliationIdentifierScheme": "ROR", "schemeUri": schemes["ror"]["uri"]} if ror else {}
        made["affiliation"] = [_stated(name=agent.affiliation, affiliationIdentifier=ror) | scheme]
    return made


def _contributor(agent: Agent) -> dict[str, Any]:
    return {**_agent(agent), "contributorType": table("crosswalk")["roles"][agent.role]["datacite"]}


def _descriptions(description: Description) -> list[dict[str, str]]:
    said = [
        ("Abstract", description.abstract),
        ("Methods", description.method),
        ("TechnicalInfo" if description.abstract else "Abstract", description.summary),
    ]
    return [{"description": words, "descriptionType": type_} for type_, words in said if words]


def _rights(description: Description) -> dict[str, str]:
    rights = description.rights
    made = _stated(rights=rights.statement, rightsUri=rights.licence)
    if rights.spdx:
        made |= {
            "rightsIdentifier": rights.spdx,
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    return made


def _address(source: Source) -> dict[str, str]:
    return {
        "relatedIdentifier": source.uri,
        "relatedIdentifierType": "URL",
        "relationType": source.relation,
        "resourceTypeGeneral": "Text",
    }


def _item(source: Source) -> dict[str, Any]:
    kept = ", ".join(part for part in (source.repository, source.shelfmark) if part not in ("", source.title))
    made: dict[str, Any] = {
        "relatedItemType": "Text",
        "relationType": source.relation,
        "titles": [{"title": f"{source.title} ({kept})" if kept else source.title}],
    }
    if source.uri:
        made["relatedItemIdentifier"] = {
            "relatedItemIdentifier": source.uri,
            "relatedItemIdentifierType": "URL",
        }
    if source.creators:
        # The XML of 4.6 knows no identifiers and no affiliations here.
        made["creators"] = [_named(a) for a in source.creators]
    return made | _stated(publisher=source.publisher)
