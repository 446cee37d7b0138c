"""Stretches in their order, to be asked quickly which of them touch or cover another."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tei_edition.model.span import Span


class OrderedSpans:
    """Stretches of one text.

    They are kept by their length, in powers of two, so that a long one does not make those around it slow
    to find.
    """

    __slots__ = ("_by_length",)

    def __init__(self, spans: Iterable[Span]) -> None:
        self._by_length: dict[int, list[Span]] = {}
        for span in spans:
            self._by_length.setdefault(len(span).bit_length(), []).append(span)
        for of_length in self._by_length.values():
            of_length.sort()

    def touching(self, span: Span) -> list[Span]:
        """Return those that have a character in common with a stretch, in their order.

        Args:
            span: the stretch.
        """
        return sorted(s for s in self._near(span) if s.touches(span))

    def touches(self, span: Span) -> bool:
        """Tell whether one of them has a character in common with a stretch."""
        return any(s.touches(span) for s in self._near(span))

    def covers(self, span: Span) -> bool:
        """Tell whether a stretch lies in one of them; equal edges count as inside."""
        return any(s.covers(span) for s in self._near(span))

    def cross(self, span: Span) -> bool:
        """Tell whether one of them overlaps with a stretch and neither covers the other."""
        return any(s.crosses(span) for s in self._near(span))

    def _near(self, span: Span) -> Iterator[Span]:
        """Yield those that have a character or an edge in common with a stretch."""
        for bits, spans in self._by_length.items():
            at = bisect_left(spans, span.start - (1 << bits), key=_start)
            while at < len(spans) and spans[at].start <= span.end:
                if spans[at].end >= span.start:
                    yield spans[at]
                at += 1


def _start(span: Span) -> int:
    return span.start
