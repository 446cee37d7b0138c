"""Cover sheets that went wrong on their way: lines lost, doubled, exchanged, joined. No character is lost."""

import random

import pytest
import test_layouts as given
from header import NS

from tei_edition.authority.index import NameIndex
from tei_edition.model.authority import Authority
from tei_edition.pipeline import Context, encode
from tei_edition.recognisers import Resources
from tei_edition.tables import settings

PAGES = [*given.PDF.values(), *given.OLD.values(), *given.NEW.values(), given.WITHOUT_LABELS]
GIVEN_UP = {"WV01", "WV05", "WV07", "WV08"}
"""The layout could not be encoded, or an id stands twice."""


def mutated(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 5)):
        i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(8):
            case 0 if len(lines) > 3:
                del lines[i]
            case 1:
                lines.insert(i, "")
            case 2 if i + 1 < len(lines):
                lines[i : i + 2] = [f"{lines[i]} {lines[i + 1]}"]
            case 3:
                lines[i], lines[j] = lines[j], lines[i]
            case 4:
                lines.insert(j, lines[i])
            case 5:
                lines[i] = lines[i].upper()
            case 6:
                lines[i] = lines[i].replace(" ", "\n", chance.randint(1, 2))
            case 7:
                lines[i] = lines[i].replace(chance.choice('".,:;()<>'), "", 1)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_cover_sheet_is_encoded_and_its_text_is_whole(seed: int) -> None:
    chance = random.Random(seed)
    text = mutated(chance.choice(PAGES), chance)
    stated, _ = settings.read(None, file="edition.toml")
    authority = Authority(())
    context = Context(stated, "2026-01-31", Resources(authority, NameIndex.of(authority)))

    encoded = encode(text.encode(), name="case.txt", context=context)

    assert encoded.tei is not None
    assert not GIVEN_UP & {p.code for p in encoded.problems}, encoded.problems
    assert NS["t"].encode() in encoded.tei
