"""Whether words belong to the language of the transcript, which is taken to be English."""

import gzip
import json
import pkgutil
import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_ONE_LETTER = frozenset("aio")


@cache
def _frequencies() -> Mapping[str, int]:
    # Loaded only when a bracket or a surname asks for it. A spell checker of pyspellchecker reads the same
    # list, and works out much that is not needed here; that takes four times as long.
    packed = pkgutil.get_data("spellchecker", "resources/en.json.gz")
    assert packed is not None
    frequencies: dict[str, int] = json.loads(gzip.decompress(packed).decode("utf-8").lower())
    return frequencies


def is_english(word: str) -> bool:
    """Tell whether a word, in any case of letters, is in the English dictionary of pyspellchecker."""
    folded = word.casefold().replace("’", "'")
    if len(folded) == 1:
        return folded in _ONE_LETTER
    words = _frequencies()
    return folded in words or folded.removesuffix("'s") in words


def is_latin(words: str) -> bool:
    """Tell whether all letters of some words are Latin ones, with whatever marks."""
    return all("LATIN" in unicodedata.name(ch, "") for ch in words if ch.isalpha())


def is_foreign(words: str) -> bool:
    """Tell whether some words are of another language than English.

    Words with letters that English has not are; else at least half of them must be unknown to the dictionary.

    Args:
        words: one to some words, with or without punctuation.
    """
    if not is_latin(words):
        return True
    found = _WORD.findall(words)
    if not found:
        return False
    unknown = [w for w in found if not is_english(w)]
    if len(found) == 1 and not unknown:
        return False
    if any(not unicodedata.normalize("NFC", w).isascii() for w in unknown):
        return True
    if any(w.endswith(("'", "’")) for w in found) and unknown:
        return True  # a soft sign
    return len(unknown) * 2 >= len(found) and bool(unknown)


def frequency(word: str) -> int:
    """Return how often a word occurs in the text behind pyspellchecker's English dictionary, of 1.6 billion.

    Args:
        word: one word, in any case of letters.
    """
    folded = word.casefold()
    return _frequencies().get(folded, 0)
