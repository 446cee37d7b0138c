"""A bracket in the title of the cover sheet: the header's title and the text agree, whatever the bracket is."""

from pathlib import Path

import pytest

from tei_edition.pipeline import Context, encode
from tei_edition.tables.settings import read

SAMPLE = Path(__file__).resolve().parents[2] / "source" / "alekseyev-1963-02-13.txt"
NAME = "Conversation with Fidel Castro Ruz"


@pytest.mark.parametrize(
    "words",
    [
        "recieved [sic]",
        "with [and?] by",
        "talk [page two] on",
        "[Excerpts]",
        "[between]",
        "[handwritten: x]",
        "[...]",
        "Kastro [?]",
        "[two words illegible]",
        "trust [doverie]",
        r"in C:\20 [sic]",
    ],
)
def test_the_markup_of_the_document_stands(words: str) -> None:
    source = SAMPLE.read_text(encoding="utf-8").replace(NAME, NAME.replace("with", f"{words} with"))
    result = encode(source.encode(), name="a.txt", context=Context(read(None, file="")[0], "2026-01-01"))

    assert result.tei is not None
    assert not {p.code for p in result.problems} & {"WV05", "WV06", "WV08"}
