"""Law 3: the same input gives the same bytes, in any order of files, annotations and hashes."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import hostile
import pytest
from hypothesis import given

from tei_edition.batch import build, gather

ROOT = Path(__file__).resolve().parents[2]
WORDS = "\n\n".join(f"{label}:\n\n{value}" if label else value for label, value in hostile.FIELDS)
TEXTS = {
    "cover.txt": WORDS + "\n\n" + "\n\n".join(hostile.DOCUMENT),
    "plain.txt": "\n\n".join(hostile.DOCUMENT),
    "odd.txt": "\x00 [[ ] \ue000 ** \f a-\nb [page 3] <x>\n",
    "short.txt": "x",
    "signs.txt": "□\n\nOne [sic] two [his] three [u nas].",
}


@given(hostile.cases())
def test_the_same_edition_gives_the_same_bytes(case: hostile.Case) -> None:
    assert hostile.encoded(case).tei == hostile.encoded(case).tei


def folder(path: Path) -> Path:
    path.mkdir()
    for name, text in TEXTS.items():
        (path / name).write_bytes(text.encode())
    return path


def built(paths: list[Path], output: Path) -> dict[str, bytes]:
    for one in build(gather(paths, lists=(), date=hostile.DATE), output):
        assert one.written is not None, one.problems
    return {p.name: p.read_bytes() for p in output.iterdir() if p.is_file()}


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    source = folder(tmp_path / "in")
    paths = sorted(source.iterdir())
    expected = built([source], tmp_path / "whole")

    assert set(expected) == {f"{Path(name).stem}.xml" for name in TEXTS}
    for seed in range(5):
        random.Random(seed).shuffle(paths)
        assert built(paths, tmp_path / str(seed)) == expected
    assert built([*paths, source, *paths], tmp_path / "again") == expected


PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from tei_edition.batch import build, gather
for one in build(gather([Path(sys.argv[1])], lists=(), date="2026-11-24"), Path(sys.argv[2])):
    assert one.written is not None
"""


def test_the_hashes_of_the_interpreter_do_not_matter(tmp_path: Path) -> None:
    source = folder(tmp_path / "in")
    results = []
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        output = tmp_path / seed
        subprocess.run([sys.executable, "-c", PROGRAM, str(source), str(output)], check=True, env=environment)
        results.append({p.name: p.read_bytes() for p in output.iterdir() if p.is_file()})

    assert results[0] == results[1] == results[2]
    assert len(results[0]) == len(TEXTS)


@pytest.mark.parametrize("date", ["1999-12-31", "2024-02-29"])
def test_the_day_is_the_only_thing_that_changes(date: str) -> None:
    first = hostile.encoded((TEXTS["cover.txt"], True, ()), context=replace(hostile.CONTEXT, date=date))
    other = hostile.encoded((TEXTS["cover.txt"], True, ()))
    assert first.tei is not None
    assert other.tei is not None

    assert first.tei != other.tei
    assert first.tei.replace(date.encode(), b"") == other.tei.replace(hostile.DATE.encode(), b"")
