"""A stretch that is taken for plain has nothing that must be marked up."""

import sys

from tei_edition.model.characters import NOT_XML
from tei_edition.weaver import marks


def test_no_character_is_plain_that_needs_markup():
    special = marks.special(frozenset(), NOT_XML.pattern)
    text = "".join(map(chr, range(sys.maxunicode + 1)))
    differing = [c for c in text if marks.is_plain(c, 0, 1) == (special.search(c) is not None)]
    assert differing == []


def test_two_spaces_are_not_plain():
    assert marks.is_plain("two words", 0, 9)
    assert not marks.is_plain("two  words", 0, 10)
    assert marks.is_plain("two  words", 0, 4)
