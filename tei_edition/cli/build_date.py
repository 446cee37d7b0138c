"""The day of a build: an input, so that the same input gives the same bytes."""

import datetime
import os


def build_date(given: object = None) -> str:
    """Return the day of the build as ``YYYY-MM-DD``.

    Args:
        given: a ``datetime.datetime`` that the user gave; None to take the environment variable
            SOURCE_DATE_EPOCH (seconds since 1970, UTC), and today if there is none.

    Raises:
        ValueError: if SOURCE_DATE_EPOCH is not a number.
    """
    if isinstance(given, datetime.datetime):
        return given.date().isoformat()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.date.today().isoformat()
    return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date().isoformat()
