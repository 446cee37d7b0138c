"""Whether words belong to the language of the transcript, which is taken to be English."""

import re
import unicodedata
from functools import cache

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_ONE_LETTER = frozenset("aio")


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(_frequencies())


@cache
def _frequencies() -> dict[str, int]:
    # Loaded only when a bracket or a surname asks for it: it costs a fifth of a second.
    from spellchecker import SpellChecker

    counted = SpellChecker(language="en", distance=1).word_frequency
    return {word: counted[word] for word in counted.words()}


def is_english(word: str) -> bool:
    """Tell whether a word, in any case of letters, is in the English dictionary of pyspellchecker."""
    folded = word.casefold().replace("’", "'")
    if len(folded) == 1:
        return folded in _ONE_LETTER
    return folded in _dictionary() or folded.removesuffix("'s") in _dictionary()


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
