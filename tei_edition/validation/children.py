"""Explain why a child is refused: too many, too early, too late, too few, or not of the profile at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from lxml import etree

from tei_edition.model.problem import Problem
from tei_edition.tables import table
from tei_edition.validation.content import Content, elements_of
from tei_edition.validation.place import short
from tei_edition.validation.wording import complaint, enumeration, nearest, quoted

_XHTML = "http://www.w3.org/1999/xhtml"
_TOO_MANY = 10
"""Longer lists of what is allowed help nobody."""
_ALIKE = 3
"""First letters that two names must share for the one to have been meant by the other."""
_SEEN = 50
"""Siblings that are looked at to find out which one is displaced."""


@dataclass(frozen=True, slots=True)
class Model:
    """A content model at the place where something does not fit it."""

    content: Content
    """The content model."""
    expected: tuple[str, ...]
    """Names of those elements that may stand at the place of the child."""
    required: bool
    """Whether one of those expected is missing."""

    @classmethod
    def of(cls, content: Content, expected: Iterable[Any] | None) -> "Model":
        """Read what is expected at a place.

        Args:
            content: the content model.
            expected: what xmlschema says was expected.
        """
        following = list(expected or ())
        return cls(
            content,
            tuple(dict.fromkeys(short(e.name) for part in following for e in elements_of(part))),
            any(getattr(part, "min_occurs", 0) > 0 for part in following),
        )

    @property
    def known(self) -> tuple[str, ...]:
        """Names of all elements in the content model."""
        return self.content.known

    def refusal(
        self, element: etree._Element, child: etree._Element | None, names: frozenset[str]
    ) -> Problem:
        """Explain what does not fit.

        Args:
            element: the element whose content it is.
            child: the child that is refused; None if the content ends too early.
            names: local names of all elements of the profile.
        """
        if child is None:
            return self._incomplete(element, "")
        name = short(child.tag)
        if etree.QName(child).namespace != etree.QName(element).namespace:
            return _foreign_namespace(element, child)
        if name in self.known:
            return self._displaced(element, child)
        if names and name not in names:
            return _unknown(element, child, self.known, names)
        return self._not_here(element, child)

    def _incomplete(self, element: etree._Element, before: str) -> Problem:
        where = f"before {quoted(before)}, " if before else ""
        precursor = self.content.precursors.get(before)
        expected = (precursor,) if precursor in self.expected else _telling(self.expected)
        words = enumeration(f'"{name}"' for name in expected) if expected else "an element"
        lacking = f"{words} is" if len(expected) < 2 else f"one of {words} is"
        message = f"{quoted(element.tag)} is not complete: {where}{lacking} missing."
        wanted = f"<{expected[0]}>" if len(expected) == 1 else ""
        hint = f"Add {wanted}{f' before <{before}>' if before else ''}." if wanted else ""
        return complaint("XM06", element, message, hint)

    def _displaced(self, element: etree._Element, child: etree._Element) -> Problem:
        """Explain a child that the element may have, but not here."""
        name, inside = short(child.tag), f"in {quoted(element.tag)}"
        siblings = [short(s.tag) for s in child.itersiblings("*", preceding=True)]
        if name not in self.content.repeated:
            if name in siblings:
                hint = "Unite the two, or remove one."
                return complaint("XM02", child, f"{quoted(name)} may not stand a second time {inside}.", hint)
            displaced = self._out_of_order(element, child)
            if displaced is not None:
                return displaced
        silent = table("validation")["order"]["anywhere"]
        before = next((s for s in siblings if s in self.known and s not in silent), "")
        if before and self.known.index(name) < self.known.index(before):
            early = self._too_early(element, child)
            if early is not None:
                return early
            hint = f"Move <{name}> before <{before}>, or choose another element."
            return complaint("XM02", child, f'{quoted(name)} may not stand behind "{before}" {inside}.', hint)
        if self.required:
            return self._incomplete(element, name)
        expected = f"; expected here: {enumeration(_telling(self.expected))}" if self.expected else ""
        return complaint("XM02", child, f"{quoted(name)} may not stand at this place {inside}{expected}.")

    def _too_early(self, element: etree._Element, child: etree._Element) -> Problem | None:
        """Blame what stands before a child, if it is less than what would have to be moved before that."""
        silent = table("validation")["order"]["anywhere"]
        place = {name: i for i, name in enumerate(self.known) if name not in silent}
        own = place[short(child.tag)]
        before = [e for e in child.itersiblings("*", preceding=True) if short(e.tag) in place]
        early = list(takewhile(lambda e: place[short(e.tag)] > own, before))
        if not early:
            return None
        last = place[short(early[0].tag)]
        behind = [e for e in islice(child.itersiblings("*"), _SEEN) if short(e.tag) in place]
        late = [child, *(e for e in behind if place[short(e.tag)] < last)]
        if len(late) <= len(early):
            return None
        name = short(early[-1].tag)
        said = f'{quoted(name)} may not stand before "{short(child.tag)}" in {quoted(element.tag)}.'
        hint = f"Move <{name}> behind the last <{short(late[-1].tag)}>, or choose another element."
        return complaint("XM02", early[-1], said, hint)

    def _out_of_order(self, element: etree._Element, child: etree._Element) -> Problem | None:
        """Find which of several children has left its place: the fewest must be moved. None if it is none."""
        if not any(short(sibling.tag) in self.expected for sibling in child.itersiblings("*")):
            return None
        row = [child, *child.itersiblings("*")][:_SEEN]
        row = [e for e in row if short(e.tag) in self.known]
        order = [self.known.index(short(e.tag)) for e in row]
        staying = _longest_rise(order)
        at = next((i for i in range(len(row)) if i not in staying), None)
        if at is None:
            return None
        name, inside = short(row[at].tag), f"in {quoted(element.tag)}"
        earlier = [short(row[i].tag) for i in range(at) if order[i] > order[at]]
        if earlier:
            first = earlier[0]
            said = f'{quoted(name)} may not stand behind "{earlier[-1]}" {inside}.'
            hint = f"Move <{name}> before <{first}>."
        else:
            following = [short(row[i].tag) for i in range(at + 1, len(row)) if order[i] < order[at]]
            said = f'{quoted(name)} may not stand before "{following[0]}" {inside}.'
            hint = f"Move <{name}> behind <{following[-1]}>."
        return complaint("XM02", row[at], said, hint)

    def _not_here(self, element: etree._Element, child: etree._Element) -> Problem:
        """Explain a child that the element may not have, though the profile has it elsewhere."""
        name = short(child.tag)
        said = f"{quoted(name)} is not allowed in {quoted(element.tag)}."
        if name == short(element.tag):
            hint = f"Close the first <{name}> before the second begins, or remove the inner tags."
            return complaint("XM02", child, said, hint)
        usual = table("validation")["order"]["holders"]
        least = table("validation")["order"]["unlikely_holders"]
        able = [
            k
            for k, content in self.content.holders
            if name in content and k not in least.get(name, least["any"])
        ]
        able.sort(key=lambda k: usual.index(k) if k in usual else len(usual))
        allowed = _telling(self.expected or self.known)
        if 0 < len(set(allowed)) <= _TOO_MANY:
            said += f" Expected: {enumeration(allowed)}."
        # The name is right as such, so that what merely looks like it was not meant.
        near = nearest(name, [k for k in self.known if k[:_ALIKE] == name[:_ALIKE]], cutoff=0.5)
        if near is not None:
            said += f' Did you mean "{near}"?'
        hint = ""
        if able:
            hint = f"Put it into a <{able[0]}> there, move it, or remove its tags."
        elif next(element.itersiblings(str(child.tag)), None) is not None:
            hint = f"Close <{short(element.tag)}> before it begins, move it, or remove its tags."
        return complaint("XM02", child, said, hint)


def _foreign_namespace(element: etree._Element, child: etree._Element) -> Problem:
    name, namespace = quoted(child.tag), etree.QName(child).namespace
    where = f'is in the namespace "{namespace}"' if namespace else "is in no namespace"
    hint = "Remove xmlns from its tag, so that it is of TEI as the elements around it are."
    meant = table("foreign_names")["instead_of_html"].get(short(child.tag))
    if namespace == _XHTML and meant:
        hint = f"TEI has <{meant}> instead."
    said = f"{name} in {quoted(element.tag)} {where}, and is therefore not TEI."
    return complaint("XM02", child, said, hint)


def _unknown(
    element: etree._Element, child: etree._Element, known: Sequence[str], names: frozenset[str]
) -> Problem:
    """Explain an element that the profile does not have: misspelt, of HTML, or of the rest of TEI."""
    name = short(child.tag)
    said = f"{quoted(name)} in {quoted(element.tag)}"
    foreign = table("foreign_names")
    same = next((n for n in sorted(names) if n.lower() == name.lower()), None)
    if same is None and name in foreign["instead_of_html"]:
        meant = foreign["instead_of_html"][name]
        hint = f"TEI has <{meant}> instead."
        return complaint("XM02", child, f"{said} is of HTML, not of the profile.", hint)
    if same is None and name in foreign["tei"].split():
        meant = foreign["instead_of_tei"].get(name)
        hint = f"The profile has <{meant}> for the like; otherwise remove the tags and keep the words."
        return complaint("XM02", child, f"{said} is of TEI, but not of the profile.", hint if meant else "")
    meant = foreign["instead_of_words"].get(name.lower())
    if same is None and meant is not None:
        hint = f"The profile has <{meant}> for the like."
        return complaint("XM02", child, f"{said} is not an element of the profile.", hint)
    near = same or nearest(name, known) or nearest(name, names)
    if near is None:
        return complaint("XM02", child, f"{said} is not an element of the profile.")
    hint = f"Write <{near}> and </{near}> instead of <{name}>, if that is meant."
    return complaint("XM02", child, f'{said} is not an element of the profile. Did you mean "{near}"?', hint)


def _telling(names: Sequence[str]) -> Sequence[str]:
    """Leave out of names those that may stand nearly everywhere, if others remain."""
    silent = table("validation")["order"]["anywhere"]
    return [name for name in names if name not in silent] or names


def _longest_rise(order: Sequence[int]) -> frozenset[int]:
    """Return the places of a longest subsequence that does not fall; of several the one that begins first."""
    best: list[tuple[int, ...]] = []
    for i, value in enumerate(order):
        before = [chain for chain in best if order[chain[-1]] <= value]
        best.append((*_longest(before), i))
    return frozenset(_longest(best))


def _longest(chains: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return max(chains, key=lambda chain: len(chain), default=())
