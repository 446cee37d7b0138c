"""The verdict of a criterion on a document: how much of what was counted fulfils it, and what does not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml import etree

from tei_edition.model.problem import XmlPlace
from tei_edition.validation.place import place_of
from tei_edition.validation.wording import excerpt

EXAMPLES: Final = 3
"""So many examples of what does not fulfil a criterion are named."""

_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Gap:
    """One place that does not fulfil a criterion."""

    message: str
    """What is wrong there, in one sentence."""
    file: str = ""
    """The file, where it is not the one that is spoken of anyway."""
    place: XmlPlace | None = None
    """Line and path; of something that is missing those of the element in which it is missed."""
    example: str = ""
    """The words that stand there; empty if there are none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a criterion says of a document or of a collection."""

    fulfilled: int
    """How many of those counted fulfil it."""
    counted: int
    """How many were counted; 0 if the criterion does not apply."""
    gaps: tuple[Gap, ...] = ()
    """The first of those that do not fulfil it."""
    reason: str = ""
    """Why it does not apply; empty if it does."""

    @property
    def share(self) -> float | None:
        """The part that fulfils it, from 0 to 1; None if it does not apply."""
        return self.fulfilled / self.counted if self.counted else None


def not_applicable(reason: str) -> Verdict:
    """Return the verdict that a criterion does not apply.

    Args:
        reason: why, in one sentence.
    """
    return Verdict(0, 0, reason=reason)


def gap(message: str, element: etree._Element, example: str | None = None) -> Gap:
    """Return a gap at an element.

    Args:
        message: what is wrong.
        element: where.
        example: the words to show; None for those of the element.
    """
    words = text_of(element) if example is None else example
    return Gap(message, place=place_of(element), example=excerpt(words, _EXCERPT))


def tally(units: Iterable[tuple[etree._Element, str]], reason: str) -> Verdict:
    """Count units, and keep the first that do not fulfil a criterion as examples.

    Args:
        units: what is counted: an element, and what is wrong with it; empty if nothing is.
        reason: why the criterion does not apply, if there are no units.
    """
    listed = list(units)
    if not listed:
        return not_applicable(reason)
    failing = [(element, message) for element, message in listed if message]
    gaps = tuple(gap(message, element) for element, message in islice(failing, EXAMPLES))
    return Verdict(len(listed) - len(failing), len(listed), gaps)


def parts(element: etree._Element, wanted: Mapping[str, bool]) -> Verdict:
    """Count the parts of what a criterion wants.

    Args:
        element: where the parts are missed that are not there.
        wanted: for each part what is said if it is missing, and whether it is there.
    """
    missing = [message for message, there in wanted.items() if not there]
    gaps = tuple(gap(message, element, "") for message in missing)
    return Verdict(len(wanted) - len(missing), len(wanted), gaps)


def text_of(element: etree._Element) -> str:
    """Return the text of an element in one line, without comments and instructions."""
    return " ".join(str(element.xpath("string()")).split())
