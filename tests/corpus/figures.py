"""Figures on real documents with published gold, beside their floors, the targets, and what others reach.

    python tests/corpus/figures.py            encodes the six volumes and prints the table
    python tests/corpus/figures.py --accept   raises the floors to what was measured

Names and dates are judged by the scorer that stands beside the corpus; its docstring says what "fair" and "strict" are.
Two volumes are held out: nothing was fitted to them, and they were looked at only to measure.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from multiprocessing import Pool
from pathlib import Path

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.pipeline import Context, encode
from tei_edition.recognisers.resources import Resources
from tei_edition.tables.settings import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
CORPUS = SHARED / "frus-dev"
FLOORS = Path(__file__).with_name("floors.toml")
FITTED = ("1955-57v02", "1958-60v08", "1961-63v15", "1977-80v21")
HELD_OUT = ("1961-63v05", "1961-63v19")
VOLUMES = tuple(sorted(FITTED + HELD_OUT))
MARGIN = 0.002

Figures = Mapping[str, float]


def context_of(volume: str) -> Context:
    authority, _ = load([CORPUS / volume / "authority.csv"])
    return Context(read(None, file="")[0], "2026-01-01", Resources(authority, NameIndex.of(authority)))


def scored(volume: str, encoded: Path) -> Figures:
    """Score the TEI files of a volume, or of all volumes for ``ALL``."""
    fair, strict = (_scores(volume, encoded, *how) for how in ((), ("--strict",)))
    person, date, place = fair["person"], fair["date"], fair["place"]
    return {
        "linked": person["linked"][2],
        "exact_strict": strict["person"]["exact"][2],
        **{f"hard_{name}": fair["hard"][name] for name in ("ambiguous", "common", "nosurname", "plain")},
        "day": date["day"],
        "hour": date["time"],
        "date_exact": date["exact"][2],
        "place_exact": place["exact"][2],
        "note_exact": fair["note"]["exact"][2],
    }


def _scores(volume: str, encoded: Path, *how: str) -> dict[str, dict[str, list[float]]]:
    gold = CORPUS if volume == "ALL" else CORPUS / volume
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scores.json"
        command = [
            sys.executable,
            str(SHARED / "score_frus.py"),
            str(gold),
            str(encoded),
            "--json",
            str(file),
            *how,
        ]
        subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, dict[str, list[float]]] = json.loads(file.read_text(encoding="utf-8"))[volume]
        return found


def floors() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    return found


def encode_volume(volume: str, output: Path) -> None:
    context = context_of(volume)
    output.mkdir(parents=True)
    for path in sorted((CORPUS / volume).glob("docs/*.txt")):
        result = encode(path.read_bytes(), name=path.name, context=context)
        if result.tei is not None:
            (output / f"{path.stem}.xml").write_bytes(result.tei)


def measured() -> dict[str, Figures]:
    with tempfile.TemporaryDirectory() as folder:
        with Pool() as pool:
            pool.starmap(encode_volume, [(v, Path(folder) / v) for v in VOLUMES], chunksize=1)
        return {v: scored(v, Path(folder) if v == "ALL" else Path(folder) / v) for v in (*VOLUMES, "ALL")}


def table(found: Mapping[str, Figures]) -> str:
    stated = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    names = list(found["ALL"])
    rows = [("", *names)]
    for volume, figures in found.items():
        label = f"{volume} (held out)" if volume in HELD_OUT else volume
        rows.append((label, *(f"{figures[n]:.4f}" for n in names)))
    rows.append(("target", *(_figure(stated["targets"].get(n)) for n in names)))
    for row in stated["baseline"]:
        rows.append((row["name"], *(_figure(row.get(n)) for n in names)))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def accepted(found: Mapping[str, Figures]) -> None:
    """Write the floors a little below what was measured; a floor that stands higher stays."""
    text = FLOORS.read_text(encoding="utf-8")
    head, known = text[: text.index("[floors.")], floors()
    lines = []
    for volume in VOLUMES:
        lines.append(f'[floors."{volume}"]')
        for name, value in found[volume].items():
            floor = math.floor((value - MARGIN) * 1000) / 1000
            lines.append(f"{name} = {max(floor, known.get(volume, {}).get(name, 0.0)):.3f}")
        lines.append("")
    FLOORS.write_text(head + "\n".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the figures on the corpus.")
    parser.add_argument("--accept", action="store_true", help="raise the floors to what was measured")
    given = parser.parse_args()
    found = measured()
    print(table(found))
    if given.accept:
        accepted(found)


if __name__ == "__main__":
    main()
