"""Stretches in their order, to be asked quickly which of them touch another."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tei_edition.model.span import Span


class OrderedSpans:
    """Stretches of one text."""

    __slots__ = ("_longest", "_spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._longest = max(map(len, self._spans), default=0)

    def touching(self, span: Span) -> Iterator[Span]:
        """Yield those that have a character in common with a stretch, in their order.

        Args:
            span: the stretch.
        """
        at = bisect_left(self._spans, span.start - self._longest, key=lambda s: s.start)
        while at < len(self._spans) and self._spans[at].start < span.end:
            if self._spans[at].touches(span):
                yield self._spans[at]
            at += 1

    def touches(self, span: Span) -> bool:
        """Tell whether one of them has a character in common with a stretch."""
        return next(self.touching(span), None) is not None
