"""The cache may be deleted, copied, shared and damaged: at worst something is built again."""

import json
import pickle
import random
import shutil
import zlib
from pathlib import Path

import pytest
from archive import Archive, files, said

from tei_edition.batch import Cache, cache
from tei_edition.batch.cache import Body
from tei_edition.batch.digest import digest, digest_of_content
from tei_edition.batch.kept import Kept, problem_as_json, problem_of
from tei_edition.batch.outcome import Tally
from tei_edition.model.problem import Problem, Severity, XmlPlace
from tei_edition.model.transcript import Place

KEPT = Kept(
    "2026-01-01",
    ("l1", "l2"),
    "a",
    "b",
    {".xml": "x"},
    (
        Problem("IN03", Severity.ERROR, "No\ud800.", "Do.", "f", Place(1, 2, "q"), XmlPlace(3, "/TEI", 4)),
        Problem("RD02", Severity.NOTE, "Note."),
    ),
    Tally({"date": 2}, {}, 3, 2, 1),
    {"title": ["x", None, 1]},
)


def entries(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    assert kept.results("k") == ()
    kept.keep_results("k", [KEPT])
    assert kept.results("k") == (KEPT,)
    assert kept.results("other") == ()
    kept.keep_problems("p", KEPT.problems)
    assert kept.problems("p") == KEPT.problems
    assert (kept.problems("k"), kept.results("p")) == (None, ())
    body = Body([["names", "Castro\ud800"]], {".xml": b"<TEI/>\n", ".names.csv": b"\xef\xbb\xbf\n"})
    assert kept.body(kept.keep_body(body)) == body
    assert kept.body(kept.keep_body(Body(None, {}))) == Body(None, {})
    assert Cache(tmp_path, is_read=False).results("k") == ()


def test_problems_survive_json() -> None:
    for problem in KEPT.problems:
        assert problem_of(json.loads(json.dumps(problem_as_json(problem)))) == problem


def test_a_damaged_entry_is_not_there(tmp_path: Path) -> None:
    kept, choose = Cache(tmp_path), random.Random(3)
    kept.keep_results("k", [KEPT])
    name = kept.keep_body(Body([], {".xml": b"<TEI/>" * 50}))
    whole = {path: path.read_bytes() for path in entries(tmp_path)}
    assert len(whole) == 2
    for path, content in whole.items():
        at = [choose.randrange(len(content)) for _ in range(60)]
        damaged = [content[:n] for n in at] + [
            content[:n] + bytes([content[n] ^ 1]) + content[n + 1 :] for n in at
        ]
        for one in (*damaged, b"", content + b"x", b"\x80\x04N.", pickle.dumps({"key": "k"})):
            path.write_bytes(one)
            assert (kept.results("k"), kept.body(name)).count(()) + (kept.body(name) is None) == 1
        path.write_bytes(content)
    assert kept.results("k") == (KEPT,)


@pytest.mark.parametrize(
    "told",
    [
        {"key": "other", "results": [KEPT.as_json()]},
        {"key": "k"},
        {"key": "k", "results": [{**KEPT.as_json(), "lists": 7}]},
        {"key": "k", "results": [{**KEPT.as_json(), "files": {".xml": 1}}]},
        {"key": "k", "results": [{**KEPT.as_json(), "problems": [{"code": "X"}]}]},
        {"key": "k", "results": [{**KEPT.as_json(), "tally": {"what": 1}}]},
        ["key"],
        None,
    ],
)
def test_an_entry_that_says_something_else_is_not_there(told: object, tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.keep_results("k", [KEPT])
    [path] = entries(tmp_path)
    packed = zlib.compress(json.dumps(told).encode())
    path.write_bytes(cache._LAYOUT + cache.hashlib.sha256(packed).digest() + packed)
    assert kept.results("k") == ()


def test_an_entry_that_would_fill_the_memory_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_LARGEST", 1000)
    kept = Cache(tmp_path)
    assert kept.body(kept.keep_body(Body([], {".xml": bytes(2000)}))) is None


def test_where_nothing_can_be_kept_nothing_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file")
    archive = Archive.random(tmp_path / "source", 1)
    for _ in range(2):
        assert {o.state for o in archive.built(tmp_path / "build", cache=Cache(tmp_path / "cache"))} == {
            "built"
        }


def test_the_bodies_of_results_that_are_dropped_are_removed(tmp_path: Path) -> None:
    archive = Archive.random(tmp_path / "source", 1)
    kept = Cache(tmp_path / "cache")
    for number in range(9):
        archive.date = f"2026-01-{number + 1:02}"
        archive.built(tmp_path / "build", cache=kept)
    assert len(entries(tmp_path / "cache" / "bodies")) <= 5


@pytest.mark.parametrize("seed", range(4))
def test_with_any_cache_the_files_are_the_same(seed: int, tmp_path: Path) -> None:
    archive = Archive.random(tmp_path / "source", seed)
    expected = archive.built(tmp_path / "anew", cache=None)
    folder, choose = tmp_path / "cache", random.Random(seed)
    archive.built(tmp_path / "build", cache=Cache(folder))
    for path in entries(folder):
        match choose.randrange(5):
            case 0:
                path.unlink()
            case 1:
                path.write_bytes(path.read_bytes()[: choose.randrange(100)])
            case 2:
                path.write_bytes(choose.choice(entries(folder)).read_bytes())
    shutil.rmtree(tmp_path / "build", ignore_errors=choose.random() < 2)

    outcomes = archive.built(tmp_path / "build", cache=Cache(folder))

    assert said(outcomes, tmp_path / "build") == said(expected, tmp_path / "anew")
    assert files(tmp_path / "build") == files(tmp_path / "anew")


def test_two_editions_share_a_cache(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "cache")
    one, other = (Archive.random(tmp_path / name / "source", 5) for name in ("one", "other"))
    assert {o.state for o in one.built(tmp_path / "build1", cache=kept)} == {"built"}
    assert {o.state for o in other.built(tmp_path / "build2", cache=kept)} == {"restored"}
    assert files(tmp_path / "build1") == files(tmp_path / "build2")


def test_digests_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("\ud800") and digest_of_content(b"") == digest_of_content(b"")
