"""A small edition, and the package of it."""

import shutil
from pathlib import Path

import pytest
from small_edition import DAY, FIRST, PEOPLE, SECOND, SETTINGS, Edition

from tei_edition.deposit.package import Package, package

SAMPLE = Path(__file__).parents[2] / "source"


@pytest.fixture(scope="session")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    edition = Edition(tmp_path_factory.mktemp("edition"))
    files = {
        "edition.toml": SETTINGS,
        "first letter.txt": FIRST,
        "second.txt": SECOND,
        "people.csv": PEOPLE,
        "decisions/second.toml": "",
        "tables/brackets.toml": "",
    }
    for name, text in files.items():
        path = edition.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    edition.encode()
    return edition


@pytest.fixture
def edition(encoded: Edition, tmp_path: Path) -> Edition:
    """The edition in a folder of its own, to be changed."""
    folder = tmp_path / "edition"
    shutil.copytree(encoded.folder, folder)
    return Edition(folder)


@pytest.fixture(scope="session")
def made(encoded: Edition, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The package of the edition; not to be changed."""
    output = tmp_path_factory.mktemp("package")
    made = package(encoded.build, encoded.source, output, date=DAY)
    assert made.problems == ()
    return made


@pytest.fixture
def bag(made: Package, tmp_path: Path) -> Path:
    """The folder of the package, to be changed."""
    return Path(shutil.copytree(made.directory, tmp_path / made.directory.name))


@pytest.fixture(scope="session")
def sent_once(encoded: Edition, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of one document that was sent, by a known author."""
    edition = Edition(tmp_path_factory.mktemp("sent"))
    edition.source.mkdir()
    for name in ("alekseyev-1963-02-13.txt", "authority.xml"):
        (edition.source / name).write_bytes((SAMPLE / name).read_bytes())
    settings = (encoded.source / "edition.toml").read_bytes()
    (edition.source / "edition.toml").write_bytes(settings)
    edition.encode()
    return edition
