"""A date that cannot be is reported once, by its own code, and not as a date without a value besides."""

import pytest

from tei_edition.pipeline import Context, encode
from tei_edition.tables import settings


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("He left on 31 February 1963 by train.", ["DA01"]),
        ("He left on 31 February 1963, and on 31 April 1962 he was back.", ["DA01", "DA01"]),
        ("It was sent on 3.4.1962 by train.", ["DA02", "T25"]),
        ("He left on 31 February 1963.\n\nIt was sent on 3.4.1962.", ["DA01", "DA02", "T25"]),
    ],
)
def test_an_impossible_date_is_reported_once(text: str, codes: list[str]) -> None:
    stated, _ = settings.read(None, file="edition.toml")
    encoded = encode(text.encode(), name="t.txt", context=Context(stated, "2026-01-31"))

    assert encoded.tei is not None
    found = [p.code for p in encoded.problems if p.code in ("DA01", "DA02", "T25")]

    assert sorted(found) == sorted(codes)
