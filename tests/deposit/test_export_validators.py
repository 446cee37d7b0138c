"""What others say of our exports: the libraries of TextGrid and Dataverse, and a harvester, each in its environment.

``.ci/validators`` makes the environments, and prints the folder that TEI_EDITION_VALIDATORS has to name.
"""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from small_edition import DAY, Edition

from tei_edition.deposit.edition import prepare
from tei_edition.deposit.exports.export import export

FOLDER = os.environ.get("TEI_EDITION_VALIDATORS", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="TEI_EDITION_VALIDATORS names no folder; see .ci/validators"
)
HERE = Path(__file__).parent
OAI = "http://www.openarchives.org/OAI/2.0/"


def run(environment: str, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    python = Path(FOLDER) / environment / "bin" / "python"
    return subprocess.run([python, HERE / script, *arguments], capture_output=True, text=True, check=False)


def exported(edition: Edition, format_: str, output: Path, address: str = "") -> Path:
    made = export(
        format_,
        prepare(edition.build, edition.source, date=DAY),
        output,
        source=edition.source,
        date=DAY,
        address=address,
    )
    assert made.places, made.problems
    return made.places[0]


# ---- TextGrid: tgadmin's own import, with a server that gives URIs and keeps what it is sent


@pytest.fixture
def textgrid(sent_once: Edition, tmp_path: Path) -> Path:
    return exported(sent_once, "textgrid", tmp_path)


def test_tgadmin_imports_all_objects_and_resolves_their_relations(textgrid: Path) -> None:
    done = run("textgrid", "textgrid_import.py", str(textgrid / "edition.collection"))
    assert done.returncode == 0, done.stderr
    objects = json.loads(done.stdout)
    kinds = {o["format"]: o for o in objects}

    assert sorted(kinds) == [
        "text/tg.collection+tg.aggregation+xml",
        "text/tg.edition+tg.aggregation+xml",
        "text/tg.work+xml",
        "text/xml",
    ]
    edition, work = kinds["text/tg.edition+tg.aggregation+xml"], kinds["text/tg.work+xml"]
    assert edition["isEditionOf"] == work["uri"]
    assert edition["aggregates"] == [kinds["text/xml"]["uri"]]
    assert kinds["text/tg.collection+tg.aggregation+xml"]["aggregates"] == [edition["uri"]]
    assert edition["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (work["genre"], work["date"], work["agents"]) == ("non-fiction", "1963-02-13", ["A. I. Alekseyev"])


@pytest.mark.parametrize(
    ("old", "new"), [("<genre>non-fiction", "<genre>letters"), ('role="author"', 'role="writer"')]
)
def test_tgadmin_refuses_words_that_are_not_of_its_lists(textgrid: Path, old: str, new: str) -> None:
    path = textgrid / "edition" / "alekseyev-1963-02-13.work.meta"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    done = run("textgrid", "textgrid_import.py", str(textgrid / "edition.collection"))

    assert done.returncode != 0 and new.rpartition(">")[2].strip('"').removeprefix('role="') in done.stderr


# ---- Dataverse


def test_pydataverse_accepts_all_but_the_licence_and_reads_it_back(encoded: Edition, tmp_path: Path) -> None:
    """Its schema knows the licence as a text, which the server refuses since version 5.10."""
    path = exported(encoded, "dataverse", tmp_path)
    done = run("dataverse", "dataverse_read.py", str(path))
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)

    assert read["faults"] == ["datasetVersion/license"]
    assert read["missing"] == []
    assert read["title"] == "Letters from Havana"
    assert read["author"][0]["authorName"] == "Editor, Ada"
    assert read["subject"] == ["Arts and Humanities"]


def test_pydataverse_refuses_a_record_without_contact(encoded: Edition, tmp_path: Path) -> None:
    path = exported(encoded, "dataverse", tmp_path)
    record = json.loads(path.read_text(encoding="utf-8"))
    block = record["datasetVersion"]["metadataBlocks"]["citation"]
    block["fields"] = [f for f in block["fields"] if f["typeName"] != "datasetContact"]
    path.write_text(json.dumps(record), encoding="utf-8")

    assert json.loads(run("dataverse", "dataverse_read.py", str(path)).stdout)["missing"] == [
        "datasetContact"
    ]


# ---- OAI-PMH: a harvester asks a gateway, which answers with what stands in the file


class Gateway(BaseHTTPRequestHandler):
    """Answers as a gateway for static repositories does; the file is that of the server."""

    def do_GET(self) -> None:
        file = etree.parse(self.server.file).getroot()  # type: ignore[attr-defined]
        asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI})
        etree.SubElement(root, f"{{{OAI}}}responseDate").text = f"{DAY}T00:00:00Z"
        etree.SubElement(root, f"{{{OAI}}}request", asked).text = file.findtext(".//{*}baseURL")
        answer = etree.SubElement(root, f"{{{OAI}}}{asked['verb']}")
        if asked["verb"] in ("Identify", "ListMetadataFormats"):
            answer.extend(file.find(f"{{*}}{asked['verb']}"))
        else:
            records = file.find(f"{{*}}ListRecords[@metadataPrefix='{asked['metadataPrefix']}']")
            wanted = asked.get("identifier")
            answer.extend([r for r in records if wanted in (None, r.findtext(".//{*}identifier"))])
        body = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def gateway() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_harvester_gets_every_record(encoded: Edition, tmp_path: Path, gateway: HTTPServer) -> None:
    address = f"http://127.0.0.1:{gateway.server_port}/oai"
    gateway.file = str(exported(encoded, "oai", tmp_path, address))  # type: ignore[attr-defined]
    done = run("harvester", "harvest.py", address)
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    own = "urn:uuid:0e5f3c1e-9f7a-4c55-8f0e-5a3f8f2f7c11"

    assert read["identify"]["baseURL"] == [address]
    assert read["identify"]["granularity"] == ["YYYY-MM-DD"]
    assert [r["identifier"] for r in read["records"]] == [own, f"{own}#first-letter", f"{own}#second"]
    assert read["records"][0]["metadata"]["title"] == ["Letters from Havana"]
    assert read["one"] == read["records"][2]
