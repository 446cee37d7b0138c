"""Validation beside what lxml alone takes for the same files, in one run.

    python benchmarks/validation.py [FILE|FOLDER ...] [--authority FILE ...] [--documents N] [--rounds N]

Transcripts are built first; TEI files are taken as they are; fewer than N are repeated. The floor is lxml
parsing the files and holding them against the same RELAX NG. Machines are noisy: rounds alternate, and the
median of the ratios of each round counts.
"""

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path

from lxml import etree

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.pipeline import Context, encode
from tei_edition.recognisers import Resources
from tei_edition.tables.settings import read
from tei_edition.validation import PROJECT, validate
from tei_edition.validation.schema import relax_ng
from tei_edition.weaver.proof import proof_of

SAMPLE = Path(__file__).resolve().parents[1] / "source"
TARGET = 2.0


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--authority", action="append", type=Path, default=[])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    found = [f for p in given.paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p])]
    different = list(islice(documents(found, given.authority), given.documents))
    if not different or PROJECT.rng is None:
        print("There is nothing to validate.", file=sys.stderr)
        return 1
    files = list(islice(cycle(different), given.documents))
    gate = relax_ng(PROJECT.rng)

    measured: dict[str, Callable[[bytes], object]] = {
        "lxml parses": etree.fromstring,
        "lxml parses, RELAX NG": lambda source: gate.validate(etree.fromstring(source)),
        "validate: grammar and house rules": lambda source: validate(source, file=""),
        "validate, and prove the text": lambda source: validate(source, file="", proof=proof_of),
    }
    for work in measured.values():  # whatever is loaded once is loaded now
        work(files[0])
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(given.rounds):
        for name, work in measured.items():
            begun = time.process_time()
            for source in files:
                work(source)
            seconds[name].append(time.process_time() - begun)

    size = sum(map(len, files)) / 1e6
    print(f"{len(files)} files of TEI, {len(different)} of them different; {size:.1f} MB")
    machine = f"Python {platform.python_version()}, lxml {version('lxml')}, {platform.machine()}"
    print(f"{machine}; CPU time, one core, {given.rounds} rounds")
    print(f"{'':36}{'ms/document':>12}{'documents/s':>13}{'MB/s':>8}{'of the floor':>14}")
    floor = seconds["lxml parses, RELAX NG"]
    for name, times in seconds.items():
        median = statistics.median(times)
        ratio = statistics.median(mine / theirs for mine, theirs in zip(times, floor, strict=True))
        each = median / len(files)
        print(f"{name:36}{each * 1000:12.2f}{1 / each:13.0f}{size / median:8.1f}{ratio:13.2f}x")
    print(f"Target: validating costs at most {TARGET:g} times the floor.")
    return 0


def documents(files: Iterable[Path], authority: list[Path]) -> Iterator[bytes]:
    """Iterate over TEI: files of TEI as they are, transcripts built."""
    lists = authority or [p for p in [SAMPLE / "authority.xml"] if p.is_file()]
    index, _ = load(lists)
    settings, _ = read(None, file="")
    context = Context(settings, "2026-01-01", Resources(index, NameIndex.of(index)))
    for path in files:
        if path.suffix == ".txt":
            encoded = encode(path.read_bytes(), name=path.name, context=context)
            if encoded.tei is not None:
                yield encoded.tei
        elif path.suffix == ".xml":
            source = path.read_bytes()
            if b"http://www.tei-c.org/ns/1.0" in source and b"<text" in source:
                yield source


if __name__ == "__main__":
    sys.exit(main())
