"""Floors on real documents: every transcript proven and valid; headings, datelines, signatures, names, dates.

The gold was made from published TEI; the README beside the corpus says how. Bounds are compared by letters
and digits, so that punctuation and marks of notes at the edges do not matter. Floors only rise.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from figures import CORPUS, VOLUMES, context_of, floors, scored
from lxml import etree

from tei_edition import tables
from tei_edition.ledger import entries
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Severity
from tei_edition.pipeline import Encoded, encode

KINDS = {"head": "heading", "dateline": "dateline", "signed": "signature"}
FLOORS = {"head": 0.97, "dateline": 0.97, "signed": 0.97}
BRACKETS = Path(__file__).with_name("brackets.csv")
COLUMNS = ("volume", "class", "name", "brackets", "undecided")
TEI = "{http://www.tei-c.org/ns/1.0}"
NOTE_MARKS = re.compile(r"(?:\s*\[\^\w+\])+\W*$")

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus (../shared) is not here")


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    if m := NOTE_MARKS.search(text, start, end):
        end = m.start()
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def compared(edition: Edition, gold: dict[str, list[dict[str, object]]], counts: Counter[str]) -> None:
    text = edition.transcript.text
    for name, kind in KINDS.items():
        wanted = {bounds(text, s["start"], s["end"]) for s in gold["spans"] if s["kind"] == name}  # type: ignore[arg-type]
        found = {bounds(text, a.span.start, a.span.end) for a in edition.of_kind(kind)}
        counts[f"{name} right"] += len(wanted & found)
        counts[f"{name} missed"] += len(wanted - found)
        # Headings within a document are not in the gold, which has the printed title only.
        first = {min(found)} if found and name == "head" else found
        counts[f"{name} false"] += len(first - wanted)


def literal(tei: bytes) -> Iterator[str]:
    """Find brackets that stand in the text as characters without being marked as such."""
    text = etree.fromstring(tei).find(f"{TEI}text")
    assert text is not None
    marked = {"unresolvedBracket", "artefact"}
    for node in text.iter():
        if not isinstance(node.tag, str):
            continue
        inside = any(a.get("type") in marked for a in (node, *node.iterancestors()))
        around = any(a.get("type") in marked for a in node.iterancestors())
        if not inside and re.search(r"[\[\]]", node.text or ""):
            yield str(node.text)
        if not around and re.search(r"[\[\]]", node.tail or ""):
            yield str(node.tail)


def unnamed(result: Encoded) -> Iterator[str]:
    """Find unresolved brackets that no problem names, neither themselves nor the one around them."""
    assert result.edition is not None
    transcript = result.edition.transcript
    named = {(p.place.line, p.place.column) for p in result.problems if p.place and p.code == "BR01"}
    reaches = -1
    for a in sorted(result.edition.of_kind("unresolved-bracket"), key=lambda a: (a.span.start, -a.span.end)):
        place = transcript.place(a.span)
        if (place.line, place.column) in named:
            reaches = max(reaches, a.span.end)
        elif a.span.end > reaches and transcript.text[a.span.start] == "[":
            yield transcript.of_span(a.span)


def classed(edition: Edition, counts: Counter[str]) -> None:
    for entry in entries(edition):
        counts[f"{entry.number} brackets"] += 1
        counts[f"{entry.number} undecided"] += not entry.is_decided


def encoded(volume: str, counts: Counter[str], output: Path) -> Iterator[str]:
    folder = CORPUS / volume
    context = context_of(volume)
    for path in sorted(folder.glob("docs/*.txt")):
        result = encode(path.read_bytes(), name=path.name, context=context)
        if result.tei is None or any(p.severity is Severity.ERROR for p in result.problems):
            yield f"{path.stem} is not proven and valid"
        elif any(p.code == "WV05" for p in result.problems):
            yield f"{path.stem} lost its structure"
        if result.tei is not None:
            (output / f"{path.stem}.xml").write_bytes(result.tei)
            yield from (f"{path.stem}: literal bracket in {words!r}" for words in literal(result.tei))
            yield from (f"{path.stem}: no problem names {words!r}" for words in unnamed(result))
        if result.edition is not None:
            classed(result.edition, counts)
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            compared(result.edition, gold, counts)


def table(volume: str, counts: Counter[str]) -> list[dict[str, str]]:
    """Return the rows of a volume: each class of bracket that occurs, how often, and how many are undecided."""
    rows = []
    for number, name in tables.table("brackets")["names"].items():
        if n := counts[f"{number} brackets"]:
            values = (volume, number, str(name), str(n), str(counts[f"{number} undecided"]))
            rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows


def listed() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(BRACKETS.read_text(encoding="utf-8"))))


def written(volume: str, rows: list[dict[str, str]]) -> None:
    others = [r for r in listed() if r["volume"] != volume]
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted([*others, *rows], key=lambda r: (r["volume"], r["class"])))
    BRACKETS.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("volume", VOLUMES)
def test_every_document_is_proven_and_valid_and_its_parts_are_found(
    volume: str, expect: Callable[[object, object, Callable[[object], object]], None], tmp_path: Path
) -> None:
    counts: Counter[str] = Counter()

    assert list(encoded(volume, counts, tmp_path)) == []
    for name, floor in FLOORS.items():
        right = counts[f"{name} right"]
        wrong = counts[f"{name} missed"] + counts[f"{name} false"]
        score = 2 * right / (2 * right + wrong) if right else 1.0
        assert score >= floor, f"{name}: F1 {score:.4f}, {counts}"
    figures = scored(volume, tmp_path)
    below = {name: figures[name] for name, floor in floors()[volume].items() if figures[name] < floor}
    assert below == {}
    counted = [r for r in listed() if r["volume"] == volume]
    expect(table(volume, counts), counted, lambda rows: written(volume, rows))  # type: ignore[arg-type]
