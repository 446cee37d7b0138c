"""Time and memory by the length of the document, for documents of several shapes, and the exponent.

    python benchmarks/growth.py [TRANSCRIPT|FOLDER ...] [--authority FILE ...] [--shape NAME ...]

The transcripts are repeated until the size is reached. Each document is encoded in a process of its own; the
time is CPU time, the memory what the process needed at most. The exponent is that of the largest size against
the first of 100 KB or more: 1 is linear, 2 is quadratic. ``--stages`` prints it for each stage as well.
"""

import argparse
import math
import multiprocessing
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tei_edition import pipeline
from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.model.edition import Edition
from tei_edition.pipeline import Context
from tei_edition.readers import best, encoding
from tei_edition.recognisers import RECOGNISERS, Resources
from tei_edition.recognisers.resources import term_index
from tei_edition.tables.settings import read
from tei_edition.validation.check import validate
from tei_edition.weaver.admit import admit
from tei_edition.weaver.decode import decode, parse
from tei_edition.weaver.resolve import resolve
from tei_edition.weaver.weave import weave

SAMPLE = Path(__file__).resolve().parents[1] / "source"
_PARAGRAPHS = re.compile(r"\n\s*\n")
_FROM = 100


def _each(text: str, written: Callable[[int, str], str], between: str = "\n\n") -> str:
    paragraphs = (" ".join(p.split()) for p in _PARAGRAPHS.split(text))
    return between.join(written(i, p) for i, p in enumerate(paragraphs) if p)


SHAPES: dict[str, Callable[[str], str]] = {
    "paragraphs": lambda text: text,
    "one paragraph of many lines": lambda text: _PARAGRAPHS.sub("\n", text),
    "one line": lambda text: " ".join(text.split()),
    "a bracket every few words": lambda text: _each(
        text, lambda i, p: re.sub(r"(\w+ \w+) (\w+)", r"\1 [\2]", p)
    ),
    "turns of speech": lambda text: _each(text, lambda i, p: f"{('Comrade Smirnov', 'Kennedy')[i % 2]}: {p}"),
    "a list": lambda text: _each(text, lambda i, p: f"{i + 1}. {p}" if i < 999 else f"({i % 9 + 1}) {p}"),
    "marks of pages and form feeds": lambda text: _each(
        text, lambda i, p: f"{p}\n\n[Page {i + 1}]" if i % 5 == 4 else f"{p}\f" if i % 5 == 2 else p
    ),
    "bold and italic type": lambda text: _each(
        text, lambda i, p: re.sub(r"(\w+) (\w+) (\w+)", r"**\1** \2 *\3*", p), "\n"
    ),
    "footnotes": lambda text: (
        _each(text, lambda i, p: f"{p}[^{i + 1}]")
        + "\n\n---\n\n"
        + _each(text, lambda i, p: f"[^{i + 1}]: See {p[:40]}")
    ),
}


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--authority", action="append", type=Path, default=[])
    parser.add_argument("--shape", action="append", choices=[*SHAPES], default=[], metavar="NAME")
    parser.add_argument("--sizes", default="1,10,100,1000,10000", help="in KB")
    parser.add_argument("--stages", action="store_true")
    given = parser.parse_args()
    files = [f for p in given.paths for f in (sorted(p.glob("*.txt")) if p.is_dir() else [p])]
    text = "\n\n".join(f.read_text(encoding="utf-8") for f in files)
    authority, _ = load(given.authority or [p for p in [SAMPLE / "authority.xml"] if p.is_file()])
    resources = Resources(authority, NameIndex.of(authority), terms=term_index(authority))
    settings, _ = read(None, file="")
    context = Context(settings, "2026-01-01", resources)
    sizes = [int(kb) * 1000 for kb in given.sizes.split(",")]
    pipeline.encode(
        text[:20_000].encode(), name="first.txt", context=context
    )  # tables and patterns are loaded

    steep = False
    for shape in given.shape or SHAPES:
        figures = [_measured(_document(text, shape, size), context, given.stages) for size in sizes]
        print(f"{shape}: {'written' if all(f['written'] for f in figures) else 'NOT WRITTEN'}")
        print(f"{'':24}{''.join(f'{size // 1000:>9} KB' for size in sizes)}    exponent")
        for name in figures[-1]["seconds"]:
            seconds = [f["seconds"][name] for f in figures]
            power = _exponent(sizes, seconds)
            steep = steep or (name == "encode" and power > 1.1)
            print(f"{name + ', s':24}{''.join(f'{s:12.3f}' for s in seconds)}{power:12.2f}")
        memory = "".join(f"{f['memory']:12.0f}" for f in figures)
        print(f"{'memory at most, MB':24}{memory}", flush=True)
    return int(steep)


def _document(text: str, shape: str, size: int) -> bytes:
    repeated = (text + "\n\n") * (size // len(text) + 1)
    return SHAPES[shape](repeated[:size]).strip().encode()


def _exponent(sizes: list[int], seconds: list[float]) -> float:
    first = next((i for i, size in enumerate(sizes) if size >= _FROM * 1000), 0)
    if first == len(sizes) - 1 or not (seconds[first] > 0 and seconds[-1] > 0):
        return math.nan
    return math.log(seconds[-1] / seconds[first]) / math.log(sizes[-1] / sizes[first])


def _measured(raw: bytes, context: Context, stages: bool) -> dict:
    """Encode a document in a process of its own."""
    forked = multiprocessing.get_context("fork")
    receiving, sending = forked.Pipe(duplex=False)
    process = forked.Process(target=_encode, args=(raw, context, stages, sending))
    process.start()
    found = receiving.recv()
    process.join()
    return found


def _encode(raw: bytes, context: Context, stages: bool, sending: object) -> None:
    seconds: dict[str, float] = {}
    if stages:
        for name, spent in _stages(raw, context):
            seconds[name] = seconds.get(name, 0.0) + spent
    begun = time.process_time()
    encoded = pipeline.encode(raw, name="growth.txt", context=context)
    seconds["encode"] = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    sending.send({"seconds": seconds, "memory": memory, "written": encoded.tei is not None})


def _stages(raw: bytes, context: Context) -> Iterator[tuple[str, float]]:
    begun = time.process_time()

    def lap() -> float:
        nonlocal begun
        spent, begun = time.process_time() - begun, time.process_time()
        return spent

    edition = encoding.read(raw, name="growth.txt")
    yield "read", lap()
    assert isinstance(edition, Edition)
    edition = edition.with_finding(best(edition.transcript).read(edition.transcript))
    yield "layout", lap()
    for recognise in RECOGNISERS:
        edition = edition.with_finding(recognise(edition, context.resources))
        yield recognise.__module__.rpartition(".")[2], lap()
    edition = admit(pipeline.identified(edition))
    forest = resolve(edition.transcript, edition.annotations)
    yield "admit, resolve", lap()
    woven = weave(
        edition, forest, authority=context.resources.authority, settings=context.settings, date=context.date
    )
    yield "weave", lap()
    decode(parse(woven.source))
    yield "parse, decode", lap()
    validate(woven.source, file="")
    yield "validate", lap()


if __name__ == "__main__":
    sys.exit(main())
