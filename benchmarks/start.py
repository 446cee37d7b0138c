"""How long whole processes take from the start to the end, cold: the help, and the build of one document.

    python benchmarks/start.py [--transcript FILE] [--rounds N]

The processes alternate, each beside `python -c pass`; the median of the ratios of each round counts. pandoc
writes TEI from the same transcript, if it is installed. The program is the one of this environment.
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
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[1] / "source"
NOTHING = "python -c pass"
CLICK = "python -c 'import click'"
HELP = "tei-edition --help"
BUILD = "tei-edition build, one document"
PANDOC = "pandoc, the same document"


def main() -> int:
    raw_text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw_text)
    parser.add_argument("--transcript", type=Path, default=SAMPLE / "alekseyev-1963-02-13.txt")
    parser.add_argument("--rounds", type=int, default=11)
    given = parser.parse_args()
    program = [sys.executable, "-c", "from tei_edition.cli import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        build = [*program, "build", str(given.transcript), "--output"]
        commands = {
            NOTHING: [sys.executable, "-c", "pass"],
            CLICK: [sys.executable, "-c", "import click"],
            HELP: [*program, "--help"],
            BUILD: build,
        }
        if shutil.which("pandoc"):
            commands[PANDOC] = [
                *("pandoc", "-f", "markdown", "-t", "tei", "-s"),
                *("-o", str(Path(folder, "pandoc.xml")), str(given.transcript)),
            ]
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(given.rounds + 1):
            for name, command in commands.items():
                fresh = [str(Path(folder, str(number)))] if name == BUILD else []
                taken = elapsed([*command, *fresh])
                if number:  # the first round fills the caches of the disk
                    seconds[name].append(taken)
    print(f"Python {platform.python_version()}, {platform.machine()}; wall time, {given.rounds} rounds")
    print(f"{'':34}{'ms':>8}{'of pass':>10}{'of click':>10}{'of pandoc':>11}")
    for name, times in seconds.items():
        against = [ratio(times, seconds.get(other)) for other in (NOTHING, CLICK, PANDOC)]
        print(f"{name:34}{1000 * statistics.median(times):8.0f}{against[0]}{against[1]}{against[2]:>11}")
    return 0


def elapsed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ}
    )
    return time.perf_counter() - begun


def ratio(times: list[float], others: list[float] | None) -> str:
    if not others:
        return f"{'-':>10}"
    return f"{statistics.median(a / b for a, b in zip(times, others, strict=True)):9.2f}x"


if __name__ == "__main__":
    sys.exit(main())
