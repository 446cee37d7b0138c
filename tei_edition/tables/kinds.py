"""The table of kinds: which TEI each kind of annotation becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Literal

from tei_edition.tables import check_keys, table

Layer = Literal["container", "block", "point", "line", "delimited", "phrase", "fact"]
Content = Literal["blocks", "phrase", "name", "text"]

_NAME_CONTENT = frozenset(
    {
        "role", "forename", "surname", "abbreviation", "supplied", "doubtful", "sic", "place", "organisation",
        "unresolved-bracket", "apparent-error", "page-break", "unidentified-glyph", "bold", "artefact",
    }
)  # fmt: skip
_LAYERS: tuple[Layer, ...] = ("container", "block", "point", "line", "delimited", "phrase", "fact")


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table; the fields are explained at the head of ``kinds.toml``."""

    name: str
    element: str
    layer: Layer
    content: Content
    region: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    digits: int = 1
    inner: str = ""
    choice: Mapping[str, str] = field(default_factory=dict)
    delimiters: tuple[str, str] = ("", "")
    outside: frozenset[str] = frozenset()
    overlap: str = ""
    needs: tuple[str, ...] = ()
    run_in: bool = False
    of_page: bool = False

    @property
    def rank(self) -> int:
        """Place of the layer: in a conflict the lower stands."""
        return _LAYERS.index(self.layer)

    def takes(self, other: "Kind") -> bool:
        """Tell whether an element of the other kind may stand directly in this one."""
        if other.layer in ("container", "block"):
            return self.content == "blocks"
        if other.layer == "line":
            return self.layer == "block" and self.content == "phrase"
        if other.layer == "point":
            return self.content != "text"
        if self.content == "name":
            return other.name in _NAME_CONTENT
        return self.content == "phrase"


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the table of kinds, by name."""
    known = [f.name for f in fields(Kind) if f.name != "name"]
    result: dict[str, Kind] = {}
    for name, row in table("kinds").items():
        check_keys(row, known, f"kinds.toml, [{name}]")
        values = dict(row)
        values["delimiters"] = tuple(values.get("delimiters", ("", "")))
        values["outside"] = frozenset(values.get("outside", ()))
        values["needs"] = tuple(values.get("needs", ()))
        result[name] = Kind(name=name, **values)
    return result
