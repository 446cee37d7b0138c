"""Law: with the # taken away, every proposed decision fits the places that it names and no others."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.index import NameIndex
from tei_edition.batch import annotated, gather
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.transcript import Transcript
from tei_edition.pipeline import Context, annotate
from tei_edition.recognisers.resources import Resources
from tei_edition.review.apply import apply
from tei_edition.review.decisions import Decisions, read
from tei_edition.suggestion.mention import mentions
from tei_edition.suggestion.proposals import proposals
from tei_edition.tables.settings import read as read_settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
PEOPLE, _ = read_csv(
    'id,surname,forename\na,Castro,Fidel\nb,Castro,Raul\nc,"Say ""so""",Ann\nd,"Say ""so""",Eva\n',
    file="people.csv",
)
RESOURCES = Resources(Authority(PEOPLE), NameIndex.of(Authority(PEOPLE)))
CONTEXT = Context(read_settings(None, file="edition.toml")[0], "1970-01-01", RESOURCES)


def decided(text: str) -> str:
    """Take the # away, and of each entry keep the first of the lines attributes."""
    bare = re.sub(r"(?m)^#(?! )", "", text)
    return re.sub(r"(?m)^(attributes.*\n)(attributes.*\n)+", r"\1", bare)


def check(edition: Edition, resources: Resources) -> int:
    """Replay all proposals; return how many there are."""
    doubtful = [m for m in mentions(edition, resources) if m.status != "unlisted"]
    text = proposals(edition, doubtful, resources.authority)
    assert read(text, file="x.toml") == (Decisions(), ())
    decisions, problems = read(decided(text), file="x.toml")
    assert problems == ()
    before = {(a.span, a.kind) for a in edition.annotations}
    after = apply(edition, decisions, file="x.toml")
    assert [p for p in after.problems if p.code.startswith("RV")] == []
    assert {(a.span, a.kind) for a in after.annotations} == before
    by_span = {(a.span, a.kind): a for a in after.annotations}
    for m in doubtful:
        a = by_span[m.span, m.kind]
        assert (a.attributes["ref"], a.responsibility) == (f"#{m.candidates[0]}", "editor")
    assert sum(a.rule.endswith(", accepted") for a in after.annotations) == len(doubtful)
    assert [m for m in mentions(after, resources) if m.status != "unlisted"] == []
    return len(decisions.decisions)


WORDS = ["Castro", "Mr. Castro", "Cde.", "Fidel Castro", "Fidel", "Raul", 'Say "so"', "came", "[and", "and]", "[Fidel] Castro",
         "\\", "\x00", "\xa0", "«", "#", "The Castro", "'''", "Castro's", "\u2028", "[[accept]]"]  # fmt: skip
BLANKS = [" ", " ", "\n", "\n\n", "\t", "  ", ". ", "\r\n"]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BLANKS)), min_size=1, max_size=24))
def test_proposals_replay(pieces: list[tuple[str, str]]) -> None:
    edition = annotate(Edition(Transcript.of("".join(a + b for a, b in pieces))), CONTEXT)

    check(edition, RESOURCES)


def test_the_same_words_again_and_again_are_told_apart() -> None:
    text = (
        "Fidel Castro spoke.\n\n" + "Raul Castro came. Castro came. " * 3 + "\n\n" + "Mr. Castro came. " * 30
    )
    edition = annotate(Edition(Transcript.of(text)), CONTEXT)

    assert check(edition, RESOURCES) >= 2


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="../shared/corpus is not there")
@pytest.mark.parametrize("volume", ["1955-57v02", "1977-80v21"])
def test_proposals_replay_on_a_corpus(volume: str) -> None:
    folder = SHARED / "corpus" / "frus-dev" / volume
    texts = sorted((folder / "docs").glob("*.txt"))[:12]
    batch = gather(texts, lists=[folder / "authority.csv"], date="1970-01-01")
    made = 0
    for transcript, context in zip(batch.transcripts, batch.contexts, strict=True):
        edition = annotated(transcript, context)
        assert edition is not None
        made += check(edition, context.resources)

    assert made
