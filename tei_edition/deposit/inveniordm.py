"""Deposit at InvenioRDM, and so at Zenodo, by its records API (https://inveniordm.docs.cern.ch/reference/rest_api/).

Each step looks first at what the server has, and does only what is missing. So it does not matter where an
earlier call was interrupted, nor whether a request without an answer was carried out.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tei_edition.deposit.connection import Connection
from tei_edition.deposit.failure import DepositFailure, error, note
from tei_edition.deposit.inveniordm_answers import lacking
from tei_edition.deposit.inveniordm_files import DraftFiles, by_key, differences, differs, sources
from tei_edition.deposit.inveniordm_record import record as record_of
from tei_edition.deposit.inveniordm_records import Json, Records
from tei_edition.deposit.journal import FORGOTTEN, Journal
from tei_edition.deposit.package import Package
from tei_edition.deposit.receipt import Receipt, Upload
from tei_edition.model.problem import Problem
from tei_edition.tables.targets import Target

Pack = Callable[[str], Package]
"""Makes the package with a DOI."""


@dataclass(slots=True)
class InvenioRDM:
    """One deposit at one server."""

    connection: Connection
    """The connection."""
    journal: Journal
    """The journal of the target."""
    target: Target
    """The target."""
    deposit: str
    """The identifier of the deposit, ``urn:uuid:…``; the record carries it."""
    records: Records = field(init=False)
    """The records of the account."""

    def __post_init__(self) -> None:
        self.records = Records(self.connection)

    def run(self, package: Package, pack: Pack, *, publish: bool, earlier: str) -> Receipt:
        """Make the deposit, or go on with it.

        Args:
            package: the package without DOI.
            pack: makes it with the DOI that was reserved.
            publish: whether the record is published; it is left as a draft otherwise.
            earlier: the record of an earlier version; empty if there is none.

        Raises:
            DepositFailure: if it cannot go on. What was reached is in the journal.
        """
        body = record_of(package.description, self.deposit)
        draft = self._found() or self._made(body, earlier)
        if draft.get("is_published"):
            return self._finished(draft, pack)
        draft = self._described(draft, body)
        doi = self._reserved(draft)
        whole = pack(doi)
        files = sources(whole)
        uploads = tuple(source.upload for source in files)
        if draft.get("status") != "in_review":
            url = draft["links"]["files"]
            DraftFiles(self.connection, url, self.records.refused).synchronise(files, self._noted)
        self.journal.note(self.deposit, "uploaded", zip=uploads[0].md5, doi=doi)
        if not publish:
            return self._receipt("draft", draft, doi, whole, uploads)
        self._alone(draft)
        if self.target.community and self._is_first(draft):
            record = self._submitted(draft)
        else:
            record = self._published(draft)
        if not record.get("is_published"):
            self._note("submitted")
            waiting = note(
                "DP77",
                f'The record was submitted to the community "{self.target.community}", whose '
                "curators decide.",
                "Run the command again when they have: it notes the publication in the journal.",
                self.connection.address,
            )
            return replace(self._receipt("in review", record, doi, whole, uploads), problems=(waiting,))
        return self._finished(record, lambda _: whole)

    def _note(self, step: str, **facts: str) -> None:
        self.journal.write(self.deposit, step, **facts)

    def _noted(self, upload: Upload) -> None:
        self.journal.note(self.deposit, "file", name=upload.key, md5=upload.md5)

    def _found(self) -> Json | None:
        """Find what an earlier call has made: by the journal, or by the identifier that it carries."""
        known = self.journal.known(self.deposit)
        id_ = known.get("record")
        if id_:
            found = self.records.get(str(id_))
            if found is not None:
                return found
            self._note(FORGOTTEN, gone=str(id_))  # somebody has deleted the draft
        hits = self.records.search(self.deposit)
        if not hits and known.get("step") == "creating":
            hits = self.records.search_patiently(self.deposit)
        return self._taken(hits) if hits else None

    def _taken(self, hits: list[Json]) -> Json | None:
        """Return the record that a search found; None if it is gone, and the index does not know yet."""
        if len(hits) > 1:
            named = ", ".join(str(hit.get("id")) for hit in hits)
            raise DepositFailure(
                error(
                    "DP73",
                    f"Several records at the repository carry the identifier of this deposit: {named}.",
                    "Delete there all drafts of it but one, and run the command again.",
                    self.connection.address,
                )
            )
        id_ = str(hits[0]["id"])
        self._note("found", record=id_)
        return self.records.get(id_)

    def _alone(self, draft: Json) -> None:
        """Refuse to publish beside a second record of the same deposit, made by a very late answer."""
        found = [hit for hit in self.records.search(self.deposit) if hit.get("id") != draft["id"]]
        others = [hit for hit in found if self.records.get(str(hit["id"])) is not None]  # an index is late
        if others:
            self._taken([draft, *others])

    def _made(self, body: Json, earlier: str) -> Json:
        """Make a draft, of its own or as a new version of an earlier record."""
        made: list[Json] = []
        tried = False

        def look() -> Json | None:
            if made:
                return made[0]
            hits = self.records.search_patiently(self.deposit) if tried else []
            return self._taken(hits) if hits else None

        def make() -> None:
            nonlocal tried
            self._note("creating")
            tried = True
            answer = self.connection.ask("POST", f"{self.connection.address}/records", json=body)
            made.append(self.records.good(answer, body["metadata"]))

        if earlier:
            # Asked twice, the server returns the same draft.
            url = f"{self.connection.address}/records/{earlier}"
            record = self.records.good(self.connection.ask("GET", url, repeatable=True))
            self._note("creating", earlier=earlier)
            url = record.get("links", {}).get("versions", f"{url}/versions")
            draft = self.records.good(self.connection.ask("POST", url, repeatable=True))
        else:
            draft = self.connection.settle(look, make, "draft")
        self._note("made", record=str(draft["id"]))
        if made and not list(lacking(draft.get("errors"), self.connection.address)):
            self._note("described", metadata=_digest(body))
        return draft

    def _described(self, draft: Json, body: Json) -> Json:
        """Give the draft its metadata, unless it has them; what an editor changed there since then stays."""
        digest = _digest(body)
        known = self.journal.known(self.deposit)
        if known.get("metadata") == digest or draft.get("status") == "in_review":
            return draft
        answer = self.connection.ask("PUT", draft["links"]["self"], json=body, repeatable=True)
        draft = self.records.good(answer, body["metadata"])
        problems = list(lacking(draft.get("errors"), self.connection.address))
        if problems:
            raise DepositFailure(*problems)
        self._note("described", metadata=digest)
        return draft

    def _reserved(self, draft: Json) -> str:
        """Return the DOI of the draft, reserving one if it has none; empty if the server gives none."""
        if not draft["links"].get("reserve_doi") and not _doi(draft):
            return ""
        latest = [draft]

        def look() -> str | None:
            return _doi(latest[-1]) or None

        def reserve() -> None:
            try:
                answer = self.connection.ask("POST", draft["links"]["reserve_doi"])
                if not answer.good and answer.status != 400:
                    raise self.records.refused(answer)
            finally:
                latest.append(
                    self.records.good(self.connection.ask("GET", draft["links"]["self"], repeatable=True))
                )

        doi = self.connection.settle(look, reserve, "reservation of a DOI")
        self.journal.note(self.deposit, "reserved", doi=doi)
        return doi

    def _published(self, draft: Json) -> Json:
        """Publish the draft; the answer to a second attempt is that there is no draft."""
        url = draft["links"].get("record", f"{self.connection.address}/records/{draft['id']}")

        def look() -> Json | None:
            answer = self.connection.ask("GET", url, repeatable=True)
            if answer.status == 404:
                return None
            record = self.records.good(answer)
            return record if record.get("is_published") else None

        def publish() -> None:
            self._note("publishing")
            answer = self.connection.ask("POST", draft["links"]["publish"])
            if not answer.good and answer.status != 404:
                raise self.records.refused(answer, draft.get("metadata"))

        return self.connection.settle(look, publish, "publication")

    def _submitted(self, draft: Json) -> Json:
        """Ask the community to take the record; it is published when the community accepts."""
        name, links = self.target.community, draft["links"]
        community = self.connection.ask(
            "GET", f"{self.connection.address}/communities/{name}", repeatable=True
        )
        if community.status == 404:
            hint = f"Correct community in [target.{self.target.name}] of edition.toml."
            raise DepositFailure(
                error("DP67", f'The repository has no community "{name}".', hint, self.connection.address)
            )
        receiver = {
            "receiver": {"community": self.records.good(community)["id"]},
            "type": "community-submission",
        }

        def look() -> Json | None:
            found = self.records.get(str(draft["id"]))
            return (
                found if found and (found.get("is_published") or found.get("status") == "in_review") else None
            )

        def submit() -> None:
            self.records.good(self.connection.ask("PUT", links["review"], json=receiver, repeatable=True))
            self._note("submitting")
            url = links.get("submit-review", f"{links['self']}/actions/submit-review")
            answer = self.connection.ask("POST", url)
            if not answer.good and answer.status != 404:
                raise self.records.refused(answer, draft.get("metadata"))

        return self.connection.settle(look, submit, "submission to the community")

    def _is_first(self, draft: Json) -> bool:
        """Return whether no community has taken an earlier version."""
        return not (draft.get("parent") or {}).get("communities", {}).get("ids")

    def _finished(self, record: Json, pack: Pack) -> Receipt:
        """Compare what was published with the package, by our own checksums."""
        doi = _doi(record)
        whole = pack(doi)
        uploads = tuple(source.upload for source in sources(whole))
        answer = self.connection.ask("GET", record["links"]["files"], repeatable=True)
        self.records.good(answer)
        different = differences(by_key(answer), uploads)
        if different:
            raise DepositFailure(self._changed(record, whole, different))
        self.journal.note(self.deposit, "published", record=str(record["id"]), doi=doi, zip=uploads[0].md5)
        return self._receipt("published", record, doi, whole, uploads)

    def _changed(self, record: Json, package: Package, different: list[str]) -> Problem:
        version = package.description.version
        if self.journal.known(self.deposit).get("step") != "published":
            return differs(different, self.connection.address)
        return error(
            "DP71",
            f'Version "{version}" is published already, under {_doi(record) or record["id"]}, and '
            "the edition has "
            f"changed since: {', '.join(different[:5])}.",
            "What is published stays as it is. Raise version in [edition] of edition.toml, and "
            "run the command again: "
            "it becomes a new version of the same record.",
            self.connection.address,
        )

    def _receipt(
        self, state: Any, record: Json, doi: str, package: Package, uploads: tuple[Upload, ...]
    ) -> Receipt:
        page = record.get("links", {}).get("self_html", "")
        return Receipt(state, str(record["id"]), page, doi, package.description.version, uploads)


def _digest(body: Json) -> str:
    written = json.dumps(body, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _doi(record: Json) -> str:
    return str(((record.get("pids") or {}).get("doi") or {}).get("identifier") or "")
