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
from tei_edition.model.characters import NOT_XML
from tei_edition.model.problem import Problem, Severity
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, line_breaks
from tei_edition.tables.kinds import Kind
from tei_edition.weaver import marks, markup
from tei_edition.weaver.admit import unnamed
from tei_edition.weaver.delimiters import Renditions
from tei_edition.weaver.resolve import Forest, Node

_NOT_YET_MARKED: frozenset[str] = frozenset()

_BRACKETED_NOTES = ("translation", "archive")


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


def weave_text(
    transcript: Transcript,
    forest: Forest,
    renditions: Renditions,
    *,
    source: str,
    original: str,
    literal: frozenset[int] = frozenset(),
    reserved: frozenset[str] = frozenset(),
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
        reserved: ids that elements outside the text have.

    Returns:
        The lines of the element, and where each block stands in them.
    """
    pointers = {"{source}": source, "{original}": original}
    return _Weaver(transcript, renditions, pointers, literal, reserved, forest).run()


class _Weaver:
    def __init__(
        self,
        transcript: Transcript,
        renditions: Renditions,
        pointers: dict[str, str],
        literal: frozenset[int],
        reserved: frozenset[str],
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
        self.wanted = {n.annotation.id for n in _all(forest.roots) if n.annotation.id}
        self.taken = {"text", *reserved}
        self.citations = [
            n.annotation.span
            for n in _all(forest.roots)
            if n.kind.name == "cover-field" and n.annotation.attributes.get("type") == "citation"
        ]

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
        breaks = line_breaks(self.source[before.annotation.span.end : after.annotation.span.start])
        if breaks == 1:
            self.out.lines.append(f"{indent}<lb/>")
        elif breaks == 2 and before.kind.run_in:
            self.out.lines.append(f"{indent}<lb/><lb/>")  # else the text would go on in the same line

    def _block(self, node: Node) -> str:
        span = node.annotation.span
        if node.kind.layer == "point":
            return self._point(node, block=bool(len(span)))
        if span.start in self.literal:
            words = self._text(span.start, span.end, marks.held(node.kind))
            return f"<{node.kind.element}{self._attributes(node)}>{words}</{node.kind.element}>"
        return self._element(node, _NOT_YET_MARKED)

    # ---- mixed content

    def _element(self, node: Node, marked: frozenset[str]) -> str:
        kind, a = node.kind, node.annotation
        content = self._content(node, marked | marks.held(kind))
        if kind.inner:
            content = f"<{kind.inner}>{content}</{kind.inner}>"
        alternative = a.attributes.get(kind.choice["attribute"]) if kind.choice else None
        if alternative is None:
            return f"<{kind.element}{self._attributes(node)}>{content}</{kind.element}>"
        values = {"xml:lang": a.attributes.get(kind.choice.get("language", "")), **self._judgement(a)}
        second = markup.element(kind.choice["element"], values, markup.text(alternative))
        first = f"<{kind.element}{self._attributes(node)}>{content}</{kind.element}>"
        return f"<choice>{first}{second}</choice>"

    def _content(self, node: Node, marked: frozenset[str]) -> str:
        interior = node.annotation.interior
        written: list[str] = []
        at = interior.start
        for i, child in enumerate(node.children):
            start, end = child.annotation.span.start, child.annotation.span.end
            if child.kind.layer != "point":
                written += [self._text(at, start, marked), self._element(child, marked)]
                at = end
                continue
            before, after = self._blank_before(at, start), self._blank_after(end, interior.end, node, i)
            if not len(child.annotation.span):
                if line_breaks(self.source[before:start]) < 2:
                    self._misplaced(child.annotation)
                    continue
                written += [self._text(at, before, marked), " ", self._point(child)]
            elif before < start and end < after and self._blank_lines(before, start, end, after):
                # A page mark between blank lines, in the middle of a sentence that goes on behind it.
                written += [self._text(at, before, marked), " ", self._point(child, block=True)]
                end = after
            else:
                written += [self._text(at, start, marked), self._point(child)]
            at = end
        written.append(self._text(at, interior.end, marked))
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

    def _text(self, start: int, end: int, marked: frozenset[str]) -> str:
        if marks.is_plain(self.source, start, end):
            return markup.text(self.source[start : max(start, end)])
        written, at = [], start
        for m in marks.special(marked, NOT_XML.pattern).finditer(self.source, start, max(start, end)):
            written += [markup.text(self.source[at : m.start()]), self._special(m, start, marked)]
            at = m.end()
        written.append(markup.text(self.source[at : max(at, end)]))
        return "".join(written)

    def _special(self, m: re.Match[str], start: int, marked: frozenset[str]) -> str:
        values: dict[str, str | None]
        match m.lastgroup:
            case marks.BRACKET:
                values = {"type": "unresolvedBracket", "resp": "#resp-program", "cert": "low"}
                return markup.element("seg", values, self._text(*m.span(), marked | {marks.BRACKET}))
            case marks.SIGN:
                values = {"reason": "unidentifiedGlyph", "resp": "#resp-program", "cert": "low"}
                return markup.element("unclear", values, m[0])
            case "control":
                values = {"reason": "unidentifiedGlyph", "rendition": self.renditions.character(m[0])}
                return markup.element("unclear", values)
        breaks = line_breaks(m[0])
        if breaks == 0:
            return " "
        if m.start() - 2 >= start and marks.divides_word(self.source, *m.span()):
            return '<lb break="no"/>'
        return " " + "<lb/>" * breaks

    # ---- attributes

    def _judgement(self, a: Annotation) -> dict[str, str | None]:
        return {
            "resp": f"#resp-{a.responsibility}" if a.responsibility else None,
            "evidence": a.attributes.get("evidence"),
            # What the program says without a word of how sure it is has no certainty that is known.
            "cert": a.certainty or ("unknown" if a.responsibility == "program" else None),
        }

    def _attributes(self, node: Node, *, block: bool = False) -> str:
        a, kind = node.annotation, node.kind
        values: dict[str, str | None] = {k: self.pointers.get(v, v) for k, v in kind.fixed.items()}
        chosen = kind.choice.get("attribute") if kind.choice else None
        elsewhere = (chosen, kind.choice.get("language"), "evidence")
        values.update((k, v) for k, v in a.attributes.items() if k not in elsewhere)
        if chosen is None or chosen not in a.attributes:
            values.update(self._judgement(a))
        values["rendition"] = self.renditions.pointers(a, self._default(a, kind), block=block)
        values["xml:id"] = self._id(a, kind.id, kind.digits)
        return markup.attributes(values)

    def _default(self, a: Annotation, kind: Kind) -> tuple[str, str]:
        """Return what the selectors of the declarations give an element; two ask for more than its name."""
        if kind.element == "ref" and not any(c.covers(a.span) for c in self.citations):
            return "", ""
        if kind.element == "note" and a.attributes.get("type", kind.fixed.get("type")) in _BRACKETED_NOTES:
            return "[", "]"
        return kind.delimiters

    def _id(self, a: Annotation, prefix: str, digits: int) -> str | None:
        given = a.id
        if given in self.taken:
            self.out.problems.append(unnamed(self.transcript, a, "is that of another element"))
            given = None
        while given is None and prefix:
            self.counters[prefix] += 1
            candidate = f"{prefix}{self.counters[prefix]:0{digits}d}"
            given = None if candidate in self.taken or candidate in self.wanted else candidate
        if given is not None:
            self.taken.add(given)
            self.out.ids[(a.kind, a.span)] = given
        return given


def _all(nodes: Sequence[Node]) -> Iterable[Node]:
    stack = list(nodes)
    while stack:
        node = stack.pop()
        yield node
        stack.extend(node.children)
