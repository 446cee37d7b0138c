"""The forms that are found by one anchor, such as a surname: made when the anchor is first met in a text."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tei_edition.authority.folding import folded
from tei_edition.authority.form import Form, FormKind, FormPart, FormRules
from tei_edition.authority.forms import anchors_of, forms_of
from tei_edition.authority.personal_name import unaccented
from tei_edition.model.authority import Entity


class Reading(NamedTuple):
    """What a form says: whom it may name, and how."""

    entity: int
    """Number of the entry in the list."""
    kind: FormKind
    """What sort of form it is."""
    capitals: int
    """How many capitals the text must have at least; 0 if that does not matter."""
    ends_in_forename: bool
    """Whether the form has forenames at its end."""


Readings = tuple[Reading, ...]
"""All that a form says."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """The forms around an anchor."""

    shapes: tuple[tuple[int, int], ...]
    """How many characters forms have before and behind the anchor."""
    forms: dict[str, Readings]
    """The folded forms, with their readings."""


def spellings(text: str) -> tuple[str, ...]:
    """Tell the folded spellings in which a view may have a name.

    Args:
        text: the name.

    Returns:
        As given, all in capitals, without accents, and with accents apart or joined (Unicode NFD, NFC).
    """
    if text.isascii() and text.istitle() and text.replace(" ", "").isalpha():
        return (text,)
    raw = [text]
    if not text.isascii():
        raw = [text, unaccented(text), unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)]
    return tuple(dict.fromkeys(folded(t) for one in raw for t in (one, one.upper())))


def anchored(
    anchor: str, entities: Iterable[tuple[int, Entity]], rules: FormRules, part: FormPart = "all"
) -> Anchored:
    """Collect the forms that have an anchor.

    Args:
        anchor: the folded anchor.
        entities: the entries that have it, with their numbers.
        rules: which forms are wanted.
        part: which of the forms of a person are wanted.
    """
    shapes: dict[tuple[int, int], None] = {}
    forms: dict[str, dict[Reading, None]] = {}
    # Those who bear one surname share most of their forms.
    spelled = cache(spellings)
    for number, entity in entities:
        for form in forms_of(entity, rules, lambda words: anchor in spelled(words), part):
            whole = f"{form.before}{form.anchor}{form.after}"
            reading = Reading(number, form.kind, _capitals(form, whole), form.ends_in_forename)
            for spelling in spelled(whole):
                left = _left(form, anchor, spelling)
                if spelling[left : left + len(anchor)] != anchor:
                    continue
                shapes[left, len(spelling) - left - len(anchor)] = None
                forms.setdefault(spelling, {})[reading] = None
    return Anchored(tuple(shapes), {spelling: tuple(readings) for spelling, readings in forms.items()})


def by_anchor(entities: Iterable[Entity], rules: FormRules) -> dict[str, list[int]]:
    """Tell by which words which entries are found.

    Args:
        entities: the entries.
        rules: which forms are wanted.

    Returns:
        For every folded anchor the numbers of its entries.
    """
    found: dict[str, list[int]] = {}
    alone: dict[str, list[int]] = {}
    for number, entity in enumerate(entities):
        for into, words in zip((found, alone), anchors_of(entity, rules), strict=True):
            for spelling in dict.fromkeys(s for word in words for s in spellings(word)):
                into.setdefault(spelling, []).append(number)
    for forename, bearers in alone.items():
        if len(bearers) <= rules.forename_bearers:
            found[forename] = sorted({*found.get(forename, ()), *bearers})
    return found


def _left(form: Form, anchor: str, spelling: str) -> int:
    """Tell where the anchor stands in a folded form."""
    if not form.before:
        return 0
    return len(spelling) - len(form.after) - len(anchor)


def _capitals(form: Form, whole: str) -> int:
    return sum(map(str.isupper, whole)) if form.exact else 0
