"""What recognisers may know besides the edition."""

from dataclasses import dataclass, field

from tei_edition.authority.index import NameIndex
from tei_edition.authority.term_index import TermIndex
from tei_edition.model.authority import Authority, EntityKind
from tei_edition.recognisers.lexicon import is_english
from tei_edition.tables.abbreviations import Abbreviations, of_program
from tei_edition.tables.bracket_formulas import BracketFormula
from tei_edition.tables.settings import Policy


@dataclass(frozen=True, slots=True)
class Resources:
    """The authority lists and their indexes, and what the edition adds to the tables."""

    authority: Authority = field(default_factory=Authority)
    index: NameIndex | None = None
    formulas: tuple[BracketFormula, ...] = ()
    terms: TermIndex | None = None
    abbreviations: Abbreviations = field(default_factory=of_program)
    policy: Policy = field(default_factory=Policy)

    def named(self, kind: EntityKind, name: str) -> str | None:
        """Return the pointer to the entry of a kind that has exactly this name; None if there is none."""
        found = self.index.matches(name) if self.index is not None else ()
        for match in found:
            if (match.start, match.end) == (0, len(name)):
                named = (
                    e for e in match.candidates if e.kind == kind and any(n.text == name for n in e.names)
                )
                return next((f"#{e.id}" for e in named), None)
        return None


def term_index(authority: Authority) -> TermIndex | None:
    """Make the index of the terms of an authority list; None if it has none."""
    terms = authority.of_kind("term")
    return TermIndex(terms, is_english) if terms else None
