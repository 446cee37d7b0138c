"""Fit the weights of ``tei_edition/tables/linking.toml`` to documents whose persons are known.

    python benchmarks/fit_linking.py CORPUS VOLUME... [--held-out VOLUME...]

CORPUS is a folder of volumes, each with ``authority.csv``, ``docs/*.txt`` and ``gold/*.json`` (persons with
their offsets and ids). From every name that several entries may bear and whose bearer is known, the cues of
the candidates are taken; the weights are those under which the known bearers are likeliest (a conditional
logit with a penalty on large weights), found by gradient descent from fixed beginnings, so that the same
documents give the same weights. Printed are the weights, as lines for the table, and how often the
likeliest candidate was right, by its share.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.model.authority import Entity
from tei_edition.model.problem import Problem
from tei_edition.pipeline import Context, annotate
from tei_edition.readers import encoding
from tei_edition.recognisers.name import matches, mentioned
from tei_edition.recognisers.persons.cues import Cues, cues
from tei_edition.recognisers.persons.linking import probabilities, weights
from tei_edition.recognisers.resources import Resources
from tei_edition.tables.settings import read

PENALTY = 0.01
STEPS = 600
RATE = 5.0
SHARES = (0.0, 0.6, 0.8, 0.9, 0.95, 0.99, 1.01)

Case = tuple[list[Cues], int]


def cases(folder: Path) -> Iterator[Case]:
    """Yield the cues of all candidates, and which of them is meant, for each doubtful name of a volume."""
    authority, _ = load([folder / "authority.csv"])
    resources = Resources(authority, NameIndex.of(authority))
    same = {e.id: e.same_as for e in authority.entities if e.same_as}
    context = Context(read(None, file="")[0], "2026-01-01", Resources())
    for path in sorted(folder.glob("docs/*.txt")):
        started = encoding.read(path.read_bytes(), name=path.name)
        if isinstance(started, Problem):
            continue
        edition = annotate(started, context)
        gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        known = [s for s in gold["spans"] if s["kind"] == "person" and s["ref"] and not s.get("opt")]
        document, found = mentioned(edition, resources, matches(edition, resources))
        for mention in found:
            if len(mention.candidates) < 2 or mention.form == "forename":
                continue
            here = [s for s in known if s["start"] < mention.span.end and mention.span.start < s["end"]]
            meant = [
                i for i, e in enumerate(mention.candidates) if any(is_same(e, s["ref"], same) for s in here)
            ]
            if len(meant) == 1:
                yield [cues(document, mention, e) for e in mention.candidates], meant[0]


def is_same(entity: Entity, ref: str, same: dict[str, str]) -> bool:
    return entity.id in (ref, same.get(ref, ref))


def fitted(known: list[Case]) -> dict[str, float]:
    names = sorted({name for found, _ in known for one in found for name in one})
    weighed = dict.fromkeys(names, 0.0)
    for _ in range(STEPS):
        slope = {name: -PENALTY * weight for name, weight in weighed.items()}
        for found, right in known:
            shares = probabilities(found, weighed)
            for i, one in enumerate(found):
                for name, value in one.items():
                    slope[name] += value * ((i == right) - shares[i]) / len(known) * 10
        for name in names:
            weighed[name] += RATE * slope[name] / 10
    return weighed


def reported(title: str, known: list[Case], weighed: dict[str, float]) -> None:
    print(f"{title}: {len(known)} names")
    best = [
        (max(s), s.index(max(s)) == right) for s, right in ((probabilities(f, weighed), r) for f, r in known)
    ]
    print(f"  likeliest right: {sum(ok for _, ok in best) / max(1, len(best)):.4f}")
    for low, high in pairwise(SHARES):
        within = [ok for share, ok in best if low <= share < high]
        if within:
            print(f"  share {low:.2f} to {high:.2f}: {sum(within) / len(within):.4f} right of {len(within)}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the table linking.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("volumes", nargs="+")
    parser.add_argument("--held-out", nargs="*", default=[])
    given = parser.parse_args()
    known = [case for volume in given.volumes for case in cases(given.corpus / volume)]
    weighed = fitted(known)
    for name, weight in sorted(weighed.items(), key=lambda w: -abs(w[1])):
        print(f"{name} = {{ weight = {weight:.2f} }}   # before: {weights().get(name, 0.0)}")
    reported("fitted to", known, weighed)
    for volume in given.held_out:
        reported(volume, list(cases(given.corpus / volume)), weighed)


if __name__ == "__main__":
    main()
