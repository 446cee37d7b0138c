"""The header ``Retry-After``, by which a server asks to be left alone for a while (RFC 9110, 10.2.3)."""

import datetime
from email.utils import parsedate_to_datetime


def seconds_to_wait(written: str, now: float) -> float:
    """Return for how many seconds a server asks to be left alone; 0 if it does not say.

    Args:
        written: the value of the header: seconds, or a date of HTTP.
        now: the time, in seconds since 1970.
    """
    if written.strip().isdecimal():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return 0.0
    return max(0.0, until.replace(tzinfo=until.tzinfo or datetime.UTC).timestamp() - now)
