"""Names that begin with the family name (Chinese, Korean, Vietnamese): the whole row must be the entry's.

Family names are few there, so that ``Pham Hung`` is not Pham Van Dong, and ``Kim Il Sung`` not Kim Il: what
stands behind the family name is compared in any romanisation.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from tei_edition.authority.likeness import romanised_key
from tei_edition.model.annotation import Annotation
from tei_edition.model.authority import Entity
from tei_edition.model.span import Span
from tei_edition.recognisers.lexicon import frequency
from tei_edition.recognisers.persons.no_name import no_surnames
from tei_edition.recognisers.persons.title import title_words

_SYLLABLE = re.compile(r"[ ]([A-Z][a-zà-ỹ'’]*(?:-[A-Za-zà-ỹ'’]+)*)(?![\w.])")
_MOST = 3
_SELDOM = 1000
_ALIKE = 0.86


def begins_with_family_name(entity: Entity) -> bool:
    """Tell whether an entry's name for display begins with the family name, in two to four syllables."""
    name = entity.names[0]
    words = name.text.replace("-", " ").split()
    first = (name.surname or name.text).split(" ")[0]
    return 1 < len(words) <= _MOST + 1 and words[0] == first and "." not in name.text and "," not in name.text


def whole_row(
    text: str, span: Span, block: Annotation, candidates: Sequence[Entity]
) -> tuple[int, tuple[Entity, ...]] | None:
    """Follow a family name over the syllables behind it.

    Args:
        text: the transcript.
        span: the form that the index found.
        block: the block in which it stands.
        candidates: who may be meant by that form.

    Returns:
        The end of the row, and the entries whose whole name it is, none if it is another person's; None if no
        syllable stands behind the form, or no candidate has the family name first.
    """
    asian = [e for e in candidates if begins_with_family_name(e)]
    end = span.end
    for _ in range(_MOST):
        m = _SYLLABLE.match(text, end, block.span.end)
        if m is None or not _may_be_syllable(m[1]):
            break
        end = m.end()
    if not asian or end == span.end:
        return None
    key = romanised_key(text[span.start : end])
    meant = tuple(e for e in asian if any(_is_same(key, romanised_key(n.text)) for n in e.names))
    return end, meant


def _is_same(one: str, other: str) -> bool:
    if one == other:
        return True
    alike = SequenceMatcher(None, one, other).ratio() >= _ALIKE
    return alike and abs(len(one) - len(other)) <= 1


def _may_be_syllable(word: str) -> bool:
    return frequency(word) < _SELDOM and word not in _no_syllables()


@cache
def _no_syllables() -> frozenset[str]:
    return title_words() | no_surnames()
