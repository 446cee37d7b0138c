"""What recognisers may know besides the edition."""

from dataclasses import dataclass, field

from tei_edition.authority.index import NameIndex
from tei_edition.model.authority import Authority, EntityKind
from tei_edition.tables.bracket_formulas import BracketFormula


@dataclass(frozen=True, slots=True)
class Resources:
    """The authority lists and their index, and the formulas of brackets that the edition adds."""

    authority: Authority = field(default_factory=Authority)
    index: NameIndex | None = None
    formulas: tuple[BracketFormula, ...] = ()

    def named(self, kind: EntityKind, name: str) -> str | None:
        """Return the pointer to the entry of a kind that has exactly this name; None if there is none."""
        for entity in self.authority.of_kind(kind):
            if any(n.text == name for n in entity.names):
                return f"#{entity.id}"
        return None
