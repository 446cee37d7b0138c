"""The sweep over the annotations stays near linear: the work is counted, not timed."""

import sys
from collections.abc import Callable

import hostile
import pytest

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.span import Span
from tei_edition.model.transcript import Transcript
from tei_edition.pipeline import finish
from tei_edition.recognisers.bracket_scan import scan
from tei_edition.weaver.admit import admit
from tei_edition.weaver.resolve import DEEPEST, Node, resolve

Family = Callable[[int], tuple[str, list[Annotation]]]


def blocks(n: int) -> tuple[str, list[Annotation]]:
    text = "\n\n".join(["some words"] * n)
    found = [Annotation(Span(0, len(text)), "document", "t")]
    found += [Annotation(Span(12 * i, 12 * i + 10), "paragraph", "t") for i in range(n)]
    return text, found


def crossing(n: int) -> tuple[str, list[Annotation]]:
    """Phrases in one paragraph, each of which crosses the next."""
    text = "ab " * n
    found = [Annotation(Span(0, len(text)), kind, "t") for kind in ("document", "paragraph")]
    return text, found + [
        Annotation(Span(3 * i, min(3 * i + 5, len(text))), "rendering", "t") for i in range(n)
    ]


def long_crossing(n: int) -> tuple[str, list[Annotation]]:
    """Phrases over half of the text, each of which crosses all others."""
    text = "ab " * n
    found = [Annotation(Span(0, len(text)), kind, "t") for kind in ("document", "paragraph")]
    return text, found + [Annotation(Span(i, i + n), "rendering", "t") for i in range(n)]


def nested(n: int) -> tuple[str, list[Annotation]]:
    """Phrases in phrases."""
    text = "x" * (2 * n + 1)
    found = [Annotation(Span(0, len(text)), kind, "t") for kind in ("document", "paragraph")]
    return text, found + [Annotation(Span(i, len(text) - i), "rendering", "t") for i in range(n)]


def speeches(n: int) -> tuple[str, list[Annotation]]:
    """Speeches over all paragraphs, of which each has to be divided at every paragraph."""
    side = int(n**0.5) + 1
    text, found = blocks(side)
    return text, found + [
        Annotation(Span(i, len(text)), "direct-speech", "t", {"who": "#text"}) for i in range(side)
    ]


def giving_way(n: int) -> tuple[str, list[Annotation]]:
    """Names that give way to the brackets which cross them, with all that stands in them."""
    text = "ab [c d] e " * n
    found = [Annotation(Span(0, len(text)), kind, "t") for kind in ("document", "paragraph")]
    for i in range(n):
        at = 11 * i
        found.append(Annotation(Span(at, at + 6), "rendering", "t"))
        found.append(Annotation(Span(at + 3, at + 8), "supplied", "t", {"reason": "omitted"}, ("[", "]")))
    return text, found


FAMILIES: tuple[Family, ...] = (blocks, crossing, long_crossing, nested, speeches, giving_way)


def calls(work: Callable[[], object]) -> int:
    """Count the calls of Python functions that a piece of work takes."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("family", FAMILIES)
def test_eight_times_as_much_is_not_much_more_than_eight_times_the_work(family: Family) -> None:
    def work(n: int) -> int:
        text, annotations = family(n)
        edition = Edition(Transcript.of(text), tuple(annotations))
        return calls(lambda: resolve(edition.transcript, admit(edition).annotations))

    few, many = work(250), work(2_000)

    assert many < few * 8 * 2.5


@pytest.mark.parametrize("family", FAMILIES)
def test_twenty_thousand_are_resolved_and_none_is_lost(family: Family) -> None:
    text, annotations = family(20_000)

    forest = resolve(Transcript.of(text), annotations)

    met, depth = 0, 0
    stack: list[tuple[Node, int]] = [(root, 1) for root in forest.roots]
    while stack:
        node, level = stack.pop()
        met, depth = met + 1, max(depth, level)
        stack += [(child, level + 1) for child in node.children]
    assert met + len(forest.problems) >= len(annotations)
    assert depth <= DEEPEST


def test_twenty_thousand_crossing_are_woven_and_proven() -> None:
    text, annotations = crossing(20_000)

    result = finish(Edition(Transcript.of(text), tuple(annotations)), hostile.CONTEXT)

    assert result.tei is not None


def test_the_brackets_are_found_in_one_pass() -> None:
    """Pairs behind strays were once each compared with all of the strays."""
    text = "[" * 50_000 + "[a]" * 50_000

    found = scan(text, Span(0, len(text)))

    assert len(found) == 100_000
    assert all(b.depth == 0 for b in found)
