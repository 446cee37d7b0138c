"""Read the profile from the grammar: its elements, their attributes, and what may stand in these."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

RNG = "{http://relaxng.org/ns/structure/1.0}"
_DATATYPES = {
    "data.word": "teidata.word",
    "data.string": "teidata.text",
    "data.pointer": "teidata.pointer",
    "data.when": "teidata.temporal.w3c",
    "data.when.iso": "teidata.temporal.iso",
    "data.count": "teidata.count",
    "data.positive": "teidata.numeric",
    "data.probability": "teidata.probability",
}
"""Datatypes of TEI by the definitions of the grammar that narrow them."""


@dataclass(slots=True)
class Attribute:
    """An attribute of an element of the profile, all contexts taken together."""

    values: dict[str, None] = field(default_factory=dict)
    """The closed list, in the order of the grammar."""
    is_open: bool = False
    """Whether it may have other values in some context."""
    is_required: bool = True
    """Whether it is required in every context."""
    datatype: str = ""
    """Its datatype, as the element ``datatype``."""


Profile = dict[str, dict[str, Attribute]]


def profile(rng: str) -> Profile:
    """Read the profile.

    Args:
        rng: the text of ``tei_edition.rng``.

    Returns:
        For each element, by name, its attributes by name.
    """
    root = ElementTree.fromstring(rng)
    defines = {str(define.get("name")): list(define) for define in root.iter(f"{RNG}define")}
    found: Profile = {}
    contexts: dict[str, int] = {}
    seen: dict[tuple[str, str], int] = {}
    for element in root.iter(f"{RNG}element"):
        name = str(element.get("name"))
        attributes = found.setdefault(name, {})
        contexts[name] = contexts.get(name, 0) + 1
        for pattern, is_required in _attributes(list(element), defines, is_required=True):
            key = str(pattern.get("name"))
            attribute = attributes.setdefault(key, Attribute(datatype=_datatype(list(pattern))))
            attribute.is_required &= is_required
            for value in _values(list(pattern), defines):
                if value is None:
                    attribute.is_open = True
                else:
                    attribute.values[value] = None
            seen[name, key] = seen.get((name, key), 0) + 1
    for (name, key), times in seen.items():
        found[name][key].is_required &= times == contexts[name]
    return found


def _attributes(
    patterns: list[ElementTree.Element], defines: dict[str, list[ElementTree.Element]], *, is_required: bool
) -> Iterator[tuple[ElementTree.Element, bool]]:
    for pattern in patterns:
        if pattern.tag == f"{RNG}attribute":
            yield pattern, is_required
        elif pattern.tag == f"{RNG}ref":
            yield from _attributes(defines[str(pattern.get("name"))], defines, is_required=is_required)
        elif pattern.tag != f"{RNG}element":
            yield from _attributes(
                list(pattern), defines, is_required=is_required and pattern.tag != f"{RNG}optional"
            )


def _values(
    patterns: list[ElementTree.Element], defines: dict[str, list[ElementTree.Element]]
) -> Iterator[str | None]:
    """Iterate over the values that are listed, None for what is not a list."""
    for pattern in patterns:
        if pattern.tag == f"{RNG}value":
            yield pattern.text or ""
        elif pattern.tag == f"{RNG}ref":
            yield from _values(defines[str(pattern.get("name"))], defines)
        elif pattern.tag == f"{RNG}choice":
            yield from _values(list(pattern), defines)
        else:
            yield None


def _datatype(patterns: list[ElementTree.Element]) -> str:
    """Name the datatype that TEI, or XML Schema, has for the content of an attribute."""
    pattern = patterns[0]
    kind, name = pattern.tag.removeprefix(RNG), str(pattern.get("name"))
    if kind == "list" or name == "data.pointers":
        inner = "teidata.pointer" if name == "data.pointers" else "teidata.word"
        return f'<datatype maxOccurs="unbounded"><dataRef key="{inner}"/></datatype>'
    if kind == "data":
        return f'<datatype><dataRef name="{pattern.get("type")}"/></datatype>'
    return f'<datatype><dataRef key="{_DATATYPES.get(name, "teidata.enumerated")}"/></datatype>'
