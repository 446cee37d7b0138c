"""What the tests of clusters share."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "batch"))

from archive import Archive, files
from local_cluster import DATE, NUMBER, Processes

from tei_edition.batch import build, gather
from tei_edition.register import REGISTER


@pytest.fixture
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Processes]]:
    pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
    started: list[Processes] = []

    def start(workers: int, *options: str, **settings: str) -> Processes:
        started.append(Processes(tmp_path_factory.mktemp("cluster"), settings))
        for _ in range(workers):
            started[-1].add_worker(*options)
        return started[-1]

    yield start
    for cluster in started:
        cluster.end()


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "source"
    archive = Archive.random(folder, 1, documents=6)
    texts = sorted(folder.glob("*.txt"))
    for number in range(NUMBER):
        text = texts[number % len(texts)].read_bytes() * (1 + number % 7)
        (folder / f"letter{number:02}.txt").write_bytes(text + b"\n%d\n" % number)
    for text in texts:
        text.unlink()
    archive.change_terms()
    return folder


@pytest.fixture(scope="session")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a build by one process."""
    output = tmp_path_factory.mktemp("one")
    assert len(list(build(gather([source], lists=[], date=DATE), output, [], [REGISTER]))) == NUMBER
    return files(output)
