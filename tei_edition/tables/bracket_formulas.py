"""``tables/brackets.toml``: the formulas of brackets that an edition adds to those of the program."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tei_edition.model.problem import Problem, Severity
from tei_edition.model.whitespace import level_a
from tei_edition.tables import TableError, check_keys, one_of, rows, string, table

FILE_NAME = "brackets.toml"
_PLACES = ("is", "begins", "ends")
_KINDS = (
    "translation-note", "archive-note", "supplied", "omission", "addition", "deletion", "stamp",
    "marginal-note", "readers-mark", "artefact",
)  # fmt: skip
_UNFIT = (
    "omission",  # has a reason
    "supplied.nameCompletion",  # stands in a name
    "translation-note.original",  # hold the word of the original, which a formula does not tell apart
    "translation-note.alternative",
)
_SAID = {"translation-note": "subtype", "archive-note": "subtype", "supplied": "reason", "omission": "reason"}


@dataclass(frozen=True, slots=True)
class BracketFormula:
    """Words by which an edition knows a kind of bracket."""

    place: str
    """Where in the bracket they stand: ``is`` (its whole content), ``begins`` or ``ends``."""
    words: str
    """The words, without regard to case."""
    kind: str
    """What such a bracket becomes: a kind of annotation, such as ``stamp``."""
    attributes: Mapping[str, str]
    """Its reason or subtype, if it has one."""

    def fits(self, content: str) -> bool:
        """Tell whether what stands in a bracket, blanks folded, has the words in their place."""
        said, words = content.casefold(), self.words.casefold()
        if self.place == "is":
            return said == words
        # Whole words only: "stamp" begins "stamp: received" and not "stampede".
        if self.place == "begins":
            return said.startswith(words) and _parted(words[-1], said[len(words) : len(words) + 1])
        return said.endswith(words) and _parted(words[0], said[: -len(words)][-1:])


def _parted(edge: str, beyond: str) -> bool:
    return not (edge.isalnum() and beyond.isalnum())


def read(text: str | None, *, file: str) -> tuple[tuple[BracketFormula, ...], tuple[Problem, ...]]:
    """Read the formulas of an edition.

    Args:
        text: what the table holds; None if there is none.
        file: the name of the file, for problems.

    Returns:
        The formulas in their order, of which the first that fits counts; and a problem if the table cannot be
        read, when none of them holds.
    """
    if text is None:
        return (), ()
    try:
        values = tomllib.loads(text)
        check_keys(values, ("formula",), file)
        return tuple(_formula(row, f"{file}, formula") for row in rows(values, "formula", file)), ()
    except (TableError, tomllib.TOMLDecodeError) as error:
        problem = Problem(
            "ED04", Severity.ERROR, f"The table of brackets cannot be read: {error}", "Correct it.", file=file
        )
        return (), (problem,)


def _formula(row: Mapping[str, Any], where: str) -> BracketFormula:
    check_keys(row, (*_PLACES, "kind"), where)
    stated = [p for p in _PLACES if p in row]
    if len(stated) != 1:
        raise TableError(f"{where}: write the words with one of {', '.join(_PLACES)}.")
    words = level_a(string(row, stated[0], where, needed=True))
    said = one_of(string(row, "kind", where, needed=True), kinds_of_formulas(), f"{where}: kind")
    kind, _, detail = said.partition(".")
    return BracketFormula(stated[0], words, kind, {_SAID[kind]: detail} if detail else {})


def kinds_of_formulas() -> list[str]:
    """Return the kinds that a bracket may be said to be, as the ledger names them."""
    classes = [str(key).removesuffix(".") for key in table("brackets")["classes"]]
    known = [key for key in classes if key.split(".")[0] in _KINDS]
    return [key for key in known if key not in _UNFIT]
