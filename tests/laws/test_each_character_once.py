"""Law 2: every character of the transcript is in a text node, or restored by a rendition, or white space."""

import hostile
import walker
from hypothesis import given

from tei_edition.model.transcript import Transcript
from tei_edition.pipeline import encode


@given(hostile.cases())
def test_every_character_stands_once_and_in_its_order(case: hostile.Case) -> None:
    result = hostile.encoded(case)
    assert result.tei is not None

    assert "".join(c for _, c in walker.characters(result.tei)) == walker.visible(case[0])


@given(hostile.covered_texts())
def test_on_cover_sheets_too(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    result = encode(raw, name="t.txt", context=hostile.CONTEXT)
    assert result.tei is not None

    assert "".join(c for _, c in walker.characters(result.tei)) == walker.visible(raw.decode())


def test_brackets_come_from_renditions_and_words_from_the_text() -> None:
    result = encode(b"He came to [the] town [page 3] and slept.", name="t.txt", context=hostile.CONTEXT)
    assert result.tei is not None
    told = walker.characters(result.tei)

    assert "".join(c for origin, c in told if origin == "marker") == "[][page3]"
    assert "".join(c for origin, c in told if origin == "text") == "Hecametothetownandslept."


def test_the_walker_sees_what_is_lost_and_what_is_doubled() -> None:
    result = encode(b"He came to [the] town.", name="t.txt", context=hostile.CONTEXT)
    assert result.tei is not None
    words = walker.visible(Transcript.of("He came to [the] town.").text)

    for wrong in (
        result.tei.replace(b" town", b""),
        result.tei.replace(b" town", b" town town"),
        result.tei.replace(b"He came", b"came He"),
        result.tei.replace(b'content: "["', b'content: ""'),
    ):
        assert wrong != result.tei
        assert "".join(c for _, c in walker.characters(wrong)) != words
