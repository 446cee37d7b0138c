"""Law 1: what is decoded is the transcript, line for line, for every text and whatever is said of it."""

from collections.abc import Callable

import hostile
import hostile_decisions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.model.edition import Edition
from tei_edition.model.problem import Severity
from tei_edition.model.whitespace import level_b
from tei_edition.pipeline import Encoded, encode
from tei_edition.readers.encoding import read
from tei_edition.review.anchor import Quotation
from tei_edition.review.apply import apply
from tei_edition.review.decisions import Decision, Decisions
from tei_edition.weaver.decode import decode, parse


def holds(result: Encoded, text: str) -> None:
    """Say that a file was made, and that it decodes to the transcript."""
    why = [(p.code, p.message) for p in result.problems if p.severity is Severity.ERROR]
    assert result.tei is not None, why
    assert decode(parse(result.tei)) == level_b(text)


@given(hostile.texts())
def test_hostile_texts(text: str) -> None:
    holds(encode(text.encode(), name="t.txt", context=hostile.CONTEXT), text)


@given(hostile.covered_texts())
def test_mutated_cover_sheets(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    holds(encode(raw, name="t.txt", context=hostile.CONTEXT), raw.decode())


@given(hostile.texts(surrogates=True))
def test_lone_surrogates(text: str) -> None:
    holds(hostile.encoded((text, True, ())), text)


@given(hostile.cases())
def test_whatever_the_annotations(case: hostile.Case) -> None:
    holds(hostile.encoded(case), case[0])


@given(st.data())
def test_whatever_the_decisions(data: st.DataObject) -> None:
    text = data.draw(hostile.covered_texts() | hostile.texts())
    decided = data.draw(hostile_decisions.decisions(text))
    result = encode(
        text.encode("utf-8", "replace"),
        name="t.txt",
        context=hostile.CONTEXT,
        decisions=decided,
        decided_in="t.toml",
    )
    holds(result, text.encode("utf-8", "replace").decode())


@given(st.binary(max_size=40) | hostile.texts().map(lambda t: t.encode()[:-1]))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    result = encode(raw, name="t.txt", context=hostile.CONTEXT)

    if result.edition is None:
        assert result.tei is None
        assert [p.code for p in result.problems if p.severity is Severity.ERROR]
    else:
        transcript = result.edition.transcript
        # Whatever encoding was found gives the very bytes back, a byte order mark apart.
        again = transcript.text.encode(transcript.encoding)
        assert raw.endswith(again)
        assert len(raw) - len(again) <= 4
        holds(result, transcript.text)


REFUSED = {
    "empty": b"",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "white space": b" \t\r\n\v\f ",
    "a lone surrogate": b"a \xed\xa0\x80 b",
    "damaged UTF-8": b"\xc3\xa9 \xe2\x82",
    "half a character of UTF-16": b"\xff\xfea",
    "controls": b"\x00\x01" * 5_000,
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_is_no_transcript_is_refused_with_a_reason(raw: bytes) -> None:
    problem = read(raw, name="t.txt")

    assert not isinstance(problem, Edition)
    assert problem.severity is Severity.ERROR
    assert problem.hint


LONG: dict[str, Callable[[], str]] = {
    "words": lambda: "word " * 20_000,
    "one word": lambda: "x" * 100_000,
    "spaces": lambda: "a" + " " * 100_000 + "b",
    "opening brackets": lambda: "[" * 5_000,
    "closing brackets": lambda: "]" * 5_000,
    "nested brackets": lambda: "[" * 2_000 + "]" * 2_000,
    "pairs behind strays": lambda: "[" * 2_000 + "[a]" * 2_000,
    "controls": lambda: "\x00" + "word " * 20_000 + "\x01",
    "asterisks": lambda: "*" * 100_000,
    "full stops": lambda: ". " * 50_000,
    "closing marks": lambda: '.")' * 30_000,
    "angle brackets": lambda: "<" * 50_000 + ">" * 50_000,
    "combining marks": lambda: "e" + "\u0301" * 100_000,
    "blank lines": lambda: "a" + "\n" * 100_000 + "b",
    "short lines": lambda: "a\n" * 2_000,
    "form feeds": lambda: "Ab.\f" * 300,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_lines(text: Callable[[], str]) -> None:
    holds(encode(text().encode(), name="t.txt", context=hostile.CONTEXT), text())


NAMES = [
    "\xb2x.txt", "\xaa.txt", "\xe9.txt", " .txt", ".txt", "1.txt", "text.txt", "_x.txt", "a b.txt", "<&>.txt",
    "\udcff.txt", "src-transcript.txt", "\u0430\u0431.txt", "\u0301.txt", "x" * 300 + ".txt",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file(name: str) -> None:
    holds(encode(b"Some words.", name=name, context=hostile.CONTEXT), "Some words.")


def test_decisions_are_applied_to_what_they_fit() -> None:
    """The strategy for decisions is no idle one: some of its decisions are applied."""
    edition = read(b"Today Castro spoke.", name="t.txt")
    assert isinstance(edition, Edition)
    decision = Decision("tag", "person", Quotation("Castro"), False, {}, "high", "")

    decided = apply(edition, Decisions((decision,)), file="t.toml")

    assert [a.kind for a in decided.annotations] == ["person"]
