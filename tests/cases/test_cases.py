"""Whole documents, byte for byte: each folder has a transcript, the edition that it becomes, and why."""

import tomllib
from pathlib import Path

import pytest

from tei_edition.authority.index import NameIndex
from tei_edition.authority.lists import load
from tei_edition.model.problem import Severity
from tei_edition.pipeline import Context, encode
from tei_edition.recognisers import Resources
from tei_edition.review.decisions import read as read_decisions
from tei_edition.tables import settings
from tei_edition.weaver.proof import decoded, proof

HERE = Path(__file__).parent
FOLDERS = sorted(file.parent for file in HERE.glob("*/case.toml"))


def folders() -> list[object]:
    """Return the folders as parameters; a case with ``not-yet`` must fail, for the reason given there."""
    found = []
    for folder in FOLDERS:
        reason = case_of(folder).get("not-yet")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(folder, id=folder.name, marks=marks))
    return found


def case_of(folder: Path) -> dict[str, str]:
    return tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))


def content(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


@pytest.mark.parametrize("folder", folders())
def test_a_document_becomes_its_edition(folder: Path, expect) -> None:
    case = case_of(folder)
    assert set(case) - {"not-yet"} == {"why", "date"} and case["why"].endswith(".")
    stated, unreadable = settings.read(content(folder / "edition.toml"), file="edition.toml")
    assert not any(p.severity is Severity.ERROR for p in unreadable)
    authority, wrong = load(sorted(folder.glob("authority.*")))
    assert not wrong
    decisions, unread = read_decisions(content(folder / "decisions.toml") or "", file="decisions.toml")
    assert not unread

    encoded = encode(
        (folder / "transcript.txt").read_bytes(),
        name=f"{folder.name}.txt",
        context=Context(stated, case["date"], Resources(authority, NameIndex.of(authority))),
        decisions=decisions,
        decided_in="decisions.toml",
    )

    assert encoded.tei is not None and encoded.edition is not None, encoded.problems
    assert not {"WV05", "WV06", "RV01", "RV02"} & {p.code for p in encoded.problems}, encoded.problems
    assert decoded(encoded.tei) == encoded.edition.transcript.lines
    assert not proof(encoded.tei)
    edition = folder / "expected.tei.xml"
    expect(encoded.tei, edition.read_bytes() if edition.exists() else b"", edition.write_bytes)


def test_there_are_cases() -> None:
    assert len(FOLDERS) >= 5
