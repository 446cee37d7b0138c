"""A small double of InvenioRDM with the habits of the real server that a depositor can stumble over.

Each was seen at the real one (version 14): a file that is written to after its commit vanishes although the answer is
200; wrong checksums are not noticed; a duplicate is refused with 400; a published draft is gone with 404; a search finds
a draft only after a while; a new version has no files; an unknown value is refused without the name of its field.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import httpx
from meddled import Meddled

ADDRESS = "https://archive.example/api"
TOKEN = "tok-3f9c0a71e2"
KNOWN = {
    "dataset",
    "eng",
    "editor",
    "datacollector",
    "cc-by-4.0",
    "methods",
    "other",
    "coverage",
    "isderivedfrom",
}


@dataclass
class File:
    status: str = "pending"
    content: bytes = b""


@dataclass
class Record:
    id: str
    parent: str
    metadata: dict[str, Any]
    index: int = 1
    doi: str = ""
    files: dict[str, File] = field(default_factory=dict)
    published: bool = False
    born: int = 0


@dataclass
class InvenioDouble(Meddled):
    """The server. ``meddle`` is asked at every request, and may cut, refuse or kill before or after it."""

    lag: int = 0
    """For so many requests a new draft is not found by searching."""
    records: dict[str, Record] = field(default_factory=dict)
    stale: list[Record] = field(default_factory=list)
    """Records that are gone, and that a search still finds."""
    corrupt: Callable[[str, bytes], bytes] = lambda key, content: content

    def answered(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return httpx.Response(403, json={"message": "Permission denied."})
        path = request.url.path.removeprefix("/api/")
        parts = [unquote(part) for part in path.split("/")]
        body = json.loads(request.content) if "json" in request.headers.get("Content-Type", "") else None
        if parts[0] == "user":
            return self.searched(request.url.params.get("q", ""))
        if parts[0] == "vocabularies":
            return httpx.Response(200 if parts[-1] in KNOWN else 404, json={})
        if parts == ["records"]:
            return self.changed(Record(f"r{len(self.records)}", f"p{len(self.records)}", {}), body, 201)
        record = self.records.get(parts[1])
        rest = parts[2:]
        hidden = record is None or (rest[:1] == ["draft"]) == record.published
        if record is None or (hidden and rest != ["versions"]):
            return httpx.Response(404, json={"message": "The persistent identifier does not exist."})
        if rest == ["versions"]:
            return self.next_version(record)
        if "files" in rest:
            return self.file(request, record, rest[rest.index("files") + 1 :], body)
        if rest == ["draft", "pids", "doi"]:
            if record.doi:
                return httpx.Response(400, json={"errors": [{"field": "pids.doi", "messages": ["exists"]}]})
            record.doi = f"10.5072/{record.id}"
        elif rest == ["draft", "actions", "publish"]:
            if any(f.status != "completed" for f in record.files.values()) or not record.files:
                errors = [{"field": "files", "messages": ["One or more files have not completed."]}]
                return httpx.Response(400, json={"message": "A validation error occurred.", "errors": errors})
            record.published = True
        elif request.method == "PUT":
            return self.changed(record, body, 200)
        return httpx.Response(200, json=self.shown(record))

    def searched(self, query: str) -> httpx.Response:
        now = len(self.requests)
        hits = [
            self.shown(r)
            for r in [*self.records.values(), *self.stale]
            if any(i["identifier"] in query for i in r.metadata.get("identifiers", []))
            and now - r.born >= self.lag
        ]
        return httpx.Response(200, json={"hits": {"hits": hits, "total": len(hits)}})

    def changed(self, record: Record, body: Any, status: int) -> httpx.Response:
        metadata = body["metadata"]
        ids = [metadata.get("resource_type", {}).get("id", "dataset")]
        ids += [
            entry["id"]
            for name in ("languages", "rights")
            for entry in metadata.get(name, [])
            if "id" in entry
        ]
        unknown = [id_ for id_ in ids if id_ not in KNOWN]
        if unknown:
            return httpx.Response(400, json={"status": 400, "message": f"Invalid value {unknown[0]}."})
        record.metadata = metadata
        if record.id not in self.records:
            record.born = len(self.requests)
            self.records[record.id] = record
        missing = [
            {"field": f"metadata.{name}", "messages": ["Missing data for required field."]}
            for name in ("title", "creators", "publication_date")
            if not metadata.get(name) or (name == "title" and len(metadata[name]) < 3)
        ]
        errors = [*missing, {"field": "files.enabled", "messages": ["Missing uploaded files."]}]
        return httpx.Response(status, json={**self.shown(record), "errors": errors})

    def next_version(self, record: Record) -> httpx.Response:
        family = [r for r in self.records.values() if r.parent == record.parent]
        drafts = [r for r in family if not r.published]
        if not drafts:
            metadata = {k: v for k, v in record.metadata.items() if k not in ("version", "publication_date")}
            made = Record(f"r{len(self.records)}", record.parent, metadata, len(family) + 1)
            made.born = len(self.requests)
            self.records[made.id] = made
            drafts = [made]
        return httpx.Response(201, json=self.shown(drafts[0]))

    def file(self, request: httpx.Request, record: Record, rest: list[str], body: Any) -> httpx.Response:
        if request.method == "POST" and not rest:
            if any(row["key"] in record.files for row in body):
                return httpx.Response(400, json={"message": "File with key already exists."})
            record.files |= {row["key"]: File() for row in body}
        elif request.method != "GET":
            key = rest[0]
            if key not in record.files:
                return httpx.Response(404, json={"message": "File not found."})
            if request.method == "DELETE":
                del record.files[key]
                return httpx.Response(204)
            if request.method == "PUT":
                if record.files[key].status == "completed":
                    del record.files[key]
                else:
                    record.files[key].content = self.corrupt(key, request.content)
            else:
                record.files[key].status = "completed"
        return httpx.Response(200, json={"entries": [self.entry(record, key) for key in record.files]})

    def entry(self, record: Record, key: str) -> dict[str, Any]:
        file, base = record.files[key], f"{self.url(record)}/files/{key}"
        links = {"self": base, "content": f"{base}/content", "commit": f"{base}/commit"}
        found = {"key": key, "status": file.status, "links": links}
        if file.status == "completed":
            found |= {"size": len(file.content), "checksum": f"md5:{hashlib.md5(file.content).hexdigest()}"}
        return found

    def url(self, record: Record) -> str:
        return f"{ADDRESS}/records/{record.id}{'' if record.published else '/draft'}"

    def shown(self, record: Record) -> dict[str, Any]:
        base, own = f"{ADDRESS}/records/{record.id}", self.url(record)
        links = {"self": own, "record": base, "files": f"{own}/files", "versions": f"{base}/versions"}
        if not record.published:
            links |= {"reserve_doi": f"{own}/pids/doi", "publish": f"{own}/actions/publish"}
        return {
            "id": record.id,
            "links": links,
            "is_published": record.published,
            "metadata": record.metadata,
            "versions": {"index": record.index},
            "pids": {"doi": {"identifier": record.doi}} if record.doi else {},
        }
