"""How to cite the edition, for programs: CITATION.cff (Citation File Format 1.2.0)."""

import json
from typing import Any

from tei_edition.deposit.description import Agent, Description
from tei_edition.tables import table


def citation_cff(description: Description) -> bytes:
    """Write ``CITATION.cff``.

    Args:
        description: of the edition. The format knows data sets and software only, so it is a data set.
    """
    unstated = table("deposit")["unstated"]
    made: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": table("deposit")["words"]["cite"],
        "type": "dataset",
        "title": description.title or unstated["title"],
        "authors": [_author(a) for a in description.creators] or [{"name": unstated["person"]}],
        "date-released": description.date,
        "identifiers": [{"type": "other", "value": description.identifier}],
        "abstract": description.abstract or description.summary,
    }
    optional = {
        "version": description.version,
        "doi": description.doi,
        "license": description.rights.spdx,
        "license-url": description.rights.licence,
        "keywords": [s.term for s in description.subjects],
    }
    return _yaml({**made, **{key: value for key, value in optional.items() if value}}).encode()


def _author(agent: Agent) -> dict[str, str]:
    orcid = next((i.uri for i in agent.identifiers if i.scheme == "orcid"), "")
    if agent.kind == "person" and agent.family:
        made = {"family-names": agent.family, "given-names": agent.given, "affiliation": agent.affiliation}
    else:
        made = {"name": agent.name}
    return {key: value for key, value in {**made, "orcid": orcid}.items() if value}


def _yaml(values: dict[str, Any]) -> str:
    """Write YAML of which every scalar and every inner list is JSON, which YAML contains."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {_inline(entry)}" for entry in value)]
        else:
            lines.append(f"{key}: {_inline(value)}")
    return "\n".join(lines) + "\n"


def _inline(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
