"""Whether words belong to the language of the transcript."""

from functools import cache


@cache
def _dictionary() -> frozenset[str]:
    # Loaded only when a bracket asks for it: it costs a fifth of a second.
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en", distance=1).word_frequency.words())


def is_english(word: str) -> bool:
    """Tell whether a word, in any case of letters, is in the English dictionary of pyspellchecker."""
    return word.casefold() in _dictionary()
