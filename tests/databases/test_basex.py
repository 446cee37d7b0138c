"""docs/basex.md, command by command, against a real BaseX server on this machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from server import free_port, wait_for

from tei_edition.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "basex.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
LOAD, EXPORT = (text for language, text in BLOCKS if language == "basex")
QUERIES = [(query, found) for (language, query), (_, found) in pairwise(BLOCKS) if language == "xquery"]
PHRASE = next(query for query, _ in QUERIES if "contains text" in query)
DOCUMENT = "alekseyev-1963-02-13.xml"


class Server:
    """A server of its own, with its databases in a folder that is removed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        home = folder / "basex"
        home.mkdir()
        self.environment = {**os.environ, "JAVA_ARGS": f"-Dorg.basex.path={home}"}

    def start(self) -> subprocess.Popen[bytes]:
        log = self.folder / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                ["basexserver", "-n127.0.0.1", f"-p{self.port}", "-z"],
                cwd=self.folder, env=self.environment, stdout=out, stderr=out,
            )  # fmt: skip
        wait_for(process, self.port, log)
        return process

    def run(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["basexclient", "-n127.0.0.1", f"-p{self.port}", "-Uadmin", "-Padmin", name],
            cwd=self.folder, env=self.environment, capture_output=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8").strip("\n")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server in a folder in which the sample was built, and load it as the page says."""
    for program in ("java", "basexserver", "basexclient"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed (Debian: apt-get install basex)")
    folder = tmp_path_factory.mktemp("basex")
    built = CliRunner().invoke(
        main, ["build", str(ROOT / "source"), "--output", str(folder / "build"), "--date", "2026-01-01"]
    )
    assert built.exit_code == 0, built.output
    served = Server(folder)
    process = served.start()
    try:
        version = (folder / "log").read_text(encoding="utf-8")
        if re.search(r"BaseX 9\.", version) is None:
            pytest.skip("the page is about BaseX 9; this is another version")
        served.run("load.bxs", LOAD)
        yield served
    finally:
        process.terminate()
        process.wait(30)


def verified(server: Server, folder: str) -> int:
    return CliRunner().invoke(main, ["verify", str(server.folder / folder / DOCUMENT)]).exit_code


def test_the_text_survives_byte_for_byte(server: Server) -> None:
    server.run("export.bxs", EXPORT)
    exported = (server.folder / "exported" / DOCUMENT).read_bytes()
    assert exported == (server.folder / "build" / DOCUMENT).read_bytes().removesuffix(b"\n")
    assert verified(server, "exported") == 0
    for name in ("corpus.xml", "authority.xml"):
        written = (server.folder / "build" / "collection" / name).read_bytes().removesuffix(b"\n")
        assert (server.folder / "exported" / "collection" / name).read_bytes() == written


@pytest.mark.parametrize(("query", "found"), QUERIES)
def test_a_query_finds_what_the_page_says(server: Server, query: str, found: str, expect) -> None:
    def rewrite(actual: str) -> None:
        page = PAGE.read_text(encoding="utf-8")
        block = f"```xquery\n{query}```\n```text\n"
        PAGE.write_text(page.replace(f"{block}{found}", f"{block}{actual}\n"), encoding="utf-8")

    expect(server.run("query.xq", query), found.removesuffix("\n"), rewrite)


def test_with_chopping_the_proof_fails(server: Server) -> None:
    other = LOAD.replace("SET CHOP false", "SET CHOP true").replace("DB edition", "DB chopped")
    server.run("chopped.bxs", other)
    server.run("chopped-out.bxs", EXPORT.replace("edition", "chopped").replace("exported", "chopped"))
    assert verified(server, "chopped") == 1
    phrase = PHRASE.replace('collection("edition")', 'collection("chopped")')
    assert server.run("phrase.xq", PHRASE) and not server.run("phrase.xq", phrase)


def test_an_export_with_indentation_fails_the_proof(server: Server) -> None:
    server.run("indented.bxs", EXPORT.replace("indent=no", "indent=yes").replace("exported", "indented"))
    assert verified(server, "indented") == 1


def test_with_xinclude_each_document_is_there_twice(server: Server) -> None:
    count = (
        'declare namespace tei = "http://www.tei-c.org/ns/1.0"; count(collection("{}")//tei:TEI[tei:text])'
    )
    server.run("twice.bxs", LOAD.replace("SET XINCLUDE false\n", "").replace("DB edition", "DB twice"))
    assert server.run("count.xq", count.format("edition")) == "1"
    assert server.run("count.xq", count.format("twice")) == "2"
