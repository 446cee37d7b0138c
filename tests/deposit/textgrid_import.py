"""Import a collection with tgadmin, into a server that gives URIs and keeps what it is sent.

    python textgrid_import.py FILE.collection

Runs in the environment of tgadmin. Prints the objects. A value that its schema does not know is an error.
"""

import json
import os
import sys
import warnings
from pathlib import Path
from xml.etree import ElementTree

from tgadmin.tgimport import TGimport
from tgclients.databinding import MetadataContainerType, Object

RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
AGGREGATES = ".//{http://www.openarchives.org/ore/terms/}aggregates"


class Server:
    """Stands for tgcrud."""

    def __init__(self) -> None:
        self.objects: list[dict[str, object]] = []

    def get_uri(self, sid: str, number: int) -> list[str]:
        return [f"textgrid:{i:04}" for i in range(1, number + 1)]

    def create_resource(self, sid, project, content, metadata, uri=""):  # type: ignore[no-untyped-def]
        found: Object = metadata.object_value
        format_ = found.generic.provided.format
        made: dict[str, object] = {"uri": uri, "format": format_, "title": found.generic.provided.title[0]}
        if "aggregation" in format_:
            members = ElementTree.fromstring(content).iterfind(AGGREGATES)
            made["aggregates"] = [e.attrib[RESOURCE] for e in members]
        if found.edition:
            made["isEditionOf"] = found.edition.is_edition_of
            made["licence"] = found.edition.license.license_uri
        if found.work:
            made["agents"] = [a.value for a in found.work.agent]
            made["genre"] = found.work.genre[0].value
            made["date"] = str(found.work.date_of_creation.date)
        self.objects.append(made)
        answer = MetadataContainerType()
        answer.object_value = found
        found.generic.generated = type(
            "Generated", (), {"textgrid_uri": type("Uri", (), {"value": uri}), "warning": []}
        )
        return answer


def main(file: str) -> None:
    warnings.simplefilter("error")
    collection = Path(file)
    os.chdir(collection.parent)  # its names are relative to where it runs
    server = Server()
    TGimport("session", server, project_id="project", initial=True, imex_location="import.imex").upload(
        [collection.name]
    )
    print(json.dumps(server.objects))


if __name__ == "__main__":
    main(*sys.argv[1:])
