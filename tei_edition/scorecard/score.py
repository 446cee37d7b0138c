"""From verdicts to figures: the score of a document, of a group, of a collection."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tei_edition.model.problem import Problem
from tei_edition.tables.quality import Criterion, criteria, groups
from tei_edition.validation.quality import EXAMPLES, Gap, Verdict


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The score of a document."""

    name: str
    """How the document is called."""
    score: float
    """From 0 to 100, to one decimal; 0 for a file that cannot be read."""
    groups: Mapping[str, float | None]
    """The score of each group; None where none of its criteria applies."""
    verdicts: Mapping[str, Verdict]
    """The verdict of each criterion of documents, by code; empty for a file that cannot be read."""
    problem: Problem | None = None
    """Why the file cannot be read; None if it can."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a collection stands to one criterion."""

    criterion: Criterion
    """The criterion."""
    share: float | None
    """Mean of the documents to which it applies, less the part of files that cannot be read; None if none."""
    applies: int
    """To how many documents it applies; of a criterion of the collection 1 or 0."""
    wholly: int
    """How many of them fulfil it wholly."""
    gain: float
    """How many points the collection gains if all documents fulfil it."""
    examples: tuple[Gap, ...]
    """The first of what does not fulfil it, with the document."""
    reason: str = ""
    """Why it does not apply."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores of a collection and of its documents."""

    documents: tuple[DocumentScore, ...]
    """The documents, in the order of the files."""
    score: float
    """The score of the collection, from 0 to 100."""
    groups: Mapping[str, float | None]
    """The score of each group."""
    standings: tuple[Standing, ...]
    """How the collection stands to each criterion."""
    registers: tuple[str, ...] = ()
    """Files that hold nothing but lists; pointers into them are followed, but they are not scored."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with files and folders."""

    @property
    def gains(self) -> tuple[Standing, ...]:
        """The criteria by which there is something to gain, the most first."""
        open_ = [standing for standing in self.standings if standing.gain > 0]
        return tuple(sorted(open_, key=lambda s: (-s.gain, s.criterion.code)))


def document_score(name: str, verdicts: Mapping[str, Verdict]) -> DocumentScore:
    """Score a document.

    Args:
        name: how it is called.
        verdicts: the verdict of each criterion of documents, by code.
    """
    shares = {code: verdict.share for code, verdict in verdicts.items()}
    return DocumentScore(name, _score(shares), _by_group(shares), verdicts)


def unread(name: str, problem: Problem) -> DocumentScore:
    """Return the score of a file that cannot be read: 0, with the reason.

    Args:
        name: the file.
        problem: what is wrong with it.
    """
    return DocumentScore(name, 0.0, dict.fromkeys(_document_groups(), 0.0), {}, problem)


def scorecard(
    documents: Sequence[DocumentScore],
    together: Mapping[str, Verdict],
    *,
    registers: Sequence[str] = (),
    problems: Sequence[Problem] = (),
) -> Scorecard:
    """Score a collection.

    Args:
        documents: its documents.
        together: the verdict of each criterion of the collection, by code.
        registers: files that hold lists only.
        problems: what is wrong with files and folders.

    Returns:
        The scorecard. The share of a criterion is the mean of the documents to which it applies, times the
        part of the files that can be read: one of ten that cannot takes a tenth of each.
    """
    drafts = [
        _of_documents(criterion, documents) if criterion.level == "document" else _of_all(criterion, together)
        for criterion in criteria().values()
    ]
    shares = {draft.criterion.code: draft.share for draft in drafts}
    weights = sum(d.criterion.weight for d in drafts if d.share is not None)
    standings = tuple(_with_gain(draft, weights) for draft in drafts)
    found = [d for d in documents if d.problem is None]
    score, by_group = _score(shares), _by_group(shares)
    if documents and not found:
        score, by_group = 0.0, dict.fromkeys(groups(), 0.0)
    return Scorecard(tuple(documents), score, by_group, standings, tuple(registers), tuple(problems))


def falls_short(card: Scorecard, limit: float) -> str:
    """Say in a sentence what scores less than it should; empty if nothing does.

    Args:
        card: the scorecard.
        limit: the least score that documents and collection should have.
    """
    if not card.documents:
        return f"There is no document that could score {limit:g}."
    low = sorted((d for d in card.documents if d.score < limit), key=lambda d: (d.score, d.name))
    if low:
        number = len(card.documents)
        if number == 1:
            return f"Not good enough: {low[0].name} scores {low[0].score:.1f}, which is under {limit:g}."
        several = "documents score" if len(low) > 1 else "documents scores"
        return (
            f"Not good enough: {len(low)} of {number} {several} under {limit:g}; "
            f"the lowest is {low[0].name} with {low[0].score:.1f}."
        )
    if card.score < limit:
        return f"Not good enough: the collection scores {card.score:.1f}, which is under {limit:g}."
    return ""


def _of_documents(criterion: Criterion, documents: Sequence[DocumentScore]) -> Standing:
    read = [d for d in documents if d.problem is None]
    verdicts = [(d.name, d.verdicts[criterion.code]) for d in read]
    shares = [share for _, verdict in verdicts if (share := verdict.share) is not None]
    if not shares:
        reasons = [verdict.reason for _, verdict in verdicts]
        return Standing(criterion, None, 0, 0, 0.0, (), reasons[0] if reasons else "")
    examples = (Gap(g.message, name, g.place, g.example) for name, v in verdicts for g in v.gaps[:1])
    mean = sum(shares) / len(shares) * len(read) / len(documents)
    wholly = sum(share == 1 for share in shares)
    return Standing(criterion, mean, len(shares), wholly, 0.0, tuple(islice(examples, EXAMPLES)))


def _of_all(criterion: Criterion, together: Mapping[str, Verdict]) -> Standing:
    verdict = together[criterion.code]
    if verdict.share is None:
        return Standing(criterion, None, 0, 0, 0.0, (), verdict.reason)
    return Standing(criterion, verdict.share, 1, int(verdict.share == 1), 0.0, verdict.gaps)


def _with_gain(draft: Standing, weights: int) -> Standing:
    if draft.share is None:
        return draft
    return replace(draft, gain=round(100 * draft.criterion.weight * (1 - draft.share) / weights, 2))


def _score(shares: Mapping[str, float | None]) -> float:
    return _mean(shares, shares) or 0.0


def _by_group(shares: Mapping[str, float | None]) -> dict[str, float | None]:
    return {
        group: _mean(shares, inside)
        for group in groups()
        if (inside := [code for code in shares if criteria()[code].group == group])
    }


def _document_groups() -> list[str]:
    return list(dict.fromkeys(c.group for c in criteria().values() if c.level == "document"))


def _mean(shares: Mapping[str, float | None], codes: Iterable[str]) -> float | None:
    """Return the weighted mean in points, of those criteria that apply; None if none does."""
    known = [(criteria()[code].weight, share) for code in codes if (share := shares[code]) is not None]
    if not known:
        return None
    return round(100 * sum(weight * share for weight, share in known) / sum(weight for weight, _ in known), 1)
