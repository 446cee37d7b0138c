"""From the forest to the ``text`` element: the only code that writes the transcript's characters.

Mixed content is written in one line and never indented. A line end of the transcript becomes ``lb``, a
blank line within a block two of them or an inferred ``pb``; other runs of blanks become one space (TEI
CORS5; the decoder's rules are the same, told from the other end).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tei_edition.model.annotation import Annotation
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, line_breaks
from tei_edition.weaver import markup
from tei_edition.weaver.delimiters import Renditions
from tei_edition.weaver.resolve import UNRESOLVED, Forest, Node

_SPECIAL = re.compile(f"[ ]*[\t\n\r\v\f][ \t\n\r\v\f]*|[ ]{{2,}}|{markup.NOT_XML.pattern}")
_HYPHENATED = re.compile(r"[^\W\d_][-\xad\u2010]$")
_BRACKETS = re.compile(r"\[[^\[\]]*\]|[\[\]]")


@dataclass(slots=True)
class TextTree:
    """The woven ``text`` element."""

    lines: list[str] = field(default_factory=list)
    """The element, a block a line."""
    blocks: list[tuple[int, Span]] = field(default_factory=list)
    """For each block the index of its line and its stretch of the transcript."""
    ids: dict[tuple[str, Span], str] = field(default_factory=dict)
    """The xml:id of what was woven, by kind and stretch."""
    problems: list[Problem] = field(default_factory=list)


def covers_all(transcript: Transcript, forest: Forest) -> bool:
    """Tell whether every character that is not blank stands in a block of the forest."""
    at = 0
    for block in _blocks(forest.roots):
        span = block.annotation.span
        if transcript.text[at : span.start].strip(BLANKS) or span.start < at:
            return False
        at = span.end
    return not transcript.text[at:].strip(BLANKS)


def _blocks(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        if node.kind.layer == "container":
            yield from _blocks(node.children)
        else:
            yield node


def weave_text(
    transcript: Transcript,
    forest: Forest,
    renditions: Renditions,
    *,
    source: str,
    original: str,
    literal: frozenset[int] = frozenset(),
) -> TextTree:
    """Write the ``text`` element.

    Args:
        transcript: the text.
        forest: what was resolved; it must cover the whole text.
        renditions: where the delimiters are declared; it is added to.
        source: pointer to the description of the source whose pages and text these are.
        original: pointer to the description of the archival original.
        literal: offsets at which blocks begin that are to be written without any markup in them, because
            their markup was found unsafe.

    Returns:
        The lines of the element, and where each block stands in them.
    """
    return _Weaver(
        transcript, renditions, {"{source}": source, "{original}": original}, literal, forest
    ).run()


class _Weaver:
    def __init__(
        self,
        transcript: Transcript,
        renditions: Renditions,
        pointers: dict[str, str],
        literal: frozenset[int],
        forest: Forest,
    ) -> None:
        self.source = transcript.text
        self.pointers = pointers
        self.transcript = transcript
        self.renditions = renditions
        self.literal = literal
        self.forest = forest
        self.out = TextTree()
        self.counters: Counter[str] = Counter()
        self.taken = {n.annotation.id for n in _all(forest.roots) if n.annotation.id}

    def run(self) -> TextTree:
        self.out.lines.append(
            f"<text{markup.attributes({'xml:id': 'text', 'decls': self.pointers['{source}']})}>"
        )
        region = ""
        for i, root in enumerate(self.forest.roots):
            wanted = root.kind.region if root.kind.region == "body" or region == "" else "back"
            if region and wanted == region:
                self._between(self.forest.roots[i - 1], root, "    ")
            elif region:
                self.out.lines.append(f"  </{region}>")
                self._between(self.forest.roots[i - 1], root, "  ")
            if wanted != region:
                self.out.lines.append(f"  <{wanted}>")
                region = wanted
            self._container(root, "    ")
        self.out.lines += [f"  </{region}>", "</text>"]
        return self.out

    # ---- element content

    def _container(self, node: Node, indent: str) -> None:
        self.out.lines.append(f"{indent}<{node.kind.element}{self._attributes(node)}>")
        previous: Node | None = None
        for child in node.children:
            if len(child.annotation.span):
                if previous is not None:
                    self._between(previous, child, indent + "  ")
                previous = child
            if child.kind.layer == "container":
                self._container(child, indent + "  ")
            else:
                self.out.blocks.append((len(self.out.lines), child.annotation.span))
                self.out.lines.append(f"{indent}  {self._block(child)}")
        self.out.lines.append(f"{indent}</{node.kind.element}>")

    def _between(self, before: Node, after: Node, indent: str) -> None:
        gap = self.source[before.annotation.span.end : after.annotation.span.start]
        if line_breaks(gap) == 1:
            self.out.lines.append(f"{indent}<lb/>")

    def _block(self, node: Node) -> str:
        span = node.annotation.span
        if node.kind.layer == "point":
            return self._point(node, block=bool(len(span)))
        if span.start in self.literal:
            return f"<{node.kind.element}{self._attributes(node)}>{self._literal(span)}</{node.kind.element}>"
        return self._element(node)

    def _literal(self, span: Span) -> str:
        written, at = [], span.start
        for m in _BRACKETS.finditer(self.source, span.start, span.end):
            values = {"type": "unresolvedBracket", "resp": "#resp-program", "cert": "low"}
            written.append(self._text(at, m.start()))
            written.append(f"<seg{markup.attributes(values)}>{self._text(m.start(), m.end())}</seg>")
            at = m.end()
        return "".join([*written, self._text(at, span.end)])

    # ---- mixed content

    def _element(self, node: Node) -> str:
        kind, a = node.kind, node.annotation
        content = self._content(node)
        if kind.inner:
            content = f"<{kind.inner}>{content}</{kind.inner}>"
        alternative = a.attributes.get(kind.choice["attribute"]) if kind.choice else None
        if alternative is None:
            return f"<{kind.element}{self._attributes(node)}>{content}</{kind.element}>"
        second = markup.element(kind.choice["element"], self._judgement(a), markup.text(alternative))
        first = f"<{kind.element}{self._attributes(node)}>{content}</{kind.element}>"
        return f"<choice>{first}{second}</choice>"

    def _content(self, node: Node) -> str:
        interior = node.annotation.interior
        written: list[str] = []
        at = interior.start
        for i, child in enumerate(node.children):
            start, end = child.annotation.span.start, child.annotation.span.end
            if child.kind.layer != "point":
                written += [self._text(at, start), self._element(child)]
                at = end
                continue
            before, after = self._blank_before(at, start), self._blank_after(end, interior.end, node, i)
            if not len(child.annotation.span):
                if line_breaks(self.source[before:start]) < 2:
                    self._misplaced(child.annotation)
                    continue
                written += [self._text(at, before), " ", self._point(child)]
            elif before < start and end < after and self._blank_lines(before, start, end, after):
                # A page mark between blank lines, in the middle of a sentence that goes on behind it.
                written += [self._text(at, before), " ", self._point(child, block=True)]
                end = after
            else:
                written += [self._text(at, start), self._point(child)]
            at = end
        written.append(self._text(at, interior.end))
        return "".join(written)

    def _blank_lines(self, before: int, start: int, end: int, after: int) -> bool:
        return line_breaks(self.source[before:start]) == 2 and line_breaks(self.source[end:after]) == 2

    def _blank_before(self, low: int, at: int) -> int:
        while at > low and self.source[at - 1] in BLANKS:
            at -= 1
        return at

    def _blank_after(self, at: int, high: int, node: Node, i: int) -> int:
        if i + 1 < len(node.children):
            high = min(high, node.children[i + 1].annotation.span.start)
        while at < high and self.source[at] in BLANKS:
            at += 1
        return at

    def _point(self, node: Node, *, block: bool = False) -> str:
        return f"<{node.kind.element}{self._attributes(node, block=block)}/>"

    def _misplaced(self, a: Annotation) -> None:
        self.out.problems.append(
            Problem(
                code="WV04",
                severity=Severity.NOTE,
                message="A page break was not encoded: there is no blank line before it to stand for.",
                hint="Mark a page break only where the transcript has a blank line or a written page mark.",
                place=self.transcript.place(a.span),
            )
        )

    def _text(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        chunk = self.source[start:end]
        if not _SPECIAL.search(chunk):
            return markup.text(chunk)
        written, at = [], 0
        for m in _SPECIAL.finditer(chunk):
            written.append(markup.text(chunk[at : m.start()]))
            written.append(self._special(chunk, m, start))
            at = m.end()
        written.append(markup.text(chunk[at:]))
        return "".join(written)

    def _special(self, chunk: str, m: re.Match[str], start: int) -> str:
        found = m[0]
        if found[0] not in BLANKS:
            values = {"reason": "unidentifiedGlyph", "rendition": self.renditions.character(found)}
            return f"<unclear{markup.attributes(values)}/>"
        breaks = line_breaks(found)
        if breaks == 0:
            return " "
        follows = self.source[start + m.end() : start + m.end() + 1]
        if breaks == 1 and follows.islower() and _HYPHENATED.search(chunk[max(0, m.start() - 2) : m.start()]):
            return '<lb break="no"/>'
        return " " + "<lb/>" * breaks

    # ---- attributes

    def _judgement(self, a: Annotation) -> dict[str, str | None]:
        return {
            "resp": f"#resp-{a.responsibility}" if a.responsibility else None,
            "evidence": a.attributes.get("evidence"),
            "cert": a.certainty,
        }

    def _attributes(self, node: Node, *, block: bool = False) -> str:
        a, kind = node.annotation, node.kind
        values: dict[str, str | None] = {k: self.pointers.get(v, v) for k, v in kind.fixed.items()}
        chosen = kind.choice.get("attribute") if kind.choice else None
        values.update((k, v) for k, v in a.attributes.items() if k not in (chosen, "evidence"))
        if chosen is None or chosen not in a.attributes:
            values.update(self._judgement(a))
        if kind.layer in ("delimited", "point") or any(a.markers) or kind.element == "note":
            values["rendition"] = self.renditions.pointers(a, kind, block=block)
        values["xml:id"] = self._id(a, kind.id, kind.digits)
        return markup.attributes(values)

    def _id(self, a: Annotation, prefix: str, digits: int) -> str | None:
        if a.id is None and not prefix:
            return None
        given = a.id
        while given is None:
            self.counters[prefix] += 1
            candidate = f"{prefix}{self.counters[prefix]:0{digits}d}"
            given = None if candidate in self.taken else candidate
        self.out.ids[(a.kind, a.span)] = given
        return given


def _all(nodes: Sequence[Node]) -> Iterable[Node]:
    stack = list(nodes)
    while stack:
        node = stack.pop()
        yield node
        stack.extend(node.children)


def unresolved(span: Span, rule: str) -> Annotation:
    """Return the annotation for a bracket that is left as it stands."""
    return Annotation(span, UNRESOLVED, rule, responsibility="program", certainty="low")
