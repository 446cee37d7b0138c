"""Differences from the exemplar that are intended, each with its reason."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeVar

TABLE = Path(__file__).with_name("by_design.toml")
KEYS = {"area", "what", "where", "value"}


class Stated(Protocol):
    """What is read of a fact here."""

    @property
    def area(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def value(self) -> str: ...


F = TypeVar("F", bound=Stated)


@dataclass(frozen=True, slots=True)
class Row:
    """A declaration: facts of one side that fit all the patterns differ by design."""

    side: Literal["missing", "additional"]
    patterns: tuple[tuple[str, str], ...]
    reason: str

    def __str__(self) -> str:
        return f"{self.side}: " + ", ".join(f"{key} = {pattern}" for key, pattern in self.patterns)

    def covers(self, fact: Stated) -> bool:
        """Tell whether a fact fits; an asterisk stands for any characters, all else is literal."""
        return all(
            re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), getattr(fact, key), re.DOTALL)
            for key, pattern in self.patterns
        )


@dataclass(frozen=True, slots=True)
class Verdict(Generic[F]):
    """What is left of the differences, and what the declarations did."""

    missing: list[F]
    additional: list[F]
    excused: int
    unused: list[Row]


def declared(table: Path = TABLE) -> list[Row]:
    """Read the declarations.

    Raises:
        ValueError: a row has an unknown key, no pattern, or no reason.
    """
    rows = []
    for side in ("missing", "additional"):
        for entry in tomllib.loads(table.read_text(encoding="utf-8")).get(side, []):
            reason = entry.pop("reason", "").strip()
            if not reason or not entry or set(entry) - KEYS:
                raise ValueError(f"{table.name}: a row needs a reason and some of {sorted(KEYS)}: {entry}")
            rows.append(Row(side, tuple(sorted(entry.items())), reason))
    for entry in tomllib.loads(table.read_text(encoding="utf-8")).get("wording", []):
        # The same said in other words: the place must have its sentence on either side.
        patterns = tuple(sorted((k, v) for k, v in entry.items() if k != "reason"))
        rows += [Row("missing", patterns, entry["reason"]), Row("additional", patterns, entry["reason"])]
    return rows


def judge(missing: list[F], additional: list[F], rows: Iterable[Row]) -> Verdict[F]:
    """Set aside the differences that are declared; name the declarations that set nothing aside."""
    rows = list(rows)
    sides = {"missing": missing, "additional": additional}
    left = {
        side: [f for f in found if not any(r.side == side and r.covers(f) for r in rows)]
        for side, found in sides.items()
    }
    excused = sum(map(len, sides.values())) - sum(map(len, left.values()))
    unused = [r for r in rows if not any(r.covers(f) for f in sides[r.side])]
    return Verdict(left["missing"], left["additional"], excused, unused)
