"""Finding the dates of a text that name their month, for readers and for the grammar of citations."""

from collections.abc import Iterator

from tei_edition.tables.chronology.calendar_date import shifted
from tei_edition.tables.chronology.expression import DateExpression
from tei_edition.tables.chronology.written import written_dates

__all__ = ["DateExpression", "dates", "shifted"]


def dates(text: str) -> Iterator[DateExpression]:
    """Find the dates that name their month and a day or a year.

    Args:
        text: any text; line ends count as blanks.

    Yields:
        Expressions that do not overlap, from left to right. Some may be impossible (31 February).
    """
    return written_dates(text)
