"""Floors on twelve documents with exact gold, by the scorer that stands beside them. Floors only rise."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_edition.cli import main

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
GOLD = CORPUS / "invented-dev"
FLOORS = {
    "documents": 12,
    "text": 1.0,
    "bracket_detection": 0.99,
    "bracket_class": 0.95,
    "join_f1": 0.97,
    "pb_f1": 0.97,
    "signed_f1": 0.97,
    "head_f1": 0.97,
    "speaker_f1": 0.97,
    "label_f1": 0.97,
    "note_ref_f1": 0.97,
    "header_f1": 0.97,
    "date_f1": 0.98,
    "date_when": 1.0,
    "person_f1": 0.94,
}
NONE = ("missing", "literal_brackets", "not_editorial_violations", "false_when", "false_joins")

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the corpus (../shared) is not here")


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    built = tmp_path_factory.mktemp("invented")
    authority = str(GOLD / "authority.csv")
    done = CliRunner().invoke(
        main, ["build", str(GOLD / "docs"), "--authority", authority, "--output", str(built)]
    )
    assert done.exit_code == 0, done.output
    scorer = [sys.executable, str(CORPUS / "score_invented.py"), "--gold", str(GOLD)]
    scored = subprocess.run(
        [*scorer, "--tei", str(built), "--authority", authority], capture_output=True, text=True, check=True
    )
    print(scored.stdout)
    return dict(json.loads(scored.stdout.splitlines()[-1]))


@pytest.mark.parametrize("measure", FLOORS)
def test_a_floor(score: dict[str, float], measure: str) -> None:
    assert score[measure] >= FLOORS[measure]


@pytest.mark.parametrize("measure", NONE)
def test_none_of_these(score: dict[str, float], measure: str) -> None:
    assert score[measure] == 0
