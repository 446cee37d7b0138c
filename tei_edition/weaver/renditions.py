"""The strings that markup stands for: ``tagsDecl/rendition`` as the decoder reads it.

A small part of CSS is enough, so no CSS engine is needed: selectors made of ``name``, ``*``,
``name[att='v']``, descendant and child combinators and comma lists; the properties ``content`` (strings
and ``attr(n)``) and ``display``. One extension: a hexadecimal escape in a string yields the very character
it names, also NUL, other control characters, non-characters and lone surrogates, which XML cannot hold.

Source: TEI Guidelines, ``rendition`` (@scope, @selector) and att.global.rendition; CSS Generated Content.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from tei_edition.model.css_string import LONGEST, STRING, unquoted

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_REMEMBERED = 10_000  # steps; more only in a file made to waste memory

_COMMENT = re.compile(rf"({STRING})|/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(rf"([\w-]+)\s*:((?:{STRING}|[^;\"'])*)(?:;|$)", re.DOTALL)
_PART = re.compile(rf"\s*(?:({STRING})|attr\(\s*([\w.:-]+)\s*\))\s*", re.DOTALL)
_CONDITION = re.compile(rf"\[\s*([\w.:-]+)\s*=\s*({STRING})\s*\]", re.DOTALL)
_COMPOUND = re.compile(rf"(\*|[^\W\d][\w.-]*)?((?:{_CONDITION.pattern})*)", re.DOTALL)
_COMBINATOR = re.compile(r"\s*([>,])\s*|\s+|$")


class Attribute(NamedTuple):
    """``attr(n)`` in ``content``: the value of an attribute of the element."""

    name: str
    """Name of the attribute as lxml writes it."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What a rendition writes before or after an element."""

    parts: tuple[str | Attribute, ...]
    """Strings and attributes, in their order."""
    block: bool = False
    """Whether the string is a block of its own (``display: block``)."""

    def string(self, element: etree._Element) -> str:
        """Write the string for one element; an attribute that it lacks is an empty string."""
        if not self.parts:
            return ""
        return "".join(part if isinstance(part, str) else element.get(part.name, "") for part in self.parts)


NOTHING = Generated(())


class State(NamedTuple):
    """How far the selectors are fulfilled on the way down to an element: two sets of compounds as bits."""

    here: int
    """Fulfilled by the element itself."""
    above: int
    """Fulfilled by the element or by one of its ancestors."""


class Step(NamedTuple):
    """What the declarations say of an element."""

    state: State
    """How far the selectors are fulfilled, for its children."""
    before: Generated
    after: Generated

    @property
    def is_eloquent(self) -> bool:
        """Whether anything may have to be written before or after the element."""
        return bool(self.before.parts or self.after.parts)


class Declaration(NamedTuple):
    """One ``rendition`` as it is written."""

    identifier: str
    scope: str
    selector: str
    css: str

    @classmethod
    def of(cls, element: etree._Element) -> "Declaration":
        """Read the element; a comment in it has a tail, which is character data."""
        css = (element.text or "") + "".join(child.tail or "" for child in element)
        return cls(
            identifier=element.get(f"{XML}id", ""),
            scope=element.get("scope", ""),
            selector=selector if len(selector := element.get("selector", "")) <= LONGEST else "",
            css=css if element.get("scheme", "css") == "css" and len(css) <= LONGEST else "",
        )


@dataclass(frozen=True, slots=True)
class _Compound:
    """One ``name[att='v']`` of a selector, and what must be fulfilled before it."""

    name: str
    conditions: frozenset[tuple[str, str]]
    before: int
    """Number of the compound to its left, -1 if there is none."""
    child: bool
    """Whether the element left of it must be the parent, not any ancestor."""


@dataclass(frozen=True, slots=True)
class _Rule:
    compound: int
    """Number of the last compound of the selector."""
    scope: str
    generated: Generated


