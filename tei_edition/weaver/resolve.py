"""Overlap: from a set of annotations to a forest of elements, by a stated policy.

Structure is whole; matter between delimiters comes next; names, dates and other phrases last. Of two that
cross, the one of the later layer gives way: it is divided where its kind allows that, and otherwise set
aside and reported. Nothing is ever dropped in silence. The sweep is one pass over the annotations in the
order of the text (n log n).
"""

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tei_edition.model.annotation import Annotation
from tei_edition.model.characters import NOT_XML
from tei_edition.model.problem import Problem
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.model.whitespace import BLANKS, line_breaks, trimmed
from tei_edition.tables.kinds import Kind, kinds
from tei_edition.weaver.admit import set_aside
from tei_edition.weaver.marks import signs

DEEPEST = 100
"""Most annotations in one another. XML parsers refuse a depth of 256, and each may be two elements."""

_BRACKET = re.compile(r"[\[\]]")

_GROUPS = {"container": 0, "point": 1, "block": 2}
_RUN_IN = ("label", "speaker", "cell")


@dataclass(slots=True)
class Node:
    """An annotation with those that stand in it, in the order of the text."""

    annotation: Annotation
    kind: Kind
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Forest:
    """What came of the annotations."""

    roots: tuple[Node, ...]
    problems: tuple[Problem, ...]


def resolve(transcript: Transcript, annotations: Iterable[Annotation]) -> Forest:
    """Turn annotations into a forest.

    Args:
        transcript: the text they are about.
        annotations: in any order, crossing in any way. Facts for the header are passed over.

    Returns:
        The forest, and a problem for each annotation that was divided or set aside.
    """
    return _Sweep(transcript).run(annotations)


def _sort_key(a: Annotation, kind: Kind) -> tuple[int, int, int, int]:
    # Of those that begin at one place, containers come first, then page breaks, then blocks, then the rest,
    # the longer before the shorter.
    return (a.span.start, _GROUPS.get(kind.layer, 3), -a.span.end, kind.rank)


class _Sweep:
    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.table = kinds()
        self.heap: list[tuple[tuple[int, int, int, int], int, Annotation, Kind]] = []
        self.serial = 0
        self.stack: list[Node] = []
        self.roots: list[Node] = []
        self.problems: list[Problem] = []

    def run(self, annotations: Iterable[Annotation]) -> Forest:
        for a in annotations:
            self._push(a)
        while self.heap:
            _, _, a, kind = heapq.heappop(self.heap)
            self._place(a, kind)
        return Forest(tuple(self.roots), tuple(self.problems))

    def _push(self, a: Annotation) -> None:
        kind = self.table[a.kind]
        if kind.layer == "fact":
            return
        if len(a.markers[0]) + len(a.markers[1]) > len(a.span):
            return self._set_aside(a, "its delimiters do not fit into it")
        if kind.content == "text" and not self._characters_only(a, kind):
            return self._set_aside(a, "it goes over a line end or holds a character that needs markup")
        if kind.layer != "point" and not any(a.markers):
            start, end = trimmed(self.transcript.text, a.span.start, a.span.end)
            if start == end:
                return self._set_aside(a, "it has no text")
            if (start, end) != (a.span.start, a.span.end):
                a = replace(a, span=Span(start, end))
        if kind.element in _RUN_IN and self._goes_on_behind(a):
            return self._set_aside(a, "a blank must stand behind it")  # decoding puts one there
        self.serial += 1
        heapq.heappush(self.heap, (_sort_key(a, kind), self.serial, a, kind))

    def _goes_on_behind(self, a: Annotation) -> bool:
        return bool(self.transcript.text[a.span.end : a.span.end + 1].strip(BLANKS + "\u00a0"))

    def _characters_only(self, a: Annotation, kind: Kind) -> bool:
        text = self.transcript.of_span(a.interior)
        if line_breaks(text) or NOT_XML.search(text):
            return False
        bare = not kind.inner
        return not (bare and (_BRACKET.search(text) or (kind.element != "unclear" and signs().search(text))))

    def _place(self, a: Annotation, kind: Kind) -> None:
        while self.stack:
            top = self.stack[-1]
            if top.annotation.span.end <= a.span.start and not self._at_start(top, a):
                self.stack.pop()
                continue
            if len(self.stack) >= DEEPEST:
                return self._set_aside(a, "it stands in too many others")
            inside = top.annotation.interior.covers(a.span)
            if inside and self._fits(a, kind):
                break
            if kind.rank < top.kind.rank:
                # What was placed before belongs to a later layer: it gives way, its parts move up.
                self._dissolve(top, a)
                continue
            if not inside and kind.overlap and self._divide(a, kind, top):
                return
            what = "stands across the edge of" if not inside else "may not stand in"
            return self._set_aside(a, f"it {what} another ({top.annotation.kind})")
        if not self.stack and kind.layer != "container":
            return self._set_aside(a, "it stands outside every division")
        node = Node(a, kind)
        (self.stack[-1].children if self.stack else self.roots).append(node)
        if len(a.span) or kind.layer != "point":
            self.stack.append(node)

    @staticmethod
    def _at_start(top: Node, a: Annotation) -> bool:
        return (
            len(a.span) == 0 and top.kind.layer == "container" and top.annotation.span.start == a.span.start
        )

    def _fits(self, a: Annotation, kind: Kind) -> bool:
        top = self.stack[-1]
        if not top.kind.takes(kind):
            return False
        if top.annotation.span == a.span and top.kind is kind:
            return False
        return not (kind.outside and any(n.kind.name in kind.outside for n in self.stack))

    def _dissolve(self, top: Node, winner: Annotation) -> None:
        self.stack.pop()
        siblings = self.stack[-1].children if self.stack else self.roots
        siblings.pop()  # what stands on the stack is the last of its parent
        siblings.extend(top.children)
        self._set_aside(top.annotation, f"it stands across the edge of another ({winner.kind})")

    def _divide(self, a: Annotation, kind: Kind, top: Node) -> bool:
        inner = top.annotation.interior
        if not (inner.start <= a.span.start < inner.end < a.span.end) or any(a.markers):
            return False
        here, there = a, a
        start, end = trimmed(self.transcript.text, top.annotation.span.end, a.span.end)
        if start < end and kind.overlap == "link":
            first = a.id or f"{a.kind}-{a.span.start}"
            here = replace(a, attributes={**a.attributes, "next": f"#{first}.2"}, id=first)
            there = replace(a, attributes={**a.attributes, "prev": f"#{first}"}, id=f"{first}.2")
        self._push(replace(here, span=Span(a.span.start, inner.end)))
        if start < end:
            self._push(replace(there, span=Span(start, end)))
        return True

    def _set_aside(self, a: Annotation, why: str) -> None:
        self.problems.append(set_aside(self.transcript, a, why))
