"""Linking: who is meant by a mention, how sure that is, and why.

A log-linear model: the cues of each candidate are weighed and summed, and the sums compared. The weights
are those of the table ``linking``, fitted by ``benchmarks/fit_linking.py`` to documents whose persons are
known; the certainty is read off how often a share of that size was right there. Each link says which cues
decided.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tei_edition.model.annotation import Certainty
from tei_edition.model.authority import Entity
from tei_edition.recognisers.persons.cues import Cues
from tei_edition.tables import table


@dataclass(frozen=True, slots=True)
class Link:
    """Who is meant."""

    entity: Entity | None
    """The entry; None if it cannot be told."""
    certainty: Certainty
    """How sure that is."""
    rule: str
    """What decided: ``person.`` and the sort of form, or the strongest cue."""
    evidence: tuple[str, ...]
    """The reasons in plain words, the strongest first."""
    candidates: tuple[Entity, ...] = ()
    """Those among whom the choice was, the likeliest first, if there were several."""


def chosen(candidates: Sequence[Entity], found: Sequence[Cues]) -> Link:
    """Choose among several candidates.

    Args:
        candidates: the entries, at least two.
        found: the cues of each.
    """
    shares = probabilities(found, weights())
    order = sorted(range(len(candidates)), key=lambda n: (-shares[n], candidates[n].id))
    best, second = order[0], order[1]
    limits = table("linking")["certainty"]
    evidence = _reasons(found[best], found[second])
    ranked = tuple(candidates[n] for n in order)
    levels: tuple[Certainty, ...] = ("high", "medium", "low")
    certainty = next((level for level in levels if shares[best] >= limits[level]), None)
    if certainty is None:
        return Link(None, "low", "person.ambiguous", evidence, ranked)
    rule = _strongest(found[best], found[second])
    return Link(candidates[best], certainty, f"person.{rule}", evidence, ranked)


def probabilities(found: Sequence[Cues], weighed: Mapping[str, float]) -> list[float]:
    """Turn the cues of several candidates into shares that sum to one."""
    sums = [sum(weighed.get(name, 0.0) * value for name, value in cues.items()) for cues in found]
    highest = max(sums)
    powers = [math.exp(s - highest) for s in sums]
    return [p / sum(powers) for p in powers]


@cache
def weights() -> dict[str, float]:
    """Return the weight of each cue."""
    return {name: float(row["weight"]) for name, row in table("linking")["cues"].items()}


def _differences(best: Cues, second: Cues) -> list[tuple[float, str]]:
    names = sorted({*best, *second})
    gains = ((weights().get(n, 0.0) * (best.get(n, 0.0) - second.get(n, 0.0)), n) for n in names)
    return sorted((g for g in gains if g[0] > 0), key=lambda g: (-g[0], g[1]))


def _strongest(best: Cues, second: Cues) -> str:
    return next((name for _, name in _differences(best, second)), "unknown")


def _reasons(best: Cues, second: Cues) -> tuple[str, ...]:
    rows = table("linking")["cues"]
    said = ((rows[n], best.get(n, 0.0) > second.get(n, 0.0)) for _, n in _differences(best, second))
    return tuple(row["says"] if own else row["against"] for row, own in said)
