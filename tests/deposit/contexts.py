"""Put JSON-LD contexts into the cache of roc-validator, which else reads them from the network.

    python contexts.py CACHE ADDRESS=FILE...

Runs in the environment of the validator. It answers the validator's own session from the files.
"""

import io
import sys
from pathlib import Path

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from requests_cache import CachedSession
from urllib3.response import HTTPResponse

ACCEPTED = ({"Accept": "application/ld+json, application/json"}, {"Accept": "application/ld+json"}, {})


class Files(BaseAdapter):
    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__()
        self.files = files

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:
        body = self.files.get(str(request.url))
        answer = HTTPResponse(
            body=io.BytesIO(body or b""),
            status=404 if body is None else 200,
            headers={"Content-Type": "application/ld+json"},
            preload_content=False,
        )
        return HTTPAdapter().build_response(request, answer)

    def close(self) -> None:
        pass


def main(cache: str, *given: str) -> None:
    files = {address: Path(file).read_bytes() for address, _, file in (g.partition("=") for g in given)}
    session = CachedSession(cache_name=cache, backend="sqlite", expire_after=-1)
    session.mount("https://", Files(files))
    for address in files:
        for headers in ACCEPTED:
            session.get(address, headers=headers).raise_for_status()


if __name__ == "__main__":
    main(*sys.argv[1:])
