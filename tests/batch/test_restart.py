"""A build may be stopped at any moment: what is there is whole, and the next one goes on from it."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive import Archive, files

from tei_edition.batch import Cache, CannotBuildError, build, gather, lock, writing
from tei_edition.register import REGISTER
from tei_edition.whole_file import whole_file

ROOT = Path(__file__).resolve().parents[2]
NUMBER = 160
PROGRAM = "from tei_edition.cli import main; main()"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1767225600"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "source"
    archive = Archive.random(folder, 2, documents=6)
    texts = sorted(folder.glob("*.txt"))
    for number in range(NUMBER - len(texts)):
        (folder / f"copy{number:03}.txt").write_bytes(texts[number % len(texts)].read_bytes())
    archive.change_terms()
    return folder


def command(source: Path, output: Path, *options: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "build", str(source), "--output", str(output), *options]


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    output = tmp_path_factory.mktemp("undisturbed")
    subprocess.run(command(source, output), check=False, env=ENVIRONMENT, capture_output=True)
    assert len(list(output.glob("*.xml"))) == NUMBER
    return files(output)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_ten_times_the_build_is_as_if_undisturbed(source, expected, tmp_path: Path) -> None:
    output, choose = tmp_path / "build", random.Random(7)
    done = [0]
    for _ in range(10):
        process = subprocess.Popen(
            command(source, output, "--jobs", "2"),
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        goal = done[-1] + choose.randint(1, 14)
        while process.poll() is None and len(list(output.glob("*.xml"))) < goal:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        there = files(output)
        assert all(expected[name] == content for name, content in there.items())
        done.append(sum(name.endswith(".xml") for name in there))

    assert len({n for n in done if 0 < n < NUMBER}) > 5, done
    subprocess.run(command(source, output), check=False, env=ENVIRONMENT, capture_output=True)
    assert files(output) == expected
    assert [p.name for p in (output / lock.WORKSHOP).iterdir() if p.suffix == ".part"] == []


def test_an_interrupted_build_ends_with_what_is_done(source, tmp_path: Path) -> None:
    long, output = tmp_path / "long", tmp_path / "build"
    shutil.copytree(source, long)
    for transcript in long.glob("*.txt"):  # so long that the build is under way when it is interrupted
        transcript.write_bytes(b"\n\n".join([transcript.read_bytes()] * 40))
    process = subprocess.Popen(
        command(long, output, "--jobs", "2"),
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and not list(output.glob("*.xml")):
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)
    printed, complaints = process.communicate(timeout=120)

    assert process.returncode == 130, complaints + printed[-600:]
    assert "Traceback" not in complaints + printed
    assert "were not tried" in printed
    there = files(output)
    assert 0 < sum(name.endswith(".xml") for name in there) < NUMBER
    assert all(f.endswith(b"</TEI>\n") for name, f in there.items() if name.endswith(".xml"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_a_problem_and_the_next_build_goes_on(jobs, source, expected, tmp_path: Path) -> None:
    full = (
        "import os, resource, sys; from tei_edition import whole_file as writing\n"
        "whole, count = writing.os.fdopen, [0]\n"
        "def fdopen(handle, mode):\n"
        "    count[0] += 1\n"
        "    file = whole(handle, mode)\n"
        "    if count[0] > 70:\n"
        "        os.write(handle, b'<TEI')\n"
        f"        raise OSError({errno.ENOSPC}, 'No space left on device')\n"
        "    return file\n"
        "writing.os.fdopen = fdopen\n"
    )
    output = tmp_path / "build"
    arguments = command(source, output, "--jobs", jobs, "--show", "summary")
    arguments[2] = full + PROGRAM
    run = subprocess.run(arguments, check=False, env=ENVIRONMENT, capture_output=True, text=True)

    assert run.returncode == 1
    assert run.stderr == ""
    assert "BU03" in run.stdout and "were not tried" in run.stdout
    there = files(output)
    assert 0 < len(there) < len(expected)
    assert all(expected[name] == content for name, content in there.items())
    assert [p.name for p in output.rglob("*.part")] == []

    subprocess.run(command(source, output), check=False, env=ENVIRONMENT, capture_output=True)
    assert files(output) == expected


def test_parts_of_a_killed_build_are_removed(source, tmp_path: Path) -> None:
    workshop = tmp_path / lock.WORKSHOP
    workshop.mkdir()
    (workshop / ".letter.xml.abc.part").write_bytes(b"<TEI")
    list(build(gather([source], lists=[], date="2026-01-01").narrowed(limit=1), tmp_path))
    assert list(workshop.glob(".*.part")) == []


def test_two_builds_at_once_are_refused(source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    batch = gather([source], lists=[], date="2026-01-01").narrowed(limit=3)
    first = build(batch, tmp_path)
    next(first)

    with pytest.raises(CannotBuildError) as refused:
        next(build(batch, tmp_path))
    assert (refused.value.problem.code, refused.value.problem.file) == ("BU04", str(tmp_path))

    first.close()
    assert len(list(build(batch, tmp_path))) == 3


def test_a_folder_that_cannot_be_made_is_a_problem(source, tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(CannotBuildError) as refused:
        next(build(gather([source], lists=[], date="2026-01-01"), tmp_path / "build"))
    assert refused.value.problem.code == "BU03"


def test_one_file_that_cannot_be_written_stops_none_of_the_others(source, tmp_path: Path) -> None:
    (tmp_path / "copy001.xml").mkdir()
    batch = gather([source], lists=[], date="2026-01-01").narrowed(limit=4)
    outcomes = list(build(batch, tmp_path, [], [REGISTER], cache=Cache(tmp_path / ".cache")))

    assert [o.written is None for o in outcomes] == [False, True, False, False]
    assert [p.code for p in outcomes[1].problems if p.code.startswith("BU")] == ["BU03"]


def test_a_part_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "x"
    writing.write(file, b"one")
    with pytest.raises(ZeroDivisionError), whole_file(file) as opened:
        opened.write(b"two")
        raise ZeroDivisionError
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x", b"one")]
