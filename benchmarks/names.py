"""How long half a million names take: loading the list, building the index, finding names in texts.

    python benchmarks/names.py [--entries N] [--rounds N]

The list is invented, and the same in each of its formats; each is loaded in a process of its own, for its
peak of memory. Texts are invented too, one name in about ten words. Matching is linear if MB/s stay the same
while they grow; the first time, the forms of each name that is met are made, which is asked for once.
Times are CPU times of one core.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load

_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ne",
    "ru",
    "sta",
    "vo",
    "zer",
    "bin",
    "dor",
    "gra",
    "hel",
    "iv",
    "jan",
    "kol",
    "lev",
    "mar",
    "nik",
    "ost",
    "pet",
    "rod",
    "sim",
    "tar",
    "ul",
    "ven",
]
_FILLERS = [
    "the",
    "talks",
    "on",
    "questions",
    "of",
    "trade",
    "were",
    "held",
    "in",
    "and",
    "it",
    "was",
    "noted",
    "that",
    "both",
    "sides",
    "had",
    "agreed",
    "to",
    "wait",
]
_SIZES = (0.1, 0.3, 1, 3, 10)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.load:
        print(json.dumps(_measured(given.load)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        persons = _persons(given.entries)
        _write(persons, folder)
        print(f"{given.entries} entries")
        print(f"{'list':8}{'file MB':>10}{'load s':>10}{'index s':>10}{'peak MB':>10}")
        for file in sorted(folder.iterdir()):
            command = [sys.executable, __file__, "--load", str(file)]
            load_s, index_s, peak = json.loads(
                subprocess.run(command, check=True, capture_output=True).stdout
            )
            size = file.stat().st_size / 1e6
            print(f"{file.suffix[1:]:8}{size:10.0f}{load_s:10.1f}{index_s:10.1f}{peak:10.0f}")
        authority, _ = load([folder / "names.csv"])
    index = NameIndex.of(authority)
    print(f"\n{'text MB':>8}{'names':>10}" + "".join(f"{f'MB/s {n + 1}':>10}" for n in range(given.rounds)))
    for size in _SIZES:
        text = _text(persons, size)
        rates, found = [], 0
        for _ in range(given.rounds):
            begun = time.process_time()
            found = len(index.matches(text))
            rates.append(size / (time.process_time() - begun))
        print(f"{size:8}{found:10}" + "".join(f"{rate:10.2f}" for rate in rates))
    return 0


def _measured(path: Path) -> tuple[float, float, float]:
    begun = time.process_time()
    authority, _ = load([path])
    loaded = time.process_time()
    NameIndex.of(authority)
    built = time.process_time()
    return loaded - begun, built - loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _persons(number: int) -> list[tuple[str, str]]:
    rng = random.Random(1)

    def word(*syllables: int) -> str:
        return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice(syllables))).capitalize()

    surnames = [word(2, 3, 3, 3, 4, 4) for _ in range(max(1, number // 3))]
    forenames = [word(2) for _ in range(500)]
    return [(rng.choice(surnames), f"{rng.choice(forenames)} {rng.choice(forenames)}") for _ in range(number)]


def _write(persons: list[tuple[str, str]], folder: Path) -> None:
    rows = [
        (f"pers-{i}", surname, forename, f"{forename.split()[0]} {surname}", f"{forename[0]}. {surname}")
        for i, (surname, forename) in enumerate(persons)
    ]
    with (folder / "names.csv").open("w", encoding="utf-8") as file:
        file.write("id,surname,forename,display,role,variants\n")
        file.writelines(f"{i},{s},{f},{d},Minister of Trade,{v}\n" for i, s, f, d, v in rows)
    with (folder / "names.json").open("w", encoding="utf-8") as file:
        keys = ("id", "surname", "forename", "display", "variants")
        lines = (
            json.dumps(dict(zip(keys, row, strict=True)) | {"role": "Minister of Trade"}) for row in rows
        )
        file.write("[\n" + ",\n".join(lines) + "\n]\n")
    with (folder / "names.xml").open("w", encoding="utf-8") as file:
        file.write('<standOff xmlns="http://www.tei-c.org/ns/1.0"><listPerson>\n')
        file.writelines(
            f'<person xml:id="{i}">\n <persName><forename>{f}</forename> <surname>{s}</surname></persName>\n'
            f' <persName type="alternative">{v}</persName>\n'
            " <occupation>Minister of Trade</occupation>\n</person>\n"
            for i, s, f, _, v in rows
        )
        file.write("</listPerson></standOff>\n")


def _text(persons: list[tuple[str, str]], size: float) -> str:
    rng = random.Random(2)
    pieces: list[str] = []
    length = 0
    while length < size * 1e6:
        surname, forename = rng.choice(persons)
        words = " ".join(rng.choice(_FILLERS) for _ in range(9))
        pieces.append(f"{words} {forename.split()[0]} {surname}.\n")
        length += len(pieces[-1])
    return "".join(pieces)


if __name__ == "__main__":
    sys.exit(main())
