"""What a content model of an XML Schema holds, read from xmlschema once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tei_edition.validation.place import short


@dataclass(frozen=True, slots=True)
class Content:
    """A content model, as far as it is needed to explain what does not fit it."""

    known: tuple[str, ...]
    """Names of all elements in it, in the order of their declarations."""
    repeated: frozenset[str]
    """Names of those that may occur more than once."""
    holders: tuple[tuple[str, frozenset[str]], ...]
    """The elements in it, each with the names of its own children."""
    precursors: Mapping[str, str]
    """Names of elements, each with that of the one that must stand just before it."""

    @classmethod
    def of(cls, group: Any) -> "Content":
        """Read a content model; that takes time, so that the same is not to be read for each fault.

        Args:
            group: the model group of xmlschema.
        """
        declared = list(_elements(group))
        return cls(
            tuple(dict.fromkeys(short(e.name) for e in declared)),
            frozenset(_repeated(group, False)),
            tuple((short(e.name), frozenset(_content(e))) for e in declared),
            dict(_required_before(group)),
        )


def _elements(group: Any) -> Iterator[Any]:
    """Iterate over the element declarations of a content model, abstract heads replaced by their members."""
    for declaration in group.iter_elements() if hasattr(group, "iter_elements") else ():
        if getattr(declaration, "name", None) is None:
            continue
        if declaration.abstract:
            yield from declaration.iter_substitutes()
        else:
            yield declaration


def elements_of(declaration: Any) -> Iterator[Any]:
    """Iterate over the elements that a particle stands for.

    Args:
        declaration: a model group or an element declaration of xmlschema; an abstract one stands for others.
    """
    if hasattr(declaration, "iter_elements"):
        yield from _elements(declaration)
    elif getattr(declaration, "abstract", False):
        yield from declaration.iter_substitutes()
    elif getattr(declaration, "name", None) is not None:
        yield declaration


def _content(declaration: Any) -> Iterator[str]:
    content = getattr(getattr(declaration, "type", None), "content", None)
    yield from (short(e.name) for e in _elements(content))


def _required_before(particle: Any) -> Iterator[tuple[str, str]]:
    """Iterate over pairs of elements that a sequence asks for one after the other: the later, the earlier."""
    parts = list(particle) if hasattr(particle, "iter_elements") else []
    for part in parts:
        yield from _required_before(part)
    if getattr(particle, "model", "") == "sequence":
        for earlier, later in pairwise(parts):
            names = [getattr(part, "name", None) for part in (earlier, later)]
            if all(names) and names[0] != names[1] and earlier.min_occurs > 0:
                yield short(names[1]), short(names[0])


def _repeated(particle: Any, often: bool) -> Iterator[str]:
    """Iterate over the names of the elements that may occur more than once by themselves or their group."""
    often = often or getattr(particle, "max_occurs", 1) != 1
    if hasattr(particle, "iter_elements"):
        for part in particle:
            yield from _repeated(part, often)
    elif often:
        yield from (short(e.name) for e in elements_of(particle))
