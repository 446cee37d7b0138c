"""Law: each line that the register prints can be pasted, and decides exactly the place or places that it is of."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tei_edition.authority.csv_list import read_csv
from tei_edition.authority.index import NameIndex
from tei_edition.batch import annotated, gather
from tei_edition.model.annotation import DECISION, Annotation
from tei_edition.model.authority import Authority
from tei_edition.model.edition import Edition
from tei_edition.model.toml_string import toml_string
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import level_a
from tei_edition.pipeline import Context, annotate
from tei_edition.recognisers.resources import Resources
from tei_edition.register import entries
from tei_edition.review.apply import apply
from tei_edition.review.decisions import read
from tei_edition.review.tagged_names import NAMES
from tei_edition.tables.settings import read as read_settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
PEOPLE, _ = read_csv(
    'id,surname,forename\na,Castro,Fidel\nb,Castro,Raul\nc,"Say ""so""",Ann\nd,"Say ""so""",Eva\ne,«Che»,\n',
    file="people.csv",
)
AUTHORITY = Authority(PEOPLE)
CONTEXT = Context(
    read_settings(None, file="edition.toml")[0], "1970-01-01", Resources(AUTHORITY, NameIndex.of(AUTHORITY))
)


def pasted(edition: Edition, authority: Authority, *lines: str) -> Edition:
    decisions, problems = read("\n".join(["[names]", *dict.fromkeys(lines)]), file="x.toml")
    assert problems == ()
    after = apply(edition, decisions, file="x.toml", authority=authority)
    assert [p for p in after.problems if p.code.startswith("RV")] == []
    return after


def names(edition: Edition) -> list[Annotation]:
    return list(edition.of_kind(*NAMES))


def check(edition: Edition, authority: Authority) -> int:
    """Paste every line by itself, as it is and with another value, and then all; return how many there are."""
    listed, tagged = entries(edition, authority), names(edition)
    words = [level_a(edition.transcript.of_span(a.span)) for a in tagged]
    assert [(e.kind, e.text, e.id) for e in listed] == [
        (a.kind, w, a.entry) for a, w in zip(tagged, words, strict=True)
    ]
    for e, a, own in zip(listed, tagged, words, strict=True):
        assert bool(e.decision_everywhere) == (words.count(own) > 1)
        assert e.decision
        for line, places in ((e.decision, [a]), (e.decision_everywhere, _with(tagged, words, own))):
            key, _, value = line.rpartition(" = ")
            for said in (value, '"no name"', '"event"') if line else ():
                after = pasted(edition, authority, f"{key} = {said}")
                others = [x for x in tagged if x not in places]
                assert [x for x in names(after) if not x.is_decided] == others
                decided = [x for x in names(after) if x.is_decided]
                if said == '"no name"':
                    assert decided == []
                else:
                    kinds = [a.kind if said == value else "event"] * len(places)
                    assert [(x.span, x.kind) for x in decided] == [
                        (p.span, kind) for p, kind in zip(places, kinds, strict=True)
                    ]
                    assert {x.entry or x.kind for x in decided} == {said.strip('"')}
    after = pasted(edition, authority, *(e.decision for e in listed))
    assert [(a.span, a.kind) for a in names(after)] == [(a.span, a.kind) for a in tagged]
    assert all(e.decided and not e.doubtful for e in entries(after, authority))
    return len(listed)


def _with(tagged: list[Annotation], words: list[str], own: str) -> list[Annotation]:
    return [a for a, w in zip(tagged, words, strict=True) if w == own]


WORDS = ["Castro", "Mr. Castro", "Cde.", "Fidel Castro", "Fidel", "Raul", 'Say "so"', "came", "[and", "and]", "[Fidel] Castro",
         "\\", "\x00", "\xa0", "«", "»", "«Castro»", "«Che»", "#", "The Castro", "'''", "Castro's", "\u2028", "[names]"]  # fmt: skip
VALUES = ['"pers-b"', '"event"', '"no name"']
BLANKS = [" ", " ", "\n", "\n\n", "\t", "  ", ". ", "\r\n"]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BLANKS)), min_size=1, max_size=24))
@example([("Castro", " ")] * 9)
@example([("«Castro»", " "), ("«", " "), ("Castro", " "), ("»", "\n\n"), ("«Castro»", " ")] * 2)
def test_what_the_register_prints_replays(pieces: list[tuple[str, str]]) -> None:
    edition = annotate(Edition(Transcript.of("".join(a + b for a, b in pieces))), CONTEXT)

    check(edition, AUTHORITY)


PLAIN = [words for words in WORDS if not set("«»") & set(words)]


@given(
    st.lists(st.tuples(st.sampled_from(PLAIN), st.sampled_from(BLANKS)), min_size=1, max_size=16),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(["", *VALUES])), min_size=1, max_size=4),
    st.lists(st.sampled_from(["came", "\\", "\u2028"]), max_size=3),
)
def test_it_replays_beside_decisions_that_are_there(
    pieces: list[tuple[str, str]], decided: list[tuple[int, str]], added: list[str]
) -> None:
    text = "".join(a + b for a, b in pieces)
    edition = annotate(Edition(Transcript.of(text)), CONTEXT)
    printed = entries(edition, AUTHORITY)
    if not printed:
        return
    there = {toml_string(f"«{words}»"): '"person"' for words in added if text.count(words) == 1}
    for number, value in decided:
        e = printed[number % len(printed)]
        key, _, own = (e.decision_everywhere or e.decision if number > 50 else e.decision).rpartition(" = ")
        there[key] = value or own
    before = replayed(edition, there)
    for e, a in zip(entries(before, AUTHORITY), names(before), strict=True):
        key, _, _ = e.decision.rpartition(" = ")
        # To take back what a line added, the line is removed; what the program found is there again.
        for value in VALUES[: 2 if a.rule == DECISION else 3]:
            lines = {k: v for k, v in there.items() if k != key}
            after = replayed(edition, {**lines, key: value})
            assert not [p for p in after.problems if p not in before.problems]
            others = [x for x in names(before) if x.span != a.span]
            assert [x for x in names(after) if x.span != a.span] == others
            said = [x.entry or x.kind for x in names(after) if x.span == a.span]
            assert said == ([] if value == '"no name"' else [value.strip('"')])


def replayed(edition: Edition, lines: Mapping[str, str]) -> Edition:
    decisions, wrong = read("\n".join(["[names]", *(f"{k} = {v}" for k, v in lines.items())]), file="x.toml")
    assert wrong == ()
    return apply(edition, decisions, file="x.toml", authority=AUTHORITY)


def test_the_same_sentence_again_and_again_is_told_apart() -> None:
    text = "Fidel Castro spoke.\n\n" + "Castro  came.\nCastro went. " * 9 + "\n\n" + "Mr. Castro came. " * 9
    edition = annotate(Edition(Transcript.of(text)), CONTEXT)

    assert check(edition, AUTHORITY) == 28


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="../shared/corpus is not there")
@pytest.mark.parametrize("folder", ["frus-dev/1955-57v02", "invented-dev"])
def test_the_registers_of_a_corpus_replay(folder: str) -> None:
    texts = sorted((SHARED / "corpus" / folder / "docs").glob("*.txt"))[:4]
    batch = gather(texts, lists=[SHARED / "corpus" / folder / "authority.csv"], date="1970-01-01")
    made = 0
    for transcript, context in zip(batch.transcripts, batch.contexts, strict=True):
        edition = annotated(transcript, context)
        assert edition is not None
        made += check(edition, context.resources.authority)

    assert made
