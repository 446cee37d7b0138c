"""Law 6: a recogniser adds markup; it never changes the text."""

import hostile
from hypothesis import given
from hypothesis import strategies as st

from tei_edition.model.edition import Edition
from tei_edition.model.transcript import Transcript
from tei_edition.pipeline import finish
from tei_edition.readers import READERS, best
from tei_edition.recognisers import RECOGNISERS
from tei_edition.weaver.decode import decode, parse


def text_of(edition: Edition) -> str:
    result = finish(edition, hostile.CONTEXT)
    assert result.tei is not None
    return decode(parse(result.tei))


@given(
    hostile.covered_texts() | hostile.texts(), st.permutations(RECOGNISERS), st.integers(0, len(RECOGNISERS))
)
def test_any_of_them_in_any_order(text: str, recognisers: list, most: int) -> None:
    transcript = Transcript.of(text)
    edition = Edition(transcript).with_finding(best(transcript).read(transcript))
    bare = text_of(edition)
    for recognise in recognisers[:most]:
        further = edition.with_finding(recognise(edition, hostile.CONTEXT.resources))
        assert further.transcript is transcript
        assert further.annotations[: len(edition.annotations)] == edition.annotations
        edition = further

    assert text_of(edition) == bare == transcript.lines


@given(hostile.covered_texts() | hostile.texts())
def test_no_reader_changes_the_text(text: str) -> None:
    transcript = Transcript.of(text)

    for reader in READERS:
        if reader.score(transcript) > 0:
            edition = Edition(transcript).with_finding(reader.read(transcript))
            assert text_of(edition) == transcript.lines
