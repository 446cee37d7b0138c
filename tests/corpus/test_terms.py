"""Floors on real documents: terms of the volume's own list, found and linked to the right entry.

The gold was made from published TEI, in which many an abbreviation is not tagged: a volume tags the plural or the
form with full stops, and another does not. So the floors of precision differ; a floor only rises. Bounds are compared
by letters and digits.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.model.edition import Edition
from tei_edition.pipeline import Context, annotate
from tei_edition.readers import encoding
from tei_edition.recognisers.resources import Resources, term_index
from tei_edition.tables.settings import read

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "frus-dev"
FLOORS = {
    "1955-57v02": (0.99, 0.96),
    "1958-60v08": (0.97, 0.97),
    "1961-63v05": (0.87, 0.97),
    "1961-63v15": (0.87, 0.96),
    "1961-63v19": (0.90, 0.96),
    "1977-80v21": (0.95, 0.98),
}
"""Precision and recall of bounds and link together."""
EVERY = 4

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus (../shared) is not here")


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def compared(edition: Edition, gold: dict[str, list[dict[str, object]]], counts: Counter[str]) -> None:
    text = edition.transcript.text
    tagged = [s for s in gold["spans"] if s["kind"] == "gloss"]
    wanted = {(*bounds(text, s["start"], s["end"]), s["ref"]) for s in tagged if s["ref"]}  # type: ignore[arg-type]
    # Occurrences that the source leaves untagged, of forms that it tags as a rule.
    open_ = [s for s in tagged if not s["ref"]] + [d for d in gold["gdoubt"] if d["ignore"]]
    neutral = {bounds(text, s["start"], s["end"]) for s in open_}  # type: ignore[arg-type]
    found = {
        (*bounds(text, a.span.start, a.span.end), a.attributes["ref"].removeprefix("#"))
        for a in edition.of_kind("term")
    }
    counts["right"] += len(wanted & found)
    counts["missed"] += len(wanted - found)
    counts["false"] += sum(f[:2] not in neutral for f in found - wanted)


@pytest.mark.parametrize("volume", FLOORS)
def test_terms_are_found_and_linked(volume: str) -> None:
    folder = CORPUS / volume
    authority, problems = load([folder / "authority.csv", folder / "terms.csv"])
    resources = Resources(authority, NameIndex.of(authority), terms=term_index(authority))
    context = Context(read(None, file="")[0], "2026-01-01", resources)
    counts: Counter[str] = Counter()

    assert not any("terms" in p.file for p in problems)
    for path in sorted(folder.glob("docs/*.txt"))[::EVERY]:
        started = encoding.read(path.read_bytes(), name=path.name)
        assert isinstance(started, Edition)
        gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        compared(annotate(started, context), gold, counts)

    right = counts["right"]
    precision, recall = right / (right + counts["false"]), right / (right + counts["missed"])
    assert (precision >= FLOORS[volume][0], recall >= FLOORS[volume][1]) == (True, True), counts
