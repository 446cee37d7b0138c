"""Documents per second for encoding, proof and validation, beside the limit that lxml sets, in one run.

    python benchmarks/speed.py [TRANSCRIPT|FOLDER ...] [--authority FILE ...] [--rounds N]

The limit is lxml parsing and serialising the very TEI that is written. Machines are noisy: the rounds of the
things measured alternate, and medians are compared.
"""

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.model.edition import Edition
from tei_edition.pipeline import Context, annotate, encode
from tei_edition.readers import encoding
from tei_edition.recognisers import Resources
from tei_edition.tables.settings import read
from tei_edition.validation.check import validate
from tei_edition.weaver.decode import decode, parse

SAMPLE = Path(__file__).resolve().parents[1] / "source"


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--authority", action="append", type=Path, default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=200, help="most documents")
    given = parser.parse_args()
    files = [f for p in given.paths for f in (sorted(p.glob("*.txt")) if p.is_dir() else [p])][: given.limit]
    lists = given.authority or [p for p in [SAMPLE / "authority.xml"] if p.is_file()]
    authority, _ = load(lists)
    settings, _ = read(None, file="")
    context = Context(settings, "2026-01-01", Resources(authority, NameIndex.of(authority)))
    raw = {f.name: f.read_bytes() for f in files}

    tei = [e.tei for n, r in raw.items() if (e := encode(r, name=n, context=context)).tei is not None]
    editions = [e for n, r in raw.items() if isinstance(e := encoding.read(r, name=n), Edition)]
    if not tei:
        print("Nothing could be encoded.", file=sys.stderr)
        return 1

    measured: dict[str, Callable[[], object]] = {
        "limit: lxml parses and serialises": lambda: [etree.tostring(etree.fromstring(t)) for t in tei],
        "recognise": lambda: [annotate(e, context) for e in editions],
        "prove (parse and decode)": lambda: [decode(parse(t)) for t in tei],
        "validate (grammar and house rules)": lambda: [validate(t, file="") for t in tei],
        "encode, prove and validate": lambda: [encode(r, name=n, context=context) for n, r in raw.items()],
    }
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(given.rounds):
        for name, work in measured.items():
            begun = time.process_time()
            work()
            seconds[name].append(time.process_time() - begun)

    size = sum(map(len, raw.values()))
    print(f"{len(files)} transcripts, {size / 1000:.0f} KB; {sum(map(len, tei)) / 1000:.0f} KB of TEI")
    machine = f"Python {platform.python_version()}, lxml {version('lxml')}, {platform.machine()}"
    print(f"{machine}; CPU time, one core")
    print(f"{'':38}{'documents/s':>12}{'KB/s':>10}{'of the limit':>14}")
    limit = statistics.median(seconds["limit: lxml parses and serialises"])
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"{name:38}{len(files) / median:12.0f}{size / 1000 / median:10.0f}{limit / median:14.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
