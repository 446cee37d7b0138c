"""Answers that are kept: found again by service and question, and by nothing else."""

from pathlib import Path

from tei_edition.reconciliation.cache import Cache

QUESTION = {"query": "Fidel Castro", "limit": 5}


def kept(folder: Path) -> Cache:
    cache = Cache(folder)
    cache.keep("http://x", QUESTION, [{"id": "é"}])
    return cache


def test_an_answer_is_found_again(tmp_path: Path) -> None:
    cache = kept(tmp_path / "new")

    assert Cache(tmp_path / "new").answer("http://x", {"limit": 5, "query": "Fidel Castro"}) == [{"id": "é"}]
    assert cache.answer("http://y", QUESTION) is None
    assert cache.answer("http://x", {**QUESTION, "limit": 6}) is None


def test_a_damaged_file_is_no_answer(tmp_path: Path) -> None:
    cache = kept(tmp_path)
    [file] = tmp_path.rglob("*.json")

    for content in (b"", b"{", b"[]", b"\xff", b"[" * 200_000):
        file.write_bytes(content)
        assert cache.answer("http://x", QUESTION) is None


def test_a_file_under_another_name_is_no_answer(tmp_path: Path) -> None:
    cache = kept(tmp_path)
    [mine] = tmp_path.rglob("*.json")
    cache.keep("http://x", {"query": "other"}, [])
    [other] = set(tmp_path.rglob("*.json")) - {mine}
    mine.replace(other)

    assert cache.answer("http://x", {"query": "other"}) is None


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file", encoding="utf-8")

    assert kept(tmp_path / "a" / "b").answer("http://x", QUESTION) is None
