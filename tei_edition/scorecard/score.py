"""From verdicts to figures: the score of a document, of a group, of a collection."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tei_edition.model.problem import Problem
from tei_edition.tables.quality import Criterion, criteria
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
    """Mean of the documents to which it applies, from 0 to 1; None if it applies to none."""
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
    shares = _applying(verdicts)
    return DocumentScore(name, round(_points(shares) or 0.0, 1), _by_group(shares), verdicts)


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
        The scorecard. The score of the collection is the mean of its documents, in which a file that cannot
        be read counts 0, together with the criteria of the collection. What a criterion gains is what that
        mean gains if every document fulfils it.
    """
    standings = tuple(
        _of_documents(criterion, documents) if criterion.level == "document" else _of_all(criterion, together)
        for criterion in criteria().values()
    )
    read = [_applying(d.verdicts) for d in documents if d.problem is None]
    mean_weight = sum(map(_weight, read)) / len(read) if read else float(_weight(criteria()))
    across = {s.criterion.code: s.share for s in standings if s.criterion.level == "collection"}
    weight_across = _weight(_known(across)) if read else 0
    part = mean_weight / (mean_weight + weight_across) if mean_weight else 0.0
    mean = sum(_points(shares) or 0.0 for shares in read) / len(documents) if documents else 0.0
    score = part * mean + (1 - part) * (_points(_known(across)) or 0.0)
    by_group = {group: _mean_of_group(documents, group) for group in _document_groups()}
    by_group["collection"] = _rounded(_points(_known(across)))
    gains = {code: part * gain / len(documents) for code, gain in _gains(read).items()}
    gains |= {code: (1 - part) * gain for code, gain in _gains([_known(across)]).items()}
    return Scorecard(
        tuple(documents),
        round(score, 1),
        by_group,
        tuple(replace(s, gain=round(gains.get(s.criterion.code, 0.0), 2)) for s in standings),
        tuple(registers),
        tuple(problems),
    )


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
    verdicts = [(d.name, d.verdicts[criterion.code]) for d in documents if d.problem is None]
    shares = [share for _, verdict in verdicts if (share := verdict.share) is not None]
    if not shares:
        reasons = [verdict.reason for _, verdict in verdicts]
        return Standing(criterion, None, 0, 0, 0.0, (), reasons[0] if reasons else "")
    examples = (Gap(g.message, name, g.place, g.example) for name, v in verdicts for g in v.gaps[:1])
    wholly = sum(share == 1 for share in shares)
    mean = sum(shares) / len(shares)
    return Standing(criterion, mean, len(shares), wholly, 0.0, tuple(islice(examples, EXAMPLES)))


def _of_all(criterion: Criterion, together: Mapping[str, Verdict]) -> Standing:
    verdict = together[criterion.code]
    if verdict.share is None:
        return Standing(criterion, None, 0, 0, 0.0, (), verdict.reason)
    return Standing(criterion, verdict.share, 1, int(verdict.share == 1), 0.0, verdict.gaps)


def _applying(verdicts: Mapping[str, Verdict]) -> dict[str, float]:
    """Return the shares of those criteria that apply."""
    return _known({code: verdict.share for code, verdict in verdicts.items()})


def _known(shares: Mapping[str, float | None]) -> dict[str, float]:
    return {code: share for code, share in shares.items() if share is not None}


def _weight(codes: Iterable[str]) -> int:
    return sum(criteria()[code].weight for code in codes)


def _points(shares: Mapping[str, float]) -> float | None:
    """Return the weighted mean, from 0 to 100; None if nothing applies."""
    weight = _weight(shares)
    return (
        100 * sum(criteria()[code].weight * share for code, share in shares.items()) / weight
        if weight
        else None
    )


def _gains(read: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Add up over documents how many points each criterion that is not fulfilled costs."""
    gains: dict[str, float] = {}
    for shares in read:
        weight = _weight(shares)
        for code, share in shares.items():
            gains[code] = gains.get(code, 0.0) + 100 * criteria()[code].weight * (1 - share) / weight
    return gains


def _by_group(shares: Mapping[str, float]) -> dict[str, float | None]:
    inside: dict[str, dict[str, float]] = {group: {} for group in _document_groups()}
    for code, share in shares.items():
        inside[criteria()[code].group][code] = share
    return {group: _rounded(_points(known)) for group, known in inside.items()}


def _mean_of_group(documents: Sequence[DocumentScore], group: str) -> float | None:
    scores = [score for document in documents if (score := document.groups[group]) is not None]
    return _rounded(sum(scores) / len(scores)) if scores else None


def _document_groups() -> list[str]:
    return list(dict.fromkeys(c.group for c in criteria().values() if c.level == "document"))


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)
