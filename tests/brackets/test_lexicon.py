"""The list of English words is that of the spell checker."""

from spellchecker import SpellChecker

from tei_edition.recognisers.lexicon import frequency, is_english


def test_words_and_their_frequencies_are_those_of_the_spell_checker():
    known = SpellChecker(language="en", distance=1).word_frequency
    words = list(known.words())
    assert len(words) > 100_000
    for word in words[::97]:
        assert frequency(word) == known[word]
        assert len(word) == 1 or is_english(word)
    assert frequency("Khrushchevite") == 0
