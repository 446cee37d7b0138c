"""A deposit without a repository: every request that would be made, shown and not sent.

The adapters run as they are; what answers them is not a server but this module, which says yes to everything.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

import httpx

from tei_edition.tables.targets import SWORD, Target

RECORD: Final = "RECORD"
"""What stands for the identifier that the repository would give."""
_ENDPOINTS: Final = {
    "self": "/draft",
    "reserve_doi": "/draft/pids/doi",
    "files": "/draft/files",
    "publish": "/draft/actions/publish",
    "review": "/draft/review",
    "versions": "/versions",
    "record": "",
}


@dataclass(slots=True)
class Rehearsal(httpx.BaseTransport):
    """Answers requests as a repository would that has nothing of the edition yet."""

    target: Target
    """The target."""
    show: Callable[[str], object]
    """Is given each request, in lines of text."""
    _files: dict[str, dict[str, Any]] = field(init=False, default_factory=dict)
    _reserved: bool = field(init=False, default=False)
    _submitted: bool = field(init=False, default=False)
    _published: bool = field(init=False, default=False)
    _status: str = field(init=False, default="partial")

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Show a request, and answer it."""
        content = request.read()
        self.show(_shown(request, content))
        path = str(request.url).split("?", 1)[0].removeprefix(self.target.address.rstrip("/"))
        answer = self._of_sword if self.target.kind == SWORD else self._of_inveniordm
        return answer(request.method, path, content)

    def _of_inveniordm(self, method: str, path: str, content: bytes) -> httpx.Response:
        parts = [unquote(part) for part in path.strip("/").split("/")]
        if parts[0] == "user":
            return httpx.Response(200, json={"hits": {"hits": []}})
        if parts[0] == "communities":
            return httpx.Response(200, json={"id": "COMMUNITY"})
        if parts[-1] == "publish":
            self._published = True
        elif parts[-1] == "submit-review":
            self._submitted = True
        elif parts[-1] == "doi":
            self._reserved = True
        elif "files" in parts:
            return self._file(method, parts[parts.index("files") + 1 :], content)
        elif method == "GET" and parts[-1] != "draft" and not self._published:
            return httpx.Response(404, json={}) if parts[-1] == RECORD else self._record(parts[1])
        return self._record(parts[1] if len(parts) > 1 and parts[-1] != "versions" else RECORD)

    def _record(self, id_: str) -> httpx.Response:
        base = f"{self.target.address}/records/{id_}"
        links = {name: base + end for name, end in _ENDPOINTS.items()}
        if self._published:
            links["files"] = f"{base}/files"
        pids = {"doi": {"identifier": "DOI"}} if self._reserved else {}
        status = "in_review" if self._submitted else "draft"
        record = {"id": id_, "links": links, "is_published": self._published, "pids": pids, "status": status}
        return httpx.Response(200, json=record)

    def _file(self, method: str, rest: list[str], content: bytes) -> httpx.Response:
        if method == "POST" and not rest:
            for row in json.loads(content):
                self._files[row["key"]] = {"key": row["key"], "status": "pending"}
        elif method == "PUT":
            digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
            self._files["/".join(rest[:-1])].update(checksum=f"md5:{digest}", size=len(content))
        elif method == "POST":
            self._files["/".join(rest[:-1])]["status"] = "completed"
        return httpx.Response(200, json={"entries": list(self._files.values())})

    def _of_sword(self, method: str, path: str, content: bytes) -> httpx.Response:
        base = self.target.address.rstrip("/")
        terms = "http://purl.org/net/sword/terms/"
        if path.endswith("/COLLECTION") or method in ("PUT", "POST"):
            self._status = "deposited" if path.endswith("/ADD") else "partial"
            links = {"edit": "EDIT", "edit-media": "MEDIA", f"{terms}add": "ADD", "alternate": "STATUS"}
            written = "".join(f'<link rel="{rel}" href="{base}/{end}"/>' for rel, end in links.items())
            return httpx.Response(201, text=f'<entry xmlns="http://www.w3.org/2005/Atom">{written}</entry>')
        if path.endswith("/STATUS"):
            scheme = f'scheme="{terms}state" term="{self._status}"'
            return httpx.Response(
                200, text=f'<e xmlns="http://www.w3.org/2005/Atom"><category {scheme}/></e>'
            )
        title = self.target.collection or "COLLECTION"
        atom, app = "http://www.w3.org/2005/Atom", "http://www.w3.org/2007/app"
        collection = (
            f'<collection href="{base}/COLLECTION"><title xmlns="{atom}">{title}</title></collection>'
        )
        return httpx.Response(200, text=f'<service xmlns="{app}">{collection}</service>')


def _shown(request: httpx.Request, content: bytes) -> str:
    """Return a request in lines: method and address, what matters of the headers, the body or its file."""
    lines = [f"{request.method} {request.url}"]
    kind = request.headers.get("Content-Type", "")
    for name in ("In-Progress", "Content-MD5", "Packaging", "Slug"):
        if name in request.headers:
            lines.append(f"{name}: {request.headers[name]}")
    if kind.startswith("application/json"):
        lines += json.dumps(json.loads(content), indent=2, ensure_ascii=False).splitlines()
    elif "xml" in kind:
        lines += content.decode("utf-8", "replace").splitlines()
    elif content:
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        lines.append(f"{kind}: {len(content):,} bytes, MD5 {digest}")
    return "\n  ".join(lines)
