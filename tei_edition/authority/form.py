"""A form of a name, its kinds, and which forms are wanted."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

FormKind = Literal["full", "initials", "name", "variant", "surname", "surname-part", "forename"]

STRENGTH: tuple[FormKind, ...] = (
    "full",
    "initials",
    "name",
    "variant",
    "surname",
    "surname-part",
    "forename",
)
"""The kinds of form, that which says most about the person first."""


FormPart = Literal["all", "alone", "forenamed"]
"""Which forms of a person are asked for: all, those without forenames beside the anchor, or the others."""


class Form(NamedTuple):
    """One form of a name, in three parts."""

    before: str
    """What stands before the anchor: forenames."""
    anchor: str
    """The part by which the form is found: the surname, or the whole."""
    after: str
    """What stands behind it: forenames after a comma, ``Jr.``."""
    kind: FormKind
    """What sort of form it is."""
    exact: bool = False
    """Whether capitals of the form must be capitals in the text: an initialism, a cover name."""
    ends_in_forename: bool = False
    """Whether forenames stand at its end, which might go on in the text: ``Kim Il`` in ``Kim Il-sung``."""


@dataclass(frozen=True, slots=True)
class FormRules:
    """Which forms are made besides those that the list gives."""

    inverted: bool = True
    """Surname first: ``Castro Ruz, Fidel``, ``Ustinov D.F.``."""
    surname_parts: bool = True
    """The first word of a compound surname, or what follows its particle."""
    forenames: bool = True
    """Forenames alone."""
    forename_bearers: int = 100
    """How many entries may have a forename if it is to be sought alone; beyond that it tells nothing."""
