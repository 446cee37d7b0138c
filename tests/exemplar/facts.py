"""Scholarly facts of a TEI edition, for comparing two encodings of one transcript.

A fact is independent of xml:ids, of the order of attributes, of white space and of serialisation. In the
text it is placed by counting characters that are neither blank nor a delimiter which markup may stand for,
so that the place is the same whether a bracket is literal or encoded.

Use from the command line: ``python tests/exemplar/facts.py EXEMPLAR OURS`` prints the differences.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from places import BLOCKS, Places, normalised
from pointers import Pointers, local, role

ENTITIES = {"person", "personGrp", "org", "place", "event", "bibl", "biblStruct", "object"}
"""Elements of standOff that are known by their identifier."""

POINTING = {
    "ana",
    "corresp",
    "copyOf",
    "decls",
    "edRef",
    "next",
    "parts",
    "prev",
    "ref",
    "sameAs",
    "scheme",
    "source",
    "target",
    "toWhom",
    "who",
}
"""Attributes whose value is a list of pointers; each pointer is a fact of its own."""

SILENT = {"xml:id", "rendition", "xml:space", "xml:base"}
"""Attributes that serve the machine: no facts."""

PROSE = {"projectDesc", "samplingDecl", "editorialDecl"}
"""Parts of the encoding description whose wording may differ."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an edition says."""

    area: str
    """``header``, ``standOff`` or ``text``."""
    what: str
    """Name of the element, or of element and attribute: ``date/@when``."""
    where: str
    """Place in the text, or path in the header or in standOff."""
    value: str = ""
    """What is said; empty where the presence of the element says it all."""
    offset: int = field(default=0, compare=False)
    """Place in the text in counted characters, for sorting."""

    def __str__(self) -> str:
        said = f" = {self.value}" if self.value else ""
        return f"{self.area}: {self.what}{said}  ({self.where})"

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """Key that sorts by area, place, element, attribute."""
        return self.area, self.offset, self.where, self.what, self.value


@dataclass(frozen=True, slots=True)
class Differences:
    """What the exemplar says and ours does not, and the reverse."""

    missing: list[Fact]
    additional: list[Fact]


def facts(root: etree._Element) -> Counter[Fact]:
    """Reduce an edition to its facts.

    Args:
        root: the element ``TEI``.

    Returns:
        The facts, each with the number of its occurrences.

    Raises:
        ValueError: there is no text.
    """
    text = root.find("{*}text")
    if text is None:
        raise ValueError("no element text: not an edition")
    places = Places(text)
    reduction = _Reduction(places, Pointers(root, places))
    found: Counter[Fact] = Counter()
    found.update(reduction.attributes("header", root, "TEI"))
    for part in root:
        if local(part) == "teiHeader":
            found.update(f for child in part for f in reduction.header(child, ""))
        elif local(part) == "standOff":
            found.update(f for child in part for f in reduction.standoff(child, ""))
    found.update(reduction.text(text))
    return found


def compare(exemplar: etree._Element, ours: etree._Element) -> Differences:
    """Compare the facts of two editions; both lists are in the order of the documents' places."""
    wanted, stated = facts(exemplar), facts(ours)
    return Differences(
        missing=sorted((wanted - stated).elements(), key=lambda f: f.order),
        additional=sorted((stated - wanted).elements(), key=lambda f: f.order),
    )


