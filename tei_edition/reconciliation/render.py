"""Candidates as lines for the terminal, and as a list to complete in which none is accepted."""

from collections.abc import Iterable, Iterator

from tei_edition.model.tabulation import comma_separated
from tei_edition.reconciliation.reconcile import Proposal, Reconciliation

COLUMNS = (
    "accept", "id", "name", "description", "candidate", "candidate_name", "candidate_description", "score",
    "match", "type", "url",
)  # fmt: skip
"""The editor puts a mark into the first; the others are for looking."""


def as_lines(made: Reconciliation) -> str:
    """Render candidates: each entry with its candidates below, and a sum."""
    lines = [line for proposal in made.proposals for line in _entry(proposal)]
    some = sum(bool(p.candidates) for p in made.proposals)
    entries = "entry" if len(made.proposals) == 1 else "entries"
    total = f"{made.service}: {len(made.proposals)} {entries}, {some} with candidates. None is accepted."
    return "\n".join([*lines, "", total] if lines else [total]) + "\n"


def _entry(proposal: Proposal) -> Iterator[str]:
    entity = proposal.entity
    yield ", ".join(filter(None, (f"{entity.id}: {entity.names[0].text}", entity.description)))
    if not proposal.candidates:
        yield "  no candidates"
    for candidate, page in zip(proposal.candidates, proposal.pages, strict=True):
        said = ", ".join(filter(None, (candidate.name, candidate.description, *candidate.types)))
        sure = "  (a match, says the service)" if candidate.match else ""
        yield f"  {candidate.score:8.2f}  {candidate.id}  {said}{f'  {page}' if page else ''}{sure}"


def as_csv(proposals: Iterable[Proposal]) -> str:
    """Render candidates as CSV (RFC 4180), a line a candidate; ``accept`` is empty in all."""
    return comma_separated(COLUMNS, _records(proposals))


def _records(proposals: Iterable[Proposal]) -> Iterator[dict[str, str]]:
    for p in proposals:
        own = (p.entity.id, p.entity.names[0].text, p.entity.description)
        for c, page in zip(p.candidates, p.pages, strict=True):
            match = "yes" if c.match else ""
            cells = ("", *own, c.id, c.name, c.description, f"{c.score:.2f}", match, "|".join(c.types), page)
            yield dict(zip(COLUMNS, cells, strict=True))
        if not p.candidates:
            yield {**dict.fromkeys(COLUMNS, ""), **dict(zip(COLUMNS, ("", *own), strict=False))}
