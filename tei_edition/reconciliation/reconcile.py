"""Candidates for the entries of a list: a query for each, answered from the cache or asked in batches."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tei_edition.authority.personal_name import forename_words, is_initial
from tei_edition.model.authority import Entity, Name
from tei_edition.model.problem import Problem, Severity
from tei_edition.reconciliation.cache import Cache
from tei_edition.reconciliation.failure import ServiceFailure, problem_of
from tei_edition.reconciliation.protocol import (
    Candidate,
    Manifest,
    ProtocolError,
    Query,
    page_of,
    read_answers,
    read_candidates,
    read_json,
    read_manifest,
)

_MOST_AT_ONCE = 10
_MOST_FAULTS = 3
_MANIFEST = {"manifest": True}


class Service(Protocol):
    """Who answers; ``HttpService`` does over the network."""

    def manifest(self) -> tuple[bytes, str]:
        """Return the manifest and the address for queries."""

    def answers(self, endpoint: str, queries: str) -> bytes:
        """Return the answer to a batch."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry with what a service proposes for it."""

    entity: Entity
    candidates: tuple[Candidate, ...]
    """The candidates, the best first."""
    pages: tuple[str, ...]
    """For each candidate the address of its page; empty if it has none."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a service said of a list."""

    service: str
    """Name of the service; its address if it did not say."""
    proposals: tuple[Proposal, ...]
    """The entries that were answered, in the order of the list."""
    problems: tuple[Problem, ...]
    """What went wrong."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a service."""

    url: str
    """Its address."""
    type: str = ""
    """Id of the type of entity; empty for any."""
    limit: int = 5
    """How many candidates at most."""
    min_score: float = float("-inf")
    """Candidates with a lower score are left out."""


def is_identified(entity: Entity) -> bool:
    """Tell whether an entry has an identifier of another authority file already."""
    return bool(entity.identifiers)


def reconcile(
    entities: Sequence[Entity], wanted: Wanted, *, cache: Cache, service: Service | None
) -> Reconciliation:
    """Ask a service for candidates.

    Args:
        entities: the entries; those without a name are left out.
        wanted: what is asked.
        cache: answers that are kept.
        service: who answers what the cache does not know; None to work off line.

    Returns:
        The candidates, none of them accepted, and the problems: NA20 to NA24 and NA26.
    """
    asking = _Asking(wanted, cache, service)
    entities = [e for e in entities if e.names]
    try:
        manifest, endpoint = asking.manifest()
        answers = asking.answers([_query(e, wanted) for e in entities], manifest, endpoint)
    except ServiceFailure as failure:
        asking.problems.append(problem_of(failure, wanted.url))
        return Reconciliation(wanted.url, (), tuple(asking.problems))
    except ProtocolError as error:
        message = f"The address is not that of a reconciliation service: {error}."
        hint = "Take the address that the service names for OpenRefine; in a browser it shows JSON."
        asking.problems.append(Problem("NA21", Severity.ERROR, message, hint, file=wanted.url))
        return Reconciliation(wanted.url, (), tuple(asking.problems))
    except LookupError:
        return Reconciliation(wanted.url, (), tuple(asking.problems))
    proposals = tuple(
        Proposal(entity, found, tuple(page_of(manifest, c.id) for c in found))
        for entity in entities
        if (found := answers.get(_query(entity, wanted))) is not None
    )
    return Reconciliation(manifest.name, proposals, tuple(asking.problems))


def _query(entity: Entity, wanted: Wanted) -> Query:
    return Query(_fullest(entity), wanted.type, wanted.limit)


def _fullest(entity: Entity) -> str:
    """Return of the names of an entry that with most forenames written out; the first of several."""

    def written_out(name: Name) -> int:
        return sum(not is_initial(word) for word in forename_words(name.forename))

    return max(entity.names, key=written_out).text