def grouped(found: list[Fact]) -> str:
    """Print facts one a line, grouped by area with the number of each group."""
    lines = []
    for area, number in Counter(f.area for f in found).items():
        lines.append(f"  {area} ({number})")
        lines += [f"    {str(f).removeprefix(area + ': ')}" for f in found if f.area == area]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Reduction:
    places: Places
    pointers: Pointers

    def attributes(
        self, area: str, element: etree._Element, where: str, offset: int = 0, known: tuple[str, ...] = ()
    ) -> Iterator[Fact]:
        """Facts of the attributes of an element, save those that the path already names."""
        for qualified, value in element.attrib.items():
            name = str(qualified).replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
            if name in SILENT or name in known:
                continue
            if name == "resp":
                # Editor, program and silence are one layer; only the other layers are facts.
                values = sorted(self.pointers.layers(value) - {"edition"})
            elif name in POINTING:
                values = [self.pointers.describe(token) for token in value.split()]
            else:
                values = [normalised(value)]
            for one in values:
                yield Fact(area, f"{local(element)}/@{name}", where, one, offset)

    def text(self, text: etree._Element) -> Iterator[Fact]:
        """Facts of the text: every element at its place."""
        yield Fact("text", "characters", "text", self.places.digest)
        for element in text.iter(etree.Element):
            name = local(element)
            block = _block(element)
            if name == "lb" and (block is None or _is_prose(block)):
                continue
            value = self.places.reading(element)
            if self.places.is_empty(element) and not value:
                value = f"in {local(block)}" if block is not None else "between blocks"
            where, offset = self.places.where(element), self.places.start(element)
            yield Fact("text", name, where, value, offset)
            yield from self.attributes("text", element, where, offset)

    def header(self, element: etree._Element, parent: str) -> Iterator[Fact]:
        """Facts of the header: leaves by their path in names and types."""
        name = local(element)
        if not name or name == "appInfo":
            return
        path = parent + name + self._predicate(element)
        if name == "revisionDesc":
            yield from self.attributes("header", element, path)
        elif name == "tagsDecl":
            yield from self._renditions(element, path)
        elif name in ("taxonomy", "category"):
            yield from self._category(element, path)
        elif name in PROSE:
            yield from self._prose(element, path)
        else:
            yield from self.attributes("header", element, path, known=("type", "subtype", "ident"))
            own = normalised((element.text or "") + "".join(f"{{{local(c)}}}{c.tail or ''}" for c in element))
            # In mixed content a child has its own facts; in its parent only its place is said.
            if (element.text or "").strip() or any((c.tail or "").strip() for c in element):
                yield Fact("header", name, path, own)
            elif not len(element) and not set(element.attrib) - {"type", "subtype"}:
                yield Fact("header", name, path, "(empty)")
            for child in element:
                yield from self.header(child, path + "/")

    def standoff(self, element: etree._Element, parent: str) -> Iterator[Fact]:
        """Facts of standOff: entities by their identifiers, everything else by its text."""
        name = local(element)
        if not name:
            return
        words = normalised("".join(element.itertext(etree.Element)))
        if name.startswith("list"):
            # The type of a list is in its path.
            path = parent + name + self._predicate(element)
            yield from self.attributes("standOff", element, path, known=("type",))
        elif name in ENTITIES:
            yield Fact("standOff", name, parent.rstrip("/"), self.pointers.identifier(element))
            path = f"{parent}{name}[{self.pointers.identifier(element)}]"
            yield from self.attributes("standOff", element, path)
        else:
            short = words if len(words) <= 60 else words[:57].rstrip() + "…"
            path = parent + name
            yield from self.attributes("standOff", element, f"{path} «{short}»")
        mixed = (element.text or "").strip() or any((c.tail or "").strip() for c in element)
        if mixed or not (len(element) or element.attrib):
            yield Fact("standOff", name, path, words)
        for child in element:
            yield from self.standoff(child, path + "/")

    def _predicate(self, element: etree._Element) -> str:
        """What tells an element of the header from its siblings of the same name."""
        if local(element) == "respStmt":
            return f"[{role(element, self.pointers)}]"
        said: Mapping[str, str] = {str(k): str(v) for k, v in element.attrib.items()}
        known = [said[key] for key in ("type", "subtype", "ident") if key in said]
        known += [self.pointers.describe(said[key]) for key in ("sameAs",) if key in said]
        return f"[{'.'.join(known)}]" if known else ""

    def _renditions(self, tags: etree._Element, path: str) -> Iterator[Fact]:
        yield from self.attributes("header", tags, path)
        for rule in tags.iter("{*}rendition"):
            # A selector may be a list: each member is a rule of its own.
            for selector in rule.get("selector", "(by pointer)").split(","):
                content = normalised("".join(rule.itertext()))
                value = f"{normalised(selector)} | {rule.get('scope', '')} | {content}"
                yield Fact("header", "rendition", path, value)

    def _category(self, element: etree._Element, path: str) -> Iterator[Fact]:
        described = any(local(c) in ("catDesc", "desc") and "".join(c.itertext()).strip() for c in element)
        value = self.pointers.identifier(element) + ("" if described else " (not described)")
        yield Fact("header", local(element), path.split("/taxonomy")[0], value)
        for child in element.iterchildren("{*}category"):
            yield from self._category(child, path)

    def _prose(self, element: etree._Element, path: str) -> Iterator[Fact]:
        yield from self.attributes("header", element, path)
        if local(element) == "editorialDecl":
            for child in element.iterchildren(etree.Element):
                yield from self._prose(child, f"{path}/{local(child)}")
        else:
            present = "stated" if "".join(element.itertext()).strip() else "(empty)"
            yield Fact("header", local(element), path, present)


def _block(element: etree._Element) -> etree._Element | None:
    return next((a for a in element.iterancestors() if local(a) in BLOCKS), None)


def _is_prose(block: etree._Element) -> bool:
    """Line breaks of running prose are no facts; those of the citation on the cover sheet are."""
    if local(block) != "p":
        return False
    return not any(local(a) == "div" and a.get("type") == "citation" for a in block.iterancestors())


def main(exemplar: str, ours: str) -> int:
    """Print the differences between two files that are not declared to be by design.

    Args:
        exemplar: name of the file that says what is wanted.
        ours: name of the file to be judged.

    Returns:
        Number of facts missing or additional, at most 1 (exit status).
    """
    from by_design import declared, judge

    found = compare(*(etree.parse(name).getroot() for name in (exemplar, ours)))
    verdict = judge(found.missing, found.additional, declared())
    for title, rest in (("MISSING", verdict.missing), ("ADDITIONAL", verdict.additional)):
        print(f"{title}: {len(rest)}\n{grouped(rest)}")
    print(f"By design: {verdict.excused}")
    for row in verdict.unused:
        print(f"Unused row of by_design.toml: {row}")
    return int(bool(verdict.missing or verdict.additional))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"Use: python {Path(sys.argv[0]).name} EXEMPLAR OURS")
    sys.exit(main(*sys.argv[1:]))
