"""Tables on disk that last no longer than the work for which they are made."""

import sqlite3


def temporary_database(*tables: str) -> sqlite3.Connection:
    """Open a database without name: a temporary file that SQLite itself removes when it is closed.

    Args:
        tables: the statements that make its tables.
    """
    database = sqlite3.connect("", isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    for statement in tables:
        database.execute(statement)
    return database
