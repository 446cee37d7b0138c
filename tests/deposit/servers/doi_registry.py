"""A stand-in for the registry of DOIs: takes what DataCite's REST API takes, checks it, and writes it down.

Run by the Python of InvenioRDM, whose library ``datacite`` has the JSON schema. Arguments: port, file for the calls
(a line of JSON each, with the faults that were found).
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from datacite import schema45

LOG = Path(sys.argv[2])
LOCK = threading.Lock()
COVERAGE = "Coverage"
"""A type of dates since version 4.6 of DataCite's schema; the library has 4.5."""


def faults(attributes: dict[str, object]) -> list[str]:
    """Hold the metadata of a DOI that becomes public against DataCite's schema."""
    if attributes.get("event") != "publish" or "titles" not in attributes:
        return []
    ours = {"event", "url", "doi", "prefix", "suffix"}
    metadata = {key: value for key, value in attributes.items() if key not in ours}
    found = schema45.validator.iter_errors(metadata)
    return [error.message for error in found if error.instance != COVERAGE]


class Registry(BaseHTTPRequestHandler):
    """Answers every request about a DOI with what was sent."""

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        attributes = json.loads(body)["data"]["attributes"] if body else {}
        doi = attributes.get("doi") or "/".join(self.path.split("/")[-2:])
        call = {
            "method": self.command,
            "path": self.path,
            "doi": doi,
            "attributes": attributes,
            "faults": faults(attributes),
        }
        with LOCK, LOG.open("a", encoding="utf-8") as log:
            log.write(json.dumps(call) + "\n")
        found = {"data": {"id": doi, "type": "dois", "attributes": {**attributes, "doi": doi}}}
        content = json.dumps(found).encode()
        self.send_response(201 if self.command == "POST" else 200)
        self.send_header("Content-Type", "application/vnd.api+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_DELETE = answer

    def log_message(self, *_: object) -> None:
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Registry).serve_forever()
