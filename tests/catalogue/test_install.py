"""Schemas are installed from a server, a mirror or a file, proven by digest, found by name and by address."""

import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import tei_edition
from tei_edition.catalogue.folder import cache_folder, find, find_address, holdings, remove
from tei_edition.catalogue.identifier import Identifier, identifier, meant_by
from tei_edition.catalogue.install import Source, address_of, install
from tei_edition.tables import table

SCHEMA = b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><text/></start></grammar>'
DIGEST = hashlib.sha256(SCHEMA).hexdigest()
BARE = Identifier("tei_bare", "4.1.0")
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEI_ALL = SHARED / "schemas" / "tei_all-4.12.0" / "tei_all.rng"
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEI_EDITION_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, Answer]], tuple[str, list[str]]]]:
    """Return a function that starts a server on the loopback interface; it returns address and requests."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(pages: dict[str, Answer]) -> tuple[str, list[str]]:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(f"{self.path} {self.headers.get('User-Agent')}")
                status, headers, body = pages.get(self.path, (404, {}, b"<html>not here</html>"))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}", asked

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_schema_is_fetched_once_and_found_without_network(serve) -> None:
    path = "/P5/4.1.0/xml/tei/custom/schema/relaxng/tei_bare.rng"
    server, asked = serve({path: (200, {}, SCHEMA)})
    made = install(BARE, Source(mirror=f"{server}/P5"))
    assert made.problems == () and made.is_new and not made.is_known
    assert made.holding is not None and made.holding.path.read_bytes() == SCHEMA
    assert made.holding.digest == DIGEST and made.holding.source == server + path
    assert asked == [f"{path} tei_edition/{tei_edition.__version__}"]

    again = install(BARE, Source(mirror=f"{server}/P5"))
    assert again.holding == made.holding and not again.is_new
    assert len(asked) == 1
    assert find(BARE) == made.holding and holdings() == (made.holding,)
    assert find_address(server + path) == made.holding
    assert find_address("https://www.tei-c.org" + path.replace("/P5", "/Vault/P5", 1)) == made.holding


def test_a_redirection_is_followed(serve) -> None:
    server, asked = serve({"/a.rng": (302, {"Location": "/b.rng"}, b""), "/b.rng": (200, {}, SCHEMA)})
    assert install(BARE, Source(mirror=f"{server}/a.rng")).holding is not None
    assert [request.split()[0] for request in asked] == ["/a.rng", "/b.rng"]


@pytest.mark.parametrize("to", ["ftp://127.0.0.1/x.rng", "file:///etc/hostname"])
def test_a_redirection_elsewhere_is_not_followed(serve, to: str) -> None:
    server, _ = serve({"/a.rng": (302, {"Location": to}, b"")})
    (problem,) = install(BARE, Source(mirror=f"{server}/a.rng")).problems
    assert problem.code == "XM25" and to in problem.message


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ((404, {}, b"<html/>"), "XM25", "404"),
        ((500, {}, SCHEMA), "XM25", "500"),
        ((200, {}, b"<html>Sorry</html>"), "XM26", "not a schema"),
        ((200, {}, b"start = text"), "XM26", "not a schema"),
        ((200, {}, b"<!DOCTYPE grammar>" + SCHEMA), "XM26", "not a schema"),
        ((200, {}, b""), "XM26", "not a schema"),
    ],
)
def test_what_is_no_schema_is_not_installed(serve, answer: Answer, code: str, words: str) -> None:
    server, _ = serve({"/x.rng": answer})
    made = install(BARE, Source(mirror=f"{server}/x.rng"))
    assert made.holding is None and [p.code for p in made.problems] == [code]
    assert words in made.problems[0].message and made.problems[0].file == f"{server}/x.rng"
    assert holdings() == ()


def test_a_server_that_is_not_there_is_a_problem() -> None:
    (problem,) = install(BARE, Source(mirror="http://127.0.0.1:9/x")).problems
    assert problem.code == "XM25" and "--from FILE" in problem.hint


def test_a_digest_can_be_demanded(tmp_path: Path) -> None:
    file = tmp_path / "own.rng"
    file.write_bytes(SCHEMA)
    wrong = install(BARE, Source(file), digest="0" * 64)
    assert [p.code for p in wrong.problems] == ["XM24"] and DIGEST in wrong.problems[0].message
    assert find(BARE) is None
    right = install(BARE, Source(file), digest=DIGEST.upper())
    assert right.is_known and right.holding is not None


def test_the_digest_of_the_first_installation_counts_from_then_on(tmp_path: Path) -> None:
    file = tmp_path / "own.rng"
    file.write_bytes(SCHEMA)
    install(BARE, Source(file))
    file.write_bytes(SCHEMA + b"\n")
    refused = install(BARE, Source(file), again=True)
    assert [p.code for p in refused.problems] == ["XM24"]
    assert "first installation" in refused.problems[0].message
    changed = hashlib.sha256(SCHEMA + b"\n").hexdigest()
    assert install(BARE, Source(file), digest=changed).problems == ()
    assert find(BARE).digest == changed


def test_a_known_digest_is_demanded(tmp_path: Path) -> None:
    file = tmp_path / "tei_all.rng"
    file.write_bytes(SCHEMA)
    (problem,) = install(Identifier("tei_all", "4.12.0"), Source(file)).problems
    assert problem.code == "XM24" and table("schemas")["digest"]["tei_all@4.12.0"] in problem.message


@pytest.mark.skipif(not TEI_ALL.exists(), reason="needs the folder ../shared")
def test_the_known_digest_is_that_of_the_schema() -> None:
    made = install(Identifier("tei_all", "4.12.0"), Source(TEI_ALL))
    assert made.problems == () and made.is_known


def test_a_file_that_was_changed_is_not_sound_and_is_installed_anew(tmp_path: Path) -> None:
    file = tmp_path / "own.rng"
    file.write_bytes(SCHEMA)
    holding = install(BARE, Source(file)).holding
    assert holding is not None and holding.is_sound
    holding.path.write_bytes(b"changed")
    assert not find(BARE).is_sound
    assert install(BARE, Source(file)).is_new and find(BARE).is_sound


@pytest.mark.parametrize("record", ["", "{}", "[]", '{"file": "../x", "sha256": "0", "source": "x"}'])
def test_a_damaged_record_is_no_schema(cache: Path, tmp_path: Path, record: str) -> None:
    file = tmp_path / "own.rng"
    file.write_bytes(SCHEMA)
    install(BARE, Source(file))
    (cache / "schemas" / "tei_bare@4.1.0" / "record.json").write_text(record, encoding="utf-8")
    assert find(BARE) is None and holdings() == ()
    assert remove(BARE) and not remove(BARE)


def test_a_folder_that_cannot_be_written_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.rng"
    file.write_bytes(SCHEMA)
    monkeypatch.setenv("TEI_EDITION_CACHE", str(file / "below"))
    (problem,) = install(BARE, Source(file)).problems
    assert problem.code == "XM27"


def test_an_address_of_the_newest_release_means_the_newest_installed(tmp_path: Path) -> None:
    file = tmp_path / "own.rng"
    for version in ("4.9.0", "4.10.0", "3.0.0"):
        file.write_bytes(SCHEMA + version.encode().join((b"<!--", b"-->")))
        install(Identifier("tei_lite", version), Source(file))
    found = find_address("http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_lite.rnc")
    assert found is not None and found.identifier.version == "4.10.0"
    assert find_address("http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng") is None


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("tei_all@4.12.0", Identifier("tei_all", "4.12.0")),
        ("tei_jtei@1", Identifier("tei_jtei", "1")),
        ("tei_all", None),
        ("../x@1", None),
        ("a@../1", None),
        ("schema.rng", None),
        ("tei_all@", None),
    ],
)
def test_identifiers(written: str, found: Identifier | None) -> None:
    assert identifier(written) == found


def test_the_address_is_one_that_is_recognised() -> None:
    address = address_of(BARE)
    assert address.startswith("https://www.tei-c.org/Vault/P5/4.1.0/")
    meant = meant_by(address)
    assert meant is not None and (meant.name, meant.version) == ("tei_bare", "4.1.0")
    assert meant_by("https://example.org/tei_all.rng") is None


def test_the_cache_lies_where_the_system_keeps_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEI_EDITION_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_folder() == Path("/somewhere/tei_edition")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == Path.home() / ".cache" / "tei_edition"


def test_few_modules_can_open_connections() -> None:
    package = Path(tei_edition.__file__).parent
    opening = re.compile(r"^\s*(?:import|from) (?:urllib\.request|http\.client|socket|httpx)\b", re.M)
    found = {
        p.relative_to(package).as_posix()
        for p in package.rglob("*.py")
        if opening.search(p.read_text("utf-8"))
    }
    # Of the deposit, access.py says who the client is, and rehearsal.py stands in for a server.
    deposit = {"deposit/access.py", "deposit/connection.py", "deposit/rehearsal.py"}
    assert found == {"catalogue/download.py", "reconciliation/service.py", *deposit}
