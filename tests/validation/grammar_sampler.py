"""Random documents that a RELAX NG grammar in XML syntax accepts: a walk through its patterns."""

import random
from collections.abc import Iterator

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_SAMPLES = {
    "anyURI": ("#x1", "https://example.org/a", "urn:x"),
    "language": ("en", "bg-Latn"),
    "decimal": ("1", "2.5", "+7"),
    "double": ("0.5", "1"),
    "boolean": ("true", "0"),
    "string": ("a b", "1"),
    "duration": ("PT2H", "P14D"),
    "nonNegativeInteger": ("0", "3"),
    "NCName": ("encoder",),
    "date": ("1959-05-02",),
    "gYearMonth": ("1959-05",),
    "gYear": ("1959",),
    "gMonthDay": ("--05-02",),
    "gMonth": ("--05",),
    "gDay": ("---02",),
    "dateTime": ("1959-05-02T02:00:00",),
    "time": ("02:00:00",),
}
# Tokens by a part of their pattern.
_TOKENS = (("DHMP", ("1959-05-02T02:00", "PT2H")), ("[\\d]", ("1", "0.2")), ("", ("word", "12", "ü/!")))


class Sampler:
    """Makes documents; the same seed makes the same document."""

    def __init__(self, grammar: etree._Element, seed: int) -> None:
        self.random = random.Random(seed)
        self.start = grammar.find(f"{RNG}start")
        self.definitions = {d.get("name"): _children(d) for d in grammar.iter(f"{RNG}define")}
        self.ids = 0
        self.height = self._heights()

    def document(self, depth: int) -> etree._Element:
        """Make a document.

        Args:
            depth: below this depth only what the grammar requires is made.
        """
        box = etree.Element("box", nsmap={None: TEI[1:-1]})
        self._walk(self.start, box, depth)
        return etree.fromstring(etree.tostring(box[0]))

    def _heights(self) -> dict[str, int]:
        """Least number of elements below each definition, so that a walk through recursive ones can end."""
        heights = dict.fromkeys(self.definitions, 10**6)
        changed = True
        while changed:
            changed = False
            for name, patterns in self.definitions.items():
                least = max((self._least(p, heights) for p in patterns), default=0)
                if least < heights[name]:
                    heights[name], changed = least, True
        return heights

    def _least(self, pattern: etree._Element, heights: dict[str, int]) -> int:
        kind = pattern.tag.removeprefix(RNG)
        if kind == "ref":
            return heights[pattern.get("name")]
        if kind in ("optional", "zeroOrMore", "attribute", "data", "list"):
            return 0
        below = [self._least(p, heights) for p in _children(pattern)]
        least = min(below, default=0) if kind == "choice" else max(below, default=0)
        return least + (kind == "element")

    def _walk(self, pattern: etree._Element, node: etree._Element, depth: int) -> None:
        kind, children, chance = pattern.tag.removeprefix(RNG), _children(pattern), self.random
        if kind == "ref":
            children = self.definitions[pattern.get("name")]
        elif kind == "choice":
            if depth <= 0:
                least = min(self._least(c, self.height) for c in children)
                children = [c for c in children if self._least(c, self.height) == least]
            children = [chance.choice(children)]
        elif kind == "optional":
            likely = 0.25 if self._is_attribute(children[0]) else 0.5 * (depth > 0)
            children = children if chance.random() < likely else []
        elif kind in ("zeroOrMore", "oneOrMore"):
            children = children * ((kind == "oneOrMore") + (chance.randrange(4) if depth > 0 else 0))
        elif kind == "attribute":
            node.set(pattern.get("name").replace("xml:", XML), self._value(children[0]))
            return
        elif kind == "element":
            node, depth = etree.SubElement(node, TEI + pattern.get("name")), depth - 1
        elif kind == "text":
            self._write(node)
        for child in children:
            if kind == "mixed":
                self._write(node)
            self._walk(child, node, depth)
        if kind == "mixed":
            self._write(node)

    def _is_attribute(self, pattern: etree._Element) -> bool:
        while pattern.tag == f"{RNG}ref":
            pattern = self.definitions[pattern.get("name")][0]
        return bool(pattern.tag == f"{RNG}attribute")

    def _write(self, node: etree._Element) -> None:
        if self.random.random() < 0.3:
            if len(node):
                node[-1].tail = (node[-1].tail or "") + "words"
            else:
                node.text = (node.text or "") + "words"

    def _value(self, pattern: etree._Element) -> str:
        kind, children = pattern.tag.removeprefix(RNG), _children(pattern)
        if kind == "value":
            return pattern.text or ""
        if kind == "data":
            return self._sample(pattern)
        if kind == "ref":
            children = self.definitions[pattern.get("name")]
        if kind == "choice":
            children = [self.random.choice(children)]
        if kind == "oneOrMore":
            children = children * self.random.choice((1, 1, 2))
        return " ".join(self._value(c) for c in children)

    def _sample(self, data: etree._Element) -> str:
        kind = data.get("type")
        pattern = data.findtext(f"{RNG}param[@name='pattern']", "")
        if kind == "ID":
            self.ids += 1
            choices, _, rest = pattern.removesuffix(".+").removeprefix("(").partition(")")
            return f"{self.random.choice(choices.split('|'))}{rest}x{self.ids}"
        if kind == "token":
            return self.random.choice(next(samples for part, samples in _TOKENS if part in pattern))
        return self.random.choice(_SAMPLES[kind])


def _children(pattern: etree._Element) -> list[etree._Element]:
    return [c for c in pattern if isinstance(c.tag, str) and c.tag != f"{RNG}param"]


def elements(grammar: etree._Element) -> Iterator[tuple[str, dict[str, set[str]], set[str]]]:
    """Iterate over the element patterns of a grammar.

    Yields:
        For each the name, its attributes with the values that are listed for them (empty if any datatype is
        among them), and which of the attributes are required.
    """
    definitions = {d.get("name"): _children(d) for d in grammar.iter(f"{RNG}define")}

    def attributes(pattern: etree._Element, optional: bool) -> Iterator[tuple[str, set[str], bool]]:
        kind = pattern.tag.removeprefix(RNG)
        if kind == "attribute":
            values = list(leaves(pattern))
            open_list = any(v is None for v in values)
            yield pattern.get("name"), set() if open_list else set(values), not optional
        elif kind != "element":
            below = definitions[pattern.get("name")] if kind == "ref" else _children(pattern)
            for child in below:
                yield from attributes(child, optional or kind == "optional")

    def leaves(pattern: etree._Element) -> Iterator[str | None]:
        for child in definitions[pattern.get("name")] if pattern.tag == f"{RNG}ref" else _children(pattern):
            if child.tag == f"{RNG}value":
                yield child.text
            elif child.tag == f"{RNG}data":
                yield None
            else:
                yield from leaves(child)

    for element in grammar.iter(f"{RNG}element"):
        found: dict[str, set[str]] = {}
        required: set[str] = set()
        for child in _children(element):
            for name, values, needed in attributes(child, False):
                found[name] = values
                required |= {name} if needed else set()
        yield element.get("name"), found, required