@dataclass(frozen=True, slots=True)
class Renditions:
    """The declarations of one file, ready for a single walk from the root downwards.

    All selectors advance together by one step per element (``step``); equal steps are remembered, so that
    the cost of an element does not depend on its depth nor on the number of its brothers.
    """

    declared: dict[str, tuple[str, Generated]]
    """Scope and string of every declaration, by its xml:id."""
    compounds: tuple[_Compound, ...]
    rules: tuple[_Rule, ...]
    _conditions: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    _steps: dict[tuple[State, str, int], Step] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> "Renditions":
        """Read the declarations of a file.

        Args:
            root: the root element ``TEI``, with or without namespace. Only ``tagsDecl/rendition`` in its
                header is read; a declaration that is not CSS, or not of the kind described above,
                generates nothing.
        """
        found = root.iterfind("{*}teiHeader//{*}tagsDecl/{*}rendition")
        return _compiled(tuple(Declaration.of(element) for element in found))

    def step(self, state: State, element: etree._Element, name: str) -> Step:
        """Go from an element down to one of its children.

        Args:
            state: what the parent left; ``State(0, 0)`` above the root.
            element: the child.
            name: its local name.

        Returns:
            What stands before and after it, and the state for its own children.
        """
        conditions = self._conditions.get(name)
        if conditions is None:
            conditions = self._conditions[name] = self._conditions_on(name)
        facts = 0
        for bit, (attribute, value) in enumerate(conditions):
            if element.get(attribute) == value:
                facts |= 1 << bit
        key = (state, name, facts)
        found = self._steps.get(key)
        if found is None:
            if len(self._steps) >= _REMEMBERED:
                self._steps.clear()
            held = frozenset(pair for bit, pair in enumerate(conditions) if facts >> bit & 1)
            found = self._steps[key] = self._advance(state, name, held)
        pointers = element.get("rendition")
        return found if pointers is None else _step(found.state, self._pointed(pointers))

    def _conditions_on(self, name: str) -> tuple[tuple[str, str], ...]:
        """Collect the conditions that any selector puts on elements of a name."""
        of_name = [compound.conditions for compound in self.compounds if compound.name in (name, "*")]
        return tuple(sorted(frozenset().union(*of_name)))

    def _advance(self, state: State, name: str, held: frozenset[tuple[str, str]]) -> Step:
        here = 0
        for number, compound in enumerate(self.compounds):
            reached = state.here if compound.child else state.above
            if (
                compound.name in (name, "*")
                and compound.conditions <= held
                and (compound.before < 0 or reached >> compound.before & 1)
            ):
                here |= 1 << number
        strings = {rule.scope: rule.generated for rule in self.rules if here >> rule.compound & 1}
        return _step(State(here, state.above | here), strings)

    def _pointed(self, pointers: str) -> dict[str, Generated]:
        """Resolve @rendition, which replaces the defaults on its element; the later pointer wins."""
        ids = (pointer[1:] for pointer in pointers.split() if pointer.startswith("#"))
        return dict(self.declared[name] for name in ids if name in self.declared)


@lru_cache(maxsize=16)
def _compiled(declarations: tuple[Declaration, ...]) -> Renditions:
    """Compile the declarations of a file; the files of one edition have them in common."""
    declared: dict[str, tuple[str, Generated]] = {}
    compounds: list[_Compound] = []
    rules: list[_Rule] = []
    for each in declarations:
        generated = read_content(each.css)
        if each.identifier:
            declared[each.identifier] = (each.scope, generated)
        if each.scope in ("before", "after"):
            for selector in read_selectors(each.selector):
                rules.append(_Rule(_append(selector, compounds), each.scope, generated))
    return Renditions(declared, tuple(compounds), tuple(rules))


def read_content(css: str) -> Generated:
    """Read the declarations of one ``rendition``.

    Args:
        css: such as ``content: "[page " attr(n) "]"; display: block;``.

    Returns:
        What it generates; nothing if ``content`` is missing or holds anything but strings and ``attr()``.
    """
    values = dict(_DECLARATION.findall(_COMMENT.sub(lambda found: found.group(1) or " ", css)))
    content, at, parts = values.get("content", "").strip(), 0, list[str | Attribute]()
    while at < len(content):
        found = _PART.match(content, at)
        if found is None:
            return NOTHING
        parts.append(unquoted(found[1]) if found[1] else Attribute(_attribute(found[2])))
        at = found.end()
    return Generated(tuple(parts), values.get("display", "").strip() == "block")


def read_selectors(css: str) -> tuple[tuple[_Compound, ...], ...]:
    """Read a list of selectors.

    Args:
        css: such as ``text supplied, text note[type='translation']``.

    Returns:
        The selectors, each from left to right; none if any of them is of another kind (as in CSS).
    """
    selectors: list[tuple[_Compound, ...]] = []
    path: list[_Compound] = []
    css, at, child = css.strip(), 0, False
    while at < len(css):
        found = _COMPOUND.match(css, at)
        if found is None or not found.group():
            return ()
        conditions = frozenset((_attribute(a), unquoted(v)) for a, v in _CONDITION.findall(found[2]))
        path.append(_Compound(found[1] or "*", conditions, len(path) - 1, child))
        joint = _COMBINATOR.match(css, found.end())
        if joint is None or (joint[1] and joint.end() == len(css)):
            return ()
        at, child = joint.end(), joint[1] == ">"
        if joint[1] == "," or at == len(css):
            selectors.append(tuple(path))
            path = []
    return tuple(selectors)


def _append(selector: Iterable[_Compound], compounds: list[_Compound]) -> int:
    """Number the compounds of a selector after those already there; return the number of its last one."""
    offset = len(compounds)
    for compound in selector:
        before = compound.before + offset if compound.before >= 0 else -1
        compounds.append(_Compound(compound.name, compound.conditions, before, compound.child))
    return len(compounds) - 1


def _step(state: State, strings: dict[str, Generated]) -> Step:
    return Step(state, strings.get("before", NOTHING), strings.get("after", NOTHING))


def _attribute(name: str) -> str:
    return name.replace("xml:", XML, 1) if name.startswith("xml:") else name
