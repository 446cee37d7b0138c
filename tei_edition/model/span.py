"""A stretch of a transcript."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a transcript, counted in code points (STAM's convention).

    A span of zero width is a point between two characters: the place of a page break.
    """

    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character; ``start <= end``."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        """Tell whether the other span lies in this one; equal edges count as inside."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Tell whether the two spans have at least one character in common."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: "Span") -> bool:
        """Tell whether the spans overlap and neither covers the other."""
        return self.touches(other) and not self.covers(other) and not other.covers(self)
