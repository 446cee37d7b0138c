"""Getting a schema from an address. The one place of this package that opens a connection.

The standard library does: it is one request for one file, and whoever installs a schema needs no extra for
it. Certificates and proxies are those of the system.
"""

import http.client
import urllib.error
import urllib.request
from typing import IO

_MOST_BYTES = 64_000_000
_TIMEOUT = 60.0


class DownloadFailure(Exception):
    """An address gave no file; the message says why, as the end of a sentence about the address."""


class _Redirections(urllib.request.HTTPRedirectHandler):
    """Follow redirections to addresses of the web only, and never from a secured one to one that is not."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not newurl.startswith("https://") and not (
            newurl.startswith("http://") and req.full_url.startswith("http://")
        ):
            raise DownloadFailure(f"leads on to {newurl}, which is not safe")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(address: str, *, agent: str) -> bytes:
    """Get a file.

    Args:
        address: an ``http`` or ``https`` address.
        agent: name and version of the program, for those who run the server.

    Returns:
        The bytes of the file.

    Raises:
        DownloadFailure: if there is no file, or it is larger than any schema.
    """
    if not address.startswith(("http://", "https://")):
        raise DownloadFailure("is not an address that begins with http:// or https://")
    opener = urllib.request.build_opener(_Redirections)
    try:
        request = urllib.request.Request(address, headers={"User-Agent": agent})
        with opener.open(request, timeout=_TIMEOUT) as answer:
            content: bytes = answer.read(_MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        with error:
            raise DownloadFailure(f"answered {error.code} {error.reason}".rstrip()) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise DownloadFailure(f"cannot be reached: {reason}".rstrip(".")) from error
    if len(content) > _MOST_BYTES:
        raise DownloadFailure(f"sent more than {_MOST_BYTES} bytes, which no schema has")
    return content
