"""Capitalised words that are no part of a person's name, wherever they stand."""

from functools import cache

from tei_edition.tables import table


@cache
def days_and_months() -> frozenset[str]:
    """Return the names of the days of the week and of the months."""
    names = (*table("dates")["months"], *table("titles")["weekdays"]["names"])
    return frozenset(name.capitalize() for name in names)


@cache
def no_surnames() -> frozenset[str]:
    """Return days, months, nationalities, and what places, belongings and institutions are called."""
    rows = table("titles")
    words = (*rows["nationalities"]["adjectives"], *rows["places"]["after"])
    of_persons = (*rows["persons"]["belongings"], *rows["persons"]["institutions"])
    return days_and_months().union(words, of_persons)
