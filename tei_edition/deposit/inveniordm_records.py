"""The records of an account at InvenioRDM: fetched, and searched by the identifiers that they carry."""

from dataclasses import dataclass, field
from typing import Any

from tei_edition.deposit.connection import Answer, Connection
from tei_edition.deposit.failure import DepositFailure
from tei_edition.deposit.inveniordm_answers import refusal

Json = dict[str, Any]


@dataclass(slots=True)
class Records:
    """The drafts and published records of the account that the token is of."""

    connection: Connection
    """The connection."""
    _token_is_good: bool = field(init=False, default=False)

    def refused(self, answer: Answer, metadata: Any = None) -> DepositFailure:
        """Return what a bad answer means."""
        if answer.status in (401, 403) and not self._token_is_good:
            # Some servers refuse a bad token only where it matters; the list of own records needs a good one.
            asked = self.connection.ask("GET", self._own_records, params={"size": "1"}, repeatable=True)
            self._token_is_good = asked.good
        return refusal(answer, self.connection, self._token_is_good, metadata)

    def good(self, answer: Answer, metadata: Any = None) -> Json:
        """Return the content of a good answer.

        Args:
            answer: the answer.
            metadata: what was sent, if it was metadata.

        Raises:
            DepositFailure: for a bad one.
        """
        content = answer.json()
        if answer.good and isinstance(content, dict):
            self._token_is_good = True
            return content
        raise self.refused(answer, metadata)

    def get(self, id_: str) -> Json | None:
        """Return a draft, or the published record if there is no draft; None if there is neither."""
        for url in (
            f"{self.connection.address}/records/{id_}/draft",
            f"{self.connection.address}/records/{id_}",
        ):
            answer = self.connection.ask("GET", url, repeatable=True)
            if answer.status not in (404, 410):
                return self.good(answer)
        return None

    def search(self, identifier: str) -> list[Json]:
        """Return the records and drafts of all versions that carry an identifier, as far as the index knows.

        Args:
            identifier: the identifier of an edition or a deposit.
        """
        query = {"q": f'metadata.identifiers.identifier:"{identifier}"', "allversions": "true", "size": "50"}
        found = self.good(self.connection.ask("GET", self._own_records, params=query, repeatable=True))
        hits = found.get("hits", {}).get("hits", [])
        # A search may find more than was asked for; only what carries just this identifier counts.
        return [
            hit
            for hit in hits
            if any(i.get("identifier") == identifier for i in hit.get("metadata", {}).get("identifiers", []))
        ]

    def search_patiently(self, identifier: str) -> list[Json]:
        """Search for a draft that may have been made a moment ago: an index lags behind."""
        for attempt in range(self.connection.manners.attempts - 1):
            self.connection.pause(attempt)
            hits = self.search(identifier)
            if hits:
                return hits
        return []

    def newest(self, edition: str) -> str:
        """Return the newest published record of an edition in the account; empty if there is none.

        Args:
            edition: the identifier of the edition.
        """
        hits = [hit for hit in self.search(edition) if hit.get("is_published")]
        hits.sort(key=lambda hit: int((hit.get("versions") or {}).get("index") or 0))
        return str(hits[-1]["id"]) if hits else ""

    @property
    def _own_records(self) -> str:
        return f"{self.connection.address}/user/records"
