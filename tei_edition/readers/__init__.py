"""Readers: they lay a transcript out and never change a character.

Each layout is a module with ``score``, which tells how much a transcript looks like it, and ``read``. The
best score wins; ``plain`` accepts everything. Another layout is another module in ``READERS``.
"""

from typing import Protocol

from tei_edition.model.edition import Finding
from tei_edition.model.transcript import Transcript
from tei_edition.readers import flattened, new_page, old_page, pdf_page, plain, source_line


class Reader(Protocol):
    """A layout that can be read."""

    __name__: str

    def score(self, transcript: Transcript) -> float:
        """Tell how much the transcript looks like this layout, 0 to 1."""

    def read(self, transcript: Transcript) -> Finding:
        """Lay it out."""


READERS: tuple[Reader, ...] = (flattened, old_page, new_page, pdf_page, source_line, plain)


def best(transcript: Transcript) -> Reader:
    """Return the reader with the highest score; of equal ones the first."""
    return max(READERS, key=lambda reader: reader.score(transcript))
