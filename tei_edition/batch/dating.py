"""The day of a build in a TEI file: what changes from one day to the next if nothing else does."""

import datetime
import re

_CHANGE = re.compile(rb"<change\b[^<>]*>")
_OF_PROGRAM = b' who="#resp-program"'
_END_OF_HEADER = b"</teiHeader>"


def redated(tei: bytes, of: str, to: str) -> bytes | None:
    """Return a TEI file as it would be if it were built on another day.

    The day of the build is that of the one change in the history of revisions that is the program's. If an
    editor has added others, their order may depend on it, and so may the judgement of the house rules.

    Args:
        tei: the file.
        of: the day on which it was built, ``YYYY-MM-DD``.
        to: the other day.

    Returns:
        The file; None if it has to be built to be known.
    """
    head, end, rest = tei.partition(_END_OF_HEADER)
    changes = _CHANGE.findall(head)
    day = f'"{of}"'.encode()
    if len(changes) != 1 or _OF_PROGRAM not in changes[0] or changes[0].count(day) != 1:
        return None
    if not (_is_day(of) and _is_day(to)):
        return None
    return b"".join([head.replace(changes[0], changes[0].replace(day, f'"{to}"'.encode())), end, rest])


def _is_day(date: str) -> bool:
    try:
        return datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        return False
