"""A whole archive, built by the command as a user runs it: speed, memory, the second run, kills.

    python benchmarks/archive.py [--documents N] [--jobs N] [--kills N] [--folder DIR]

The corpus is made by corpus.py. In the first run memory is looked at all the while: the greatest sum over its
processes (proportional set size) in each quarter of the run. Then comes a second run without changes; then
the folder is built again from nothing and killed (SIGKILL) at random points, and what is there in the end is
compared with the first build, byte for byte.
"""

import argparse
import hashlib
import os
import platform
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from corpus import make

PROGRAM = [sys.executable, "-c", "from tei_edition.cli import main; main()"]
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--folder", type=Path, help="where it is built; by default a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        sources = make(Path(folder, "source"), given.documents)
        size = sum(t.stat().st_size for s in sources for t in s.glob("*.txt"))
        number = given.documents
        print(f"{number} transcripts, {size / 1e6:.1f} MB, in {len(sources)} folders; jobs {given.jobs}")
        print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
        options = [*map(str, sources), "--jobs", str(given.jobs), "--show", "summary"]

        whole = Path(folder, "whole")
        first = run([*PROGRAM, "build", *options, "--output", str(whole)])
        print(told("first run", first, given.documents, size))
        print("  greatest memory by quarter of the run, MB:", *(f"{m:.0f}" for m in first.quarters))
        second = run([*PROGRAM, "build", *options, "--output", str(whole)])
        print(told("second run, nothing changed", second, given.documents, size))
        print(f"  of the first: {second.cpu / first.cpu:.1%} of CPU, {second.wall / first.wall:.1%} of wall")
        expected = digests(whole)
        print(f"  {len(expected)} files, {sum(n.endswith('.xml') for n in expected)} of them XML")

        killed = Path(folder, "killed")
        choose, wrong = random.Random(1963), 0
        for _ in range(given.kills):
            after = choose.uniform(0.02, 0.9) * first.wall / given.kills + 1
            kill([*PROGRAM, "build", *options, "--output", str(killed)], after)
            there = digests(killed)
            wrong += sum(expected.get(name) != digest for name, digest in there.items() if "/" not in name)
        last = run([*PROGRAM, "build", *options, "--output", str(killed)])
        same = digests(killed) == expected
        print(told(f"last run, after {given.kills} kills", last, given.documents, size))
        print(f"  files not whole or not right after a kill: {wrong}; in the end all as in the first: {same}")
        shutil.rmtree(killed)
    return 0 if same and not wrong else 1


class Run:
    """What a run took."""

    def __init__(self, wall: float, cpu: float, samples: Sequence[float]) -> None:
        self.wall, self.cpu = wall, cpu
        quarter = max(1, -(-len(samples) // 4))
        self.quarters = [max(samples[i : i + quarter]) for i in range(0, len(samples), quarter)]


def run(command: list[str]) -> Run:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    samples = [0.0]
    while process.poll() is None:
        samples.append(memory(process.pid))
        time.sleep(0.5)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, samples)


def kill(command: list[str], after: float) -> None:
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.2)


def memory(pid: int) -> float:
    """Return the proportional set size of a process and its children, in MB; 0 where it cannot be told."""
    total = 0.0
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1000
    except (OSError, StopIteration):
        return 0.0
    return total + sum(memory(int(child)) for child in listed)


def digests(folder: Path) -> dict[str, str]:
    """Return a digest of each file that a user sees."""
    found = (p for p in folder.rglob("*") if p.is_file())
    shown = ((p, p.relative_to(folder)) for p in found)
    return {
        str(name): hashlib.sha256(p.read_bytes()).hexdigest()
        for p, name in shown
        if not any(part.startswith(".") for part in name.parts)
    }


def told(name: str, took: Run, documents: int, size: int) -> str:
    rate = f"{documents / took.wall:.1f} documents/s, {size / 1e6 / took.wall:.2f} MB/s"
    each = f"{1000 * took.cpu / documents:.2f} ms CPU each"
    return f"{name}: {took.wall:.1f} s wall, {took.cpu:.1f} s CPU; {rate}; {each}"


if __name__ == "__main__":
    sys.exit(main())
