"""The titles that stand before names: honorifics, offices and ranks."""

from functools import cache

from tei_edition.tables import table


@cache
def titles() -> tuple[str, ...]:
    """Return the titles of the table ``titles``, as they are written: ``Dr.``, ``Prime Minister``."""
    rows = table("titles")
    return (*(row["written"] for row in rows["honorific"]), *rows["offices"]["names"])


@cache
def title_words() -> frozenset[str]:
    """Return the words of which titles are made, and those before an office (``U.S.``)."""
    rows = (*titles(), *table("titles")["offices"]["attributes"])
    return frozenset(word for row in rows for word in row.split())


@cache
def nobility() -> frozenset[str]:
    """Return the titles that belong to a name, such as ``Sir``."""
    return frozenset(table("titles")["nobility"]["names"])
