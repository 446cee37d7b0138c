"""Reduce a RELAX NG schema to what a document can touch, because libxml2 takes seconds to load a large one.

An element that does not occur in a document cannot make it valid or invalid by being allowed somewhere: a
pattern that asks for it can never be met, one that admits it is never used. So each pattern of an element or
attribute whose name does not occur is replaced by ``notAllowed``, and what follows from that is taken away
with it (RELAX NG specification, sections 4.20 and 4.22, do the same to any grammar). The verdict on the
document is the same; the grammar of a letter is a twentieth of TEI's.

The verdict alone is the same: what a reduced schema says is wrong may name an ancestor of the culprit, since
an element that is required and missing does not occur. For the words there is a second form, which keeps all
names and empties the elements that do not occur.
"""

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

_RNG = "http://relaxng.org/ns/structure/1.0"
_IRREDUCIBLE = ("include", "externalRef", "parentRef", "div")
_NEEDS_ALL = ("group", "interleave", "oneOrMore", "list", "mixed", "define", "start")
_NEEDS_NONE = ("optional", "zeroOrMore")


def _rng(name: str) -> str:
    return f"{{{_RNG}}}{name}"


@dataclass(frozen=True, slots=True)
class Names:
    """The names that occur in documents, without their namespaces and prefixes."""

    elements: frozenset[str] = frozenset()
    """Names of elements."""
    attributes: frozenset[str] = frozenset()
    """Names of attributes."""

    def __or__(self, other: "Names") -> "Names":
        return Names(self.elements | other.elements, self.attributes | other.attributes)

    def __le__(self, other: "Names") -> bool:
        return self.elements <= other.elements and self.attributes <= other.attributes


def names_of(root: etree._Element) -> Names:
    """Return the names that occur in a document.

    Args:
        root: its root element.
    """
    elements: set[str] = set()
    attributes: set[str] = set()
    for element in root.iter("*"):
        elements.add(etree.QName(element).localname)
        attributes.update(str(key).rsplit("}", 1)[-1] for key in element.attrib)
    return Names(frozenset(elements), frozenset(attributes))


def is_reducible(grammar: etree._Element) -> bool:
    """Tell whether a schema is of the kind that can be reduced: one file, one definition a name.

    Args:
        grammar: the root element of the schema.
    """
    defined = [define.get("name") for define in grammar.iter(_rng("define"))]
    return (
        grammar.tag == _rng("grammar")
        and len(list(grammar.iter(_rng("grammar")))) == 1
        and len(list(grammar.iter(_rng("start")))) == 1
        and len(set(defined)) == len(defined)
        and not any(True for _ in grammar.iter(*map(_rng, _IRREDUCIBLE)))
        and all(ref.get("name") in set(defined) for ref in grammar.iter(_rng("ref")))
    )


def reduced(grammar: etree._Element, names: Names, *, named: bool = False) -> etree._Element:
    """Reduce a schema to what documents with these names can touch.

    Args:
        grammar: the root element of a schema for which ``is_reducible`` holds.
        names: the names that occur in the documents.
        named: keep the names of what does not occur, for the sake of messages; the elements are empty then.

    Returns:
        A schema of its own, without annotations, that accepts of these documents those that the whole one
        accepts.
    """
    defines = {str(define.get("name")): define for define in grammar.iter(_rng("define"))}
    reduction = _Reduction(defines, names, named)
    result = etree.Element(_rng("grammar"), dict(grammar.attrib), nsmap=grammar.nsmap)
    start = grammar.find(_rng("start"))
    assert start is not None, "is_reducible"
    result.append(reduction.definition(start))
    while reduction.wanted:
        result.append(reduction.definition(defines[reduction.wanted.pop()]))
    return result


