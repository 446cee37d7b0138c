"""What exact messages cost: RELAX NG decides, xmlschema explains; beside xmlschema for every file.

    python benchmarks/messages.py [FILE|FOLDER ...] [--authority FILE ...] [--documents N] [--rounds N]

One file in a hundred is broken: one of its elements has another name. Loading the schemas is left out.
"""

import argparse
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path

from lxml import etree
from validation import SAMPLE, documents

from tei_edition.validation import PROJECT
from tei_edition.validation.grammar import grammar_problems
from tei_edition.validation.schema import xml_schema

ONE_IN = 100
TARGET = 1 / 20


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--authority", action="append", type=Path, default=[])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    found = [f for p in given.paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p])]
    different = list(islice(documents(found, given.authority), given.documents))
    if not different or PROJECT.xsd is None:
        print("There is nothing to validate.", file=sys.stderr)
        return 1
    whole = list(islice(cycle(different), given.documents))
    some = [broken(f, i) if i % ONE_IN == 0 else f for i, f in enumerate(whole)]
    schema = xml_schema(PROJECT.xsd)
    measured: dict[str, Callable[[], int]] = {
        "lxml parses": lambda: sum(etree.fromstring(f) is None for f in some),
        "ours, none broken": lambda: told(whole),
        "ours, one in a hundred broken": lambda: told(some),
        "xmlschema for every file": lambda: sum(
            1 for f in some if any(True for _ in schema.iter_errors(etree.fromstring(f)))
        ),
    }
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    refused: dict[str, int] = {}
    for _ in range(given.rounds):
        for name, work in measured.items():
            begun = time.process_time()
            refused[name] = work()
            seconds[name].append(time.process_time() - begun)

    print(f"{len(some)} files of TEI, {len(different)} different; {sum(map(len, some)) / 1e6:.1f} MB")
    machine = f"Python {platform.python_version()}, lxml {version('lxml')}, xmlschema {version('xmlschema')}"
    print(f"{machine}; CPU time, one core, median of {given.rounds} rounds")
    print(f"{'':34}{'ms/document':>12}{'refused':>9}{'of xmlschema':>14}")
    *_, theirs = (statistics.median(times) for times in seconds.values())
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"{name:34}{1000 * median / len(some):12.2f}{refused[name]:9}{median / theirs:13.2%}")
    ours, without, parsing = (
        statistics.median(seconds[name])
        for name in ("ours, one in a hundred broken", "ours, none broken", "lxml parses")
    )
    print(f"The messages alone: {(ours - without) / (theirs - parsing):.2%}. Target: at most {TARGET:.0%}.")
    return 0


def told(files: list[bytes]) -> int:
    return sum(bool(grammar_problems(etree.fromstring(f), PROJECT)) for f in files)


def broken(source: bytes, seed: int) -> bytes:
    root = etree.fromstring(source)
    elements = [e for e in root.iter("{http://www.tei-c.org/ns/1.0}*") if e is not root]
    random.Random(seed).choice(elements).tag = "{http://www.tei-c.org/ns/1.0}nonsense"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


if __name__ == "__main__":
    sys.exit(main())
