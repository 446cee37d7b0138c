"""Recognisers: they propose annotations and never change the text.

Each module has ``recognise(edition, resources)``, a pure function that may build on what was found before
it. ``RECOGNISERS`` is their order.
"""

from collections.abc import Callable

from tei_edition.model.edition import Edition, Finding
from tei_edition.recognisers import (
    abbreviation,
    bracket,
    bracket_convention,
    citation,
    collapsed_table,
    date,
    language,
    measure,
    name,
    note_mark,
    registration,
    sign,
    source_line,
)
from tei_edition.recognisers.resources import Resources

__all__ = ["RECOGNISERS", "Recogniser", "Resources"]

Recogniser = Callable[[Edition, Resources], Finding]

RECOGNISERS: tuple[Recogniser, ...] = (
    citation.recognise,
    source_line.recognise,
    registration.recognise,
    language.recognise,
    bracket_convention.recognise,
    bracket.recognise,
    note_mark.recognise,
    date.recognise,
    measure.recognise,
    name.recognise,
    abbreviation.recognise,
    sign.recognise,
    collapsed_table.recognise,
)
