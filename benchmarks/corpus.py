"""A large corpus made of a small one: its transcripts repeated, the paragraphs of each copy in another order.

    python benchmarks/corpus.py FOLDER --documents N [--from FOLDER_OF_VOLUMES]

A volume is a folder with transcripts in ``docs/`` and authority lists beside it, or in one folder. Names are
unique over all volumes, so that everything can be built into one folder. The same N gives the same bytes.
"""

import argparse
import shutil
import sys
from itertools import cycle, islice
from pathlib import Path

HERE = Path(__file__).resolve()
SAMPLE = HERE.parents[1] / "source"
VOLUMES = HERE.parents[2] / "shared" / "corpus" / "frus-dev"
LISTS = (".csv", ".xml")


def make(folder: Path, documents: int, source: Path | None = None) -> list[Path]:
    """Write a corpus and return its folders, one a volume.

    Args:
        folder: where; must not hold other things.
        documents: how many transcripts.
        source: a folder of volumes; by default the development corpus if it is there, else the sample.
    """
    source = source or (VOLUMES if VOLUMES.is_dir() else SAMPLE)
    volumes = [v for v in sorted(source.iterdir()) if (v / "docs").is_dir()] or [source]
    transcripts = [
        (v, t) for v in volumes for t in sorted((v / "docs" if (v / "docs").is_dir() else v).glob("*.txt"))
    ]
    folders = {v: folder / v.name for v in volumes}
    for volume, target in folders.items():
        target.mkdir(parents=True, exist_ok=True)
        for path in volume.iterdir():
            # A list that is there as CSV and as TEI is copied once.
            if path.suffix in LISTS and not (path.suffix == ".xml" and path.with_suffix(".csv").is_file()):
                shutil.copy(path, target)
    rounds = 0
    for number, (volume, transcript) in enumerate(islice(cycle(transcripts), documents)):
        rounds = number // len(transcripts)
        name = f"{volume.name}-{transcript.stem}-{rounds:04}.txt"
        (folders[volume] / name).write_bytes(varied(transcript.read_bytes(), rounds))
    return [f for f in folders.values() if any(f.glob("*.txt"))]


def varied(transcript: bytes, rounds: int) -> bytes:
    """Return a transcript whose paragraphs, but for the opening ones, begin with another."""
    paragraphs = transcript.split(b"\n\n")
    opening, rest = paragraphs[:4], paragraphs[4:]
    at = rounds % len(rest) if rest else 0
    return b"\n\n".join([*opening, *rest[at:], *rest[:at]])


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--from", dest="source", type=Path)
    given = parser.parse_args()
    for folder in make(given.folder, given.documents, given.source):
        print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