@dataclass(slots=True)
class _Reduction:
    defines: dict[str, etree._Element]
    names: Names
    named: bool
    wanted: list[str] = field(default_factory=list)
    """Definitions that are referred to and not yet written."""
    _seen: set[str] = field(default_factory=set)
    _barred: dict[str, bool] = field(default_factory=dict)

    def definition(self, source: etree._Element) -> etree._Element:
        """Copy a definition, reduced."""
        copy = etree.Element(source.tag, dict(source.attrib))
        if self._is_barred(source):
            etree.SubElement(copy, _rng("notAllowed"))
        else:
            self._fill(copy, source)
        return copy

    def _fill(self, copy: etree._Element, source: etree._Element) -> None:
        """Copy the patterns that can be met; of a choice those alone that can, else all, as all can."""
        is_choice = source.tag == _rng("choice")
        for pattern in _patterns(source):
            kind = etree.QName(pattern).localname
            barred = self._is_barred(pattern)
            if is_choice and barred:
                continue
            if kind in _NEEDS_NONE and any(map(self._is_barred, _patterns(pattern))):
                if is_choice:
                    etree.SubElement(copy, _rng("empty"))
                continue
            copy.append(self._copied(pattern, kind, barred=barred))
        if len(copy) == 0 and len(_patterns(source)) > 0:
            etree.SubElement(copy, _rng("empty"))

    def _copied(self, pattern: etree._Element, kind: str, *, barred: bool) -> etree._Element:
        if barred:
            return etree.Element(_rng("notAllowed"))
        if kind in _COPIED:
            return _bare(pattern)
        copy = etree.Element(pattern.tag, dict(pattern.attrib), nsmap=pattern.nsmap)
        if kind == "ref":
            name = str(pattern.get("name"))
            if name not in self._seen:
                self._seen.add(name)
                self.wanted.append(name)
            return copy
        if kind == "element" and not self._occurs(pattern, self.names.elements):
            etree.SubElement(copy, _rng("empty"))
            return copy
        if kind == "element" and any(map(self._is_barred, _patterns(pattern))):
            copy.extend(
                _bare(child) for child in _patterns(pattern) if etree.QName(child).localname in _NAME_CLASSES
            )
            etree.SubElement(copy, _rng("notAllowed"))
            return copy
        self._fill(copy, pattern)
        if kind == "choice" and len(copy) == 1:
            return copy[0]
        return copy

    def _is_barred(self, pattern: etree._Element) -> bool:
        """Tell whether a pattern can never be met, because it asks for what does not occur."""
        if self.named:
            return False
        kind = etree.QName(pattern).localname
        if kind == "notAllowed":
            return True
        if kind == "ref":
            name = str(pattern.get("name"))
            if name not in self._barred:
                self._barred[name] = self._is_barred(self.defines[name])
            return self._barred[name]
        if kind == "element":
            return not self._occurs(pattern, self.names.elements)
        if kind == "attribute":
            return not self._occurs(pattern, self.names.attributes)
        below = _patterns(pattern)
        if kind == "choice":
            return all(map(self._is_barred, below))
        return kind in _NEEDS_ALL and any(map(self._is_barred, below))

    @staticmethod
    def _occurs(pattern: etree._Element, names: frozenset[str]) -> bool:
        """Tell whether something of this pattern's name occurs; of a pattern with many names, that it may."""
        name = pattern.get("name")
        return name is None or name.strip().rsplit(":", 1)[-1] in names


_COPIED = ("anyName", "nsName", "name", "data", "value", "param", "except", "text", "empty", "notAllowed")
_NAME_CLASSES = ("anyName", "nsName", "name")


def _patterns(element: etree._Element) -> list[etree._Element]:
    return list(element.iterchildren(f"{{{_RNG}}}*"))


def _bare(pattern: etree._Element) -> etree._Element:
    """Copy a pattern as it stands, without the text behind it and without annotations."""
    copy = deepcopy(pattern)
    copy.tail = None
    for other in list(copy.iter()):
        if other is not copy and not str(other.tag).startswith(f"{{{_RNG}}}"):
            parent = other.getparent()
            if parent is not None:
                parent.remove(other)
    return copy
