"""Deposits at a real InvenioRDM: as drafts, published, in new versions; and what is wrong told in plain words."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from commands import Command, Invenio, target
from edition_to_deposit import LETTER, written
from faulty_proxy import FaultyProxy, Passing
from lxml import etree

TOKEN = "TEI_EDITION_TOKEN_ARCHIVE"
LOOSE = {"CITATION.cff", "LICENSE", "README.md", "letter.xml", "ro-crate-metadata.json"}
Start = Callable[..., Command]


def edition_at(invenio: Invenio, folder: Path, identifier: str, address: str = "", **more: str) -> Path:
    section = target(address or invenio.address)
    return written(folder, identifier=identifier, more=f"{section}\n{more.pop('add', '')}", **more)


def deposited(command: Start, folder: Path, invenio: Invenio, *options: str, token: str = "depositor") -> str:
    status, said = command(folder, "deposit", "archive", *options, **{TOKEN: invenio.tokens[token]}).ended()
    assert status == 0, said
    return said


def ours(folder: Path, version: str = "1.0.0") -> dict[str, bytes]:
    """Return the files that should be at the repository."""
    bag = folder / "package" / f"edition-{version}"
    found = {path.name: path.read_bytes() for path in bag.rglob("*") if path.name in LOOSE}
    return {**found, f"edition-{version}.zip": (folder / "package" / f"edition-{version}.zip").read_bytes()}


def test_a_draft_is_published_and_then_left_alone(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(invenio, tmp_path, identifier)

    assert "archive: draft" in deposited(command, folder, invenio)
    [draft] = invenio.records(identifier)
    assert draft["is_published"] is False
    assert invenio.files(draft) == ours(folder)

    assert "archive: published" in deposited(command, folder, invenio, "--publish")
    journal = (folder / "deposits" / "archive.jsonl").read_bytes()
    assert "archive: published" in deposited(command, folder, invenio, "--publish")
    [record] = invenio.records(identifier)
    assert (record["id"], record["is_published"]) == (draft["id"], True)
    assert (
        record["pids"]["doi"]["identifier"]
        in (folder / "package/edition-1.0.0/data/tei/letter.xml").read_text()
    )
    assert invenio.files(record) == ours(folder)
    assert (folder / "deposits" / "archive.jsonl").read_bytes() == journal


def test_the_journal_may_be_lost(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio)
    (folder / "deposits" / "archive.jsonl").unlink()
    deposited(command, folder, invenio, "--publish")
    (folder / "deposits" / "archive.jsonl").unlink()
    deposited(command, folder, invenio, "--publish")

    [record] = invenio.records(identifier)
    assert invenio.files(record) == ours(folder)


def test_a_draft_that_somebody_deleted_is_made_anew(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio)
    [draft] = invenio.records(identifier)
    assert invenio.client.delete(draft["links"]["self"]).status_code == 204

    assert "is gone" in deposited(command, folder, invenio, "--publish")
    [record] = invenio.records(identifier)
    assert record["id"] != draft["id"]
    assert invenio.files(record) == ours(folder)


def test_a_draft_takes_up_what_was_changed_since(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio)
    [draft] = invenio.records(identifier)
    foreign = invenio.client.post(draft["links"]["files"], json=[{"key": "foreign.txt"}])
    assert foreign.status_code == 201
    edition_at(
        invenio, tmp_path, identifier, title="Letters of spring", letter=LETTER.replace("Paris", "Rome")
    )

    deposited(command, folder, invenio, "--publish")

    [record] = invenio.records(identifier)
    assert record["metadata"]["title"] == "Letters of spring"
    assert invenio.files(record) == ours(folder)
    assert b"Rome" in invenio.files(record)["letter.xml"]


def test_a_new_version_belongs_to_the_same_record(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio, "--publish")
    changed = LETTER.replace("Paris", "Rome")
    edition_at(invenio, tmp_path, identifier, letter=changed)
    status, said = command(
        folder, "deposit", "archive", "--publish", **{TOKEN: invenio.tokens["depositor"]}
    ).ended()
    assert status == 1
    assert "DP71" in said
    assert "Raise version" in said

    edition_at(invenio, tmp_path, identifier, letter=changed, version="1.1.0")
    deposited(command, folder, invenio, "--new-version")
    (folder / "deposits" / "archive.jsonl").unlink()
    deposited(command, folder, invenio, "--publish")

    first, second = sorted(invenio.records(identifier), key=lambda r: r["versions"]["index"])
    assert first["parent"]["id"] == second["parent"]["id"]
    assert [r["metadata"]["version"] for r in (first, second)] == ["1.0.0", "1.1.0"]
    assert second["metadata"]["publication_date"] == "2026-02-03"
    assert first["pids"]["doi"]["identifier"] != second["pids"]["doi"]["identifier"]
    assert invenio.files(second) == ours(folder, "1.1.0")
    assert b"Paris" in invenio.files(first)["letter.xml"]


def test_no_new_version_of_nothing(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    status, said = command(
        folder, "deposit", "archive", "--new-version", **{TOKEN: invenio.tokens["depositor"]}
    ).ended()

    assert (status, "DP73" in said) == (1, True)
    assert invenio.records(identifier) == []


@pytest.mark.parametrize("token", ["expired", "wrong"])
def test_a_bad_token(token: str, invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    secret = invenio.tokens.get(token, "a-token-that-nobody-has-made")
    status, said = command(folder, "deposit", "archive", **{TOKEN: secret}).ended()

    assert (status, "DP61" in said, "expired" in said) == (1, True, True)
    assert invenio.records(identifier) == []
    assert secret not in everything(folder)

    deposited(command, folder, invenio)
    assert len(invenio.records(identifier)) == 1
    assert invenio.tokens["depositor"] not in everything(folder)


def everything(folder: Path) -> str:
    """Return all that was written anywhere below a folder, output of the commands included."""
    return "".join(p.read_bytes().decode("latin-1") for p in folder.rglob("*") if p.is_file())


def test_somebody_elses_draft(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio)
    status, said = command(folder, "deposit", "archive", **{TOKEN: invenio.tokens["stranger"]}).ended()

    assert (status, "DP62" in said) == (1, True)


def test_a_value_that_the_server_does_not_know_is_named(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    settings = folder / "source" / "edition.toml"
    settings.write_text(settings.read_text().replace("CC-BY-4.0", "GPL-3.0-only"))
    status, said = command(folder, "deposit", "archive", **{TOKEN: invenio.tokens["depositor"]}).ended()

    assert (status, "DP67" in said, '"gpl-3.0-only"' in said) == (1, True, True)
    assert invenio.records(identifier) == []


def test_a_field_that_the_server_misses_is_named(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(invenio, tmp_path, identifier, title="L")
    status, said = command(folder, "deposit", "archive", **{TOKEN: invenio.tokens["depositor"]}).ended()

    assert (status, "DP66" in said, "title in [edition]" in said) == (1, True, True)

    edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio, "--publish")
    assert len(invenio.records(identifier)) == 1


def test_room_that_is_used_up(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    # A list that the package holds, of which a zip saves nothing.
    noise = "".join(f"p{i},{os.urandom(40).hex()}\n" for i in range(30_000))
    (folder / "source" / "people.csv").write_text(f"id,surname\n{noise}", encoding="utf-8")
    status, said = command(folder, "deposit", "archive", **{TOKEN: invenio.tokens["depositor"]}).ended()

    assert (status, "DP65" in said) == (1, True), said[-2000:]


def test_uploads_that_are_changed_on_the_way(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    broken = 0

    def corrupt(passing: Passing) -> None:
        nonlocal broken
        if passing.method == "PUT" and passing.path.endswith("README.md/content") and broken < limit:
            passing.body = passing.body.replace(b"e", b"3")
            broken += 1

    limit = 1
    with FaultyProxy(invenio.address, before=corrupt) as proxy:
        folder = edition_at(invenio, tmp_path, identifier, proxy.url)
        deposited(command, folder, invenio)
        [draft] = invenio.records(identifier)
        assert (broken, invenio.files(draft)) == (1, ours(folder))

        limit = 100
        edition_at(invenio, tmp_path, identifier, proxy.url, title="Letters, corrected")
        status, said = command(
            folder, "deposit", "archive", "--publish", **{TOKEN: invenio.tokens["depositor"]}
        ).ended()
        assert (status, "DP68" in said, "README.md" in said) == (1, True, True)
        [draft] = invenio.records(identifier)
        assert draft["is_published"] is False

        limit = 0
        deposited(command, folder, invenio, "--publish")
        [record] = invenio.records(identifier)
        assert invenio.files(record) == ours(folder)


def test_connections_that_are_cut_all_the_time(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    """Every request is cut off once, by turns before and after the server has carried it out."""
    cut: set[tuple[str, str]] = set()

    def maybe(passing: Passing, even: int) -> str | None:
        key = passing.method, re.sub(r"\?.*", "", passing.path)
        if passing.writes and len(cut) % 2 == even and key not in cut:
            cut.add(key)
            return FaultyProxy.CUT
        return None

    with FaultyProxy(invenio.address, before=lambda p: maybe(p, 0), after=lambda p: maybe(p, 1)) as proxy:
        folder = edition_at(invenio, tmp_path, identifier, proxy.url)
        deposited(command, folder, invenio, "--publish")

    [record] = invenio.records(identifier)
    assert invenio.files(record) == ours(folder)
    assert len(cut) > 15


def test_a_server_that_puts_off(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    put_off: list[int] = []

    def before(passing: Passing) -> tuple[int, dict[str, str]] | None:
        if passing.number % 7 == 3:
            put_off.append(passing.number)
            return (429, {"Retry-After": "0"}) if len(put_off) % 2 else (503, {})
        return None

    with FaultyProxy(invenio.address, before=before) as proxy:
        folder = edition_at(invenio, tmp_path, identifier, proxy.url)
        deposited(command, folder, invenio, "--publish")

    [record] = invenio.records(identifier)
    assert (len(put_off) > 3, invenio.files(record)) == (True, ours(folder))


def test_a_community_is_asked(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    slug = f"editions-{identifier[-6:]}"
    access = {
        "visibility": "public",
        "member_policy": "open",
        "record_policy": "open",
        "review_policy": "closed",
    }
    made = invenio.client.post(
        f"{invenio.address}/communities",
        json={"slug": slug, "metadata": {"title": "Editions"}, "access": access},
        headers={"Authorization": f"Bearer {invenio.tokens['stranger']}"},
    )
    assert made.status_code == 201, made.text
    folder = edition_at(invenio, tmp_path, identifier, add=f'community = "{slug}"')

    for _ in range(2):
        said = deposited(command, folder, invenio, "--publish")
        assert ("archive: in review" in said, "DP77" in said) == (True, True)
    [draft] = invenio.records(identifier)
    [request] = invenio.client.get(f"{invenio.address}/user/requests").json()["hits"]["hits"][:1]
    accepted = httpx.post(
        request["links"]["actions"]["accept"]
        if "accept" in request["links"]["actions"]
        else f"{invenio.address}/requests/{request['id']}/actions/accept",
        json={},
        headers={"Authorization": f"Bearer {invenio.tokens['stranger']}"},
        timeout=60,
    )
    assert accepted.status_code == 200, accepted.text

    assert "archive: published" in deposited(command, folder, invenio, "--publish")
    [record] = invenio.records(identifier)
    assert record["id"] == draft["id"]
    assert record["parent"]["communities"]["ids"] == [made.json()["id"]]
    assert invenio.files(record) == ours(folder)


def test_what_catalogues_are_told(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio, "--publish")
    [record] = invenio.records(identifier)
    doi = record["pids"]["doi"]["identifier"]

    said = invenio.export(record, "application/vnd.datacite.datacite+json").json()
    assert said["titles"][0]["title"] == "Letters of May 1950"
    [creator] = said["creators"]
    assert (creator["familyName"], creator["givenName"]) == ("Doe", "Jane")
    assert "0000-0002-1825-0097" in json.dumps(creator["nameIdentifiers"])
    assert creator["affiliation"][0]["name"] == "Brown University"
    assert ("Roe, John", "DataCollector") in [(c["name"], c["contributorType"]) for c in said["contributors"]]
    assert said["publisher"] in ("Institute of Editions", {"name": "Institute of Editions"})
    assert (said["publicationYear"], said["version"], said["language"]) == ("2026", "1.0.0", "eng")
    assert {"date": "2026-02-03", "dateType": "Issued"} in said["dates"]
    assert any(d["date"].startswith("1950-05-04") for d in said["dates"])
    assert said["rightsList"][0]["rightsIdentifier"].lower() == "cc-by-4.0"
    assert said["doi"] == doi
    assert {"alternateIdentifier": identifier, "alternateIdentifierType": "URN"} in said[
        "alternateIdentifiers"
    ]
    assert "Diplomacy" in [s["subject"] for s in said["subjects"]]
    by_type = {d["descriptionType"]: d["description"] for d in said["descriptions"]}
    assert by_type["Abstract"].startswith("Letters & reports, edited from transcripts.")
    assert "Every character of the transcript" in by_type["Methods"]

    xml = etree.fromstring(invenio.export(record, "application/x-dc+xml").content)
    dublin = {(e.tag.rpartition("}")[2], e.text) for e in xml.iter() if e.text and e.text.strip()}
    for pair in (
        ("title", "Letters of May 1950"),
        ("creator", "Doe, Jane"),
        ("contributor", "Roe, John"),
        ("publisher", "Institute of Editions"),
        ("date", "2026-02-03"),
        ("identifier", f"https://doi.org/{doi}"),
        ("subject", "Diplomacy"),
        ("language", "eng"),
    ):
        assert pair in dublin, dublin
    assert any(name == "rights" and "creativecommons.org/licenses/by/4.0" in text for name, text in dublin)

    csl = invenio.export(record, "application/vnd.citationstyles.csl+json").json()
    assert (csl["title"], csl["DOI"], csl["version"]) == ("Letters of May 1950", doi, "1.0.0")
    assert csl["author"] == [{"family": "Doe", "given": "Jane"}]
    assert [int(part) for part in csl["issued"]["date-parts"][0]] == [2026, 2, 3]


def test_the_sources_are_named_to_catalogues(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    """The sample of the project has an archive, a page on line, translators, and a historical author."""
    folder = edition_at(invenio, tmp_path, identifier)
    sample = Path(__file__).parents[3] / "source"
    for name in ("alekseyev-1963-02-13.txt", "authority.xml"):
        (folder / "source" / name).write_bytes((sample / name).read_bytes())
    command(folder, "build").ended()
    deposited(command, folder, invenio, "--publish")
    [record] = invenio.records(identifier)

    said = invenio.export(record, "application/vnd.datacite.datacite+json").json()
    derived = [r for r in said["relatedIdentifiers"] if r["relationType"] == "IsDerivedFrom"]
    assert [r["relatedIdentifier"] for r in derived] == ["https://digitalarchive.umd.edu/document/177829"]
    assert "Gary Goldberg" in json.dumps(said["contributors"])
    assert "Alekseyev" not in json.dumps(said["creators"])
    assert "Arkhiv vneshney politiki" in json.dumps(record["metadata"]["references"])
    assert {"date": "1950-05-04/1963-02-13", "type": {"id": "coverage"}} in [
        {"date": d["date"], "type": {"id": d["type"]["id"]}} for d in record["metadata"]["dates"]
    ]


def test_the_registry_of_dois_is_told(
    invenio: Invenio, command: Start, tmp_path: Path, identifier: str
) -> None:
    folder = edition_at(invenio, tmp_path, identifier)
    deposited(command, folder, invenio, "--publish")
    [record] = invenio.records(identifier)
    doi = record["pids"]["doi"]["identifier"]

    lines = Path(os.environ["TEI_EDITION_INVENIO_DOIS"]).read_text(encoding="utf-8").splitlines()
    calls = [call for call in map(json.loads, lines) if call["doi"] == doi]
    [published] = [call for call in calls if call["attributes"].get("event") == "publish"]
    assert published["faults"] == []
    assert published["attributes"]["titles"][0]["title"] == "Letters of May 1950"


def test_a_harvester_finds_it(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    sickle = pytest.importorskip("sickle")
    folder = edition_at(invenio, tmp_path, identifier, title=f"Letters {identifier[-8:]}")
    deposited(command, folder, invenio, "--publish")
    [record] = invenio.records(identifier)

    harvester = sickle.Sickle(invenio.address.removesuffix("/api") + "/oai2d")
    name = record["pids"]["oai"]["identifier"]
    found = harvester.GetRecord(identifier=name, metadataPrefix="oai_dc").metadata
    assert found["title"] == [f"Letters {identifier[-8:]}"]
    assert found["creator"] == ["Doe, Jane"]
    assert f"https://doi.org/{record['pids']['doi']['identifier']}" in found["identifier"]
    assert name in [r.header.identifier for r in harvester.ListRecords(metadataPrefix="oai_datacite")]


def test_a_dry_run_sends_nothing(invenio: Invenio, command: Start, tmp_path: Path, identifier: str) -> None:
    with FaultyProxy(invenio.address) as proxy:
        folder = edition_at(invenio, tmp_path, identifier, proxy.url)
        said = deposited(command, folder, invenio, "--dry-run", "--publish")

        assert proxy.seen == []
        assert not (folder / "deposits").exists()
        rehearsed = [
            line.split("?")[0] for line in said.splitlines() if re.match("(GET|POST|PUT|DELETE) ", line)
        ]
        deposited(command, folder, invenio, "--publish")
    made = [f"{p.method} {proxy.url.removesuffix('/api')}{p.path}".split("?")[0] for p in proxy.seen]
    [record] = invenio.records(identifier)
    assert [line.replace("RECORD", record["id"]) for line in rehearsed] == made