@dataclass(slots=True)
class _Asking:
    """One round of questions, with what went wrong so far."""

    wanted: Wanted
    cache: Cache
    service: Service | None
    problems: list[Problem] = field(default_factory=list)

    def manifest(self) -> tuple[Manifest, str]:
        """Return the manifest, and the address for queries."""
        kept = self.cache.answer(self.wanted.url, _MANIFEST)
        if not (isinstance(kept, dict) and isinstance(kept.get("endpoint"), str)):
            if self.service is None:
                self._not_kept("Nothing of this service is kept", Severity.ERROR)
                raise LookupError
            raw, endpoint = self.service.manifest()
            kept = {"endpoint": endpoint, "manifest": read_json(raw)}
            read_manifest(kept["manifest"])
            self.cache.keep(self.wanted.url, _MANIFEST, kept)
        return read_manifest(kept.get("manifest")), str(kept["endpoint"])

    def answers(
        self, queries: Sequence[Query], manifest: Manifest, endpoint: str
    ) -> dict[Query, tuple[Candidate, ...]]:
        """Return the candidates for each query that was answered."""
        found: dict[Query, tuple[Candidate, ...]] = {}
        open_: list[Query] = []
        for query in dict.fromkeys(queries):
            kept = self.cache.answer(self.wanted.url, query.written())
            try:
                found[query] = self._good(kept)
            except ProtocolError:
                open_.append(query)
        if open_ and self.service is None:
            names = "name" if len(open_) == 1 else "names"
            self._not_kept(f'{len(open_)} {names} were not asked before, the first of them "{open_[0].text}"')
        elif self.service is not None:
            for batch in _batches(open_, manifest.batch):
                if not self._ask(self.service, batch, endpoint, found):
                    break
        return found

    def _ask(
        self,
        service: Service,
        batch: Sequence[Query],
        endpoint: str,
        found: dict[Query, tuple[Candidate, ...]],
    ) -> bool:
        """Ask a batch, and keep what is answered; tell whether it makes sense to go on."""
        named = {f"q{number}": query for number, query in enumerate(batch)}
        written = json.dumps({key: q.written() for key, q in named.items()}, ensure_ascii=False)
        try:
            results = read_answers(read_json(service.answers(endpoint, written)), tuple(named))
        except ServiceFailure as failure:
            self.problems.append(problem_of(failure, self.wanted.url))
            return False
        except ProtocolError as error:
            self._misfit(batch[0], str(error))
            return self._may_go_on()
        for key, query in named.items():
            try:
                found[query] = self._good(results.get(key))
            except ProtocolError as error:
                self._misfit(query, str(error) if key in results else "the query was not answered")
            else:
                self.cache.keep(self.wanted.url, query.written(), results[key])
        return self._may_go_on()

    def _good(self, result: Any) -> tuple[Candidate, ...]:
        good = (c for c in read_candidates(result) if c.score >= self.wanted.min_score)
        return tuple(good)[: self.wanted.limit]

    def _may_go_on(self) -> bool:
        return sum(p.code == "NA23" for p in self.problems) < _MOST_FAULTS

    def _misfit(self, query: Query, what: str) -> None:
        message = f'The answer for "{query.text}" does not fit the protocol: {what}.'
        hint = (
            "Try the name in a browser on the service's own page; tell its operators if it fails there too."
        )
        self.problems.append(Problem("NA23", Severity.ERROR, message, hint, file=self.wanted.url))

    def _not_kept(self, what: str, severity: Severity = Severity.WARNING) -> None:
        message = f"{what}; off line nothing can be asked."
        hint = "Run the command once without --offline, and with the same --cache."
        self.problems.append(Problem("NA24", severity, message, hint, file=self.wanted.url))


def _batches(queries: Sequence[Query], most: int) -> Iterator[Sequence[Query]]:
    size = min(most or _MOST_AT_ONCE, _MOST_AT_ONCE)
    return (queries[at : at + size] for at in range(0, len(queries), size))
