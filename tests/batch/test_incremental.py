"""Law: a build that goes on from the last gives what a build from nothing gives, byte for byte and word for word."""

import random
import shutil
from pathlib import Path

import pytest
from archive import Archive, files, said

from tei_edition.batch import Cache, gather


@pytest.mark.parametrize("seed", range(6))
def test_whatever_changes_the_files_are_those_of_a_build_from_nothing(seed: int, tmp_path: Path) -> None:
    archive = Archive.random(tmp_path / "source", seed)
    output, cache = tmp_path / "build", Cache(tmp_path / "cache")
    built, went = 0, []
    for step in range(14):
        went += [archive.change() for _ in range(archive.choose.choice((1, 1, 1, 2)))]
        _meddle(output, archive.choose)
        outcomes = archive.built(output, cache=cache)
        anew = tmp_path / f"anew{step}"
        expected = archive.built(anew, cache=None)

        assert said(outcomes, output) == said(expected, anew), went
        _without_transcript(output, archive)
        assert files(output) == files(anew), went
        both = (gather([archive.folder], lists=[], date=archive.date, cache=c) for c in (cache, None))
        assert next(both).problems == next(both).problems
        built += sum(o.state == "built" for o in outcomes)
        assert all(o.state == "built" for o in expected)
        shutil.rmtree(anew)
    assert built < 14 * 5


def _meddle(output: Path, choose: random.Random) -> None:
    """Now and then somebody removes, cuts off or changes a file that was written."""
    for path in sorted(output.glob("[!.]*")):
        if choose.random() < 0.1:
            choose.choice((path.unlink, lambda p=path: p.write_bytes(p.read_bytes()[:9])))()


def _without_transcript(output: Path, archive: Archive) -> None:
    """Take away what belongs to transcripts that are gone: it is left as it is."""
    stems = {p.stem for p in archive.folder.glob("*.txt")}
    for path in output.glob("[!.]*"):
        if path.name.split(".")[0] not in stems:
            path.unlink()
