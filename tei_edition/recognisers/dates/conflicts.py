"""Dates of a document that contradict one another."""

from collections.abc import Iterator, Sequence

from tei_edition.model.annotation import Annotation
from tei_edition.model.edition import Edition
from tei_edition.model.problem import Problem


def conflicts(edition: Edition, found: Sequence[Annotation]) -> Iterator[Problem]:
    """Report dates of the cover sheet and of the document that cannot both be right."""
    yield from ()
